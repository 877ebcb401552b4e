"""Whom a company, a unit and years take in. (Where a viewer stands is read in tenures.standing.)"""

from django.db.models import Q

from alumni.tenures.standing import Post as Post
from alumni.tenures.standing import Standing as Standing
from alumni.tenures.standing import standing_of as standing_of


def people_of(company_id: int, unit_ids: list[int] | None, years: tuple[int | None, int | None]) -> Q:
    """The tenures of a company (or of some of its units) that touch the given years, as a filter on Tenure."""
    rule = Q(company=company_id)
    if unit_ids is not None:
        rule &= Q(department__in=unit_ids)
    lower, upper = years
    if lower or upper:
        rule &= Q(during__overlap=(f"{lower}-01-01" if lower else None, f"{upper + 1}-01-01" if upper else None))
    return rule
