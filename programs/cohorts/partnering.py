"""Who holds a program, and which companies take part: each is asked, and is in by its own yes."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.audit.actions import move, record
from accounts.users.models import User
from alumni.companies.models import Company
from alumni.companies.queries import hr_of
from programs.cohorts import joining, rules, sessions
from programs.cohorts.holding import ask, heads_of, locked, own, tell
from programs.cohorts.models import Nomination, Program
from programs.cohorts.partner_models import Partner, Steward

# Who holds it


@transaction.atomic
def ask_steward(*, program: Program, person: User, leads: bool, by: User) -> Steward:
    """Somebody is asked to hold it too; with `leads` as its facilitator. Refused while they are one or are asked.

    Who asks themself has agreed. Whoever answers for a company can't lead where other companies take part.
    """
    row = own(program, by)
    if Steward.objects.filter(program=row, person=person, ended_at=None).exists():
        raise ValidationError(_("この方には、もうお願いしています。"))
    if leads:
        _no_officer(person, row)
    now = timezone.now()
    agreed = now if person.pk == by.pk else None
    steward = Steward.objects.create(program=row, person=person, leads=leads, asked_by=by, agreed_at=agreed)
    record("program.steward_asked", row, by=by, scope=row.company.scope, person=person.pk, leads=leads)
    if not agreed:
        tell("cohorts.steward_asked", row, [person], by, leads=leads)
    return steward


@transaction.atomic
def answer_steward(*, steward: Steward, yes: bool, by: User, word: str = "") -> Steward:
    """The one who was asked takes it on, or doesn't; who asked hears it."""
    row = Steward.objects.select_for_update(of=("self",)).select_related("program__company", "asked_by")
    found = row.get(pk=steward.pk)
    if found.person_id != by.pk or found.ended_at or found.agreed_at:
        raise ValidationError(_("このお願いには、いまは答えられません。"))
    if yes and found.leads:
        _no_officer(by, found.program)
    when = timezone.now()
    found.agreed_at, found.ended_at, found.word = (when, None, word.strip()) if yes else (None, when, word.strip())
    found.save(update_fields=["agreed_at", "ended_at", "word"])
    verb = "program.steward_agreed" if yes else "program.steward_declined"
    record(verb, found.program, by=by, scope=found.program.company.scope)
    if yes and found.leads:
        sessions.hold_too(program=found.program, person=by)
    if found.asked_by:
        tell("cohorts.steward_answered", found.program, [found.asked_by], by, yes=yes, person=by.pk)
    return found


@transaction.atomic
def end_steward(*, steward: Steward, by: User) -> Steward:
    """They don't hold it any more: by their own word or by who shapes it. Refused for the last who leads a running program."""
    row = own(steward.program, by)
    found = Steward.objects.select_for_update().get(pk=steward.pk)
    others = Steward.objects.standing().filter(program=row, leads=True).exclude(pk=found.pk)
    if found.leads and found.agreed_at and not row.is_draft and not row.is_over and not others.exists():
        raise ValidationError(_("進行役がいなくなってしまいます。先に、次の方にお願いしてください。"))
    if found.ended_at is None:
        found.ended_at = timezone.now()
        found.save(update_fields=["ended_at"])
        record("program.steward_ended", row, by=by, scope=row.company.scope, person=found.person_id)
        sessions.let_go(program=row, person=found.person)
    return found


def _no_officer(person: User, program: Program) -> None:
    if rules.stands_in_the_way(person, program):
        raise ValidationError(
            _(
                "会社の担当者は、ほかの会社も加わるプログラムの進行役や参加者にはなれません。担当者に見えるのは自社の人だけ、という約束を守るためです。"
            )
        )


# Companies


@transaction.atomic
def ask_partner(*, program: Program, company: Company, by: User, seats: int | None = None) -> Partner:
    """The company is asked; its desk hears of it once the program is published. Refused while it is asked or in."""
    row = own(program, by)
    if row.is_over:
        raise ValidationError(_("おわったプログラムには、会社を誘えません。"))
    if row.kind == Program.Kind.DIALOGUE:
        raise ValidationError(_("対話シリーズは、ひとつの会社のひとつの部署のためのものです。"))
    if rules.officers_inside(row, company):
        raise ValidationError(
            _(
                "いまの進行役か参加者に、会社の担当者がいます。ほかの会社を誘う前に、進行役を代わってもらってください。担当者に見えるのは自社の人だけ、という約束を守るためです。"
            )
        )
    partner, new = Partner.objects.get_or_create(
        program=row, company=company, defaults={"seats": seats or row.seats_each}
    )
    if not new:
        words: dict[str, Any] = {"answered_at": None, "answered_by": None, "asked_at": timezone.now()}
        move(partner, to=Partner.State.ASKED, by=by, scope=row.company.scope, **words)
    record("program.partner_asked", row, by=by, scope=row.company.scope, company=company.pk)
    if not row.is_draft:
        ask(partner, by)
    return partner


@transaction.atomic
def unask_partner(*, partner: Partner, by: User) -> Partner:
    """The question is taken back while it is open."""
    row = own(partner.program, by)
    if partner.state != Partner.State.ASKED:
        raise ValidationError(_("もうお返事のあった会社です。"))
    move(partner, to=Partner.State.LEFT, by=by, scope=row.company.scope)
    return partner


@transaction.atomic
def answer_partner(*, partner: Partner, yes: bool, by: User, brings: str = "", hopes: str = "") -> Partner:
    """The company takes part, with what it brings and hopes, or not: by its own desk's word. The host's desk and who leads hear it."""
    row = locked(partner.program)
    if not rules.keeps_desk(by, partner.company_id):
        raise ValidationError(_("この会社の担当者だけが答えられます。"))
    if row.is_draft or row.is_over:
        raise ValidationError(_("このプログラムは、いまはお返事を受け付けていません。"))
    words = {"brings": brings.strip(), "hopes": hopes.strip()}
    if yes and not all(words.values()):
        empty = [name for name, value in words.items() if not value]
        raise ValidationError({name: [_("ひとことで大丈夫ですので、書いてください。")] for name in empty})
    if yes and rules.officers_inside(row, partner.company):
        raise ValidationError(_("進行役か参加者に、会社の担当者がいます。先に、ひらく会社へ相談してください。"))
    to = Partner.State.JOINED if yes else Partner.State.DECLINED
    move(partner, to=to, by=by, scope=partner.company.scope, answered_at=timezone.now(), answered_by=by, **words)
    heads = [one.person for one in row.stewards.standing().select_related("person")]  # type: ignore[attr-defined]
    told = {one.pk: one for one in [*hr_of(row.company), *heads] if one.pk != by.pk}
    tell("cohorts.partner_answered", row, told.values(), by, company=partner.company_id, yes=yes)
    return partner


@transaction.atomic
def say_words(*, partner: Partner, by: User, brings: str, hopes: str) -> Partner:
    """What the company brings and hopes reads as given; by its own desk."""
    if not rules.keeps_desk(by, partner.company_id):
        raise ValidationError(_("この会社の担当者だけが書けます。"))
    partner.brings, partner.hopes = brings.strip(), hopes.strip()
    partner.save(update_fields=["brings", "hopes"])
    record("partner.worded", partner, by=by, scope=partner.company.scope)
    return partner


@transaction.atomic
def leave(*, partner: Partner, by: User) -> Partner:
    """The company takes part no longer. Refused while somebody of it is in, and to the host."""
    row = locked(partner.program)
    if not rules.keeps_desk(by, partner.company_id):
        raise ValidationError(_("この会社の担当者だけが決められます。"))
    if partner.company_id == row.company_id:
        raise ValidationError(_("ひらく会社は離れられません。やめるときは、プログラムを取りやめてください。"))
    found = Partner.objects.select_for_update().get(pk=partner.pk)
    if found.taken:
        raise ValidationError(_("参加している方がいるあいだは離れられません。先に、おひとりずつ話してください。"))
    for one in row.nominations.filter(company=found.company, state__in=Nomination.ON_THE_WAY).select_related(
        "person"
    ):
        joining.turn_down(nomination=one, by=by)
    move(found, to=Partner.State.LEFT, by=by, scope=found.company.scope)
    told = {one.pk: one for one in [*hr_of(row.company), *heads_of(row)] if one.pk != by.pk}
    tell("cohorts.partner_left", row, told.values(), by, company=found.company_id)
    return found


@transaction.atomic
def set_seats(*, partner: Partner, seats: int, by: User) -> Partner:
    """The company has so many seats; more of them go to who waits. Refused below those that are given."""
    row = own(partner.program, by)
    found = Partner.objects.select_for_update(of=("self",)).select_related("company", "program").get(pk=partner.pk)
    if seats < max(found.taken, 1):
        raise ValidationError({"seats": [_("もう決まっている席より少なくはできません。")]})
    found.seats = seats
    found.save(update_fields=["seats"])
    record("partner.seats", found, by=by, scope=row.company.scope, seats=seats)
    joining.fill(found, by)
    return found
