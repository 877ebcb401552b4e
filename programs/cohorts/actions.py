"""What happens to a program and the people on their way into it."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.audit.actions import move, record
from accounts.notices.actions import send
from accounts.users.models import User
from alumni.companies.models import Company
from alumni.companies.queries import hr_of
from alumni.tenures.models import Tenure
from programs.cohorts import rules
from programs.cohorts.models import Nomination, Partner, Program, Steward

State = Nomination.State
ON_THE_WAY = (State.NOMINATED, State.APPLIED, State.APPROVED, State.WAITING, State.IN)


# The program


@transaction.atomic
def post(*, company: Company, by: User, **fields: Any) -> Program:
    """A draft, and the host company as its first partner. Refused to whoever may not post there."""
    if not rules.can_post(by, company):
        raise ValidationError(_("この会社のプログラムを作れるのは、会社の担当者と、在籍を確認されたメンバーです。"))
    program = Program(company=company, **fields)
    _refuse(rules.problems(program))
    program.save(force_insert=True)
    Partner.objects.create(
        program=program, company=company, state=Partner.State.JOINED, seats=program.seats_each, answered_at=timezone.now(),
        answered_by=by,
    )  # fmt: skip
    if not rules.keeps_desk(by, company.pk):
        Steward.objects.create(program=program, person=by, asked_by=by, agreed_at=timezone.now())
    record("program.created", program, by=by, scope=company.scope)
    return program


@transaction.atomic
def change(*, program: Program, by: User, **fields: Any) -> Program:
    """The fields become what is given. Refused on what is over, and where a published program would lose its words."""
    locked = _locked(program)
    if locked.state in (Program.State.CLOSED, Program.State.WITHDRAWN):
        raise ValidationError(_("おわったプログラムは変えられません。"))
    changed = [name for name, value in fields.items() if getattr(locked, name) != value]
    for name in changed:
        setattr(locked, name, fields[name])
    _refuse(rules.problems(locked) if locked.is_draft else rules.problems_of_publishing(locked))
    if changed:
        locked.save(update_fields=changed)
        record("program.changed", locked, by=by, scope=locked.company.scope, fields=sorted(changed))
    return locked


@transaction.atomic
def publish(*, program: Program, by: User) -> Program:
    """The companies that are asked hear of it, and the people of those that take part see it. Refused with what is missing."""
    locked = _locked(program)
    if locked.state == Program.State.PUBLISHED:
        return locked
    _refuse(rules.problems_of_publishing(locked))
    move(locked, to=Program.State.PUBLISHED, by=by, scope=locked.company.scope, published_at=timezone.now())
    for partner in locked.partners.filter(state=Partner.State.ASKED).select_related("company"):
        _ask(partner, by)
    return locked


@transaction.atomic
def go_on(*, program: Program, to: str, by: User) -> Program:
    """It begins, draws to its close, or is closed."""
    locked = _locked(program)
    move(locked, to=to, by=by, scope=locked.company.scope)
    return locked


@transaction.atomic
def withdraw(*, program: Program, by: User, reason: str) -> Program:
    """It doesn't take place; whoever is on the way into it hears why. Refused without a reason."""
    locked = _locked(program)
    if not (reason := reason.strip()):
        raise ValidationError({"reason": _("取りやめの理由をひとこと書いてください。関わる方へそのまま届きます。")})
    move(locked, to=Program.State.WITHDRAWN, by=by, scope=locked.company.scope)
    people = locked.nominations.filter(state__in=ON_THE_WAY).values_list("person", flat=True)
    desks = {officer for partner in locked.partners.joined() for officer in hr_of(partner.company)}
    _tell("cohorts.withdrawn", locked, {*User.objects.filter(pk__in=list(people)), *desks} - {by}, by, reason=reason)
    return locked


# Who holds it


@transaction.atomic
def ask_steward(*, program: Program, person: User, leads: bool, by: User) -> Steward:
    """Somebody is asked to hold it too; with `leads` as its facilitator. Refused while they are one or are asked."""
    _locked(program)
    if Steward.objects.filter(program=program, person=person, ended_at=None).exists():
        raise ValidationError(_("この方には、もうお願いしています。"))
    steward = Steward.objects.create(program=program, person=person, leads=leads, asked_by=by)
    record("program.steward_asked", program, by=by, scope=program.company.scope, person=person.pk, leads=leads)
    _tell("cohorts.steward_asked", program, [person], by)
    return steward


@transaction.atomic
def answer_steward(*, steward: Steward, yes: bool, by: User, word: str = "") -> Steward:
    """The one who was asked takes it on, or doesn't."""
    locked = Steward.objects.select_for_update().get(pk=steward.pk)
    if locked.person_id != by.pk or locked.ended_at or locked.agreed_at:
        raise ValidationError(_("このお願いには、いまは答えられません。"))
    when = timezone.now()
    locked.agreed_at, locked.ended_at, locked.word = (when, None, word) if yes else (None, when, word)
    locked.save(update_fields=["agreed_at", "ended_at", "word"])
    verb = "program.steward_agreed" if yes else "program.steward_declined"
    record(verb, locked.program, by=by, scope=locked.program.company.scope)
    return locked


# Companies


@transaction.atomic
def ask_partner(*, program: Program, company: Company, by: User, seats: int | None = None) -> Partner:
    """The company is asked; its desk hears of it once the program is published. Refused while it is asked or in."""
    locked = _locked(program)
    partner, new = Partner.objects.get_or_create(
        program=locked, company=company, defaults={"seats": seats or locked.seats_each}
    )
    if not new:
        move(partner, to=Partner.State.ASKED, by=by, scope=locked.company.scope, answered_at=None, answered_by=None)
    record("program.partner_asked", locked, by=by, scope=company.scope)
    if not locked.is_draft:
        _ask(partner, by)
    return partner


@transaction.atomic
def answer_partner(*, partner: Partner, yes: bool, by: User, **words: str) -> Partner:
    """The company takes part, or not: by its own desk's word."""
    if not rules.keeps_desk(by, partner.company_id):
        raise ValidationError(_("この会社の担当者だけが答えられます。"))
    to = Partner.State.JOINED if yes else Partner.State.DECLINED
    move(partner, to=to, by=by, scope=partner.company.scope, answered_at=timezone.now(), answered_by=by, **words)
    _tell("cohorts.partner_answered", partner.program, hr_of(partner.program.company), by, company=partner.company_id)
    return partner


def _ask(partner: Partner, by: User) -> None:
    _tell("cohorts.partner_asked", partner.program, hr_of(partner.company), by)


# People


@transaction.atomic
def nominate(*, partner: Partner, person: User, by: User, word: str = "") -> Nomination:
    """The desk puts somebody of its own company forward; nothing goes on before that person says yes."""
    if not rules.can_nominate(by, partner) or not partner.program.takes_people:
        raise ValidationError(_("いまは推薦できません。会社が参加していて、募集中であることを確かめてください。"))
    _of_company(person, partner)
    found = _start(partner, person, State.NOMINATED, by, nominated_by=by, nominator_word=word)
    _tell("cohorts.nominated", partner.program, [person], by)
    return found


@transaction.atomic
def apply(*, partner: Partner, by: User, aim: str) -> Nomination:
    """Somebody puts themself forward with their own aim; their company's desk is asked."""
    if rules.company_to_apply_for(by, partner.program) != partner:
        raise ValidationError(_("いまは申し込めません。"))
    found = _start(partner, by, State.APPLIED, by, aim=_own(aim), agreed_at=timezone.now())
    _tell("cohorts.applied", partner.program, set(hr_of(partner.company)) - {by}, by, nomination=found.pk)
    return found


def _start(partner: Partner, person: User, state: str, by: User, **fields: Any) -> Nomination:
    found, new = Nomination.objects.get_or_create(
        program=partner.program, person=person, defaults={"company": partner.company, "state": state, **fields}
    )
    if not new:
        if found.state != State.DECLINED:
            raise ValidationError(_("この方は、もうこのプログラムに関わっています。"))
        cleared = {
            "agreed_at": None,
            "approved_at": None,
            "approved_by": None,
            "reason": "",
            "company": partner.company,
        }
        move(found, to=state, by=by, scope=partner.company.scope, **{**cleared, **fields})
    record(f"nomination.{state}", found, by=by, scope=partner.company.scope)
    return found


@transaction.atomic
def agree(*, nomination: Nomination, by: User, aim: str) -> Nomination:
    """Who was put forward says yes, in their own words: that is the company's yes, too, and who leads is asked."""
    if nomination.person_id != by.pk:
        raise ValidationError(_("本人だけが答えられます。"))
    when = timezone.now()
    move(
        nomination, to=State.APPROVED, by=by, scope=nomination.company.scope, aim=_own(aim), agreed_at=when,
        approved_at=when, approved_by=nomination.nominated_by,
    )  # fmt: skip
    _ask_leaders(nomination, by)
    return nomination


@transaction.atomic
def approve(*, nomination: Nomination, by: User) -> Nomination:
    """The company says yes to somebody who applied; who leads is asked."""
    if not rules.can_approve(by, nomination):
        raise ValidationError(_("この方の会社の担当者だけが答えられます。自分の申し込みには答えられません。"))
    when = timezone.now()
    move(nomination, to=State.APPROVED, by=by, scope=nomination.company.scope, approved_at=when, approved_by=by)
    _ask_leaders(nomination, by)
    return nomination


@transaction.atomic
def let_in(*, nomination: Nomination, by: User) -> Nomination:
    """They take part if their company has a seat left, else they wait for one, in order."""
    if not rules.can_let_in(by, nomination):
        raise ValidationError(_("進行役だけが答えられます。"))
    _seat(nomination, by)
    _tell("cohorts.let_in", nomination.program, [nomination.person], by)
    return nomination


@transaction.atomic
def decline(*, nomination: Nomination, by: User, reason: str = "") -> Nomination:
    """One of the three says no: the person, their company's desk, or who leads."""
    own = nomination.person_id == by.pk
    if not (own or rules.can_approve(by, nomination) or rules.can_let_in(by, nomination)):
        raise ValidationError(_("この方について答えられる立場ではありません。"))
    cleared = {"waiting_since": None}
    move(nomination, to=State.DECLINED, by=by, scope=nomination.company.scope, reason=reason.strip(), **cleared)
    if not own:
        _tell("cohorts.not_this_time", nomination.program, [nomination.person], by)
    return nomination


@transaction.atomic
def drop(*, nomination: Nomination, by: User, reason: str = "") -> Nomination:
    """Somebody leaves in the middle; the seat goes to who waits longest in the same company. Who leads hears of it."""
    own = nomination.person_id == by.pk
    if not (own or rules.can_approve(by, nomination) or rules.can_let_in(by, nomination)):
        raise ValidationError(_("この方について答えられる立場ではありません。"))
    partner = _partner_of(nomination)
    when = timezone.now()
    move(nomination, to=State.DROPPED, by=by, scope=nomination.company.scope, reason=reason.strip(), left_at=when)
    Partner.objects.filter(pk=partner.pk).update(taken=F("taken") - 1)
    heads = Steward.objects.standing().filter(program=nomination.program, leads=True)
    _tell("cohorts.dropped", nomination.program, [one.person for one in heads.select_related("person")], by)
    waiting = Nomination.objects.filter(program=nomination.program, company=nomination.company, state=State.WAITING)
    following = waiting.order_by("waiting_since", "pk").first()
    if following:
        _seat(following, by)
        _tell("cohorts.let_in", following.program, [following.person], by)
    return nomination


def _seat(nomination: Nomination, by: User) -> None:
    """Under the lock of the company's row: the last seat is given once."""
    partner = _partner_of(nomination)
    if partner.taken < partner.seats:
        Partner.objects.filter(pk=partner.pk).update(taken=F("taken") + 1)
        to: dict[str, Any] = {"to": State.IN, "joined_at": timezone.now(), "waiting_since": None, "left_at": None}
    elif nomination.state == State.WAITING:
        return
    else:
        to = {"to": State.WAITING, "waiting_since": timezone.now()}
    move(nomination, by=by, scope=nomination.company.scope, **to)


def _partner_of(nomination: Nomination) -> Partner:
    partners = Partner.objects.select_for_update().filter(
        program=nomination.program_id, company=nomination.company_id
    )
    return partners.get()


def _of_company(person: User, partner: Partner) -> None:
    of_company = Tenure.objects.verified().filter(person=person, company=partner.company)
    if not of_company.exists():
        raise ValidationError(_("在籍が確認された、自社の方だけを推薦できます。"))


def _own(aim: str) -> str:
    if not (aim := aim.strip()):
        raise ValidationError({"aim": _("この場でしたいことを、ひとことで大丈夫ですので書いてください。")})
    return aim


def _ask_leaders(nomination: Nomination, by: User) -> None:
    heads = Steward.objects.standing().filter(program=nomination.program, leads=True).select_related("person")
    _tell("cohorts.to_let_in", nomination.program, [one.person for one in heads], by, nomination=nomination.pk)


def _tell(kind: str, program: Program, people: Any, by: User, **data: Any) -> None:
    if people := list(people):
        send(kind, to=people, about=program, by=by, scope=program.company.scope, data=data)


def _locked(program: Program) -> Program:
    return Program.objects.select_for_update(of=("self",)).select_related("company").get(pk=program.pk)


def _refuse(problems: dict[str, str]) -> None:
    if problems:
        raise ValidationError(problems)
