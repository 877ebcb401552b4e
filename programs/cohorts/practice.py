"""What happens in practice at work: a small experiment, a line a week, a peer's answer, a look back, and who may read it."""

from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.audit.actions import record
from accounts.notices.actions import send
from accounts.notices.models import Fact
from accounts.users.models import User
from alumni.profiles.queries import visible_people
from programs.cohorts import rules
from programs.cohorts.models import Nomination, Program
from programs.cohorts.practice_models import Pairing, Practice, PracticeLine, PracticeShare

AT_MOST = 6  # experiments of one person in one program
REMINDED_FROM = 3  # Thursday: there is still time in the week


def monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


@transaction.atomic
def pair_up(*, program: Program, by: User, anew: bool = False) -> int:
    """Everybody has a peer of another company where there is one; who has one keeps them unless `anew`.

    The last of an odd number joins a pair. Told are those whose peer is new.
    """
    if not rules.can_lead(by, program):
        raise ValidationError(_("ペアを決められるのは、進行役だけです。"))
    Program.objects.select_for_update(of=("self",)).get(pk=program.pk)
    rows = Pairing.objects.filter(nomination__program=program)
    (rows if anew else rows.exclude(pk__in=rows.standing().values("pk"))).delete()
    paired = set(rows.values_list("nomination", flat=True))
    free = [one for one in program.nominations.inside().select_related("person") if one.pk not in paired]
    sat = list(program.nominations.inside().filter(pk__in=paired).select_related("person"))
    pairs = pairs_of(free, sat)
    both = [Pairing(nomination=a, peer=b) for one, other in pairs for a, b in ((one, other), (other, one))]
    Pairing.objects.bulk_create(both, ignore_conflicts=True)
    people = {one.pk: one.person for pair in pairs for one in pair}
    if people:
        send("cohorts.paired", to=list(people.values()), about=program, by=by, scope=program.company.scope)
    record("program.paired", program, by=by, scope=program.company.scope, pairs=len(pairs))
    return len(pairs)


def pairs_of(free: list[Nomination], sat: list[Nomination]) -> list[tuple[Nomination, Nomination]]:
    """Companies in blocks, the largest first, and each with whoever sits half the row away: never one company's two
    while no company is more than half of all. Of an odd number the last joins somebody of another company."""
    many: dict[int, int] = {}
    for one in free:
        many[one.company_id] = many.get(one.company_id, 0) + 1
    row = sorted(free, key=lambda one: (-many[one.company_id], one.company_id, one.pk))
    half = len(row) // 2
    pairs = list(zip(row[:half], row[half : 2 * half], strict=True))
    if len(row) % 2:
        last = row[-1]
        others = [*(one for pair in pairs for one in pair), *sat]
        foreign = [one for one in others if one.company_id != last.company_id] or others
        pairs += [(last, foreign[0])] if foreign else []
    return pairs


# One's own


@transaction.atomic
def set_out(*, nomination: Nomination, by: User, **fields: Any) -> Practice:
    """A small experiment begins. Refused to whoever doesn't take part, and beyond a handful."""
    if nomination.person_id != by.pk or nomination.state != Nomination.State.IN:
        raise ValidationError(_("実践を書けるのは、参加している本人だけです。"))
    if nomination.practices.count() >= AT_MOST:
        raise ValidationError(_("実践は%(n)dつまでです。いまのものを、まず育ててみてください。") % {"n": AT_MOST})
    practice = Practice(nomination=nomination, **fields)
    _refuse(practice)
    practice.save(force_insert=True)
    record("practice.begun", nomination.program, by=by, scope=nomination.company.scope)
    return practice


@transaction.atomic
def change(*, practice: Practice, by: User, **fields: Any) -> Practice:
    """Its words, time and readers become what is given."""
    locked = _own(practice, by)
    for name, value in fields.items():
        setattr(locked, name, value)
    _refuse(locked)
    locked.save(update_fields=list(fields))
    return locked


def _refuse(practice: Practice) -> None:
    if practice.ends_on < practice.starts_on:
        raise ValidationError({"ends_on": _("おわりの日は、はじまりの日よりあとにしてください。")})


@transaction.atomic
def check_in(*, practice: Practice, words: str, by: User) -> PracticeLine:
    """This week's line; written anew in the same week it replaces the first. The peers see that there is one."""
    locked = _own(practice, by)
    if not (words := " ".join(words.split())[:200]):
        raise ValidationError({"words": _("ひとことで大丈夫です。うまくいかなかったことも、どうぞ。")})
    week = monday(timezone.localdate())
    line, new = PracticeLine.objects.update_or_create(practice=locked, week=week, defaults={"words": words})
    if new:
        pairings = Pairing.objects.standing().filter(nomination=locked.nomination).select_related("peer__person")
        peers = [pairing.peer.person for pairing in pairings]
        _tell("cohorts.practice_line", locked, peers, by)
    return line


@transaction.atomic
def answer(*, line: PracticeLine, words: str, by: User) -> PracticeLine:
    """The peer says something to it. Refused to anybody else."""
    locked = (
        PracticeLine.objects.select_for_update(of=("self",))
        .select_related("practice__nomination__person")
        .get(pk=line.pk)
    )
    pairing = Pairing.objects.standing().filter(nomination=locked.practice.nomination_id, peer__person=by).first()
    if pairing is None:
        raise ValidationError(_("返事を書けるのは、ペアの方だけです。"))
    if not (words := " ".join(words.split())[:200]):
        raise ValidationError({"words": _("ひとこと書いてください。")})
    new = not locked.answer
    locked.answer, locked.answered_by_id, locked.answered_at = words, pairing.peer_id, timezone.now()
    locked.save(update_fields=["answer", "answered_by", "answered_at"])
    if new:
        _tell("cohorts.practice_answer", locked.practice, [locked.practice.nomination.person], by)
    return locked


@transaction.atomic
def reflect(*, practice: Practice, words: str, by: User) -> Practice:
    """What it taught stands there."""
    locked = _own(practice, by)
    if not (words := words.strip()[:2000]):
        raise ValidationError({"words": _("気づいたことを、ひとつだけでも書いてみてください。")})
    locked.reflection, locked.reflected_at = words, timezone.now()
    locked.save(update_fields=["reflection", "reflected_at"])
    return locked


@transaction.atomic
def share(*, practice: Practice, person: User, by: User) -> PracticeShare:
    """This person reads it from now on: a boss, a mentor. Refused for whom one doesn't see."""
    locked = _own(practice, by)
    if person.pk == by.pk or person.pk not in visible_people(by, [person.pk]):
        raise ValidationError(_("選べるのは、あなたに見えているメンバーだけです。"))
    found, new = PracticeShare.objects.get_or_create(practice=locked, person=person)
    if new:
        _tell("cohorts.practice_shared", locked, [person], by, practice=locked.pk)
    return found


@transaction.atomic
def unshare(*, practice: Practice, person: int, by: User) -> None:
    """They don't read it any more, from this moment."""
    PracticeShare.objects.filter(practice=_own(practice, by), person=person).delete()


def _own(practice: Practice, by: User) -> Practice:
    rows = Practice.objects.select_for_update(of=("self",)).select_related(
        "nomination__program", "nomination__company"
    )
    locked = rows.get(pk=practice.pk)
    if locked.nomination.person_id != by.pk:
        raise ValidationError(_("実践を変えられるのは、本人だけです。"))
    return locked


def _tell(kind: str, of: Practice, people: list[User], by: User, **data: Any) -> None:
    if people:
        send(kind, to=people, about=of.nomination.program, by=by, data={"person": by.pk, **data})


# Called to mind


def remind(*, by: None = None) -> int:
    """Late in the week, once: whoever has an experiment going and hasn't written this week's line."""
    today = timezone.localdate()
    if today.weekday() < REMINDED_FROM:
        return 0
    week = monday(today)
    lines = PracticeLine.objects.filter(practice=OuterRef("pk"), week=week)
    going = Practice.objects.filter(
        ~Exists(lines), starts_on__lte=today, ends_on__gte=week, reflected_at=None, nomination__state=Nomination.State.IN,
        nomination__program__state__in=[Program.State.RUNNING, Program.State.PUBLISHED, Program.State.CLOSING],
    ).select_related("nomination__person", "nomination__program")  # fmt: skip
    due = {f"cohorts.check_in:{one.nomination_id}:{week}": one for one in going}
    told = set(Fact.objects.filter(dedupe_key__in=due).values_list("dedupe_key", flat=True))
    for key in due.keys() - told:
        nomination = due[key].nomination
        send("cohorts.check_in", about=nomination.program, to=[nomination.person], key=key)
    return len(due) - len(told)
