"""PURE: the days on which the story's gatherings are held, counted from today so that the demo never grows old."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from programs.sample.occasions import EventStory

TOKYO = ZoneInfo("Asia/Tokyo")


def planned(plan: EventStory, clock: str) -> datetime:
    """So many days from today, on to the fourth week of the month asked for, on to the weekday; at that time of day."""
    day = datetime.now(TOKYO).date() + timedelta(days=plan.days)
    while plan.month and (day.month != plan.month or day.day < 20):
        day += timedelta(days=1)
    while day.weekday() != plan.weekday:
        day += timedelta(days=1)
    hour, minute = map(int, clock.split(":"))
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=TOKYO)
