"""The calendar file, read back by an independent reader."""

import datetime as dt
from zoneinfo import ZoneInfo

import icalendar
import pytest

from programs.events import ics

ENTRY = ics.Entry(
    uid="event-1-person-2@kanae.example",
    sequence=3,
    stamp=dt.datetime(2026, 11, 22, 3, tzinfo=dt.UTC),
    starts_at=dt.datetime(2027, 7, 24, 2, tzinfo=dt.UTC),
    ends_at=dt.datetime(2027, 7, 24, 9, 30, tzinfo=dt.UTC),
    zone="Asia/Tokyo",
    title="葉山の海辺で、二十年ぶりの「元気だった？」; 皆で, ゆっくり",
    place="葉山・一色海岸 海の家 ひだまり",
    words="一行目\n二行目 " + "長い" * 60,
    url="https://kanae.example/events/1/",
    organizer="no-reply@kanae.example",
    organizer_name="青海システムズ",
    attendee="alumna@example.test",
    attendee_name="岡田 千尋",
)


@pytest.mark.parametrize("method", [ics.REQUEST, ics.CANCEL, ics.PUBLISH])
def test_what_is_written_is_read_back(method: str) -> None:
    made = icalendar.Calendar.from_ical(ics.calendar(ENTRY, method))
    (event,) = made.walk("VEVENT")
    assert str(made["METHOD"]) == method
    assert (str(event["UID"]), int(event["SEQUENCE"])) == (ENTRY.uid, 3)
    assert event.decoded("DTSTART") == dt.datetime(2027, 7, 24, 11, tzinfo=ZoneInfo("Asia/Tokyo"))
    assert event["DTSTART"].params["TZID"] == "Asia/Tokyo"
    assert (str(event["SUMMARY"]), str(event["DESCRIPTION"])) == (ENTRY.title, ENTRY.words)
    assert ("ATTENDEE" in event) == (method != ics.PUBLISH)
    assert (str(event["STATUS"]) == "CANCELLED") == (method == ics.CANCEL)
    assert [str(zone["TZID"]) for zone in made.walk("VTIMEZONE")] == ["Asia/Tokyo"]


def test_lines_end_with_crlf_and_are_folded() -> None:
    made = ics.calendar(ENTRY, ics.REQUEST)
    assert b"\n" not in made.replace(b"\r\n", b"")
    assert max(len(line) for line in made.split(b"\r\n")) <= 75
