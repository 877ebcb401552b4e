"""Coming in: by an invitation that is accepted or declined, or by a request to join that HR has answered."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.audit.actions import move, record
from accounts.consent import actions as consent
from accounts.consent.models import Document
from accounts.notices.actions import send
from accounts.notices.models import Suppression
from accounts.users.mailbox import mailbox
from accounts.users.models import User
from alumni.arrivals.models import Invitation, JoinRequest
from alumni.arrivals.rules import can_accept, can_enter
from alumni.companies.models import Enrolment
from alumni.companies.purpose import ensure_news_text, newest_text
from alumni.profiles import actions as profiles
from alumni.tenures.models import Tenure


@transaction.atomic
def accept(*, invitation: Invitation, by: User, agreed: Document, seen_by: str, channel: str = "web") -> Enrolment:
    """`by` is the invited person: the record, its posts, the consent and the visibility are theirs, HR is told.

    A second click of the same person changes nothing. Raises ValidationError when the invitation is over, went to
    a mailbox that `by` hasn't proved, or when the text agreed to isn't the newest.
    """
    locked = (
        Invitation.objects.select_for_update(of=("self",))
        .select_related("company", "enrolment")
        .get(pk=invitation.pk)
    )
    if locked.state == Invitation.State.ACCEPTED and locked.enrolment.person_id == by.pk:
        return locked.enrolment
    if not can_accept(by, locked):
        raise ValidationError(_("この招待は使えなくなりました。会社の担当者に、もう一度送ってもらってください。"))
    move(locked, to=Invitation.State.ACCEPTED, by=by, scope=locked.company, answered_at=timezone.now())
    return _bring_in(locked.enrolment, by, agreed=agreed, seen_by=seen_by, channel=channel)


@transaction.atomic
def enter(*, request: JoinRequest, by: User, agreed: Document, seen_by: str, channel: str = "web") -> Enrolment:
    """Like `accept`, for a person whose request HR has said yes to."""
    rows = JoinRequest.objects.select_for_update(of=("self",)).select_related("company", "enrolment")
    locked = rows.get(pk=request.pk)
    if locked.enrolment and locked.enrolment.person_id == by.pk:
        return locked.enrolment
    if not can_enter(by, locked) or locked.enrolment is None:
        raise ValidationError(_("この申し込みは、いまの状態では先に進めません。状況のページをご覧ください。"))
    return _bring_in(locked.enrolment, by, agreed=agreed, seen_by=seen_by, channel=channel)


def _bring_in(row: Enrolment, by: User, *, agreed: Document, seen_by: str, channel: str) -> Enrolment:
    enrolment = Enrolment.objects.select_for_update(of=("self",)).select_related("company").get(pk=row.pk)
    if enrolment.person_id is not None:
        raise ValidationError(
            _("この名簿の方は、すでに参加しています。お心あたりがなければ、会社の担当者にご連絡ください。")
        )
    ensure_news_text(enrolment.company)
    if newest_text(enrolment.company) != agreed:
        raise ValidationError(_("同意文が新しくなりました。もう一度お読みください。"), code="text")
    consent.give(document=agreed, by=by, channel=channel)
    enrolment.person, enrolment.claimed_at = by, timezone.now()
    enrolment.save(update_fields=["person", "claimed_at"])
    record("enrolment.claimed", enrolment, by=by, scope=enrolment.company)
    _take_posts(enrolment, by)
    profiles.show_to(person=by, seen_by=seen_by, by=by)
    _close_other_ways(enrolment, by)
    send("arrivals.joined", about=enrolment, by=by, scope=enrolment.company.scope)
    return enrolment


def _take_posts(enrolment: Enrolment, by: User) -> None:
    """The company's own record is what verifies a post; a disputed one stays disputed, and nobody verifies their own."""
    posts = Tenure.objects.filter(enrolment=enrolment)
    now = timezone.now()
    for own in posts.verified().filter(verified_by=by):
        move(
            own, to=Tenure.State.CLAIMED, by=by, scope=enrolment.company,
            verified_at=None, verified_by_id=None, said_at=now,
        )  # fmt: skip
    posts.update(person=by)
    for post in posts.filter(state=Tenure.State.CLAIMED, said_at=None):
        move(post, to=Tenure.State.VERIFIED, by=None, scope=enrolment.company, verified_at=timezone.now())


def _close_other_ways(enrolment: Enrolment, by: User) -> None:
    """Nobody else's link to this record, and no request of this person to this company, stays open."""
    now = timezone.now()
    for invitation in Invitation.objects.filter(enrolment=enrolment, state=Invitation.State.SENT):
        move(invitation, to=Invitation.State.WITHDRAWN, by=by, scope=enrolment.company, answered_at=now)
    for request in JoinRequest.objects.waiting().filter(person=by, company=enrolment.company):
        move(request, to=JoinRequest.State.WITHDRAWN, by=by, scope=enrolment.company, answered_at=now)


@transaction.atomic
def decline(*, invitation: Invitation, by: User | None, for_good: bool = False) -> Invitation:
    """The invitation is over; `for_good`: this mailbox gets no invitation of this company any more.

    Whoever reads the mailbox may say no, without an account. Raises ValidationError when it was answered already.
    """
    if invitation.state == Invitation.State.SENT:
        move(
            invitation,
            to=Invitation.State.DECLINED,
            by=by,
            scope=invitation.company,
            answered_at=timezone.now(),
        )
    elif invitation.state == Invitation.State.ACCEPTED:
        raise ValidationError(_("この招待はすでに使われています。"))
    if for_good:
        Suppression.objects.get_or_create(
            address_key=mailbox(invitation.address),
            scope=invitation.company.scope,
            defaults={"reason": "declined"},
        )
    return invitation
