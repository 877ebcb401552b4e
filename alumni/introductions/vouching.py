"""Remembering somebody who isn't here: a member's words, HR's check of the tenure, one mail in the member's voice."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.audit.actions import move, record
from accounts.notices.actions import send
from accounts.notices.models import Suppression
from accounts.users.mailbox import mailbox
from accounts.users.models import User
from alumni.arrivals import inviting
from alumni.arrivals.asking import add_record
from alumni.companies.models import Company, Department, Enrolment
from alumni.introductions.models import Vouch
from alumni.introductions.rules import can_vouch
from alumni.tenures.periods import Period

MOST_WAITING, MOST_A_DAY = 5, 3


@transaction.atomic
def vouch(
    *,
    by: User,
    company: Company,
    family_name: str,
    given_name: str,
    department_text: str,
    period_text: str,
    address: str,
    subject: str,
    words: str,
) -> Vouch:
    """The words wait at the company's desk. The answer is the same for every address, whoever has it.

    Raises ValidationError for a company where `by` has no verified time, and beyond three a day or five waiting.
    """
    User.objects.select_for_update(no_key=True).get(pk=by.pk)
    if not can_vouch(by, company):
        raise ValidationError(_("いっしょに働いたと言えるのは、あなたの在籍が確認された会社の方だけです。"))
    own, box = Vouch.objects.filter(voucher=by), mailbox(address)
    if own.filter(asked_at__gt=timezone.now() - timedelta(days=1)).count() >= MOST_A_DAY:
        raise ValidationError(_("1日に送れるのは3人までです。つづきは明日にしましょう。"))
    if own.waiting().count() >= MOST_WAITING:
        raise ValidationError(_("会社が確かめている方が5人います。返事が来てから、次の方に送ってください。"))
    if own.filter(company=company, address=box, state__in=("waiting", "confirmed")).exists():
        raise ValidationError(_("この方へのことばは、もうお預かりしています。"))
    made = Vouch.objects.create(
        voucher=by,
        company=company,
        family_name=family_name,
        given_name=given_name,
        department_text=department_text,
        period_text=period_text,
        address=box,
        subject=subject,
        words=words.strip(),
    )
    record("vouch.asked", made, by=by, scope=company)
    send("introductions.vouch_waits", about=made, by=by, scope=company.scope)
    return made


@transaction.atomic
def confirm(*, given: Vouch, enrolment: Enrolment, by: User) -> Vouch:
    """HR says: yes, that was so, it is this person of our records. The words go out in the voucher's name.

    To somebody who is here already they come as a notice, to everybody else with an invitation; the voucher can't
    tell which. Whoever wants no mail of this company gets none. Raises ValidationError for another company's record.
    """
    if enrolment.company_id != given.company_id:
        raise ValidationError(_("この名簿の方は、別の会社の方です。"))
    now = timezone.now()
    move(
        given, to=Vouch.State.CONFIRMED, by=by, scope=given.company,
        answered_at=now, answered_by=by, enrolment=enrolment,
    )  # fmt: skip
    send("introductions.vouch_answered", about=given, to=[given.voucher], by=by, scope=given.company.scope)
    row = Enrolment.objects.select_for_update(of=("self",)).select_related("person").get(pk=enrolment.pk)
    if row.person is not None:
        send("introductions.remembered", about=given, to=[row.person], by=given.voucher, scope=given.company.scope)
        return given
    if Suppression.objects.filter(address_key=given.address, scope__in=["", given.company.scope]).exists():
        return given
    letter = inviting.open_for(
        enrolment=row, address=given.address, message=given.words, voucher=given.voucher, by=by
    )
    given.invitation = letter
    given.save(update_fields=["invitation"])
    send(
        "introductions.vouched",
        about=letter,
        address=letter.address,
        by=given.voucher,
        scope=given.company.scope,
        data={"sent": letter.sent_at.isoformat()},
    )
    return given


@transaction.atomic
def confirm_as_new(*, given: Vouch, period: Period, department: Department | None, title: str, by: User) -> Vouch:
    """The person stood in no record: HR enters them with the post it has checked. The address stays out of it."""
    names = {"family_name": given.family_name, "given_name": given.given_name}
    row = add_record(company=given.company, names=names, period=period, department=department, title=title, by=by)
    return confirm(given=given, enrolment=row, by=by)


@transaction.atomic
def decline(*, given: Vouch, reason: str, by: User) -> Vouch:
    """HR can't confirm it and says why to the voucher; nobody else hears of it."""
    if not reason.strip():
        raise ValidationError(_("理由を書いてください。ことばを預けた方に、そのまま届きます。"))
    at = {"answered_at": timezone.now(), "answered_by": by, "reason": reason.strip()}
    move(given, to=Vouch.State.DECLINED, by=by, scope=given.company, **at)
    send("introductions.vouch_answered", about=given, to=[given.voucher], by=by, scope=given.company.scope)
    return given


@transaction.atomic
def withdraw(*, given: Vouch, by: User) -> Vouch:
    """The voucher takes the words back before HR has answered."""
    move(given, to=Vouch.State.WITHDRAWN, by=by, scope=given.company, answered_at=timezone.now())
    return given
