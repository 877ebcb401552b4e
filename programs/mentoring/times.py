"""Which published times are still free: told by the sessions, which know people by their marks only."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.db.models import Q
from django.utils import timezone

from programs.mentoring.models import Advisor, CareerSession, Slot
from programs.mentoring.sealing import mark_of

AHEAD, BEHIND = timedelta(days=60), timedelta(days=32)


class Time(NamedTuple):
    """A published slot, as light as it can be: hundreds of them are looked at for one page."""

    pk: int
    advisor_id: int
    starts_at: datetime
    ends_at: datetime


@dataclass
class Days:
    """One advisor's time: what is free, how much of this month is taken, when they were asked last."""

    free: list[Time] = field(default_factory=list)
    load: int = 0
    last: str = ""


def sessions_of(person: int) -> "Q":
    mark = mark_of(person)
    return Q(advisor_mark=mark) | Q(client_mark=mark)


def days_of(advisors: Iterable[Advisor], *, now: datetime | None = None, but: int = 0) -> dict[int, Days]:
    """By advisor: two queries, whatever their number. `but`: a session that is being moved takes no time."""
    now, known = now or timezone.now(), {advisor.pk: advisor for advisor in advisors}
    marks = {pk: mark_of(advisor.person_id) for pk, advisor in known.items()}
    taken, asked = _taken(set(marks.values()), now, but)
    slots: dict[int, list[Time]] = {}
    ahead = Slot.objects.filter(advisor__in=known, starts_at__gt=now, starts_at__lt=now + AHEAD)
    for row in ahead.order_by("starts_at").values_list("pk", "advisor", "starts_at", "ends_at"):
        slots.setdefault(row[1], []).append(Time(*row))
    return {
        pk: _days(one, slots.get(pk, []), taken.get(marks[pk], []), asked.get(marks[pk], []), now)
        for pk, one in known.items()
    }


def _taken(marks: set[int], now: datetime, but: int) -> tuple[dict, dict]:  # type: ignore[type-arg]
    """By mark: spans in which somebody sits in a session, and the starts of those they give."""
    rows = CareerSession.objects.filter(Q(advisor_mark__in=marks) | Q(client_mark__in=marks))
    rows = rows.filter(starts_at__gt=now - BEHIND).exclude(state=CareerSession.State.CANCELLED).exclude(pk=but)
    taken: dict[int, list[tuple[datetime, datetime]]] = {}
    asked: dict[int, list[datetime]] = {}
    for giver, client, start, end, free in rows.values_list(
        "advisor_mark", "client_mark", "starts_at", "ends_at", "free_at"
    ):
        taken.setdefault(giver, []).append((start, free))
        taken.setdefault(client, []).append((start, end))
        asked.setdefault(giver, []).append(start)
    return taken, asked


def _days(advisor: Advisor, slots: list[Time], taken: list, asked: list, now: datetime) -> Days:  # type: ignore[type-arg]
    there, earliest = ZoneInfo(advisor.time_zone), now + timedelta(hours=advisor.lead_hours)
    months = Counter(_month(start, there) for start in asked)
    buffer = timedelta(minutes=advisor.buffer)
    free = [
        slot
        for slot in slots
        if slot.starts_at >= earliest
        and months[_month(slot.starts_at, there)] < advisor.capacity
        and not any(start < slot.ends_at + buffer and slot.starts_at < end for start, end in taken)
    ]
    load = 1000 * months[_month(now, there)] // advisor.capacity
    return Days(free, load, max(asked).isoformat() if asked else "")


def _month(moment: datetime, there: ZoneInfo) -> tuple[int, int]:
    local = moment.astimezone(there)
    return local.year, local.month
