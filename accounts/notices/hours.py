"""PURE: the earliest instant at which mail may come to a person: after their quiet hours, or with their next digest.

Everything is reckoned on the person's own clock, so a change of summer time neither skips nor repeats a digest.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

DAILY, WEEKLY = "daily", "weekly"


@dataclass(frozen=True)
class Hours:
    zone: str
    quiet_from: time | None = None
    quiet_until: time | None = None
    digest_at: time = time(8)
    digest_day: int = 0  # Monday


def is_quiet(moment: datetime, hours: Hours) -> bool:
    """Whether nothing that can wait should come now; the end is already allowed. The same time twice: never quiet."""
    begin, end = hours.quiet_from, hours.quiet_until
    if begin is None or end is None or begin == end:
        return False
    clock = moment.astimezone(_zone(hours.zone)).time()
    return begin <= clock < end if begin < end else clock >= begin or clock < end


def after_quiet(moment: datetime, hours: Hours) -> datetime:
    """This moment, or the end of the quiet hours it falls into."""
    if not is_quiet(moment, hours):
        return moment
    assert hours.quiet_until is not None
    return _next(moment, hours.quiet_until, hours.zone)


def next_digest(moment: datetime, hours: Hours, pace: str) -> datetime:
    """When the person's next digest leaves, strictly later than this moment; never inside their quiet hours."""
    day = hours.digest_day if pace == WEEKLY else None
    return after_quiet(_next(moment, hours.digest_at, hours.zone, day), hours)


def _next(moment: datetime, clock: time, zone: str, weekday: int | None = None) -> datetime:
    """The first instant after `moment` at which this zone's clocks show `clock` (on that weekday)."""
    today = moment.astimezone(_zone(zone)).date()
    days = [today + timedelta(days=n) for n in range(9)]
    instants = (at for day in days if weekday in (None, day.weekday()) for at in _instants(day, clock, zone))
    return next(at for at in instants if at > moment)


def _instants(day: date, clock: time, zone: str) -> list[datetime]:
    """Usually one; two where the hour comes twice, and in an hour that is left out the one after the gap."""
    first, second = (datetime.combine(day, clock.replace(fold=fold), _zone(zone)).astimezone(UTC) for fold in (0, 1))
    return [first, second] if second > first else [first]


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return ZoneInfo("UTC")
