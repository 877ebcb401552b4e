"""Who may decide by which words a company is blurred."""

from accounts.users.models import User
from alumni.companies.models import Company, StaffRole


def can_fit_labels(user: User, company: Company) -> bool:
    """The company's own administrator, or the platform; HR reads what they chose."""
    if user.is_superuser:
        return True
    roles = StaffRole.objects.standing().filter(user=user, company=company, role=StaffRole.Role.COMPANY_ADMIN)
    return user.is_active and roles.exists()
