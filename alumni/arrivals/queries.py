"""Reading arrivals: what a link opens, what waits for a person, whom a request may be about."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from accounts.users.models import User
from accounts.users.queries import mailboxes_of
from alumni.arrivals import tokens
from alumni.arrivals.models import Invitation, JoinRequest
from alumni.companies.models import Company, Enrolment
from alumni.companies.names import fold, mail_key


def invitation_of(token: str) -> Invitation | None:
    """The invitation a link was made for, in whatever state; None for anything else."""
    secret = tokens.hash_of(token)
    if not secret:
        return None
    return Invitation.objects.select_related("company", "enrolment", "by").filter(token_hash=secret).first()


@dataclass(frozen=True)
class Doors:
    """What a member can still walk into, or waits for."""

    invitations: list[Invitation]
    ready: list[JoinRequest]
    waiting: list[JoinRequest]
    declined: list[JoinRequest]

    def __bool__(self) -> bool:
        return bool(self.invitations or self.ready or self.waiting or self.declined)


def doors_of(user: User) -> Doors:
    """Three queries, however many there are."""
    invitations = Invitation.objects.open().visible_to(user).filter(enrolment__person=None).select_related("company")
    asked = JoinRequest.objects.filter(person=user).select_related("company", "enrolment").order_by("-id")
    shown = list(asked.exclude(state=JoinRequest.State.WITHDRAWN)[:20])
    State = JoinRequest.State
    return Doors(
        invitations=list(invitations.order_by("-sent_at")),
        ready=[r for r in shown if r.state == State.ACCEPTED and r.enrolment and r.enrolment.person_id is None],
        waiting=[r for r in shown if r.state == State.WAITING],
        declined=[r for r in shown if r.state == State.DECLINED][:3],
    )


@dataclass(frozen=True)
class Match:
    """A record that may be the person who asks, and by what it was found."""

    enrolment: Enrolment
    by_number: bool
    by_name: bool
    by_address: bool

    @property
    def strength(self) -> int:
        return 4 * self.by_number + 2 * self.by_address + self.by_name


def matches_of(request: JoinRequest, limit: int = 8) -> list[Match]:
    """The company's own records by number, by name or reading, and by proved address; the most likely first."""
    person = request.person
    number = fold(request.employee_number)
    name, kana = fold(person.family_name + person.given_name), fold(person.family_kana + person.given_kana)
    boxes = {mail_key(box) for box in mailboxes_of(person)}
    rule = Q(email_key__in=boxes)
    rule |= Q(name_key=name) if name else Q()
    rule |= Q(kana_key=kana) if kana else Q()
    rule |= Q(employee_number__iexact=number) | Q(employee_number=request.employee_number) if number else Q()
    found = Enrolment.objects.filter(company=request.company).filter(rule).prefetch_related("tenures__department")
    rows = [
        Match(
            enrolment=row,
            by_number=bool(number) and fold(row.employee_number) == number,
            by_name=bool((name and row.name_key == name) or (kana and row.kana_key == kana)),
            by_address=bool(row.email_key) and row.email_key in boxes,
        )
        for row in found.order_by("id")[:50]
    ]
    return sorted(rows, key=lambda match: (-match.strength, match.enrolment.pk))[:limit]


def open_companies() -> list[Company]:
    """Companies one can ask to join: those whose desk somebody answers."""
    return list(
        Company.objects.filter(staff_roles__revoked_at=None, staff_roles__isnull=False).distinct().order_by("name")
    )


def details_of(enrolment: Enrolment) -> dict[str, Any]:
    """What an account starts with when it is opened for this record."""
    names = ("family_name", "given_name", "family_kana", "given_kana")
    return {name: getattr(enrolment, name) for name in names}
