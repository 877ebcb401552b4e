"""Reading how a company's network stands: the company's side and the people's side, and what waits at the desk."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import CharField, Count, Exists, Min, OuterRef, Q, Value
from django.utils import timezone

from alumni.arrivals.models import Invitation, JoinRequest
from alumni.companies.models import Company, Enrolment
from alumni.imports.models import HrImport
from alumni.introductions.models import Vouch
from alumni.tenures.models import Tenure
from programs.events.models import Event, Reply

A_YEAR = timedelta(days=365)


@dataclass(frozen=True)
class Figures:
    known: int
    invited: int
    joined: int
    held: int
    by_members: int
    came: int
    came_first: int


@dataclass(frozen=True)
class Waiting:
    """One kind of thing that waits: how many, and since when the oldest does."""

    kind: str
    count: int
    oldest: datetime | None


def figures_of(company: Company) -> Figures:
    """Three queries."""
    invited = Invitation.objects.filter(enrolment=OuterRef("pk"))
    people = Enrolment.objects.filter(company=company).aggregate(
        known=Count("pk"),
        invited=Count("pk", filter=Exists(invited)),
        joined=Count("pk", filter=Q(person__isnull=False)),
    )
    own_staff = company.staff_roles.filter(user=OuterRef("host"))
    past = Event.objects.published().filter(company=company, ends_at__lt=timezone.now())
    events = past.aggregate(held=Count("pk"), by_members=Count("pk", filter=~Exists(own_staff)))
    return Figures(**people, **events, **_came(company))


def _came(company: Company) -> dict[str, Any]:
    """How many different people came to a gathering of this company, and how many of them first in the last year."""
    now = timezone.now()
    visits = Reply.objects.filter(
        answer=Reply.Answer.YES,
        event__company=company,
        event__state=Event.State.PUBLISHED,
        event__ends_at__lt=now,
    )
    firsts = visits.order_by().values("person").annotate(first=Min("event__starts_at"))
    return firsts.aggregate(came=Count("person"), came_first=Count("person", filter=Q(first__gt=now - A_YEAR)))


def waiting_at(company: Company) -> list[Waiting]:
    """What somebody at the desk should look at, the oldest first: one query for all kinds."""
    kinds = [
        _waiting("requests", JoinRequest.objects.waiting().filter(company=company), "asked_at"),
        _waiting("vouches", Vouch.objects.waiting().filter(company=company), "asked_at"),
        _waiting("tenures", Tenure.objects.waiting().filter(company=company), "said_at"),
        _waiting("imports", HrImport.objects.filter(company=company, state=HrImport.State.PREVIEW), "at"),
        _waiting("invitations", Invitation.objects.open().filter(company=company), "sent_at"),
        _waiting("drafts", Event.objects.filter(company=company, state=Event.State.DRAFT), "created_at"),
    ]
    found = [Waiting(*row) for row in kinds[0].union(*kinds[1:], all=True)]
    return sorted((w for w in found if w.count), key=lambda w: (w.kind == "invitations", w.oldest))


def _waiting(kind: str, rows: Any, since: str) -> Any:
    """One row (kind, how many, since when), for a union."""
    said = Value(kind, output_field=CharField())
    counted = rows.order_by().annotate(waits_as=said).values("waits_as")
    return counted.annotate(waiting=Count("pk"), oldest=Min(since)).values_list("waits_as", "waiting", "oldest")
