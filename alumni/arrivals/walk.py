"""The three steps of somebody who may come in, whichever way they came."""

from dataclasses import dataclass

from django.http import Http404

from accounts.consent.models import Document
from accounts.users.models import User
from alumni.arrivals import actions
from alumni.arrivals.models import Invitation, JoinRequest
from alumni.arrivals.rules import can_accept, can_enter
from alumni.companies.models import Company, Enrolment


@dataclass(frozen=True)
class Walk:
    way: str
    pk: int
    company: Company
    enrolment: Enrolment
    by_what: Invitation | JoinRequest

    @property
    def starts_unseen(self) -> bool:
        """Whom a colleague's word brought looks around first, unless they choose otherwise."""
        return isinstance(self.by_what, Invitation) and self.by_what.vouched

    def finish(self, *, by: User, agreed: Document, seen_by: str) -> Enrolment:
        if isinstance(self.by_what, Invitation):
            return actions.accept(invitation=self.by_what, by=by, agreed=agreed, seen_by=seen_by)
        return actions.enter(request=self.by_what, by=by, agreed=agreed, seen_by=seen_by)


def walk_of(user: User, way: str, pk: int) -> Walk:
    """Raises Http404 for a way that isn't open to this person: missing, foreign and over look the same."""
    thing: Invitation | JoinRequest | None
    if way == "invitation":
        thing = (
            Invitation.objects.open().visible_to(user).select_related("company", "enrolment").filter(pk=pk).first()
        )
        allowed = thing is not None and can_accept(user, thing)
    else:
        thing = JoinRequest.objects.filter(person=user).select_related("company", "enrolment").filter(pk=pk).first()
        allowed = thing is not None and can_enter(user, thing)
    if thing is None or not allowed or thing.enrolment is None:
        raise Http404
    return Walk(way, thing.pk, thing.company, thing.enrolment, thing)
