"""Where a viewer stands, fetched once per request: the units and years that their own verified tenures reach."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import F

from accounts.users.models import User
from alumni.companies.lineage import Lineage
from alumni.companies.queries import lineages_of
from alumni.tenures.models import Tenure


@dataclass(frozen=True)
class Post:
    """One verified tenure of the viewer, with the units as whose people it makes them count, and those it takes in."""

    tenure: Tenure
    reach: frozenset[int]
    family: frozenset[int] = frozenset()

    @property
    def near(self) -> frozenset[int]:
        """Units whose people share a department family with this post."""
        return self.reach | self.family


@dataclass(frozen=True)
class Standing:
    """`posts` are verified and open doors; `tenures` are all that the person has, as they stand."""

    posts: tuple[Post, ...] = ()
    tenures: tuple[Tenure, ...] = ()
    lineages: Mapping[int, Lineage] = field(default_factory=dict)

    @property
    def company_ids(self) -> list[int]:
        return sorted({post.tenure.company_id for post in self.posts})


def standing_of(user: User) -> Standing:
    """Read once and kept on the request's user object; a new request reads afresh."""
    if not user.is_authenticated:
        return Standing()
    if not hasattr(user, "_standing"):
        user._standing = _read(user)  # type: ignore[attr-defined]
    return user._standing  # type: ignore[attr-defined]


def _read(user: User) -> Standing:
    own = Tenure.objects.of(user).select_related("company", "department")
    tenures = tuple(own.order_by(F("since").asc(nulls_last=True), "id"))
    verified = [t for t in tenures if t.state == Tenure.State.VERIFIED]
    lineages = lineages_of({t.company_id for t in verified})
    return Standing(tuple(_post(t, lineages[t.company_id]) for t in verified), tenures, lineages)


def _post(tenure: Tenure, lineage: Lineage) -> Post:
    unit = tenure.department_id
    if unit is None:
        return Post(tenure, frozenset())
    return Post(tenure, frozenset(lineage.reach(unit)), frozenset(lineage.family(unit)))


def known_time(tenure: Tenure) -> tuple[date, date | None] | None:
    """[first day, day after the last); None for the end = still there; None for all = no date is known.

    Nobody is said to have been there longer than is known: where one end is missing, only the day of the other counts.
    """
    if tenure.since and (tenure.open or tenure.until):
        upper = tenure.during.upper
        return (tenure.since, upper) if upper is None or upper > tenure.since else None
    only = tenure.since or tenure.until
    return (only, only + timedelta(days=1)) if only else None
