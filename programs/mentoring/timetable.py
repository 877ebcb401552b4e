"""PURE: the times an advisor publishes, by their own clock: 13:00 stays 13:00 when summer time begins or ends."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

MOST = 400


@dataclass(frozen=True)
class Rhythm:
    """On these weekdays (0 = Monday), from `first` to `last`, one session after another between two hours."""

    first: date
    last: date
    weekdays: frozenset[int]
    opens: time
    closes: time
    minutes: int
    buffer: int
    zone: str


def times(rhythm: Rhythm) -> list[tuple[datetime, datetime]]:
    """The published times in UTC, the earliest first, at most MOST."""
    found: list[tuple[datetime, datetime]] = []
    day = rhythm.first
    while day <= rhythm.last and len(found) < MOST:
        if day.weekday() in rhythm.weekdays:
            found.extend(_of_day(rhythm, day))
        day += timedelta(days=1)
    return found[:MOST]


def _of_day(rhythm: Rhythm, day: date) -> Iterator[tuple[datetime, datetime]]:
    """A time that the clock skips that night isn't offered; of one that comes twice the first is."""
    step = timedelta(minutes=rhythm.minutes + rhythm.buffer)
    at, closes = datetime.combine(day, rhythm.opens), datetime.combine(day, rhythm.closes)
    length, free_from = timedelta(minutes=rhythm.minutes), datetime.min.replace(tzinfo=UTC)
    while at + length <= closes:
        start = moment(at, rhythm.zone)
        if start is not None and start >= free_from:
            yield start, start + length
            free_from = start + step
        at += step


def moment(local: datetime, zone: str) -> datetime | None:
    """The instant of a wall clock's time there; None where the clock jumps over it."""
    found = local.replace(tzinfo=ZoneInfo(zone), fold=0).astimezone(UTC)
    return found if found.astimezone(ZoneInfo(zone)).replace(tzinfo=None) == local else None
