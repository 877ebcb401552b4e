"""What happens to a program itself: it is drawn up, published, changed, begun, brought to its close, withdrawn.

(Who holds it and which companies take part: partnering.py. How people come in and go: joining.py.)
"""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.audit.actions import move, record
from accounts.users.models import User
from alumni.companies.models import Company
from alumni.companies.queries import hr_of
from programs.cohorts import rules, sessions
from programs.cohorts.holding import ask, locked, own, refuse, tell
from programs.cohorts.models import Nomination, Program
from programs.cohorts.partner_models import Partner, Steward


@transaction.atomic
def post(*, company: Company, by: User, **fields: Any) -> Program:
    """A draft, and the host company as its first partner; a member who posts leads it. Refused to whoever may not post there."""
    if not rules.can_post(by, company):
        raise ValidationError(_("この会社のプログラムを作れるのは、会社の担当者と、在籍を確認されたメンバーです。"))
    program = Program(company=company, **fields)
    refuse(rules.problems(program))
    program.save(force_insert=True)
    Partner.objects.create(
        program=program, company=company, state=Partner.State.JOINED, seats=program.seats_each, answered_at=timezone.now()
    )  # fmt: skip
    if not rules.keeps_desk(by, company.pk):
        Steward.objects.create(program=program, person=by, leads=True, asked_by=by, agreed_at=timezone.now())
    record("program.created", program, by=by, scope=company.scope)
    return program


@transaction.atomic
def change(*, program: Program, by: User, **fields: Any) -> Program:
    """The fields become what is given. Refused on what is over, and where a published program would lose its words."""
    row = own(program, by)
    if row.is_over:
        raise ValidationError(_("おわったプログラムは変えられません。"))
    changed = [name for name, value in fields.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, fields[name])
    found = rules.problems(row) if row.is_draft else rules.problems_of_publishing(row)
    found.pop("leads", None)
    if "department" in changed and not row.is_draft:
        found["department"] = _("ひらく部署は、公開したあとは変えられません。")
    refuse(found)
    if changed:
        row.save(update_fields=changed)
        record("program.changed", row, by=by, scope=row.company.scope, fields=sorted(changed))
    if "seats_each" in changed and row.is_draft:
        # Until companies are asked, nobody has been promised a number of seats.
        row.partners.update(seats=row.seats_each)
    return row


@transaction.atomic
def propose(*, program: Program, by: User) -> Program:
    """Who drew it up asks the host's desk to publish it. Refused with what is still missing."""
    row = own(program, by)
    if not row.is_draft:
        raise ValidationError(_("このプログラムは、もう公開されています。"))
    refuse(rules.problems_of_publishing(row))
    record("program.proposed", row, by=by, scope=row.company.scope)
    tell("cohorts.proposed", row, [one for one in hr_of(row.company) if one.pk != by.pk], by)
    return row


@transaction.atomic
def publish(*, program: Program, by: User) -> Program:
    """The companies that are asked hear of it, and the people of those that take part see it. Refused with what is missing."""
    row = locked(program)
    if row.state == Program.State.PUBLISHED:
        return row
    if not rules.can_publish(by, row):
        raise ValidationError(_("公開できるのは、ひらく会社の担当者です。公開のお願いを送れます。"))
    refuse(rules.problems_of_publishing(row))
    move(row, to=Program.State.PUBLISHED, by=by, scope=row.company.scope, published_at=timezone.now())
    for partner in row.partners.filter(state=Partner.State.ASKED).select_related("company"):
        ask(partner, by)
    heads = [one.person for one in row.stewards.standing().select_related("person") if one.person_id != by.pk]  # type: ignore[attr-defined]
    tell("cohorts.published", row, heads, by)
    return row


@transaction.atomic
def go_on(*, program: Program, to: str, by: User | None) -> Program:
    """It begins, draws to its close, goes on after all, or is closed: by who holds it, or by its own day."""
    row = locked(program) if by is None else own(program, by)
    if to == Program.State.WITHDRAWN:
        raise ValidationError(_("取りやめには、理由のことばが要ります。"))
    move(row, to=to, by=by, scope=row.company.scope)
    return row


@transaction.atomic
def withdraw(*, program: Program, by: User, reason: str) -> Program:
    """It doesn't take place; whoever is on the way into it hears why, and its coming sessions are called off.

    Refused without a reason, and to anybody but the host's desk.
    """
    row = locked(program)
    if not rules.can_publish(by, row):
        raise ValidationError(_("取りやめられるのは、ひらく会社の担当者です。"))
    if not (reason := reason.strip()):
        raise ValidationError({"reason": _("取りやめの理由をひとこと書いてください。関わる方へそのまま届きます。")})
    words = {"withdrawn_at": timezone.now(), "withdraw_reason": reason}
    move(row, to=Program.State.WITHDRAWN, by=by, scope=row.company.scope, **words)
    sessions.call_off(program=row, by=by, reason=reason)
    people = User.objects.filter(
        pk__in=row.nominations.filter(state__in=[*Nomination.ON_THE_WAY, "in"]).values("person")
    )
    desks = [
        one for partner in row.partners.at_the_table().select_related("company") for one in hr_of(partner.company)
    ]  # type: ignore[attr-defined]
    heads = [one.person for one in row.stewards.standing().select_related("person")]  # type: ignore[attr-defined]
    told = {person.pk: person for person in [*people, *desks, *heads] if person.pk != by.pk}
    tell("cohorts.withdrawn", row, told.values(), by)
    return row
