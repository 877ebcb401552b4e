"""Who has been at something together: the rooms above hand in what this room can't know."""

from collections.abc import Callable, Iterable

from accounts.users.models import User

# Each tells whom a member has met, as a set of ids, in one query.
sources: list[Callable[[User], Iterable[int]]] = []


def met_by(viewer: User) -> frozenset[int]:
    """Everybody the viewer has done something with; read once a request (kept on the request's user object)."""
    if not viewer.is_authenticated:
        return frozenset()
    if not hasattr(viewer, "_met"):
        viewer._met = frozenset(who for source in sources for who in source(viewer))  # type: ignore[attr-defined]
    return viewer._met  # type: ignore[attr-defined]
