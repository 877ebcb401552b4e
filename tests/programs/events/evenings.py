"""A series to be moved, answered and called off: four evenings in London across the change to summer time."""

import datetime as dt
from zoneinfo import ZoneInfo

from accounts.users.models import User
from programs.events import actions, serial
from programs.events.models import Event
from tests.cast import Cast

LONDON = ZoneInfo("Europe/London")
NOW = dt.datetime(2027, 3, 1, 9, tzinfo=dt.UTC)


def four_evenings(cast: Cast) -> list[Event]:
    """Published; the junior reads English in London."""
    start = dt.datetime(2027, 3, 11, 19, 30, tzinfo=LONDON)
    words = {"title": "読書会", "starts_at": start, "ends_at": start + dt.timedelta(hours=2), "place": "会議室"}
    first = actions.create(company=cast.company, by=cast.hr, time_zone="Europe/London", kind="study", **words)
    days = [start.date() + dt.timedelta(weeks=2 * n) for n in (1, 2, 3)]
    serial.make_series(event=first, by=cast.hr, rhythm="fortnightly", days=days)
    serial.publish_series(event=first, by=cast.hr)
    User.objects.filter(pk=cast.junior.pk).update(language="en", time_zone="Europe/London")
    return list(Event.objects.order_by("turn"))
