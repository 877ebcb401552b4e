"""Reading companies: lineages of departments, and whose desks somebody may open."""

from collections.abc import Iterable

from django.db.models import QuerySet
from django.http import Http404

from accounts.consent.models import Consent
from accounts.users.models import User
from alumni.companies.lineage import Lineage
from alumni.companies.models import Company, Department, Enrolment, StaffRole
from alumni.companies.purpose import NEWS


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
        roles = StaffRole.objects.standing().filter(user=user).select_related("company")
        own = {role.company_id: role.company for role in roles.order_by("company__name", "id")}
        user._desks = list(own.values())  # type: ignore[attr-defined]
    return user._desks  # type: ignore[attr-defined]


def desk_or_404(user: User, slug: str) -> Company:
    """The company whose desk this person may open; to anybody else it doesn't exist."""
    for company in desks_of(user):
        if company.slug == slug:
            return company
    raise Http404


def hr_of(company: Company) -> list[User]:
    """Everybody who answers for this company's desk now."""
    roles = StaffRole.objects.standing().filter(company=company).select_related("user").order_by("id")
    return [role.user for role in roles if role.user.is_active]


def reachable_by(company: Company) -> "QuerySet[User]":
    """Whom this company's HR may write to: its people whose consent to its news is on. Never shown as a list.

    Being in the company's record is not enough, nor is being a member: only this yes, and only until it is withdrawn.
    """
    given = Consent.objects.standing().filter(document__scope=company.scope, document__purpose=NEWS)
    belongs = Enrolment.objects.claimed().filter(company=company)
    return User.objects.active().filter(pk__in=given.values("person")).filter(pk__in=belongs.values("person"))
