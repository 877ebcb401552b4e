"""Words about a session: written sealed, gone for good when deleted, and taken along by whoever they belong to."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.users.models import User
from programs.mentoring import rooms
from programs.mentoring.models import CareerSession, SessionNote
from programs.mentoring.rooms import Room
from programs.mentoring.sealing import mark_of, seal

LONGEST = 8_000


def write(*, room: Room, by: User, text: str, shared: bool) -> SessionNote:
    """A note stands in the room: for both, or for whoever wrote it alone."""
    if len(text) > LONGEST:
        raise ValidationError(_("長すぎます。二つに分けてください。"))
    note = SessionNote(id=uuid4(), session=room.session, mark=mark_of(by.pk), shared=shared)
    note.sealed = seal(text, bound_to=f"note:{note.pk}:{room.pk}:{note.mark}:{shared}")
    note.save(force_insert=True)
    return note


def erase(*, room: Room, key: UUID, by: User) -> None:
    """The note is gone: the row itself, of which there is no older version anywhere. Refused for the other's notes."""
    gone, _kinds = SessionNote.objects.filter(pk=key, session=room.session, mark=mark_of(by.pk)).delete()
    if not gone:
        raise ValidationError(_("この覚え書きは、もうありません。"))


@transaction.atomic
def erase_all(*, by: User) -> int:
    """Every note this person ever wrote is gone."""
    gone, _kinds = SessionNote.objects.filter(mark=mark_of(by.pk)).delete()
    return gone


def everything_of(person: User) -> list[dict[str, Any]]:
    """All sessions of this person with what they may read in them, for their own keeping."""
    found = rooms.rooms(person, rooms.of(person).order_by("starts_at"))
    return [_kept(room) for room in found]


def _kept(room: Room) -> dict[str, Any]:
    session: CareerSession = room.session
    return {
        "starts_at": _iso(session.starts_at),
        "ends_at": _iso(session.ends_at),
        "state": session.state,
        "my_side": "advisor" if room.gives else "client",
        "with": room.other.name if room.other else None,
        "theme": str(room.theme),
        "where": room.words.where,
        "notes": [
            {"at": _iso(note.at), "mine": note.mine, "shared": note.shared, "text": note.text}
            for note in rooms.notes_of(room)
        ],
    }


def _iso(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")
