"""Who has been at something together: the rooms above hand in what this room can't know."""

from collections.abc import Callable

from django.db.models import Q, QuerySet

from accounts.users.models import User

# Each tells whom a member has met, as a query of ids.
sources: list[Callable[[User], QuerySet]] = []


def met_with(viewer: User, name: str = "person") -> Q:
    """Rows whose `name` the viewer has done something with."""
    met = Q(pk__in=[])
    for source in sources:
        met |= Q(**{f"{name}__in": source(viewer)})
    return met


def met_by(viewer: User) -> frozenset[int]:
    """Everybody the viewer has done something with; read once a request (kept on the request's user object)."""
    if not viewer.is_authenticated:
        return frozenset()
    if not hasattr(viewer, "_met"):
        viewer._met = frozenset(who for source in sources for who in source(viewer))  # type: ignore[attr-defined]
    return viewer._met  # type: ignore[attr-defined]
