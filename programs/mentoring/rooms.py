"""Opening what is sealed, for the two of a session and for the worker that reminds them; for nobody else."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.users.models import User
from alumni.blocks.models import Block
from programs.mentoring.models import CareerSession, SessionNote
from programs.mentoring.sealing import Unreadable, mark_of, seal, unseal
from programs.mentoring.times import sessions_of
from programs.mentoring.words import Theme

State = CareerSession.State


@dataclass(frozen=True)
class Words:
    """What is sealed in a session: who the two are, what it is about, where they meet, which fund it came from."""

    advisor: int
    client: int
    theme: int = 0
    where: str = ""
    fund: int = 0
    booked_at: str = ""
    free_hours: int = 24

    def sealed_for(self, name: object) -> bytes:
        return seal(vars(self), bound_to=f"session:{name}")


def opened(session: CareerSession) -> Words:
    """Raises Unreadable, also where the marks don't fit the people named inside."""
    words = Words(**unseal(session.sealed, bound_to=f"session:{session.name}"))
    if (mark_of(words.advisor), mark_of(words.client)) != (session.advisor_mark, session.client_mark):
        raise Unreadable
    return words


@dataclass
class Room:
    """One session as one of its two people sees it."""

    session: CareerSession
    words: Words
    viewer: int
    other: User | None  # None while a block stands between the two, or the account is gone

    @property
    def pk(self) -> int:
        return self.session.pk

    @property
    def gives(self) -> bool:
        return self.viewer == self.words.advisor

    @property
    def theme(self) -> Any:
        return Theme(self.words.theme).label if self.words.theme in Theme.values else ""

    @property
    def is_coming(self) -> bool:
        return self.session.is_booked and self.session.starts_at > timezone.now()

    @property
    def has_begun(self) -> bool:
        return self.session.starts_at <= timezone.now()

    @property
    def is_over(self) -> bool:
        return self.session.ends_at <= timezone.now()


def of(viewer: User) -> QuerySet[CareerSession]:
    """The only definition of who sees a session: whoever's mark stands in it."""
    return CareerSession.objects.filter(sessions_of(viewer.pk))


def room_of(viewer: User, pk: int) -> Room | None:
    return next(iter(rooms(viewer, of(viewer).filter(pk=pk))), None)


def coming(viewer: User) -> list[Room]:
    return rooms(viewer, of(viewer).filter(state=State.BOOKED, ends_at__gt=timezone.now()).order_by("starts_at"))


def past(viewer: User, many: int = 30) -> list[Room]:
    """Over, missed or called off, the latest first."""
    rows = of(viewer).filter(~Q(state=State.BOOKED) | Q(ends_at__lte=timezone.now()))
    return rooms(viewer, rows.order_by("-starts_at")[:many])


def rooms(viewer: User, sessions: Iterable[CareerSession]) -> list[Room]:
    """Three queries, whatever their number."""
    found = [(session, words) for session in sessions if (words := _opened_by(viewer, session))]
    others = {_other(words, viewer.pk) for _session, words in found}
    kept = Block.objects.filter(Q(by=viewer, person__in=others) | Q(person=viewer, by__in=others)) if others else []
    apart = {block.person_id if block.by_id == viewer.pk else block.by_id for block in kept}
    people = User.objects.active().in_bulk(others - apart) if others else {}
    return [Room(session, words, viewer.pk, people.get(_other(words, viewer.pk))) for session, words in found]


def _opened_by(viewer: User, session: CareerSession) -> Words | None:
    """None for what can't be opened: a key was lost, or somebody changed the row."""
    try:
        words = opened(session)
    except Unreadable:
        return None
    return words if viewer.pk in (words.advisor, words.client) else None


def _other(words: Words, viewer: int) -> int:
    return words.client if viewer == words.advisor else words.advisor


@dataclass(frozen=True)
class Note:
    key: object
    text: str
    at: datetime
    mine: bool
    shared: bool


def notes_of(room: Room) -> list[Note]:
    """What both read, and what the viewer wrote for themself; the other's own notes aren't even asked for."""
    mark = mark_of(room.viewer)
    rows = SessionNote.objects.filter(session=room.session).filter(Q(shared=True) | Q(mark=mark))
    return [note for row in rows if (note := read(row, mark))]


def read(row: SessionNote, mark: int) -> Note | None:
    try:
        text = unseal(row.sealed, bound_to=f"note:{row.pk}:{row.session_id}:{row.mark}:{row.shared}")
    except Unreadable:
        return None
    return Note(row.pk, text, row.at, row.mark == mark, row.shared)
