"""The share link: whoever has its key reads title and day of a gathering without logging in, as long as it is open."""

import uuid

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from accounts.audit.actions import record
from accounts.users.models import User
from programs.events.holding import own, own_circle
from programs.events.models import Event


@transaction.atomic
def open_link(*, event: Event, by: User) -> Event:
    """There is a link that tells title and day to whoever has it; a new key each time, so that an old link is dead."""
    return _set(event, by, uuid.uuid4())


@transaction.atomic
def close_link(*, event: Event, by: User) -> Event:
    """The link tells nothing any more."""
    return _set(event, by, None)


def _set(event: Event, by: User, key: uuid.UUID | None) -> Event:
    row = own_circle(event, by) if key else own(event, by)
    row.share_key = key
    row.save(update_fields=["share_key"])
    record("event.shared" if key else "event.unshared", row, by=by, scope=row.company.scope)
    return row


def url_of(event: Event) -> str:
    """The whole address; empty while the link is closed."""
    return settings.SITE_URL + reverse("events:shared", args=[event.share_key]) if event.share_key else ""


def shared(key: uuid.UUID) -> Event | None:
    """The gathering behind a key, while people are meant to come to it."""
    return Event.objects.filter(share_key=key, state__in=["published", "postponed"]).select_related("company").first()
