"""To whom something is open: companies, or one unit of a company with the years there; and who stands in that circle."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet
from django.utils import timezone

from alumni.companies.queries import lineage_of
from alumni.directory.standing import people_of
from alumni.tenures.models import Tenure
from alumni.tenures.standing import Post, standing_of

if TYPE_CHECKING:
    from accounts.users.models import User
    from programs.exchange.models import Listing


@dataclass(frozen=True)
class Spot:
    """Where somebody stands as far as circles look at it. `units`: those as whose people they count; None: unbounded."""

    company: int
    units: frozenset[int] = frozenset()
    first: int | None = None  # the first year there
    last: int | None = None
    dated: bool = True  # False for a post whose dates contradict each other: no year takes it in


def spots_of(person: "User") -> list[Spot]:
    return [_spot(post) for post in standing_of(person).posts]


def _spot(post: Post) -> Spot:
    company, during = post.tenure.company_id, post.tenure.during
    first = during.lower.year if during.lower else None
    last = (during.upper - timedelta(days=1)).year if during.upper else None
    return Spot(company, post.reach, first, last, not during.isempty)


def spot_of_company(listing: "Listing") -> Spot:
    """A company stands in a circle as somebody who is there today, in the unit for which it speaks."""
    assert listing.company_id is not None
    unit = listing.department_id
    units = lineage_of(listing.company_id).reach(unit) if unit else ()
    return Spot(listing.company_id, frozenset(units), timezone.localdate().year, None)


def open_to(spots: Iterable[Spot]) -> Q:
    """Listings whose circle takes one of these in; `posts_in` is the mirror, a test holds them together."""
    found = Q(circle=[])
    for spot in set(spots):
        rule = Q(circle__contains=[spot.company]) & (Q(circle_unit=None) | Q(circle_unit__in=sorted(spot.units)))
        if not spot.dated:
            rule &= Q(years_from=None, years_until=None)
        if spot.last is not None:
            rule &= Q(years_from=None) | Q(years_from__lte=spot.last)
        if spot.first is not None:
            rule &= Q(years_until=None) | Q(years_until__gte=spot.first)
        found |= rule
    return found


def posts_in(listing: "Listing") -> QuerySet[Tenure]:
    """Verified posts that the circle of a listing takes in."""
    posts = Tenure.objects.verified()
    if not listing.circle:
        return posts
    units = family_of(listing)
    meant = Q(pk__in=[])
    for company in listing.circle:
        meant |= people_of(company, units, (listing.years_from, listing.years_until))
    return posts.filter(meant)


def family_of(listing: "Listing") -> list[int] | None:
    """Units whose people are meant; None: all of the company."""
    unit = listing.circle_unit_id
    return sorted(lineage_of(listing.circle[0]).family(unit)) if unit else None
