"""When a person has left a sheet's company, and which of the company's words stay behind then: conditions on rows.

Nothing is copied, hidden or deleted on the day: the next reading asks the tenures. What stays behind was agreed by
both before the end; an agreement that is dated later counts for nothing.
"""

from typing import TYPE_CHECKING

from django.db.models import DateTimeField, Exists, ExpressionWrapper, F, OuterRef, Q
from django.db.models.functions import TruncDate
from django.utils import timezone

from alumni.companies.queries import desks_of
from alumni.tenures.models import Tenure
from alumni.tenures.standing import standing_of

if TYPE_CHECKING:
    from accounts.users.models import User


def companies_now(user: "User") -> list[int]:
    """For which companies this person can speak today: those where they work or whose desk they keep."""
    today = timezone.localdate()
    work = {
        post.tenure.company_id
        for post in standing_of(user).posts
        if post.tenure.open or (post.tenure.during.upper is not None and post.tenure.during.upper > today)
    }
    return sorted(work | {company.pk for company in desks_of(user)})


def works_there_now(user: "User", company: int) -> bool:
    today = timezone.localdate()
    here = Q(open=True) | Q(during__endswith__gt=today)
    return Tenure.objects.verified().filter(here, person=user, company=company).exists()


def gone(of: str = "") -> Q:
    """Sheets (or rows of them, `of` = "sheet__") whose company side has ended: closed, or the person has left."""
    own = {"person": OuterRef(f"{of}person"), "company": OuterRef(f"{of}company")}
    today = timezone.localdate()
    here = Tenure.objects.verified().filter(Q(open=True) | Q(during__endswith__gt=today), **own)
    return Q(**{f"{of}closed_at__isnull": False}) | Q(Q(**{f"{of}from_within": True}), ~Exists(here))


def left_behind() -> Q:
    """Parts and steps that the person doesn't read any more: both had agreed so before the end."""
    own = {"person": OuterRef("sheet__person"), "company": OuterRef("sheet__company")}
    agreed_on = TruncDate(ExpressionWrapper(OuterRef("stays_agreed_at"), output_field=DateTimeField()))
    end = Q(during__endswith__gt=agreed_on) | Q(during__upper_inf=True)
    in_time = Exists(Tenure.objects.verified().filter(end, **own))
    closed = Q(sheet__closed_at__gte=F("stays_agreed_at"))
    return Q(stays_agreed_at__isnull=False) & (closed | (Q(sheet__closed_at=None) & gone("sheet__") & Q(in_time)))
