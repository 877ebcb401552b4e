"""PURE: the calendar file of a gathering for one person: asked for (REQUEST), called off (CANCEL), or fetched (PUBLISH)."""

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

import icalendar
from icalendar import vCalAddress, vText

PRODUCT = "-//Kanae//Gatherings//JA"
REQUEST, CANCEL, PUBLISH = "REQUEST", "CANCEL", "PUBLISH"


@dataclass(frozen=True)
class Entry:
    """What a calendar must know; `uid` stays the same for one person and event, `sequence` grows with each revision."""

    uid: str
    sequence: int
    stamp: dt.datetime
    starts_at: dt.datetime
    ends_at: dt.datetime
    zone: str
    title: str
    place: str = ""
    words: str = ""
    url: str = ""
    organizer: str = ""
    organizer_name: str = ""
    attendee: str = ""
    attendee_name: str = ""


def calendar(entry: Entry, method: str) -> bytes:
    """The file: CRLF, folded lines, and the definition of its own time zone."""
    made = icalendar.Calendar()
    made.add("version", "2.0")
    made.add("prodid", PRODUCT)
    made.add("method", method)
    made.add_component(_event(entry, method))
    made.add_missing_timezones()
    return made.to_ical()


def _event(entry: Entry, method: str) -> icalendar.Event:
    zone = ZoneInfo(entry.zone)
    event = icalendar.Event()
    event.add("uid", entry.uid)
    event.add("sequence", entry.sequence)
    event.add("dtstamp", entry.stamp.astimezone(dt.UTC))
    event.add("dtstart", entry.starts_at.astimezone(zone))
    event.add("dtend", entry.ends_at.astimezone(zone))
    event.add("summary", entry.title)
    event.add("status", "CANCELLED" if method == CANCEL else "CONFIRMED")
    event.add("transp", "TRANSPARENT" if method == CANCEL else "OPAQUE")
    for name, value in (("location", entry.place), ("description", entry.words), ("url", entry.url)):
        if value:
            event.add(name, value)
    _people(event, entry, method)
    return event


def _people(event: icalendar.Event, entry: Entry, method: str) -> None:
    # A published file names nobody: with an attendee, calendars would ask its reader for an answer.
    if entry.organizer:
        event.add("organizer", _address(entry.organizer, entry.organizer_name), encode=False)
    if entry.attendee and method != PUBLISH:
        person = _address(entry.attendee, entry.attendee_name)
        # The answer is given in Kanae: the calendar shows it and must not mail one of its own to no-reply.
        person.params["PARTSTAT"], person.params["RSVP"] = vText("ACCEPTED"), vText("FALSE")
        event.add("attendee", person, encode=False)


def _address(mailbox: str, name: str) -> vCalAddress:
    address = vCalAddress(f"mailto:{mailbox}")
    if name:
        address.params["CN"] = vText(name)
    return address
