"""Makes the demo's living network: people with a history, through the same actions that the pages use."""

from collections.abc import Callable
from datetime import date, timedelta
from random import Random
from typing import Any

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils import timezone

from accounts.consent.models import Consent
from accounts.users.models import User
from alumni.companies import actions as companies
from alumni.companies.models import Company, Department, Enrolment
from alumni.companies.names import fold, mail_key
from alumni.companies.purpose import ensure_news_text, ensure_text
from alumni.profiles.areas import area_of
from alumni.profiles.models import Profile
from alumni.tenures.models import Tenure
from programs.sample import (
    cohorts,
    cohorts_past,
    cohorts_rounds,
    collaborations,
    gatherings,
    gatherings_of_kinds,
    gatherings_of_seats,
    ledger,
    letters,
    lines,
    mentoring,
    names,
    story,
    talks,
    telling,
    ties,
    visions,
)
from programs.sample.exchange import bring as bring_needs

NOW_WORK = [
    "小さな会社の経営",
    "まちの図書館づくり",
    "農業",
    "プロダクトの責任者",
    "大学で教える",
    "独立して設計",
    "NPOの事務局",
    "育児と在宅の仕事",
]


@transaction.atomic
def build(*, say: Callable[[str], None]) -> None:
    """An empty database becomes the demo network. Deterministic but for dates, which follow today."""
    random = Random(20)
    admin = account(*story.ADMIN, is_staff=True, is_superuser=True)
    for plan in story.COMPANIES:
        company, units = found(plan, by=admin)
        cast = [enter(person, company, units) for person in story.CAST if person.company == plan.slug]
        crowd(plan, company, units, random, taken=len(cast))
        agree(company)
        gatherings.hold(company, units, random)
        gatherings.invite(company)
        say(f"{company.name} ✓")
    telling.neighbours(account=account, enrol=enrol, hold=hold)
    telling.tell(cast=gatherings.cast, admin=admin)
    newcomers = [account(login, name, kana) for login, name, kana in story.NEWCOMERS]
    gatherings_of_kinds.hold()
    gatherings_of_seats.hold()
    aomi = Company.objects.get(slug="aomi")
    gatherings.ask(aomi, newcomers)
    away = enrol(aomi, "成瀬", "亮", "ナルセ リョウ", "")
    keibi = Department.objects.get(company=aomi, name=story.KEIBI.rpartition("/")[2])
    hold(away, keibi, date(1999, 4, 1), date(2006, 9, 30), title="主任", entry="new_graduate")
    cohorts.hold()
    cohorts_rounds.go_on()
    cohorts_past.remember()
    ties.know()
    ties.remember(aomi)
    bring_needs(aomi)
    ledger.tell(aomi)
    lines.remember(aomi)
    letters.write(aomi)
    visions.draw()
    mentoring.listen()
    talks.talk()
    talks.complain()
    collaborations.work()


def account(login: str, name: str, kana: str, **fields: Any) -> User:
    family, _, given = name.partition(" ")
    family_kana, _, given_kana = kana.partition(" ")
    email = login if "@" in login else f"{login}@{story.DOMAIN}"
    user = User.objects.create_user(
        email, family_name=family, given_name=given, family_kana=family_kana, given_kana=given_kana, **fields
    )
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    return user


def found(plan: story.CompanyStory, *, by: User) -> tuple[Company, dict[str, Department]]:
    """The company with its units and their history; units by their full path of names."""
    company = Company.objects.create(
        slug=plan.slug,
        name=plan.name,
        name_en=plan.name_en,
        about=plan.about,
        vision=plan.vision,
        contact_email=f"alumni@{plan.slug}.kanae.example",
        postal_address=plan.address,
    )
    units: dict[str, Department] = {}
    for path in plan.units:
        parent: Department | None = None
        parts = path.split("/")
        for depth, name in enumerate(parts, start=1):
            parent = companies.add_department(company=company, name=name, parent=parent, by=by)
            units["/".join(parts[:depth])] = parent
    for earlier, later, kind, on in plan.successions:
        companies.succeed(earlier=units[earlier], later=units[later], kind=kind, on=date.fromisoformat(on), by=by)
    return company, units


def enter(plan: story.PersonStory, company: Company, units: dict[str, Department]) -> User:
    """One of the cast: an account, a profile, an enrolment with tenures, and perhaps a desk."""
    user = account(plan.login, plan.name, plan.kana, language=plan.language)
    Profile.objects.create(person=user, seen_by=plan.seen_by, now=plan.now, area=area_of(plan.place))
    row = enrol(company, user.family_name, user.given_name, plan.kana, user.email, person=user)
    for post in plan.posts:
        since, until = date.fromisoformat(post.since), date.fromisoformat(post.until) if post.until else None
        hold(row, units[post.unit], since, until, title=post.title, heads=post.heads, entry=post.entry)
    for role in plan.roles:
        companies.grant_role(user=user, company=company, role=role, title=plan.desk_title, by=None)
    if "company_admin" in plan.roles:
        User.objects.filter(pk=user.pk).update(is_staff=True)
    return user


def agree(company: Company) -> None:
    """Whoever has come in has agreed to the company's text, as on the way in."""
    text, news = ensure_text(company), ensure_news_text(company)
    people = User.objects.filter(enrolments__company=company).order_by("pk").distinct()
    Consent.objects.bulk_create([Consent(person=person, document=text, channel="web") for person in people])
    Consent.objects.bulk_create([Consent(person=person, document=news, channel="web") for person in people[::2]])


def enrol(company: Company, family: str, given: str, kana: str, email: str, person: User | None = None) -> Enrolment:
    number = company.enrolments.count() + 1
    family_kana, _, given_kana = kana.partition(" ")
    return Enrolment.objects.create(
        company=company,
        person=person,
        employee_number=f"K{number:05d}",
        family_name=family,
        given_name=given,
        family_kana=family_kana,
        given_kana=given_kana,
        email=email,
        name_key=fold(family + given),
        kana_key=fold(kana),
        email_key=mail_key(email) if email else "",
        claimed_at=timezone.now() if person else None,
    )


def hold(row: Enrolment, unit: Department, since: date, until: date | None, **fields: object) -> Tenure:
    return Tenure.objects.create(
        company=row.company,
        department=unit,
        enrolment=row,
        person=row.person,
        since=since,
        until=until,
        open=until is None,
        state=Tenure.State.VERIFIED,
        verified_at=timezone.now(),
        **fields,
    )


def crowd(
    plan: story.CompanyStory, company: Company, units: dict[str, Department], random: Random, taken: int
) -> None:
    """Everybody else of the company; the first of them have come in, the rest are known to HR only."""
    leaves = [units[path] for path in plan.units]
    for number in range(plan.people - taken):
        name = names.person(random)
        email = f"{name.romaji}.{company.slug}{number}@{story.DOMAIN}" if random.random() < 0.9 else ""
        kana = f"{name.family_kana} {name.given_kana}"
        person = None
        if number < plan.members - taken and email:
            person = account(email, f"{name.family} {name.given}", kana)
            seen_by = random.choice(["company", "company", "company", "network", "coworkers"])
            work = random.choice(NOW_WORK)
            area = area_of(random.choice(names.PLACES.split()))
            Profile.objects.create(person=person, seen_by=seen_by, now=work, area=area)
        row = enrol(company, name.family, name.given, kana, email, person)
        career(row, leaves, random)


def career(row: Enrolment, leaves: list[Department], random: Random) -> None:
    """One to three posts, the first units of the company more often than the last."""
    year = random.randint(1982, 2021)
    since = date(year, 4, 1) if random.random() < 0.75 else date(year, 10, 1)
    entry = Tenure.Entry.NEW_GRADUATE if since.month == 4 else Tenure.Entry.MID_CAREER
    for index in range(random.choice([1, 1, 2, 3])):
        until: date | None = since + timedelta(days=random.randint(700, 4200))
        if until and until > date(2026, 10, 1):
            until = None
        unit = leaves[min(int(random.expovariate(0.28)), len(leaves) - 1)]
        title = random.choice(["", "", "", "", "", "", "主任", "主任", "係長", "係長", "課長"])
        hold(row, unit, since, until, title=title, heads=title == "課長", entry=entry if index == 0 else "transfer")
        if until is None or random.random() < 0.3:
            return
        since = until + timedelta(days=1)
