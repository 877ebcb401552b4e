"""Why two members may write to each other: the rooms that know such a reason hand it in."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils.functional import Promise

from accounts.users.models import User


@dataclass(frozen=True)
class Ground:
    """`people`: with whom a member has this in common now, as a query of ids.

    `between`: what it is for these two, as a text reference ("event:12"); empty once it isn't so any more.
    """

    words: str | Promise
    people: Callable[[User], QuerySet]
    between: Callable[[int, int], str]


grounds: dict[str, Ground] = {}


def common_with(viewer: User, name: str = "person") -> Q:
    """Rows whose `name` is somebody with whom the viewer has a ground in common."""
    found = Q(pk__in=[])
    for ground in grounds.values():
        found |= Q(**{f"{name}__in": ground.people(viewer)})
    return found


def ground_between(one: int, other: int, known: str = "") -> str:
    """A reference that holds now, the known one before others; empty where there is none."""
    first = known.partition(":")[0]
    for kind in sorted(grounds, key=lambda kind: (kind != first, kind)):
        if found := grounds[kind].between(one, other):
            return found
    return ""


def words_of(reference: str) -> str:
    """What the ground is, in a few words; empty for one that nobody knows any more."""
    ground = grounds.get(reference.partition(":")[0])
    return str(ground.words) if ground else ""
