"""What every action on a program shares: the row under its lock, a refusal in words, and telling people of it."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accounts.notices.actions import send
from accounts.users.models import User
from alumni.companies.queries import hr_of
from programs.cohorts import rules
from programs.cohorts.models import Nomination, Program
from programs.cohorts.partner_models import Partner, Steward


def locked(program: Program) -> Program:
    """The row as it is now, held until the end of the transaction."""
    rows = Program.objects.select_for_update(no_key=True, of=("self",)).select_related("company", "department")
    return rows.get(pk=program.pk)


def own(program: Program, by: User) -> Program:
    """The locked row, for somebody who shapes it; refused to anybody else."""
    row = locked(program)
    if not rules.can_shape(by, row):
        raise ValidationError(_("これができるのは、ひらく会社の担当者と世話役です。"))
    return row


def refuse(problems: dict[str, str]) -> None:
    if problems:
        raise ValidationError({name: [words] for name, words in problems.items()})


def tell(kind: str, program: Program, people: Iterable[User], by: User | None, **data: Any) -> None:
    if people := list(people):
        send(kind, to=people, about=program, by=by, scope=program.company.scope, data=data)


def ask(partner: Partner, by: User) -> None:
    tell("cohorts.partner_asked", partner.program, hr_of(partner.company), by, company=partner.company_id)


def heads_of(program: Program, besides: User | None = None) -> list[User]:
    """Who leads it."""
    heads = Steward.objects.standing().filter(program=program, leads=True).select_related("person").order_by("pk")
    return [one.person for one in heads if besides is None or one.person_id != besides.pk]


def officers_of(nomination: Nomination, besides: User | None = None) -> list[User]:
    """Who answers for the person's company; never the person themself."""
    skip = {nomination.person_id, besides.pk if besides else None}
    return [one for one in hr_of(nomination.company) if one.pk not in skip]
