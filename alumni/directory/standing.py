"""Where a viewer stands, fetched once per request: the units and years that their own verified tenures reach."""

from dataclasses import dataclass

from django.db.models import Q

from accounts.users.models import User
from alumni.companies.queries import lineage_of
from alumni.tenures.models import Tenure


@dataclass(frozen=True)
class Post:
    """One verified tenure of the viewer, with the units as whose people it makes them count."""

    tenure: Tenure
    reach: frozenset[int]


@dataclass(frozen=True)
class Standing:
    posts: tuple[Post, ...] = ()

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
    tenures = list(Tenure.objects.verified().of(user).select_related("company", "department").order_by("since", "id"))
    lineages = {company_id: lineage_of(company_id) for company_id in {t.company_id for t in tenures}}
    return Standing(
        tuple(
            Post(t, frozenset(lineages[t.company_id].reach(t.department_id)) if t.department_id else frozenset())
            for t in tenures
        )
    )


def people_of(company_id: int, unit_ids: list[int] | None, years: tuple[int | None, int | None]) -> Q:
    """The tenures of a company (or of some of its units) that touch the given years, as a filter on Tenure."""
    rule = Q(company=company_id)
    if unit_ids is not None:
        rule &= Q(department__in=unit_ids)
    lower, upper = years
    if lower or upper:
        rule &= Q(during__overlap=(f"{lower}-01-01" if lower else None, f"{upper + 1}-01-01" if upper else None))
    return rule
