"""PURE: the calendar file of a gathering for one person: asked for (REQUEST), called off (CANCEL), or fetched (PUBLISH)."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

import icalendar
from icalendar import vCalAddress, vText

from programs.events.clocks import timezone_of

PRODUCT = "-//Kanae//Gatherings//JA"
REQUEST, CANCEL, PUBLISH = "REQUEST", "CANCEL", "PUBLISH"
CONFIRMED, TENTATIVE, CANCELLED = "CONFIRMED", "TENTATIVE", "CANCELLED"


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
    status: str = CONFIRMED


def calendar(entry: Entry, method: str, *more: Entry) -> bytes:
    """The file: CRLF, folded lines, and the definition of its own time zone. What is asked for or called off is one
    entry a file (RFC 5546); what is published may be several."""
    made = _empty()
    made.add("method", method)
    return _filled(made, [entry, *more], method)


def feed(entries: Iterable[Entry], name: str) -> bytes:
    """A calendar to subscribe to: each entry with its own status, and asked for again every few hours."""
    made = _empty()
    made.add("x-wr-calname", name)
    made.add("refresh-interval", dt.timedelta(hours=4), parameters={"VALUE": "DURATION"})
    made.add("x-published-ttl", "PT4H")
    return _filled(made, list(entries), PUBLISH)


def _empty() -> icalendar.Calendar:
    made = icalendar.Calendar()
    made.add("version", "2.0")
    made.add("prodid", PRODUCT)
    return made


def _filled(made: icalendar.Calendar, entries: list[Entry], method: str) -> bytes:
    moments: dict[str, list[dt.datetime]] = {}
    for entry in entries:
        moments.setdefault(entry.zone, []).extend((entry.starts_at, entry.ends_at))
    for zone, times in sorted(moments.items()):
        made.add_component(timezone_of(zone, times))
    for entry in entries:
        made.add_component(_event(entry, method))
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
    status = CANCELLED if method == CANCEL else entry.status
    event.add("status", status)
    event.add("transp", "OPAQUE" if status == CONFIRMED else "TRANSPARENT")
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
