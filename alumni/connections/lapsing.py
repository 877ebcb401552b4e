"""Questions that nobody answered end on the thirtieth day, passed over or not."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from accounts.audit.actions import move
from alumni.connections.models import Connection

LIFE = timedelta(days=30)


def lapse() -> int:
    """What nobody has answered within thirty days is over, passed over or not; nobody is told."""
    old = Connection.objects.filter(state__in=("asked", "declined"), asked_at__lt=timezone.now() - LIFE)
    done = 0
    with transaction.atomic():
        for row in old.select_for_update(skip_locked=True, of=("self",)).order_by("id")[:500]:
            move(row, to=Connection.State.LAPSED, by=None, ended_at=timezone.now())
            done += 1
    return done
