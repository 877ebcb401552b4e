"""What a calendar knows of a session: a time, "an appointment", and a link that tells nothing."""

from django.conf import settings
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from accounts.users.models import User
from programs.calendars.sources import sources
from programs.events import ics
from programs.mentoring import rooms
from programs.mentoring.models import CareerSession
from programs.mentoring.sealing import public_name


def entry(session: CareerSession, person: User, *, status: str = ics.CONFIRMED) -> ics.Entry:
    """Its UID is another for each of the two, so that a server that holds both calendars can't lay them together."""
    page = settings.SITE_URL + reverse("mentoring:room", args=[session.pk])
    stamp = parse_datetime(rooms.opened(session).booked_at) or session.starts_at
    return ics.Entry(
        uid=f"{public_name(f'{session.name}:{person.pk}')}@{settings.MAIL_DOMAIN}",
        sequence=session.revision,
        stamp=stamp,
        starts_at=session.starts_at,
        ends_at=session.ends_at,
        zone=person.time_zone,
        title=_("予定"),
        url=page,
        organizer=f"no-reply@{settings.MAIL_DOMAIN}",
        attendee=person.email,
        status=status,
    )


def entries_of(person: User) -> list[ics.Entry]:
    """For the person's own subscribed calendar: what is booked or has been."""
    return [
        entry(room.session, person)
        for room in rooms.rooms(person, rooms.of(person).exclude(state="cancelled").order_by("starts_at"))
        if room.session.state != "missed"
    ]


sources.append(entries_of)
