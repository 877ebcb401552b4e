"""Who may come in by what."""

from accounts.users.mailbox import mailbox
from accounts.users.models import User
from accounts.users.queries import mailboxes_of
from alumni.arrivals.models import Invitation, JoinRequest


def can_accept(user: User, invitation: Invitation) -> bool:
    """The invited mailbox must be one that this very person has proved; having the link is not enough."""
    return invitation.is_open and mailbox(invitation.address) in mailboxes_of(user)


def can_enter(user: User, request: JoinRequest) -> bool:
    """HR has said yes, and the person hasn't walked in yet."""
    return (
        request.person_id == user.pk
        and request.state == JoinRequest.State.ACCEPTED
        and request.enrolment is not None
        and request.enrolment.person_id is None
    )
