"""PURE: when a gathering is called to mind: a week and a day before, by the clock of the place where it happens."""

import datetime as dt
from zoneinfo import ZoneInfo

# From the farthest to the nearest.
LEADS = {"week": dt.timedelta(days=7), "day": dt.timedelta(days=1)}


def due_at(lead: str, starts_at: dt.datetime, zone: str) -> dt.datetime:
    """The same hour on an earlier day; a change to or from summer time in between doesn't shift it."""
    there = starts_at.astimezone(ZoneInfo(zone))
    return (there - LEADS[lead]).astimezone(dt.UTC)


def plan(starts_at: dt.datetime, zone: str, now: dt.datetime, *, just_told: bool) -> list[tuple[str, dt.datetime]]:
    """The reminders to write now. Of those whose hour has passed only the nearest counts, and not even that one
    when everybody is being told of the gathering at this very moment."""
    if starts_at <= now:
        return []
    due = [(lead, due_at(lead, starts_at, zone)) for lead in LEADS]
    overdue = [one for one in due if one[1] <= now]
    ahead = [one for one in due if one[1] > now]
    return (overdue[-1:] if not just_told else []) + ahead


def is_nearest(lead: str, starts_at: dt.datetime, zone: str, now: dt.datetime) -> bool:
    """False once a later reminder is due as well, as after a night in which nothing was sent."""
    leads = list(LEADS)
    return all(due_at(nearer, starts_at, zone) > now for nearer in leads[leads.index(lead) + 1 :])
