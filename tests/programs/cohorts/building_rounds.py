"""Builders of programs with people in them, groups, and practice."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from accounts.users.models import User
from alumni.companies.models import Company, Department
from programs.cohorts import making
from programs.cohorts.models import Nomination, Partner, Program, Steward
from programs.cohorts.practice_models import Pairing, Practice
from programs.cohorts.round_models import ProgramSession, Round
from tests import make


def running(host: Company, **fields: Any) -> Program:
    """A running program across companies, hosted by this one."""
    today = timezone.localdate()
    said = {name: "ことば" for name in ("companies_bring", "companies_get", "people_bring", "people_get", "outcome")}
    program = Program.objects.create(
        **{
            "company": host, "title": "会社をこえて学ぶ", "theme": "聞くこと", "state": Program.State.RUNNING, **said,
            "starts_on": today - timedelta(days=30), "ends_on": today + timedelta(days=60), "published_at": timezone.now(),
            **fields,
        }
    )  # fmt: skip
    partner(program, host)
    return program


def partner(program: Program, company: Company) -> Partner:
    made, _new = Partner.objects.get_or_create(
        program=program, company=company, defaults={"seats": 40, "state": Partner.State.JOINED, "answered_at": timezone.now()}
    )  # fmt: skip
    return made


def leads(program: Program, person: User) -> User:
    Steward.objects.create(program=program, person=person, leads=True, agreed_at=timezone.now())
    return person


def takes_part(program: Program, of: Company, person: User | None = None, unit: Department | None = None, **tenure: Any) -> Nomination:  # fmt: skip
    """Somebody of this company who is in."""
    partner(program, of)
    who = person or make.user()
    if person is None:
        make.tenure(who, unit or of, "2015-04-01", **tenure)
    now = timezone.now()
    return Nomination.objects.create(
        program=program, company=of, person=who, state=Nomination.State.IN, aim="聞いてみたい", agreed_at=now,
        approved_at=now, joined_at=now,
    )  # fmt: skip


def drops(nomination: Nomination) -> Nomination:
    Nomination.objects.filter(pk=nomination.pk).update(state=Nomination.State.DROPPED, left_at=timezone.now())
    nomination.refresh_from_db()
    return nomination


def session(round_: Round, days: int, host: User) -> ProgramSession:
    event = make.event(
        round_.program.company, host, starts_at=timezone.now() + timedelta(days=days), title=f"第{round_.number}回"
    )
    return ProgramSession.objects.create(program=round_.program, event=event, number=round_.number, round=round_)


def work(proposals: int = 6_000) -> None:
    """The worker does whatever waits; with few proposals quickly, but not as well as it could."""
    while making.work(proposals=proposals):
        pass


def sitting(round_: Round) -> dict[int, set[int]]:
    """group → nominations."""
    found: dict[int, set[int]] = {}
    for group, key in round_.places.exclude(group=None).values_list("group", "nomination"):
        found.setdefault(group, set()).add(key)
    return found


def practice(nomination: Nomination, **fields: Any) -> Practice:
    today = date.today()
    return Practice.objects.create(
        **{
            "nomination": nomination, "title": "最後に話す", "starts_on": today - timedelta(days=10),
            "ends_on": today + timedelta(days=20), **fields,
        }
    )  # fmt: skip


def pair(program: Program, one: User, other: str) -> None:
    """These two are each other's peers, whoever they were paired with before."""
    here = program.nominations.get(person=one), program.nominations.get(person__email=other)
    Pairing.objects.filter(nomination__in=here).delete()
    Pairing.objects.filter(peer__in=here).delete()
    Pairing.objects.create(nomination=here[0], peer=here[1])
    Pairing.objects.create(nomination=here[1], peer=here[0])
