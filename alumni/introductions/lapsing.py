"""Introductions that nobody answered end on the thirtieth day, declined or not."""

from django.db import transaction
from django.utils import timezone

from accounts.audit.actions import move
from alumni.introductions.models import LIFE, Introduction


def lapse() -> int:
    """Whatever has waited thirty days is over, answered with no or not at all; the asker sees one kind sentence."""
    old = Introduction.objects.pending().filter(asked_at__lt=timezone.now() - LIFE)
    with transaction.atomic():
        rows = list(old.select_for_update(skip_locked=True, of=("self",)).order_by("id")[:500])
        for row in rows:
            move(row, to=Introduction.State.LAPSED, by=None)
    return len(rows)
