"""What happens to an answer: a seat is taken, waited for, offered, given back, asked of the host, confirmed.

Each of them locks the event's row before anything is read, so that the last seat is given once and the line has one
order. The rules of the line stand in seating.py; the words people get in seat_notices.py and notices.py.
"""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.audit.actions import record
from accounts.users.models import User
from programs.events import rules, seating
from programs.events.holding import locked, require, tell
from programs.events.models import Event, Reply
from programs.events.queries import STANDS

Answer = Reply.Answer
STANDING = ("answer", "waiting_since", "offered_until", "passed_at", "accepted_at", "confirmed_for", "host_word")

# How the person hears what became of their answer: by tell(), or with others of the same act (serial.py).
Say = Callable[..., object]


@transaction.atomic
def reply(
    *, event: Event, by: User, answer: str, guests: int = 0, word: str = "", unseen: bool = False, say: Say = tell
) -> Reply:
    """The person's answer stands. A yes to a full table becomes a place in the waiting list; where the host looks
    first it becomes a request; to an offered seat it is the acceptance.

    The same answer again changes nothing, but answers for a new day. `unseen`: counted, named to the hosts only.
    Refused: before publishing, after cancelling, after the start; yes and maybe
    after the deadline (no stays possible); more guests than allowed or than there are seats; a yes that the host
    has declined.
    """
    table = locked(event, seen_by=by)
    mine = table.replies.filter(person=by).first() or Reply(event=table, person=by, answer="")
    guests = guests if answer == Answer.YES else 0
    _check(table, mine, answer, guests)
    was, held, before = (mine.answer, mine.guests), mine.holds, _standing(mine)
    _settle(table, mine, answer, guests)
    word = " ".join(word.split())[:200]
    same = (_standing(mine), guests, word, unseen) == (before, was[1], mine.word, mine.unseen)
    if mine.pk and same and not rules.asks_again(table, mine):
        return mine
    mine.guests, mine.word, mine.unseen = guests, word, unseen
    mine.save()
    if guests < was[1]:
        mine.party.filter(position__gt=guests).delete()
    settled = mine.answer
    fill(table, by, table.taken - held + mine.holds, eager=mine.pk)
    mine.refresh_from_db(fields=STANDING)
    if was != (mine.answer, guests) and mine.answer == settled:
        _tell(table, by, was[0], mine.answer, say)
    return mine


def tap(*, event: Event, by: User, answer: str, **fields: Any) -> Reply:
    """One button of the page or of a mail was pressed; see reply, confirm and pass_on."""
    if answer == rules.CONFIRM:
        return confirm(event=event, by=by)
    if answer == rules.PASS:
        return pass_on(event=event, by=by)
    return reply(event=event, by=by, answer=answer, **fields)


@transaction.atomic
def withdraw(*, event: Event, by: User) -> None:
    """As if never answered; the seat goes to the next in line. Possible until the start, also after the deadline.
    What the host has declined stays declined."""
    table = locked(event, seen_by=by)
    require(rules.can_reply(table))
    mine = table.replies.filter(person=by).exclude(answer=Answer.DECLINED).first()
    if mine is not None:
        _give_up(table, mine, by)
        _tell(table, by, mine.answer, "")


@transaction.atomic
def remove_reply(*, event: Event, person: User, by: User) -> None:
    """The host takes somebody's answer away; the person is told, the seat goes to the next in line."""
    table = locked(event)
    if not rules.can_edit(by, table):
        raise ValidationError(_("返事を取り消せるのは、主催の方と会社の担当者です。"))
    require(rules.can_reply(table))
    if theirs := table.replies.filter(person=person).first():
        _give_up(table, theirs, by)
        record("event.reply_removed", table, by=by, scope=table.company.scope, person=person.pk)
        tell("events.removed", table, by=by, to=[person])


@transaction.atomic
def pass_on(*, event: Event, by: User) -> Reply:
    """The offered seat goes to the next; the person stays in line and isn't asked again until they say so."""
    table = locked(event, seen_by=by)
    require(rules.can_reply(table))
    mine = table.replies.filter(person=by, answer=Answer.OFFERED).first()
    if mine is None:
        raise ValidationError(_("いまご案内しているお席はありません。画面を開きなおして確かめてください。"))
    rest(table, mine)
    fill(table, by, table.taken - mine.seats)
    return mine


@transaction.atomic
def confirm(*, event: Event, by: User) -> Reply:
    """The person has said once more that they come. Refused to whoever has no seat."""
    table = locked(event, seen_by=by)
    require(rules.can_reply(table))
    mine = table.replies.filter(person=by, answer=Answer.YES).first()
    if mine is None:
        raise ValidationError(_("いまはお席がありません。「参加する」を選ぶと、空きがあればお席が決まります。"))
    mine.confirmed_for = table.starts_at
    mine.save(update_fields=["confirmed_for"])
    return mine


@transaction.atomic
def accept(*, event: Event, people: Iterable[int], by: User) -> int:
    """Those of these who asked (or were declined) come, in the order of their asking; without a seat they wait."""
    table = _own(event, by)
    rows = _of(table, people, Answer.ASKED, Answer.DECLINED)
    for theirs in rows:
        theirs.accepted_at, theirs.host_word = timezone.now(), ""
        _seat(table, theirs, theirs.seats)
        theirs.save()
        kind = "events.accepted" if theirs.answer == Answer.YES else "events.waiting"
        fill(table, by, table.taken + theirs.holds)
        tell(kind, table, by=by, to=[theirs.person])
    if rows:
        record("event.accepted", table, by=by, scope=table.company.scope, people=[row.person_id for row in rows])
    return len(rows)


@transaction.atomic
def decline(*, event: Event, people: Iterable[int], by: User, word: str = "") -> int:
    """Those of these who asked can't come this time, and are told so with the host's own words."""
    table = _own(event, by)
    rows = _of(table, people, Answer.ASKED)
    for theirs in rows:
        theirs.answer, theirs.host_word = Answer.DECLINED, " ".join(word.split())[:300]
        theirs.save()
        tell("events.declined", table, by=by, to=[theirs.person])
    if rows:
        record("event.declined", table, by=by, scope=table.company.scope, people=[row.person_id for row in rows])
    return len(rows)


# What an answer becomes


def _check(event: Event, mine: Reply, answer: str, guests: int) -> None:
    if answer not in rules.ANSWERS:
        raise ValidationError(_("「参加する」「検討中」「行けない」のどれかを選んでください。"))
    require(rules.can_reply(event))
    if mine.answer == Answer.DECLINED and answer != Answer.NO:
        raise ValidationError(
            _("今回はお席をご用意できませんでした。ご事情が変わったときは、主催の方へご連絡ください。")
        )
    if answer == Answer.NO or (answer == Answer.YES and mine.answer in STANDS and 0 <= guests <= mine.guests):
        return
    require(rules.can_come(event))
    require(rules.may_bring(event, guests))
    if answer == Answer.YES and event.capacity is not None and 1 + guests > event.capacity:
        raise ValidationError(_("定員は%(all)d名です。同伴の人数を減らしてください。") % {"all": event.capacity})


def _settle(event: Event, mine: Reply, answer: str, guests: int) -> None:
    """The answer that results, with what belongs to it."""
    if answer != Answer.YES:
        if not (mine.answer == Answer.DECLINED and answer == Answer.NO):
            _clear(mine)
            mine.answer = answer
    elif event.approval and not mine.accepted_at and mine.answer not in (Answer.YES, Answer.WAITING, Answer.OFFERED):
        _clear(mine)
        mine.answer = Answer.ASKED
    elif mine.answer == Answer.WAITING:
        # Asking for more seats is a new wish: those who wait meanwhile aren't held up by it.
        mine.passed_at = None
        mine.waiting_since = mine.waiting_since if guests <= mine.guests else next_turn(event)
    else:
        _seat(event, mine, 1 + guests)


def _seat(event: Event, mine: Reply, seats: int) -> None:
    """A seat for each, or for somebody new a place in the line."""
    more = seats - mine.holds
    line = event.replies.filter(answer=Answer.WAITING, passed_at=None)
    fits = seating.has_room(more, capacity=event.capacity, taken=event.taken)
    if more <= 0 or (fits and not line.exists()):
        mine.answer, mine.waiting_since, mine.offered_until = Answer.YES, None, None
        mine.confirmed_for = event.reconfirm_for
    elif mine.holds:
        raise ValidationError(_("同伴の方の席が足りません。いまのお席はそのままです。同伴の人数を減らしてください。"))
    else:
        mine.answer, mine.waiting_since = Answer.WAITING, next_turn(event)


def _clear(mine: Reply) -> None:
    mine.waiting_since = mine.offered_until = mine.passed_at = mine.accepted_at = mine.confirmed_for = None
    mine.host_word = ""


def rest(event: Event, theirs: Reply) -> None:
    """From an offered seat back into the line, behind all who stand there, and out of the way until they say so."""
    theirs.answer, theirs.offered_until = Answer.WAITING, None
    theirs.passed_at, theirs.waiting_since = timezone.now(), next_turn(event)
    theirs.save(update_fields=["answer", "offered_until", "passed_at", "waiting_since"])


def _standing(mine: Reply) -> tuple[Any, ...]:
    return tuple(getattr(mine, name) for name in STANDING)


def _give_up(event: Event, theirs: Reply, by: User) -> None:
    seats = theirs.holds
    theirs.delete()
    fill(event, by, event.taken - seats)


def next_turn(event: Event) -> datetime:
    """The end of the line: later than everybody in it, also when another server's clock is ahead."""
    last = event.replies.filter(waiting_since__isnull=False).aggregate(last=Max("waiting_since"))["last"]
    now = timezone.now()
    return max(now, last + timedelta(microseconds=1)) if last else now


def fill(event: Event, by: User | None, taken: int, *, eager: int | None = None) -> None:
    """`taken` seats are given, and as many more as the head of the waiting list needs and finds.

    Where the host gives time to answer the seat is offered and held; `eager`, who is answering this very moment,
    simply comes.
    """
    line = event.replies.filter(answer=Answer.WAITING, passed_at=None).select_related("person")
    full = event.capacity is not None and taken >= event.capacity
    stands = event.state == Event.State.PUBLISHED and not event.has_begun and not full
    waiting = {reply.pk: reply for reply in line.order_by("waiting_since", "id")} if stands else {}
    ids = seating.admitted([(r.pk, r.seats) for r in waiting.values()], capacity=event.capacity, taken=taken)
    for one in (waiting[pk] for pk in ids):
        _admit(event, one, by, offered=bool(event.offer_hours) and one.pk != eager)
        taken += one.seats
    if taken != event.taken:
        Event.objects.filter(pk=event.pk).update(taken=taken)
        event.taken = taken


def resume(event: Event, by: User | None) -> None:
    """The gathering has a day again, or another one: a seat still offered gets its time to answer anew where it
    would be over or outlast the start, and seats that were given back meanwhile go to the head of the line."""
    now = timezone.now()
    for theirs in event.replies.filter(answer=Answer.OFFERED):
        hours = event.offer_hours or 24
        soonest = seating.answer_until(now, hours, event.starts_at)
        if theirs.offered_until is None or not soonest <= theirs.offered_until <= event.starts_at:
            theirs.offered_until = soonest
            theirs.save(update_fields=["offered_until"])
    fill(event, by, event.taken)


def _admit(event: Event, one: Reply, by: User | None, *, offered: bool) -> None:
    if offered:
        one.answer = Answer.OFFERED
        one.offered_until = seating.answer_until(timezone.now(), event.offer_hours, event.starts_at)
        one.save(update_fields=["answer", "offered_until"])
        tell("events.seat_offered", event, by=None, to=[one.person])
        return
    one.answer, one.waiting_since, one.confirmed_for = Answer.YES, None, event.reconfirm_for
    one.save(update_fields=["answer", "waiting_since", "confirmed_for", "at"])
    tell("events.seat_promoted", event, by=by, to=[one.person])
    _tell_host(event, one.person, Answer.YES)


# Telling


def _tell(event: Event, person: User, was: str, now: str, say: Say = tell) -> None:
    """The person gets what they need (a calendar entry, their place in line); the host hears who comes."""
    if now == Answer.YES:
        say("events.reply_confirmed", event, by=person, to=[person])
    elif now == Answer.WAITING and was != now:
        say("events.waiting", event, by=person, to=[person])
    elif now == Answer.ASKED and was != now:
        say("events.asked", event, by=person, to=[person])
    elif was == Answer.YES:
        say("events.withdrawn", event, by=person, to=[person])
    if was != now and (now in STANDS or was == Answer.YES):
        _tell_host(event, person, now or Answer.NO)


def _tell_host(event: Event, person: User, answer: str) -> None:
    if person.pk != event.host_id:
        tell("events.answered", event, by=person, to=[event.host], data={"answer": answer})


# Small things


def _own(event: Event, by: User) -> Event:
    table = locked(event)
    if not rules.can_edit(by, table):
        raise ValidationError(_("参加のお願いに答えられるのは、主催の方と会社の担当者です。"))
    require(rules.can_reply(table))
    return table


def _of(event: Event, people: Iterable[int], *answers: str) -> list[Reply]:
    rows = event.replies.filter(person__in=list(people), answer__in=answers)
    return list(rows.select_related("person").order_by("at", "pk"))
