"""Links that put a gathering into a calendar on the web tell the same moment, wherever it takes place."""

import datetime as dt
from urllib.parse import parse_qs, urlsplit
from zoneinfo import ZoneInfo

import pytest

from programs.calendars import links


@pytest.mark.parametrize(
    ("zone", "start", "utc"),
    [
        ("Asia/Tokyo", "2027-03-28T11:00", "20270328T020000Z"),
        ("Europe/Berlin", "2027-03-28T11:00", "20270328T090000Z"),
        ("Europe/Berlin", "2027-03-27T11:00", "20270327T100000Z"),
        ("America/New_York", "2027-11-07T11:00", "20271107T160000Z"),
    ],
)
def test_the_moment_is_told_in_utc(zone: str, start: str, utc: str) -> None:
    begins = dt.datetime.fromisoformat(start).replace(tzinfo=ZoneInfo(zone))
    asked = parse_qs(urlsplit(links.google("海へ", begins, begins + dt.timedelta(hours=2), zone, "浜", "")).query)
    assert asked["dates"][0].split("/")[0] == utc
    assert (asked["ctz"], asked["location"], "details" in asked) == ([zone], ["浜"], False)
    outlook = parse_qs(urlsplit(links.outlook("海へ", begins, begins, "", "ことば")).query)
    assert outlook["startdt"][0].replace("-", "").replace(":", "") == utc
