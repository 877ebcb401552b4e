"""PURE: when the gatherings of a series fall: a rhythm kept by the clocks of the place, summer time or not."""

import datetime as dt
from calendar import monthrange
from collections.abc import Iterable
from zoneinfo import ZoneInfo

WEEKS = {"weekly": 1, "fortnightly": 2}
MOST = 24


def days(rhythm: str, first: dt.date, count: int) -> list[dt.date]:
    """`count` days from the first on. A month without such a day (a fifth Friday, a 31st) takes its last one."""
    if rhythm in WEEKS:
        return [first + dt.timedelta(weeks=WEEKS[rhythm] * turn) for turn in range(count)]
    months = [
        ((first.year * 12 + first.month - 1 + turn) // 12, (first.month - 1 + turn) % 12 + 1) for turn in range(count)
    ]
    on = _same_weekday if rhythm == "weekday" else _same_day
    return [on(first, year, month) for year, month in months]


def _same_weekday(first: dt.date, year: int, month: int) -> dt.date:
    begin = dt.date(year, month, 1)
    found = begin + dt.timedelta(days=(first.weekday() - begin.weekday()) % 7, weeks=(first.day - 1) // 7)
    return found if found.month == month else found - dt.timedelta(weeks=1)


def _same_day(first: dt.date, year: int, month: int) -> dt.date:
    return dt.date(year, month, min(first.day, monthrange(year, month)[1]))


def moments(days: Iterable[dt.date], at: dt.time, zone: str) -> list[dt.datetime]:
    """The same hour by the clocks of the place on each day. An hour that summer time skips becomes the next one."""
    there = ZoneInfo(zone)
    return [dt.datetime.combine(day, at, there).astimezone(dt.UTC).astimezone(there) for day in days]


def shifted(moment: dt.datetime, by_days: int, at: dt.time, zone: str) -> dt.datetime:
    """The moment moved by whole days to another hour, by the clocks of the place."""
    there = ZoneInfo(zone)
    day = moment.astimezone(there).date() + dt.timedelta(days=by_days)
    return moments([day], at, zone)[0]
