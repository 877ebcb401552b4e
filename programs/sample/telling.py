"""What the demo's people tell of themselves: skills, stories, blurred employers; and companies enough to blur them."""

from typing import Any

from accounts.users.models import User
from alumni.companies import actions as companies
from alumni.companies.models import Company
from alumni.profiles import actions, labels, skills
from alumni.profiles.disclosure import NOBODY, PARTS, POST_PRESETS, Audience, Openness
from alumni.profiles.models import Profile, Skill
from alumni.tenures import actions as tenures
from alumni.tenures.periods import PartialDate, Period
from programs.sample.lives import BLURRED, CLAIMS, LABELS, NEIGHBOURS, SKILLS, STORIES

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
    for login, text in BLURRED:
        blur(cast(login), text)
    for login, slug, title, since, until, word in CLAIMS:
        period = Period(PartialDate.from_iso(since), PartialDate.from_iso(until) if until else None, not until)
        company = Company.objects.get(slug=slug)
        tenures.claim(person=cast(login), company=company, title=title, period=period, word=word, by=cast(login))


def blur(person: User, text: str) -> None:
    """Colleagues read the posts as they are; whoever else sees the person reads these words, with the mark."""
    openness = POST_PRESETS["usual"] | {part: Openness(NEAR, Audience.MET | Audience.NETWORK) for part in PARTS}
    assert openness["employer"].exact != NOBODY
    for post in person.tenures.select_related("company"):  # type: ignore[attr-defined]
        label = post.company.blur_labels.filter(text=text).first()
        actions.tell_post(tenure=post, openness=openness, label=label, keeps_mark=True, by=person)
