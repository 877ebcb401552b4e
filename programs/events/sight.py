"""Who sees a gathering, as conditions on its rows: whose desk keeps it, and whom its circle and years take in.

`EventQuerySet.visible_to` puts them together; queries.audience_of is the mirror.
"""

from collections.abc import Iterable
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Q

from alumni.companies.queries import desks_of
from alumni.directory.standing import Post, standing_of
from programs.events.parts import EventCompany, EventInvite

if TYPE_CHECKING:
    from accounts.users.models import User

# A small talk among people chosen by name is theirs alone: no desk reads who meets whom for tea.
# And a program's session belongs to its cohort: a desk reads its own people on the program's page, and nobody else.
PRIVATE = Q(kind__in=["talk", "session"], open_to="people")


def desk_ids(user: "User") -> list[int]:
    return [company.pk for company in desks_of(user)]


def of_desks(user: "User") -> Q:
    """The gatherings of the companies for which this person acts."""
    return Q(company__in=desk_ids(user)) & ~PRIVATE


def invited(viewer: "User") -> Q:
    """What is meant for this person, by name or by where they were."""
    named = Q(pk__in=EventInvite.objects.filter(person=viewer).values("event"))
    return named | invited_through(standing_of(viewer).posts)


def invited_through(posts: Iterable[Post]) -> Q:
    """What is meant for whoever has these posts."""
    found = Q(pk__in=[])
    for post in posts:
        found |= _meant_for(post) | Q(open_to="network")
    return found


def _meant_for(post: Post) -> Q:
    """Gatherings whose circle and years take in this post; the mirror of queries.audience_of."""
    company, during = post.tenure.company_id, post.tenure.during
    inside = Q(open_to="company", company=company) & (Q(department=None) | Q(department__in=post.reach))
    agreed = EventCompany.objects.agreed().filter(company=company).values("event")
    rule = inside | (Q(open_to="companies") & (Q(company=company) | Q(pk__in=agreed)))
    if during.upper is not None:
        rule &= Q(years_from=None) | Q(years_from__lte=(during.upper - timedelta(days=1)).year)
    if during.lower is not None:
        rule &= Q(years_until=None) | Q(years_until__gte=during.lower.year)
    return rule
