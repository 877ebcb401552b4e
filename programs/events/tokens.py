"""The link that opens one person's answer to one gathering from a mail, without logging in."""

import base64
from dataclasses import dataclass

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils.crypto import salted_hmac

from accounts.users.models import User
from programs.events.models import Event, Reply

SALT = "events.answer"
SIGNED = 12


@dataclass(frozen=True)
class Door:
    """Whom the link lets answer what."""

    event: Event
    person: User


def path_for(event: Event, person: User, answer: str = "") -> str:
    """The link's path; `answer` is only what the page highlights, nothing is answered by opening it."""
    token = signing.dumps([event.pk, person.pk], salt=SALT)
    return reverse("events:answer", args=[token]) + (f"?answer={answer}" if answer else "")


def link_for(event: Event, person: User, answer: str = "") -> str:
    return settings.SITE_URL + path_for(event, person, answer)


def more_path_for(event: Event, person: User) -> str:
    """Where the same link's holder tells what belongs to the answer."""
    return reverse("events:answer_more", args=[signing.dumps([event.pk, person.pk], salt=SALT)])


def opened(token: str) -> Door | None:
    """None when the link is broken, or over with the gathering, or when the person may no longer see it."""
    try:
        event_id, person_id = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    person = User.objects.active().filter(pk=person_id).first()
    if person is None:
        return None
    seen = Event.objects.visible_to(person).upcoming().filter(pk=event_id)
    event = seen.exclude(state=Event.State.DRAFT).select_related("company", "host").first()
    return Door(event, person) if event else None


def ticket_token(reply: Reply) -> str:
    """Short, so that the QR stays coarse and is read in the dark: the reply and 96 bits of its signature."""
    words = f"{reply.pk}:{reply.event_id}:{reply.person_id}"
    made = salted_hmac("events.ticket", words, algorithm="sha256").digest()
    return f"{reply.pk}-{base64.urlsafe_b64encode(made[:SIGNED]).decode()}"


def ticket_link(reply: Reply) -> str:
    """The page with the QR for the door (the room of the check-in answers it), without logging in."""
    return settings.SITE_URL + reverse("checkins:ticket", args=[ticket_token(reply)])
