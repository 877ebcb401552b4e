"""Who may answer for a tenure."""

from accounts.users.models import User
from alumni.companies.queries import desks_of
from alumni.tenures.models import Tenure


def belongs_to(tenure: Tenure, user: User) -> bool:
    """Is it this person's own, directly or through the company's record of them?"""
    return user.pk in (tenure.person_id, tenure.enrolment.person_id if tenure.enrolment else None)


def can_judge(user: User, tenure: Tenure) -> bool:
    """The company's desk or the platform may confirm or doubt a tenure; nobody their own."""
    if not user.is_active or belongs_to(tenure, user):
        return False
    return user.is_superuser or tenure.company_id in [company.pk for company in desks_of(user)]
