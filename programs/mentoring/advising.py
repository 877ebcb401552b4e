"""Being an advisor: writing oneself down, being confirmed, publishing times and taking them back, resting."""

from typing import Any
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.audit.actions import move, record
from accounts.notices import actions as notices
from accounts.users.models import User
from alumni.companies.models import Company, Enrolment
from alumni.companies.queries import desks_of, hr_of
from programs.mentoring import queries, rules, timetable
from programs.mentoring.fund_models import Fund
from programs.mentoring.models import Advisor, CareContact, Distance, Evaluation, Slot

ASKED, ANSWERED = "mentoring.asked", "mentoring.answered"
# What a desk vouches for: changed words are confirmed anew.
VOUCHED = ("kind", "credential", "company")


@transaction.atomic
def write(*, by: User, **words: Any) -> Advisor:
    """What this person says of themself as an advisor; a changed credential waits to be confirmed anew."""
    found = Advisor.objects.select_for_update().filter(person=by).first() or Advisor(person=by)
    company = words.get("company")
    if company and company.pk not in {one.pk for one in queries.companies_to_ask(by)}:
        raise ValidationError({"company": _("あなたのいた会社から選んでください。")})
    anew = found.pk and any(getattr(found, name) != words.get(name, getattr(found, name)) for name in VOUCHED)
    for name, value in words.items():
        setattr(found, name, value)
    found.full_clean(exclude=["person", "state"])
    found.save()
    if anew and found.state in (Advisor.State.LISTED, Advisor.State.PAUSED):
        move(found, to="waiting", by=by, verified_at=None, verified_by=None)
        _ask_desk(found)
    return found


@transaction.atomic
def ask(*, advisor: Advisor, by: User) -> None:
    """Somebody is asked to confirm: the desk of the chosen company, or the platform's admins."""
    move(advisor, to="waiting", by=by)
    _ask_desk(advisor)


def _ask_desk(advisor: Advisor) -> None:
    if advisor.company:
        notices.send(ASKED, about=advisor, to=hr_of(advisor.company), scope=advisor.company.scope)


@transaction.atomic
def confirm(*, advisor: Advisor, by: User, word: str = "") -> None:
    """From now on the advisor is shown, with by whom and when the credential was confirmed."""
    if not rules.can_confirm(by, advisor):
        raise ValidationError(_("確認できるのは、頼まれた会社の担当者か運営です。"))
    move(advisor, to="listed", by=by, verified_at=timezone.now(), verified_by=by, word=word)
    notices.send(ANSWERED, about=advisor, to=[advisor.person], by=by)


@transaction.atomic
def send_back(*, advisor: Advisor, by: User, word: str) -> None:
    """It is a draft again, with a word why."""
    if not rules.can_confirm(by, advisor):
        raise ValidationError(_("確認できるのは、頼まれた会社の担当者か運営です。"))
    move(advisor, to="draft", by=by, verified_at=None, verified_by=None, word=word)
    notices.send(ANSWERED, about=advisor, to=[advisor.person], by=by)


@transaction.atomic
def rest(*, advisor: Advisor, by: User, back: bool = False) -> None:
    """Nobody books any more (or again); what is booked stays."""
    move(advisor, to="listed" if back else "paused", by=by)


@transaction.atomic
def publish_times(*, advisor: Advisor, rhythm: timetable.Rhythm, by: User) -> int:
    """The times of a rhythm can be booked; those that lie in the past or meet a published one are left out."""
    now, series, made = timezone.now(), uuid4(), 0
    for start, end in timetable.times(rhythm):
        if start <= now:
            continue
        try:
            with transaction.atomic():
                Slot.objects.create(advisor=advisor, starts_at=start, ends_at=end, series=series)
                made += 1
        except IntegrityError:
            continue
    return made


@transaction.atomic
def withdraw_times(*, advisor: Advisor, by: User, slot: int = 0, series: UUID | None = None) -> int:
    """One published time, or all to come of one rhythm, can't be booked any more; sessions that are booked stay."""
    rows = Slot.objects.filter(advisor=advisor, starts_at__gt=timezone.now())
    rows = rows.filter(series=series) if series else rows.filter(pk=slot)
    return rows.delete()[0]


@transaction.atomic
def keep_distance(*, person: User, by: User, back: bool = False) -> None:
    """These two are never brought together here (or may be again); only `by` knows."""
    if back:
        Distance.objects.filter(by=by, person=person).delete()
    else:
        Distance.objects.get_or_create(by=by, person=person)


def _at_the_desk(company: Company, by: User) -> None:
    if not any(desk.pk == company.pk for desk in desks_of(by)):
        raise ValidationError(_("会社の担当者だけができます。"))


@transaction.atomic
def say_evaluates(*, company: Company, evaluator: Enrolment, evaluated: Enrolment, by: User) -> Evaluation:
    """The two never meet in a session."""
    _at_the_desk(company, by)
    made, new = Evaluation.objects.get_or_create(company=company, evaluator=evaluator, evaluated=evaluated)
    if new:
        record("evaluation.said", made, by=by, scope=company.scope)
    return made


@transaction.atomic
def end_evaluation(*, evaluation: Evaluation, by: User) -> None:
    _at_the_desk(evaluation.company, by)
    record("evaluation.ended", evaluation, by=by, scope=evaluation.company.scope)
    evaluation.delete()


@transaction.atomic
def open_fund(*, company: Company, by: User, **words: Any) -> Fund:
    """The company pays for this many sessions; it will never learn who uses them."""
    _at_the_desk(company, by)
    fund = Fund.objects.create(company=company, **words)
    record("fund.opened", fund, by=by, scope=company.scope, sessions=fund.sessions)
    return fund


@transaction.atomic
def add_contact(*, company: Company, by: User, **words: Any) -> CareContact:
    """Everybody of the company finds it on the page for when a life is in danger."""
    _at_the_desk(company, by)
    contact = CareContact.objects.create(company=company, **words)
    record("carecontact.added", contact, by=by, scope=company.scope)
    return contact


@transaction.atomic
def drop_contact(*, contact: CareContact, by: User) -> None:
    assert contact.company is not None
    _at_the_desk(contact.company, by)
    record("carecontact.dropped", contact, by=by, scope=contact.company.scope)
    contact.delete()
