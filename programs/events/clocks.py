"""PURE: a time zone as a calendar file defines it: its changes of the clock in the years that matter."""

import datetime as dt
from functools import lru_cache
from zoneinfo import ZoneInfo

import icalendar

DAY, SECOND = dt.timedelta(days=1), dt.timedelta(seconds=1)
YEARS_AROUND = 1


def timezone_of(zone: str, moments: list[dt.datetime]) -> icalendar.Timezone:
    """VTIMEZONE that is right from a year before the first of these moments to a year after the last."""
    years = sorted(moment.astimezone(dt.UTC).year for moment in moments)
    made = icalendar.Timezone()
    made.add("tzid", zone)
    there = ZoneInfo(zone)
    begin = dt.datetime(years[0] - YEARS_AROUND, 1, 1, tzinfo=dt.UTC)
    made.add_component(_observance(begin, there, begin))
    for change in _changes(zone, years[0] - YEARS_AROUND, years[-1] + YEARS_AROUND):
        made.add_component(_observance(change, there, change - SECOND))
    return made


@lru_cache(maxsize=256)
def _changes(zone: str, first: int, last: int) -> tuple[dt.datetime, ...]:
    """The moments (UTC) at which the clocks there change, from the first year to the last."""
    there, found = ZoneInfo(zone), []
    day, end = dt.datetime(first, 1, 1, tzinfo=dt.UTC), dt.datetime(last + 1, 1, 1, tzinfo=dt.UTC)
    while day < end:
        if _clock(day, there) != _clock(day + DAY, there):
            found.append(_between(day, day + DAY, there))
        day += DAY
    return tuple(found)


def _between(low: dt.datetime, high: dt.datetime, there: ZoneInfo) -> dt.datetime:
    """The first second of the new clock."""
    before = _clock(low, there)
    while high - low > SECOND:
        middle = low + (high - low) // 2
        middle = middle.replace(microsecond=0)
        low, high = (middle, high) if _clock(middle, there) == before else (low, middle)
    return high


def _clock(moment: dt.datetime, there: ZoneInfo) -> tuple[dt.timedelta | None, str | None]:
    here = moment.astimezone(there)
    return here.utcoffset(), here.tzname()


def _observance(change: dt.datetime, there: ZoneInfo, before: dt.datetime) -> icalendar.Component:
    """From this moment on. Its start is told by the clock that ends (RFC 5545 3.6.5): 2 o'clock in spring, not 3."""
    was, now = before.astimezone(there), change.astimezone(there)
    offset = was.utcoffset() or dt.timedelta()
    made = icalendar.TimezoneDaylight() if now.dst() else icalendar.TimezoneStandard()
    made.add("dtstart", (change + offset).replace(tzinfo=None))
    made.add("tzoffsetfrom", offset)
    made.add("tzoffsetto", now.utcoffset())
    made.add("tzname", now.tzname())
    return made
