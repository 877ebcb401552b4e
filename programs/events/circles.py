"""Whom a gathering is opened to: people by name, and companies whose HR says yes for their people."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.audit.actions import move, record
from accounts.users.models import User
from alumni.companies.models import Company
from alumni.companies.queries import hr_of
from alumni.profiles.queries import visible_people
from programs.events import rules
from programs.events.holding import own_circle, tell
from programs.events.models import Event
from programs.events.parts import EventCompany, EventInvite


@transaction.atomic
def invite(*, event: Event, by: User, people: Iterable[User]) -> list[User]:
    """These people are invited by name; if others have been told already, they are told now.

    Refused for whomever `by` may not see; whoever is invited already stays invited once.
    """
    row = own_circle(event, by)
    _still_ahead(row)
    wanted = {person.pk: person for person in people if person.pk != by.pk}
    if set(wanted) - visible_people(by, wanted):
        raise ValidationError(_("選べるのは、あなたに見えているメンバーだけです。"))
    known = set(row.invites.filter(person__in=wanted).values_list("person", flat=True))
    new = [person for pk, person in wanted.items() if pk not in known]
    EventInvite.objects.bulk_create([EventInvite(event=row, person=person) for person in new], ignore_conflicts=True)
    if new:
        record("event.invited", row, by=by, scope=row.company.scope, people=sorted(p.pk for p in new))
        if row.state == Event.State.PUBLISHED:
            tell("events.published", row, by=by, to=new)
    return new


@transaction.atomic
def uninvite(*, event: Event, by: User, person: User) -> None:
    """The invitation by name is taken back; possible as long as nobody was told."""
    row = own_circle(event, by)
    if not row.is_draft:
        raise ValidationError(_("もうお誘いが届いています。取りやめたいときは、ご本人へ直接お伝えください。"))
    if row.invites.filter(person=person).delete()[0]:
        record("event.uninvited", row, by=by, scope=row.company.scope, person=person.pk)


@transaction.atomic
def ask_company(*, event: Event, by: User, company: Company) -> EventCompany:
    """The company's people may be invited once its HR has said yes; the host's own company needs no question."""
    row = own_circle(event, by)
    _still_ahead(row)
    if row.open_to != Event.OpenTo.COMPANIES:
        raise ValidationError(_("「いくつかの会社の人」にひらく集いにすると、会社を加えられます。"))
    if company.pk == row.company_id:
        raise ValidationError(_("ひらく会社そのものは、はじめから入っています。"))
    known = row.circle.filter(company=company).first()
    if known is not None:
        return known
    agreed = rules.can_host(by, company)
    state = EventCompany.State.AGREED if agreed else EventCompany.State.ASKED
    now = timezone.now() if agreed else None
    asked = EventCompany.objects.create(event=row, company=company, state=state, answered_at=now)
    record("event.company_asked", row, by=by, scope=row.company.scope, company=company.pk, agreed=agreed)
    if agreed:
        _welcome(row, by, asked)
    else:
        tell("events.company_asked", row, by=by, to=hr_of(company), data={"company": company.pk})
    return asked


@transaction.atomic
def answer_for_company(*, asked: EventCompany, by: User, agree: bool) -> EventCompany:
    """The company's HR says yes or no for its people; after a yes they are told, if the others were.

    A no later on closes the gathering to those who haven't answered; answers given stand.
    """
    row = EventCompany.objects.select_for_update(of=("self",)).select_related("event__company", "company")
    asked = row.get(pk=asked.pk)
    if not rules.can_answer_for(by, asked.company):
        raise ValidationError(_("お返事できるのは、その会社の担当者です。"))
    to = EventCompany.State.AGREED if agree else EventCompany.State.DECLINED
    if asked.state == to:
        return asked
    move(asked, to=to, by=by, scope=asked.company.scope, answered_at=timezone.now())
    if agree:
        _welcome(asked.event, by, asked)
    data = {"company": asked.company_id, "agreed": agree}
    tell("events.company_answered", asked.event, by=by, to=[asked.event.host], data=data)
    return asked


def _welcome(event: Event, by: User, asked: EventCompany) -> None:
    if event.state == Event.State.PUBLISHED:
        key = f"events.published:{event.pk}:{asked.company_id}"
        tell("events.published", event, by=by, key=key, data={"company": asked.company_id})


def _still_ahead(event: Event) -> None:
    if event.is_cancelled or event.has_begun:
        raise ValidationError(_("中止した集いや、もう始まった集いには誘えません。"))
