"""What the two are told, and when: facts that name one person each and carry what they are about under seal."""

import base64
from datetime import timedelta
from typing import Any

from django.utils import timezone

from accounts.notices import actions as notices
from accounts.notices.models import Fact
from accounts.users.models import User
from programs.mentoring import rooms
from programs.mentoring.models import CareerSession
from programs.mentoring.sealing import Unreadable, draw, seal, unseal

MADE, CHANGED, CANCELLED, MISSED, SOON = (
    f"appointments.{name}" for name in ("made", "changed", "cancelled", "missed", "soon")
)
# A day and an hour before; a little earlier for each person by a lot of their own, so that two mails of one minute
# don't tell whose sessions are the same.
LEADS = {"day": timedelta(hours=24), "hour": timedelta(hours=1)}
SPREAD = {"day": 50, "hour": 15}  # minutes


def made(session: CareerSession) -> None:
    for person in _two(session):
        _tell(MADE, session, person)
    remind(session)


def changed(session: CareerSession, *, by: User) -> None:
    for person in _two(session):
        _tell(CHANGED, session, person, mine=person == by.pk)
    remind(session)


def cancelled(session: CareerSession, *, by: User) -> None:
    for person in _two(session):
        _tell(CANCELLED, session, person, mine=person == by.pk)


def missed(session: CareerSession, *, by: User) -> None:
    for person in _two(session):
        if person != by.pk:
            _tell(MISSED, session, person)


def remind(session: CareerSession) -> None:
    """Those for an earlier time tell by themselves that they aren't wanted any more (they carry the time they meant)."""
    for person in _two(session):
        for lead in LEADS:
            due = due_at(session, person, lead)
            if due > timezone.now():
                _tell(SOON, session, person, not_before=due, lead=lead)


def due_at(session: CareerSession, person: int, lead: str) -> Any:
    """The minute of one person's reminder: by lot, and never the minute of the other of the two."""
    sides = SPREAD[lead]
    lot = draw(f"{lead}:{session.name}", sides)
    if person != rooms.opened(session).advisor:
        lot = (lot + 1 + draw(f"{lead}:{session.name}:apart", sides - 1)) % sides
    return session.starts_at - LEADS[lead] - timedelta(minutes=lot)


def _two(session: CareerSession) -> list[int]:
    words = rooms.opened(session)
    return [words.advisor, words.client]


def _tell(kind: str, session: CareerSession, person: int, *, not_before: Any = None, **more: Any) -> None:
    meant = {"session": session.pk, "starts_at": session.starts_at.isoformat(), "revision": session.revision, **more}
    sealed = base64.b64encode(seal(meant, bound_to=f"fact:{person}")).decode()
    who = User.objects.filter(pk=person)
    notices.send(kind, to=who, data={"sealed": sealed}, not_before=not_before)


def meant_by(fact: Fact) -> dict[str, Any]:
    """What is under the seal of a fact; nothing where it can't be opened."""
    try:
        return dict(unseal(base64.b64decode(fact.data["sealed"]), bound_to=f"fact:{fact.to[0]}"))  # type: ignore[index]
    except (Unreadable, KeyError, TypeError, IndexError, ValueError):
        return {}
