"""The way into a program and out of it: put forward or applied, agreed, approved, let in, waiting, offered, gone.

Each step that gives or frees a seat holds the company's row, so that the last seat is given once and the line has one
order. Nobody waits while a seat of their company is free.
"""

from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.audit.actions import move, record
from accounts.users.models import User
from programs.cohorts import queries, rules, sessions
from programs.cohorts.holding import heads_of, locked, officers_of, tell
from programs.cohorts.models import Nomination, Program
from programs.cohorts.partner_models import Partner

State = Nomination.State
# How long a freed seat is held for the next in line, as long as somebody stands behind them.
HELD = timedelta(days=3)
CLEARED: dict[str, Any] = {
    "agreed_at": None, "approved_at": None, "approved_by": None, "joined_at": None, "left_at": None, "reason": "",
    "ended_at": None, "ended_by": None, "nominated_by": None, "nominated_at": None, "nominator_word": "", "aim": "",
}  # fmt: skip


# In


@transaction.atomic
def nominate(*, partner: Partner, person: User, by: User, word: str = "") -> Nomination:
    """The desk puts somebody who works there forward; nothing goes on before that person says yes.

    Refused for whoever has left: nobody is called by their former company's HR; they can apply themselves.
    """
    program = locked(partner.program)
    if not rules.can_nominate(by, partner) or not program.takes_people:
        raise ValidationError(_("いまは推薦できません。会社が参加していて、募集中であることを確かめてください。"))
    if not queries.works_at(partner.company, person):
        raise ValidationError(_("推薦できるのは、いま在籍している自社の方です。離れた方は、ご自分で申し込めます。"))
    found = _start(
        partner,
        person,
        State.NOMINATED,
        by,
        nominated_by=by,
        nominated_at=timezone.now(),
        nominator_word=word.strip(),
    )
    tell("cohorts.nominated", program, [person], by)
    return found


@transaction.atomic
def apply(*, partner: Partner, by: User, aim: str) -> Nomination:
    """Somebody puts themself forward with their own aim; their company's desk is asked."""
    program = locked(partner.program)
    if rules.company_to_apply_for(by, program) != partner:
        raise ValidationError(_("いまは申し込めません。"))
    found = _start(partner, by, State.APPLIED, by, aim=_own_words(aim), agreed_at=timezone.now())
    tell("cohorts.applied", program, officers_of(found), by, company=found.company_id, nomination=found.pk)
    return found


def _start(partner: Partner, person: User, state: str, by: User, **fields: Any) -> Nomination:
    _no_officer(person, partner.program)
    found = Nomination.objects.select_related("program__company", "company", "person").filter(
        program=partner.program, person=person
    ).first()  # fmt: skip
    scope = partner.company.scope
    if found is None:
        found = Nomination.objects.create(
            program=partner.program, company=partner.company, person=person, state=state, **fields
        )
        record(f"nomination.{state}", found, by=by, scope=scope)
        return found
    if found.state not in (State.DECLINED, State.DROPPED):
        raise ValidationError(_("この方は、もうこのプログラムに関わっています。"))
    _move(found, state, by, company=partner.company, **{**CLEARED, **fields})
    return found


@transaction.atomic
def agree(*, nomination: Nomination, by: User, aim: str) -> Nomination:
    """Who was put forward says yes, in their own words: that is the company's yes, too, and who leads is asked."""
    found, program, _partner = _lock(nomination)
    if found.person_id != by.pk:
        raise ValidationError(_("本人だけが答えられます。"))
    _takes_people(program)
    _no_officer(by, program)
    when = timezone.now()
    _move(
        found, State.APPROVED, by, aim=_own_words(aim), agreed_at=when, approved_at=when, approved_by=found.nominated_by
    )  # fmt: skip
    tell("cohorts.agreed", program, officers_of(found), by, company=found.company_id, nomination=found.pk)
    tell("cohorts.to_let_in", program, heads_of(program, by), by, nomination=found.pk)
    return found


@transaction.atomic
def approve(*, nomination: Nomination, by: User) -> Nomination:
    """The company says yes to somebody who applied; who leads is asked."""
    found, program, _partner = _lock(nomination)
    if not rules.can_approve(by, found):
        raise ValidationError(_("この方の会社の担当者だけが答えられます。自分の申し込みには答えられません。"))
    _takes_people(program)
    _move(found, State.APPROVED, by, approved_at=timezone.now(), approved_by=by)
    tell("cohorts.approved", program, [found.person], by)
    tell("cohorts.to_let_in", program, heads_of(program, by), by, nomination=found.pk)
    return found


@transaction.atomic
def let_in(*, nomination: Nomination, by: User) -> Nomination:
    """They take part if their company has a seat left, else they wait for one, in order."""
    found, program, partner = _lock(nomination)
    if not rules.can_let_in(by, found):
        raise ValidationError(_("答えられるのは、進行役です。"))
    _takes_people(program)
    if found.state != State.APPROVED:
        raise ValidationError(_("いまの状態では、この操作はできません。画面を開きなおして確かめてください。"))
    if partner.free:
        _enter(found, by)
    else:
        _move(found, State.WAITING, by, waiting_since=_next_turn(partner))
        tell("cohorts.waiting", program, [found.person], by)
    return found


@transaction.atomic
def take_seat(*, nomination: Nomination, by: User) -> Nomination:
    """Who was offered the freed seat takes it."""
    found, program, _partner = _lock(nomination)
    if found.person_id != by.pk or found.state != State.OFFERED:
        raise ValidationError(_("いまご案内している席はありません。画面を開きなおして確かめてください。"))
    _takes_people(program)
    _enter(found, by)
    return found


def _enter(found: Nomination, by: User) -> None:
    _move(found, State.IN, by, joined_at=timezone.now(), left_at=None, waiting_since=None, offered_until=None)
    sessions.welcome(found, by)
    tell("cohorts.let_in", found.program, [found.person], by if by.pk != found.person_id else None)
    tell("cohorts.came_in", found.program, officers_of(found, by), by, company=found.company_id, nomination=found.pk)


# Out


@transaction.atomic
def decline(*, nomination: Nomination, by: User, reason: str = "") -> Nomination:
    """One of the three says no on the way in: the person, their company's desk, or who leads. A seat held for them goes on."""
    found, program, _partner = _lock(nomination)
    if not _may_end(by, found):
        raise ValidationError(_("この方について答えられる立場ではありません。"))
    turn_down(nomination=found, by=by, reason=reason)
    return found


def turn_down(*, nomination: Nomination, by: User, reason: str = "") -> None:
    held = nomination.state == State.OFFERED
    was = nomination.state
    words = {"reason": reason.strip()[:300], "ended_by": by, "ended_at": timezone.now()}
    _move(nomination, State.DECLINED, by, waiting_since=None, offered_until=None, **words)
    own = nomination.person_id == by.pk
    if not own:
        tell("cohorts.not_this_time", nomination.program, [nomination.person], by)
    if own or was in (State.WAITING, State.OFFERED, State.APPROVED):
        tell(
            "cohorts.stepped_back", nomination.program, officers_of(nomination, by), by, company=nomination.company_id
        )
    if held:
        fill(_partner_of(nomination), by)


@transaction.atomic
def drop(*, nomination: Nomination, by: User, reason: str = "") -> Nomination:
    """Somebody leaves in the middle; the seat is offered to who waits longest in the same company.

    Who leads and the person's desk hear of it, without the reason.
    """
    found, program, partner = _lock(nomination)
    if not _may_end(by, found):
        raise ValidationError(_("この方について答えられる立場ではありません。"))
    if program.is_over:
        raise ValidationError(_("おわったプログラムからは離れられません。"))
    now = timezone.now()
    words = {"reason": reason.strip()[:300], "ended_by": by, "ended_at": now}
    _move(found, State.DROPPED, by, left_at=now, **words)
    sessions.part(found, by)
    if found.person_id != by.pk:
        tell("cohorts.you_left", program, [found.person], by)
    tell("cohorts.dropped", program, heads_of(program, by), by, nomination=found.pk)
    tell("cohorts.dropped_of_desk", program, officers_of(found, by), by, company=found.company_id)
    fill(partner, by)
    return found


def _may_end(by: User, found: Nomination) -> bool:
    return found.person_id == by.pk or rules.can_approve(by, found) or rules.can_let_in(by, found)


# Seats and the line


def fill(partner: Partner, by: User | None) -> None:
    """As long as a seat is free, it is offered to who waits longest in this company; the caller holds its row.

    (The database counts `taken` itself, from who is in or is offered a seat.)
    """
    if not partner.program.takes_people:
        return
    partner.refresh_from_db(fields=["taken"])
    line = Nomination.objects.filter(program=partner.program_id, company=partner.company_id, state=State.WAITING)
    for one in line.select_related("program__company", "company", "person").order_by("waiting_since")[: partner.free]:
        _move(one, State.OFFERED, by, offered_until=timezone.now() + HELD)
        tell("cohorts.seat_free", one.program, [one.person], by, until=one.offered_until.isoformat())  # type: ignore[union-attr]


@transaction.atomic
def pass_on(*, nomination: Nomination, by: User | None) -> bool:
    """An offer that nobody answered goes to who stands behind; the person goes to the end of the line. Else it stays theirs."""
    found, program, partner = _lock(nomination)
    late = found.state == State.OFFERED and found.offered_until is not None and found.offered_until <= timezone.now()
    line = Nomination.objects.filter(program=program, company=found.company, state=State.WAITING)
    if not (late and program.takes_people and line.exists()):
        return False
    _move(found, State.WAITING, by, waiting_since=_next_turn(partner), offered_until=None)
    fill(partner, by)
    tell("cohorts.seat_passed", program, [found.person], by)
    return True


def _next_turn(partner: Partner) -> datetime:
    """The end of the line: later than everybody in it, also when another server's clock is ahead."""
    line = Nomination.objects.filter(program=partner.program_id, company=partner.company_id)
    last, now = line.aggregate(last=Max("waiting_since"))["last"], timezone.now()
    return max(now, last + timedelta(microseconds=1)) if last else now


def _partner_of(nomination: Nomination) -> Partner:
    rows = Partner.objects.select_for_update(of=("self",)).select_related("program__company", "company")
    return rows.get(program=nomination.program_id, company=nomination.company_id)


def _lock(nomination: Nomination) -> tuple[Nomination, Program, Partner]:
    """The company's row is held; person, program and seats as they are now."""
    program, partner = locked(nomination.program), _partner_of(nomination)
    found = Nomination.objects.select_related("program__company", "company", "person", "nominated_by").get(
        pk=nomination.pk
    )
    return found, program, partner


def _move(found: Nomination, to: str, by: User | None, **fields: Any) -> None:
    move(found, to=to, by=by, scope=found.company.scope, moved_at=timezone.now(), **fields)


def _own_words(aim: str) -> str:
    if not (aim := aim.strip()):
        raise ValidationError({"aim": [_("この場でしたいことを、ひとことで大丈夫ですので書いてください。")]})
    return aim


def _takes_people(program: Program) -> None:
    if not program.takes_people:
        raise ValidationError(_("このプログラムは、いまは人を迎えていません。"))


def _no_officer(person: User, program: Program) -> None:
    if rules.stands_in_the_way(person, program):
        raise ValidationError(
            _(
                "会社の担当者は、ほかの会社も加わるプログラムの進行役や参加者にはなれません。担当者に見えるのは自社の人だけ、という約束を守るためです。"
            )
        )
