"""Builders of mentoring: an advisor with times, a session that is booked, whatever else a test needs as a row."""

import uuid
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from accounts.users.models import User
from alumni.companies.models import Company, Department
from programs.mentoring import actions, rooms
from programs.mentoring.fund_models import Fund, Transition
from programs.mentoring.models import Advisor, CareerSession, Slot
from programs.mentoring.rooms import Room, Words
from programs.mentoring.sealing import mark_of


def advisor(person: User, **fields: Any) -> Advisor:
    """Listed, confirmed by the platform, open to everybody."""
    return Advisor.objects.create(
        **{
            "person": person, "headline": "聞く人です", "themes": [1, 2], "languages": ["ja"], "state": "listed",
            "open_to": "network", "verified_at": timezone.now(), **fields,
        }
    )  # fmt: skip


def soon(hours: int = 72) -> datetime:
    return (timezone.now() + timedelta(hours=hours)).replace(minute=0, second=0, microsecond=0)


def slot(of: Advisor, starts_at: datetime | None = None, **fields: Any) -> Slot:
    starts_at = starts_at or soon()
    ends_at = starts_at + timedelta(minutes=of.minutes)
    return Slot.objects.create(**{"advisor": of, "starts_at": starts_at, "ends_at": ends_at, **fields})


def booked(of: Advisor, by: User, starts_at: datetime | None = None, **words: Any) -> CareerSession:
    """Through the action, at a time of its own."""
    return actions.book(advisor=of, slot=slot(of, starts_at), by=by, key=uuid.uuid4(), **words)


def room(of: User, session: CareerSession) -> Room:
    found = rooms.room_of(of, session.pk)
    assert found is not None
    return found


def row(advisor_person: User, client: User, starts_at: datetime, **fields: Any) -> CareerSession:
    """A session as a row, past every check of the actions."""
    name = uuid.uuid4()
    words = Words(advisor_person.pk, client.pk, booked_at=timezone.now().isoformat())
    return CareerSession.objects.create(
        **{
            "key": uuid.uuid4(), "name": name, "sealed": words.sealed_for(name),
            "advisor_mark": mark_of(advisor_person.pk), "client_mark": mark_of(client.pk), "starts_at": starts_at,
            "ends_at": starts_at + timedelta(minutes=50), "free_at": starts_at + timedelta(minutes=60), **fields,
        }
    )  # fmt: skip


def fund(company: Company, **fields: Any) -> Fund:
    today = timezone.localdate()
    until = today + timedelta(days=90)
    return Fund.objects.create(**{"company": company, "sessions": 30, "since": today, "until": until, **fields})


def transition(unit: Department, **fields: Any) -> Transition:
    """A draft for the unit and all below it."""
    until = timezone.localdate() + timedelta(days=120)
    given = {"title": "これまでに感謝して", "words": "閉じることになりました。", "until": until}
    return Transition.objects.create(**{"company": unit.company, "department": unit, **given, **fields})
