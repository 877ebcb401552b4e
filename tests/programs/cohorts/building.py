"""Builders of programs and their people for the tests: rows as the actions would leave them."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from accounts.users.models import User
from alumni.companies.models import Company
from programs.cohorts.models import Nomination, Program
from programs.cohorts.partner_models import Partner, Steward
from programs.cohorts.round_models import ProgramSession
from tests import make

WORDS = {
    "theme": "部署と会社をこえて、自分の問いをもつ",
    "outcome": "半年後、それぞれの職場でひとつ変える",
    "companies_bring": "学ぶ時間と現場",
    "companies_get": "越えて考える人",
    "people_bring": "自分の問いと経験",
    "people_get": "会社の外の仲間",
}


def program(company: Company, *, leader: User | None = None, state: str = "published", **fields: Any) -> Program:
    """A leader program of this company, which takes part in it; with a facilitator where one is named."""
    today = timezone.localdate()
    made = Program.objects.create(
        **{
            "company": company,
            "title": "越境リーダーの半年",
            **WORDS,
            "starts_on": today + timedelta(days=20),
            "ends_on": today + timedelta(days=200),
            "state": state,
            "published_at": None if state == "draft" else timezone.now(),
            "withdrawn_at": timezone.now() if state == "withdrawn" else None,
            "withdraw_reason": "会場がとれませんでした" if state == "withdrawn" else "",
            **fields,
        }
    )
    partner(made, company)
    if leader is not None:
        steward(made, leader)
    return made


def partner(program: Program, company: Company, *, state: str = "joined", seats: int = 6, **fields: Any) -> Partner:
    answered = None if state == "asked" else timezone.now()
    return Partner.objects.create(
        program=program, company=company, **{"state": state, "seats": seats, "answered_at": answered, **fields}
    )


def steward(program: Program, person: User, **fields: Any) -> Steward:
    """Agreed, as its facilitator."""
    return Steward.objects.create(
        program=program, person=person, **{"leads": True, "agreed_at": timezone.now(), **fields}
    )


def nomination(program: Program, company: Company, person: User, *, state: str = "in", **fields: Any) -> Nomination:
    """Somebody on the way into it, or in it."""
    now = timezone.now()
    agreed = state not in ("nominated", "applied")
    return Nomination.objects.create(
        program=program,
        company=company,
        person=person,
        state=state,
        **{
            "aim": "会社の外の目で、自分の仕事を見なおしたい" if state != "nominated" else "",
            "agreed_at": now if state != "nominated" else None,
            "approved_at": now if agreed else None,
            "joined_at": now if state in ("in", "dropped") else None,
            "waiting_since": now if state in ("waiting", "offered") else None,
            "offered_until": now + timedelta(days=3) if state == "offered" else None,
            **fields,
        },
    )


def session(program: Program, host: User, *, number: int = 1, **fields: Any) -> ProgramSession:
    """A session of it, as a gathering of its own."""
    event = make.event(program.company, host, kind="session", open_to="people", **fields)
    return ProgramSession.objects.create(program=program, event=event, number=number, prompts="何を越えたいですか")
