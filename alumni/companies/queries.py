"""Reading companies: lineages of departments, and whose desks somebody may open."""

from accounts.users.models import User
from alumni.companies.lineage import Lineage
from alumni.companies.models import Company, Department, StaffRole, Succession


def lineage_of(company_id: int) -> Lineage:
    """All units of one company with their history: two small queries."""
    parents = dict(Department.objects.filter(company=company_id).values_list("id", "parent_id"))
    pairs = Succession.objects.filter(earlier__company=company_id).values_list("earlier_id", "later_id")
    return Lineage(parents, frozenset(pairs))


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
