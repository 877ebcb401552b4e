"""Requests to join: asked by somebody, answered by that company's HR, never forgotten."""

from datetime import date, datetime, time, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.audit.actions import move, record
from accounts.notices.actions import send
from accounts.users.models import User
from alumni.arrivals.models import JoinRequest
from alumni.arrivals.workdays import latest_overdue
from alumni.companies.models import Company, Department, Enrolment
from alumni.companies.names import fold, mail_key
from alumni.companies.purpose import ensure_text
from alumni.tenures.models import Tenure
from alumni.tenures.periods import Period

MOST_WAITING, MOST_A_DAY = 3, 5


@transaction.atomic
def ask(
    *,
    by: User,
    company: Company,
    period_text: str,
    department_text: str = "",
    employee_number: str = "",
    message: str = "",
) -> JoinRequest:
    """A request waits at the company's desk, and HR is told.

    Raises ValidationError for somebody who belongs there already, has a request waiting there, three waiting, or
    asked five times within a day.
    """
    User.objects.select_for_update(no_key=True).get(pk=by.pk)
    _must_be_free_to_ask(by, company)
    request = JoinRequest.objects.create(
        person=by,
        company=company,
        period_text=period_text,
        department_text=department_text,
        employee_number=employee_number,
        message=message,
    )
    record("joinrequest.asked", request, by=by, scope=company)
    send("arrivals.asked", about=request, by=by, scope=company.scope)
    return request


def _must_be_free_to_ask(by: User, company: Company) -> None:
    own = JoinRequest.objects.filter(person=by)
    if Enrolment.objects.filter(company=company, person=by).exists():
        raise ValidationError(_("この会社には、すでに参加しています。"))
    if own.filter(company=company).filter(_unfinished()).exists():
        raise ValidationError(_("この会社への申し込みは、すでに受け付けています。状況のページでご覧になれます。"))
    if own.waiting().count() >= MOST_WAITING:
        raise ValidationError(
            _("返事を待っている申し込みが3件あります。返事が来てから、次の会社に申し込んでください。")
        )
    if own.filter(asked_at__gt=timezone.now() - timedelta(days=1)).count() >= MOST_A_DAY:
        raise ValidationError(_("申し込みは1日に5件までです。明日もう一度お試しください。"))


def _unfinished() -> Q:
    return Q(state=JoinRequest.State.WAITING) | Q(state=JoinRequest.State.ACCEPTED, enrolment__person=None)


@transaction.atomic
def withdraw(*, request: JoinRequest, by: User) -> JoinRequest:
    """The person takes the request back. Raises ValidationError when it was answered in the meantime."""
    move(request, to=JoinRequest.State.WITHDRAWN, by=by, scope=request.company, answered_at=timezone.now())
    return request


@transaction.atomic
def accept(*, request: JoinRequest, enrolment: Enrolment, by: User) -> JoinRequest:
    """HR says: it is this person of our records. They come in by agreeing to the purpose; until then they stay hidden.

    Raises ValidationError when the record is another company's, taken, or promised to another request.
    """
    row = Enrolment.objects.select_for_update(of=("self",)).get(pk=enrolment.pk)
    promised = JoinRequest.objects.filter(enrolment=row, state=JoinRequest.State.ACCEPTED).exists()
    if row.company_id != request.company_id or row.person_id is not None or promised:
        raise ValidationError(
            _("この名簿の方は、すでに参加しているか、別の申し込みと結びついています。ほかの行を選んでください。")
        )
    ensure_text(request.company)
    move(
        request,
        to=JoinRequest.State.ACCEPTED,
        by=by,
        scope=request.company,
        answered_at=timezone.now(),
        answered_by=by,
        enrolment=row,
    )
    _answer(request, by)
    return request


@transaction.atomic
def accept_as_new(
    *, request: JoinRequest, period: Period, department: Department | None, title: str, by: User
) -> JoinRequest:
    """The person stood in no record: HR enters them with the post it has checked, and says yes."""
    person = request.person
    names = {name: getattr(person, name) for name in ("given_name", "family_kana", "given_kana", "email")}
    post = {"period": period, "department": department, "title": title}
    names["family_name"] = person.family_name or person.email
    row = add_record(company=request.company, names=names, by=by, **post)  # type: ignore[arg-type]
    return accept(request=request, enrolment=row, by=by)


@transaction.atomic
def add_record(
    *, company: Company, names: dict[str, str], period: Period, department: Department | None, title: str, by: User
) -> Enrolment:
    """A person who stood in no record stands in one now, with a post that HR has checked."""
    family, given = names.get("family_name", ""), names.get("given_name", "")
    kana, email = names.get("family_kana", "") + names.get("given_kana", ""), names.get("email", "")
    enrolment = Enrolment.objects.create(
        company=company,
        name_key=fold(family + given),
        kana_key=fold(kana),
        email_key=mail_key(email) if email else "",
        **names,
    )
    ends = {"since": period.since, "until": period.until}
    Tenure.objects.create(
        company=company,
        department=department,
        enrolment=enrolment,
        title=title,
        open=period.open,
        state=Tenure.State.VERIFIED,
        verified_at=timezone.now(),
        verified_by=by,
        **{name: end.value for name, end in ends.items() if end},
        **{f"{name}_precision": end.precision for name, end in ends.items() if end},
    )
    record("enrolment.added", enrolment, by=by, scope=company)
    return enrolment


@transaction.atomic
def decline(*, request: JoinRequest, reason: str, by: User) -> JoinRequest:
    """HR can't confirm it, and says why; the person may ask again. Raises ValidationError without a reason."""
    if not reason.strip():
        raise ValidationError(_("理由を書いてください。申し込んだ方に、そのまま届きます。"))
    now = timezone.now()
    move(
        request,
        to=JoinRequest.State.DECLINED,
        by=by,
        scope=request.company,
        answered_at=now,
        answered_by=by,
        reason=reason.strip(),
    )
    _answer(request, by)
    return request


def _answer(request: JoinRequest, by: User) -> None:
    send("arrivals.answered", about=request, to=[request.person], by=by, scope=request.company.scope)


def remind(*, today: date | None = None) -> int:
    """HR hears once of every request that has waited more than three workdays; one notice per company and run."""
    last = latest_overdue(today or timezone.localdate())
    until = timezone.make_aware(datetime.combine(last + timedelta(days=1), time.min))
    told = 0
    with transaction.atomic():
        late = JoinRequest.objects.waiting().filter(reminded_at=None, asked_at__lt=until)
        rows = list(late.select_for_update(skip_locked=True, of=("self",)).select_related("company").order_by("id"))
        for company in {row.company for row in rows}:
            own = [row for row in rows if row.company_id == company.pk]
            key = f"arrivals.ageing:{company.pk}:{own[-1].pk}"
            send("arrivals.ageing", about=company, scope=company.scope, data={"count": len(own)}, key=key)
            told += len(own)
        late.filter(pk__in=[row.pk for row in rows]).update(reminded_at=timezone.now())
    return told
