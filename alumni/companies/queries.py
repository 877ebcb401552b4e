"""Reading companies: lineages of departments, and whose desks somebody may open."""

from collections.abc import Iterable

from accounts.users.models import User
from alumni.companies.lineage import Lineage
from alumni.companies.models import Company, Department, StaffRole


def lineage_of(company_id: int) -> Lineage:
    """All units of one company with their history: one query."""
    return lineages_of([company_id])[company_id]


def lineages_of(company_ids: Iterable[int]) -> dict[int, Lineage]:
    """The same for several companies, still one query (none for no company)."""
    wanted = list(company_ids)
    parents: dict[int, dict[int, int | None]] = {company: {} for company in wanted}
    pairs: dict[int, set[tuple[int, int]]] = {company: set() for company in wanted}
    units = Department.objects.filter(company__in=wanted).order_by()
    for company, unit, parent, later in units.values_list("company_id", "id", "parent_id", "later_units__later_id"):
        parents[company][unit] = parent
        if later is not None:
            pairs[company].add((unit, later))
    return {company: Lineage(parents[company], frozenset(pairs[company])) for company in wanted}


def desks_of(user: User) -> list[Company]:
    """Companies for which this person acts, read once per request (kept on the request's user object)."""
    if not user.is_authenticated:
        return []
    if not hasattr(user, "_desks"):
        user._desks = list(Company.objects.staffed_by(user))  # type: ignore[attr-defined]
    return user._desks  # type: ignore[attr-defined]


def hr_of(company: Company) -> list[User]:
    """Everybody who answers for this company's desk now."""
    roles = StaffRole.objects.standing().filter(company=company).select_related("user").order_by("id")
    return [role.user for role in roles if role.user.is_active]
