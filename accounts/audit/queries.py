"""Reading history."""

from django.db import models

from accounts.audit.actions import ref
from accounts.audit.models import Entry, EntryQuerySet


def history_of(obj: models.Model) -> EntryQuerySet:
    """All that was done to `obj`, newest first."""
    return Entry.objects.about(ref(obj))
