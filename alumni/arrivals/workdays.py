"""PURE: how long a request has waited, in days on which offices in Japan work."""

from datetime import date, timedelta

import jpholiday

PATIENCE = 3


def is_workday(day: date) -> bool:
    return day.weekday() < 5 and not jpholiday.is_holiday(day)


def workdays_between(start: date, end: date) -> int:
    """Workdays after `start`, up to and with `end`."""
    days = ((start + timedelta(days=n)) for n in range(1, (end - start).days + 1))
    return sum(1 for day in days if is_workday(day))


def latest_overdue(today: date) -> date:
    """The last day of asking whose patience has run out by `today`."""
    day = today
    while workdays_between(day, today) <= PATIENCE:
        day -= timedelta(days=1)
    return day
