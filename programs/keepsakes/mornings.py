"""PURE: the morning after, by the clock of the place: when those who came are thanked."""

import datetime as dt
from zoneinfo import ZoneInfo

HOUR = dt.time(9)
# A night that ends at two is still that evening's night.
NIGHT = dt.timedelta(hours=5)


def next_morning(ends_at: dt.datetime, zone: str) -> dt.datetime:
    there = ZoneInfo(zone)
    evening = (ends_at.astimezone(there) - NIGHT).date()
    return dt.datetime.combine(evening + dt.timedelta(days=1), HOUR, there).astimezone(dt.UTC)
