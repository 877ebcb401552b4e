"""Reading posts: what waits at a desk, what was said of one, and what the company's record says beside it."""

from alumni.companies.models import Company
from alumni.tenures.models import Tenure, TenureNote, TenureQuerySet


def to_answer_at(company: Company) -> TenureQuerySet:
    """Posts that this company's HR should look at, the longest waiting first."""
    return Tenure.objects.waiting().filter(company=company).order_by("said_at", "pk")


def notes_of(tenure: Tenure) -> list[TenureNote]:
    """All that both sides said of this post, the oldest first."""
    return list(tenure.notes.all())


def recorded_posts_of(tenure: Tenure) -> list[Tenure]:
    """What the company's own record says of the same person: one query."""
    rows = Tenure.objects.filter(company=tenure.company_id, enrolment__person=tenure.person_id)
    return list(rows.exclude(pk=tenure.pk).select_related("department", "company").order_by("since", "pk"))
