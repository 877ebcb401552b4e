"""All tables of the alumni house, gathered for Django: imports only."""

from alumni.arrivals.models import Invitation, JoinRequest
from alumni.companies.models import Company, Department, Enrolment, StaffRole, Succession
from alumni.imports.models import HrImport, HrImportRow
from alumni.profiles.models import Profile
from alumni.tenures.models import Tenure

__all__ = [
    "Company",
    "Department",
    "Enrolment",
    "HrImport",
    "HrImportRow",
    "Invitation",
    "JoinRequest",
    "Profile",
    "StaffRole",
    "Succession",
    "Tenure",
]
