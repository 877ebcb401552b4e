"""Who has been at something together: the rooms above hand in what this room can't know."""

from collections.abc import Callable

from django.db.models import Q, QuerySet, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce

from accounts.users.models import User

# Each tells whom a member has met, as a query of ids.
sources: list[Callable[[User], QuerySet]] = []
# Each tells, as an expression for profiles, what the viewer and the person of the profile both say of each other.
tellers: list[Callable[[User], Combinable]] = []


def met_with(viewer: User, name: str = "person") -> Q:
    """Rows whose `name` the viewer has done something with."""
    met = Q(pk__in=[])
    for source in sources:
        met |= Q(**{f"{name}__in": source(viewer)})
    return met


def said_with(viewer: User) -> Combinable:
    """What both say the person is to the viewer: "boss", "report", "project"; null or empty where nothing is agreed."""
    return Coalesce(*(teller(viewer) for teller in tellers), Value("")) if tellers else Value("")


def met_by(viewer: User) -> frozenset[int]:
    """Everybody the viewer has done something with; read once a request (kept on the request's user object)."""
    if not viewer.is_authenticated:
        return frozenset()
    if not hasattr(viewer, "_met"):
        told = [source(viewer) for source in sources]
        asked = [one for one in told if isinstance(one, QuerySet)]  # all of them as one query
        given = [who for one in told if not isinstance(one, QuerySet) for who in one]
        viewer._met = frozenset([*given, *(asked[0].union(*asked[1:]) if asked else ())])  # type: ignore[attr-defined]
    return viewer._met  # type: ignore[attr-defined]
