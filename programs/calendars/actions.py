"""What happens to a person's calendar address: it is made, made anew, and ended."""

import secrets
from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts.audit.actions import record
from accounts.users.models import User
from programs.calendars.models import Feed
from programs.calendars.queries import hash_of

NOTED_EVERY = timedelta(minutes=5)


@transaction.atomic
def renew(*, by: User) -> str:
    """The person has an address, told this once; the one before it is dead from now on."""
    token = secrets.token_urlsafe(32)
    fields = {"token_hash": hash_of(token), "made_at": timezone.now(), "fetched_at": None}
    feed, _made = Feed.objects.update_or_create(person=by, defaults=fields)
    record("calendar.renewed", feed, by=by)
    return token


@transaction.atomic
def revoke(*, by: User) -> bool:
    """Nothing is read any more through the person's address; False when there was none."""
    feed = Feed.objects.select_for_update().filter(person=by).first()
    if feed is None:
        return False
    record("calendar.revoked", feed, by=by)
    feed.delete()
    return True


def note_fetch(*, feed: Feed, by: None = None) -> None:
    """When it was read last: the owner sees a stranger's reading by it. Not more often than every five minutes."""
    now = timezone.now()
    stale = Q(fetched_at=None) | Q(fetched_at__lt=now - NOTED_EVERY)
    Feed.objects.filter(stale, pk=feed.pk).update(fetched_at=now)
