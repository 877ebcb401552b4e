"""Reading the log of who was shown whom."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from accounts.users.models import User
from alumni.directory.models import Sighting


@dataclass(frozen=True)
class Seen:
    """Somebody, and the day on which they were shown a person (`page`: opened the page, not only a card in a list)."""

    who: User
    day: date
    page: bool


def seen_by_whom(person: User, since: date | None = None) -> list[Seen]:
    """Who was shown this person and when, the latest first: one query."""
    rows = Sighting.objects.filter(person=person).select_related("viewer").order_by("-day", "viewer_id")
    return [Seen(row.viewer, row.day, row.page) for row in _since(rows, since)]


def whom_saw(viewer: User, since: date | None = None) -> list[Seen]:
    """Whose data this viewer was shown and when, the latest first: one query."""
    rows = Sighting.objects.filter(viewer=viewer).select_related("person").order_by("-day", "person_id")
    return [Seen(row.person, row.day, row.page) for row in _since(rows, since)]


def _since(rows: QuerySet[Sighting], since: date | None) -> QuerySet[Sighting]:
    return rows.filter(day__gte=since) if since else rows
