"""Changing companies, departments and roles."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.audit.actions import record
from accounts.users.models import User
from alumni.companies.models import Company, Department, StaffRole, Succession
from alumni.companies.names import department_key


@transaction.atomic
def add_department(*, company: Company, name: str, parent: Department | None = None, by: User | None) -> Department:
    """The unit of that name under `parent`; an existing one is returned as it is."""
    key = department_key(name)
    unit, new = Department.objects.get_or_create(
        company=company, parent=parent, key=key, defaults={"name": name.strip()}
    )
    if new:
        unit.path = f"{parent.path if parent else ''}{unit.pk}."
        unit.save(update_fields=["path"])
        record("department.added", unit, by=by, scope=company)
    return unit


@transaction.atomic
def move_department(*, unit: Department, parent: Department | None, by: User | None) -> Department:
    """The unit and all below it hang under `parent`. Raises ValidationError for a circle or another company."""
    if parent and (parent.company_id != unit.company_id or parent.path.startswith(unit.path)):
        raise ValidationError(
            _("この部署は、選んだ部署の上にあるか、別の会社のものです。ほかの部署を選んでください。")
        )
    old, new = unit.path, f"{parent.path if parent else ''}{unit.pk}."
    for below in Department.objects.select_for_update().filter(company=unit.company_id, path__startswith=old):
        below.path = new + below.path[len(old) :]
        below.save(update_fields=["path"])
    unit.parent, unit.path = parent, new
    unit.save(update_fields=["parent", "path"])
    record("department.moved", unit, by=by, scope=unit.company, under=parent.pk if parent else None)
    return unit


@transaction.atomic
def succeed(
    *, earlier: Department, later: Department, kind: str, on: date | None = None, by: User | None
) -> Succession:
    """`earlier` became `later`; the people of both count as of one house from now on."""
    if earlier.company_id != later.company_id:
        raise ValidationError(_("部署の変遷は、同じ会社の部署どうしでつなぎます。"))
    link, new = Succession.objects.get_or_create(earlier=earlier, later=later, defaults={"kind": kind, "on": on})
    if new:
        record("department.succeeded", later, by=by, scope=later.company, earlier=earlier.pk, kind=kind)
    return link


@transaction.atomic
def grant_role(
    *, user: User, company: Company, role: str, title: str = "", expires_at: datetime | None = None, by: User | None
) -> StaffRole:
    """`user` acts for `company` from now on; the same role twice is one role."""
    granted, new = StaffRole.objects.get_or_create(
        user=user, company=company, role=role, revoked_at=None, defaults={"title": title, "expires_at": expires_at}
    )
    if new:
        record("role.granted", granted, by=by, scope=company, role=role)
    return granted


@transaction.atomic
def revoke_role(*, role: StaffRole, by: User | None) -> StaffRole:
    """The role ends now; the next request of its holder is refused."""
    if role.revoked_at is None:
        role.revoked_at = timezone.now()
        role.save(update_fields=["revoked_at"])
        record("role.revoked", role, by=by, scope=role.company)
    return role
