"""The shared vocabulary of what people are good at or care about: one meaning, however many words it has."""

from collections.abc import Callable, Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext as _

from accounts.audit.actions import record
from accounts.users.models import User
from alumni.companies.names import clean_name, fold
from alumni.profiles.disclosure import Audience
from alumni.profiles.models import Profile, Skill, SkillWord
from alumni.tenures.standing import standing_of

MOST_SKILLS, LONGEST_SKILL, LONGEST_KEY = 20, 40, 60
SUGGESTED, LISTED = 8, 200
# Rooms above that keep skills by number hear when one becomes another: (kept, other), before the other is gone.
followers: list[Callable[[Skill, Skill], None]] = []


def skills_of(words: Iterable[str]) -> list[Skill]:
    """The skills that these words mean; a word that nobody has used yet becomes a skill of its own."""
    by_key: dict[str, str] = {}
    for word in map(clean_name, words):
        if key := fold(word)[:LONGEST_KEY]:
            by_key.setdefault(key, word)
    if len(by_key) > MOST_SKILLS or any(len(word) > LONGEST_SKILL for word in by_key.values()):
        raise ValidationError(_("得意なことは、一つ40文字まで、20個まで書けます。"))
    known = {w.key: w.skill for w in SkillWord.objects.filter(key__in=by_key).select_related("skill")}
    return [known.get(key) or _new_skill(key, word) for key, word in by_key.items()]


def _new_skill(key: str, word: str) -> Skill:
    """Two people may write the same new word at once: the key decides whose row stays."""
    made = Skill.objects.create(name=word)
    kept, new = SkillWord.objects.get_or_create(key=key, defaults={"skill": made, "text": word})
    if not new:
        made.delete()
    return kept.skill


@transaction.atomic
def add(*, person: User, word: str, by: User) -> Skill:
    """The person is good at this, or cares about it. Raises ValidationError for nothing and for too many."""
    profile, _new = Profile.objects.select_for_update().get_or_create(person=person)
    found = skills_of([word])
    if not found:
        raise ValidationError(_("ことばを書いてください。"))
    others = profile.skills.exclude(pk=found[0].pk)
    if others.count() >= MOST_SKILLS:
        raise ValidationError(_("得意なことは20個まで書けます。ほかのことばを外してから、加えてください。"))
    profile.skills.add(found[0])
    return found[0]


@transaction.atomic
def drop(*, person: User, skill: int, by: User) -> None:
    """The person no longer tells of this; the word stays in the vocabulary."""
    for profile in Profile.objects.filter(person=person):
        profile.skills.remove(skill)


@transaction.atomic
def call_alike(*, skill: Skill, word: str, by: User) -> Skill:
    """`word` means this skill from now on; a skill that had that word becomes this one, with its people."""
    key = fold(word)[:LONGEST_KEY]
    held = SkillWord.objects.select_related("skill").filter(key=key).first()
    if held is None:
        SkillWord.objects.create(skill=skill, text=clean_name(word), key=key)
        record("skill.extended", skill, by=by, word=word)
    elif held.skill_id != skill.pk:
        merge(kept=skill, others=[held.skill], by=by)
    return skill


@transaction.atomic
def merge(*, kept: Skill, others: Iterable[Skill], by: User) -> Skill:
    """All words and people of the others are those of `kept`; the others are gone."""
    for other in others:
        kept.people.add(*other.people.all())  # type: ignore[attr-defined]
        other.words.update(skill=kept)  # type: ignore[attr-defined]
        for follow in followers:
            follow(kept, other)
        record("skill.merged", kept, by=by, other=other.pk)
        other.delete()
    return kept


def skills_told(person: User) -> list[Skill]:
    return list(Skill.objects.filter(people__person=person).order_by("name", "pk"))


def vocabulary(lang: str = "ja") -> list[str]:
    """Words that the platform offers everybody, for whoever writes without JavaScript."""
    rows = Skill.objects.filter(offered=True).order_by("name")[:LISTED]
    return [word_of(skill, lang) for skill in rows]


def suggestions(viewer: User, text: str, lang: str = "ja") -> list[str]:
    """Words that what was typed may begin, by any of their spellings.

    A word that only hidden profiles hold is suggested to nobody: offered ones, one's own, and those that are open to
    every member (for whoever sees members at all).
    """
    key = fold(text)[:LONGEST_KEY]
    if not key:
        return []
    holders = Profile.objects.filter(skills=OuterRef("skill"), person__is_active=True)
    told = Q(skill__offered=True) | Q(Exists(holders.filter(person=viewer)))
    if standing_of(viewer).posts:
        open_ones = holders.alias(network=F("skills_to").bitand(int(Audience.NETWORK)))
        told |= Q(Exists(open_ones.filter(seen_by=Profile.SeenBy.NETWORK, network__gt=0)))
    words = SkillWord.objects.filter(told, key__startswith=key).select_related("skill").order_by("key")
    return list(dict.fromkeys(word_of(word.skill, lang) for word in words[: SUGGESTED * 3]))[:SUGGESTED]


def word_of(skill: Skill, lang: str) -> str:
    return skill.name_en if lang == "en" and skill.name_en else skill.name
