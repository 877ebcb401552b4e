"""What the demo's people tell of themselves: skills, stories, blurred employers; and companies enough to blur them."""

from datetime import timedelta
from itertools import cycle
from typing import Any

from django.utils import timezone
from django.utils.http import urlencode

from accounts.users.models import User
from alumni.companies import actions as companies
from alumni.companies.models import Company
from alumni.directory import saving
from alumni.profiles import actions, labels, skills
from alumni.profiles.disclosure import NOBODY, PARTS, POST_PRESETS, Audience, Openness
from alumni.profiles.models import Profile, Skill
from alumni.tenures import actions as tenures
from alumni.tenures.periods import PartialDate, Period
from programs.sample.lives import BLURRED, CLAIMS, FREE, LABELS, NEIGHBOURS, SAVED, SKILLS, STORIES

NEAR = Audience.DEPARTMENT | Audience.COMPANY | Audience.HR


def neighbours(*, account: Any, enrol: Any, hold: Any) -> None:
    """Small companies of the same network, each with its first people."""
    for slug, name, unit_name, people in NEIGHBOURS:
        company = Company.objects.create(
            slug=slug, name=name, contact_email=f"alumni@{slug}.kanae.example", postal_address="東京都架空区1-1"
        )
        unit = companies.add_department(company=company, name=unit_name, parent=None, by=None)
        for number, (person_name, kana) in enumerate(people):
            person = account(f"{slug}{number}", person_name, kana)
            Profile.objects.create(person=person, seen_by=Profile.SeenBy.COMPANY)
            family, _, given = person_name.partition(" ")
            row = enrol(company, family, given, kana, person.email, person)
            hold(row, unit, PartialDate.from_iso("2008-04-01").value, None)


def tell(*, cast: Any, admin: User) -> None:
    """The vocabularies, then what each of the cast tells, through the same actions that the pages use."""
    for text, text_en, fits in LABELS:
        for slug in fits.split():
            labels.fit(company=Company.objects.get(slug=slug), text=text, text_en=text_en, by=admin)
    for name, name_en, alike in SKILLS:
        skill = Skill.objects.create(name=name, name_en=name_en, offered=True)
        for word in filter(None, (name, name_en, *alike.split())):
            skills.call_alike(skill=skill, word=word, by=admin)
    for login, words, parts in STORIES:
        person = cast(login)
        actions.describe(person=person, skills=words.split("、"), by=person)
        for kind, year, text in parts:
            actions.tell(person=person, kind=kind, text=text, year=year, by=person)
    also_told(cast)
    for login, text in BLURRED:
        blur(cast(login), text)
    for login, slug, title, since, until, word in CLAIMS:
        period = Period(PartialDate.from_iso(since), PartialDate.from_iso(until) if until else None, not until)
        company = Company.objects.get(slug=slug)
        tenures.claim(person=cast(login), company=company, title=title, period=period, word=word, by=cast(login))


def also_told(cast: Any) -> None:
    """Every third of the others is good at something, a few of them have time; and searches that one of the cast keeps."""
    today, skills_in_turn = timezone.localdate(), cycle(Skill.objects.order_by("pk"))
    others = Profile.objects.filter(skills=None).exclude(seen_by=Profile.SeenBy.NOBODY).order_by("pk")[::3]
    told = Profile.skills.through
    told.objects.bulk_create(
        [
            told(profile=profile, skill=next(skills_in_turn))
            for profile in others
            for _number in range(1 + profile.pk % 3)
        ]
    )
    for number, profile in enumerate(others[::4]):
        Profile.objects.filter(pk=profile.pk).update(free_until=today + timedelta(days=20 + number % 90))
    for login, days in FREE:
        actions.describe(person=cast(login), free_until=today + timedelta(days=days), by=cast(login))
    for name, asked, tells in SAVED:
        saving.save(name=name, query=urlencode(asked), tells=tells, by=cast("okada"))


def blur(person: User, text: str) -> None:
    """Colleagues read the posts as they are; whoever else sees the person reads these words, with the mark."""
    openness = POST_PRESETS["usual"] | {part: Openness(NEAR, Audience.MET | Audience.NETWORK) for part in PARTS}
    assert openness["employer"].exact != NOBODY
    for post in person.tenures.select_related("company"):  # type: ignore[attr-defined]
        label = post.company.blur_labels.filter(text=text).first()
        actions.tell_post(tenure=post, openness=openness, label=label, keeps_mark=True, by=person)
