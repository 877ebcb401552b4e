"""Reading talks: one's list, one thread page by page, and with whom a talk may begin."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from accounts.users.models import User
from alumni.profiles.disclosure import ShownProfile
from alumni.profiles.queries import card, in_sight
from alumni.talks import links
from alumni.talks.models import Message, Seat, Talk

TALKS, MESSAGES = 20, 30
SNIPPET = 60


@dataclass(frozen=True)
class TalkLine:
    """A talk in one's list. `other` is empty where the other shows themself to this viewer no longer."""

    talk: Talk
    other: ShownProfile | None
    words: str
    mine: bool
    unread: bool
    resting: bool


@dataclass(frozen=True)
class Said:
    """A message as one of the two reads it."""

    message: Message
    pieces: list[links.Piece]
    mine: bool
    new: bool


@dataclass(frozen=True)
class Thread:
    said: list[Said]
    older: int | None


def talks_of(
    viewer: User, after: tuple[datetime, int] | None = None
) -> tuple[list[TalkLine], tuple[datetime, int] | None]:
    """One's talks, the latest first, and after which the next page begins: two queries and the viewer's own."""
    rows = _with_own_view(Talk.objects.visible_to(viewer), viewer).order_by("-last_at", "-pk")
    if after:
        rows = rows.filter(Q(last_at__lt=after[0]) | Q(last_at=after[0], pk__lt=after[1]))
    found = list(rows[: TALKS + 1])
    shown = others_of(viewer, found[:TALKS])
    last = found[TALKS - 1] if len(found) > TALKS else None
    lines = [_line(talk, viewer, shown.get(talk.other_than(viewer))) for talk in found[:TALKS]]
    return lines, (last.last_at, last.pk) if last else None


def _with_own_view(talks: QuerySet[Talk], viewer: User) -> QuerySet[Talk]:
    seat = Seat.objects.filter(talk=OuterRef("pk"), person=viewer)
    last = Message.objects.filter(talk=OuterRef("pk")).order_by("-pk")
    theirs = Message.objects.filter(talk=OuterRef("pk"), pk__gt=OuterRef("opened")).exclude(by=viewer)
    rows = talks.annotate(
        opened=Subquery(seat.values("opened")[:1]),
        resting=Subquery(seat.values("resting")[:1]),
        words=Subquery(last.values("text")[:1]),
        spoken_by=Subquery(last.values("by")[:1]),
    )
    return rows.annotate(has_new=Exists(theirs))


def _line(talk: Talk, viewer: User, other: ShownProfile | None) -> TalkLine:
    words = " ".join((talk.words or "").split())  # type: ignore[attr-defined]
    return TalkLine(
        talk=talk,
        other=other,
        words=words[:SNIPPET] + ("…" if len(words) > SNIPPET else ""),
        mine=talk.spoken_by == viewer.pk,  # type: ignore[attr-defined]
        unread=talk.has_new and not talk.resting,  # type: ignore[attr-defined]
        resting=talk.resting,  # type: ignore[attr-defined]
    )


def others_of(viewer: User, talks: Iterable[Talk]) -> dict[int, ShownProfile]:
    """The others of these talks as far as they are open to the viewer: one query."""
    wanted = {talk.other_than(viewer) for talk in talks}
    profiles = in_sight(viewer).filter(person__in=wanted)
    return {profile.person_id: card(viewer, profile) for profile in profiles}


def thread_of(viewer: User, talk: Talk, before: int | None = None) -> Thread:
    """Thirty messages, the newest at the end, before a place; and where the older ones begin."""
    rows = Message.objects.filter(talk=talk).annotate(opened=_opened(viewer)).order_by("-pk")
    found = list((rows.filter(pk__lt=before) if before else rows)[: MESSAGES + 1])
    said = [_said(message, viewer) for message in reversed(found[:MESSAGES])]
    return Thread(said, found[MESSAGES - 1].pk if len(found) > MESSAGES else None)


def _opened(viewer: User) -> Subquery:
    return Subquery(Seat.objects.filter(talk=OuterRef("talk"), person=viewer).values("opened")[:1])


def _said(message: Message, viewer: User) -> Said:
    mine = message.by_id == viewer.pk
    new = not mine and message.pk > message.opened  # type: ignore[attr-defined]
    return Said(message, links.pieces(message.text), mine, new)


def talk_with(viewer: User, person: int) -> Talk | None:
    """The talk of these two, if the viewer has one."""
    low, high = sorted((viewer.pk, person))
    return Talk.objects.visible_to(viewer).filter(low=low, high=high).first()
