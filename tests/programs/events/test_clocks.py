"""The definition of a time zone in a calendar file: each change of the clock at the moment at which it happens."""

import datetime as dt

import pytest

from programs.events.clocks import timezone_of

WINTER, SUMMER = dt.timedelta(hours=1), dt.timedelta(hours=2)


def told(zone: str, year: int) -> list[tuple[str, str, dt.timedelta, dt.timedelta]]:
    made = timezone_of(zone, [dt.datetime(year, 6, 1, tzinfo=dt.UTC)])
    rows = [(p.name, p.decoded("dtstart"), p.TZOFFSETFROM, p.TZOFFSETTO) for p in made.subcomponents]
    return [(name, at.isoformat(), was, now) for name, at, was, now in rows if at.year == year]


def test_berlin_changes_at_two_and_at_three_by_the_clock_that_ends() -> None:
    assert told("Europe/Berlin", 2027) == [
        ("DAYLIGHT", "2027-03-28T02:00:00", WINTER, SUMMER),
        ("STANDARD", "2027-10-31T03:00:00", SUMMER, WINTER),
    ]


def test_new_york_changes_at_two_both_times() -> None:
    assert [row[:2] for row in told("America/New_York", 2027)] == [
        ("DAYLIGHT", "2027-03-14T02:00:00"),
        ("STANDARD", "2027-11-07T02:00:00"),
    ]


@pytest.mark.parametrize("zone", ["Asia/Tokyo", "UTC", "Asia/Kolkata"])
def test_where_no_clock_changes_one_line_says_so(zone: str) -> None:
    assert told(zone, 2027) == []
    assert len(timezone_of(zone, [dt.datetime(2027, 6, 1, tzinfo=dt.UTC)]).subcomponents) == 1
