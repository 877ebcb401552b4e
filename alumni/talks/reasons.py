"""Why two may talk: a connection is one reason; the programs house hands in its own (profiles.grounds)."""

from django.db.models import Case, F, QuerySet, When
from django.utils.translation import gettext_lazy as _

from accounts.users.models import User
from alumni.connections.models import Connection
from alumni.profiles.grounds import Ground, grounds
from alumni.profiles.grounds import ground_between as ground_between
from alumni.profiles.grounds import words_of as words_of


def connected_people(viewer: User) -> QuerySet[Connection, int]:
    """Those whom the viewer is connected with, by an introduction too, and neither rests it."""
    other = Case(When(first=viewer, then=F("second")), default=F("first"))
    return Connection.objects.of(viewer).live().values_list(other, flat=True)


def connection_between(one: int, other: int) -> str:
    found = Connection.objects.between(one, other).live().values_list("pk", flat=True).first()
    return f"connection:{found}" if found else ""


grounds["connection"] = Ground(_("つながっています"), connected_people, connection_between)
