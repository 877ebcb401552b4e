"""What happens to a gathering: it is drawn up, published, changed, cancelled, and answered."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.audit.actions import move, record
from accounts.notices.actions import send
from accounts.users.models import User
from alumni.companies.models import Company
from programs.events import reminding, rules, seating
from programs.events.models import Event, Reply
from programs.events.notices import plain

Answer = Reply.Answer
HOLDS = (Answer.YES, Answer.WAITING)
COPIED = (
    "company", "kind", "title", "lead", "body", "starts_at", "ends_at", "time_zone", "place", "address", "online_url",
    "fee_note", "capacity", "guests_allowed", "hope_company", "hope_people", "department", "years_from", "years_until",
)  # fmt: skip


# The gathering


@transaction.atomic
def create(*, company: Company, by: User, **fields: Any) -> Event:
    """A draft, seen by its host and the company's desk. Refused to whoever may not host there."""
    if not rules.can_host(by, company):
        raise ValidationError(_("この会社の集いをひらけるのは、会社の担当者と、会社が認めたメンバーです。"))
    event = Event(company=company, host=by, **fields)
    _refuse(rules.problems(event))
    event.save(force_insert=True)
    record("event.created", event, by=by, scope=company.scope)
    return event


@transaction.atomic
def change(*, event: Event, by: User, tell: bool = True, **fields: Any) -> Event:
    """The fields become what is given. With `tell`, those who come or think of it hear of a new time or place.

    A larger table lets in the head of the waiting list; reminders move with the start. Refused: a table smaller than
    the seats given, another circle of guests after publishing, and anything on a cancelled gathering.
    """
    locked = _locked(event)
    before = {name: getattr(locked, name) for name in fields}
    for name, value in fields.items():
        setattr(locked, name, value)
    changed = [name for name in fields if getattr(locked, name) != before[name]]
    if not changed:
        return locked
    _refuse(_problems_of_change(locked, changed))
    promised = [name for name in changed if name in rules.PROMISED]
    live = locked.state == Event.State.PUBLISHED
    locked.revision += bool(live and promised)
    locked.save(update_fields=[*changed, "revision"])
    record("event.changed", locked, by=by, scope=locked.company.scope, fields=sorted(changed))
    if live:
        _carry_through(locked, by, before, changed, promised if tell else [])
    return locked


def _problems_of_change(event: Event, changed: list[str]) -> dict[str, str]:
    if event.is_cancelled:
        raise ValidationError(_("中止した集いは変えられません。写しを作って、新しくひらいてください。"))
    if event.is_draft:
        return rules.problems(event)
    found = rules.problems(event)
    moved = "starts_at" in changed
    found |= {k: v for k, v in rules.problems_of_publishing(event).items() if moved or k != "starts_at"}
    if fixed := [name for name in rules.FIXED if name in changed]:
        found[fixed[0]] = _("お誘いする範囲は、公開したあとは変えられません。写しを作って、新しくひらいてください。")
    return found


def _carry_through(event: Event, by: User, before: dict[str, Any], changed: list[str], told: list[str]) -> None:
    """What follows from a change of a published gathering."""
    if "capacity" in changed:
        _fill(event, by, event.taken)
    if told:
        data = {"was": _plain(before, told), "is": _plain(vars(event), told)}
        _send("events.changed", event, by=by, data=data)
    if {"starts_at", "time_zone"} & set(changed):
        _remind(event, just_told=bool(told))


@transaction.atomic
def publish(*, event: Event, by: User) -> Event:
    """Everybody it is meant for sees it and is told; its reminders are written. Refused with what is still missing."""
    locked = _locked(event)
    if locked.state == Event.State.PUBLISHED:
        return locked
    _refuse(rules.problems_of_publishing(locked))
    move(locked, to=Event.State.PUBLISHED, by=by, scope=locked.company.scope, published_at=timezone.now())
    _send("events.published", locked, by=by, key=f"events.published:{locked.pk}")
    _remind(locked, just_told=True)
    return locked


@transaction.atomic
def cancel(*, event: Event, by: User, reason: str) -> Event:
    """It doesn't take place; whoever comes, thinks of it or waits is told why. Refused without a reason and afterwards."""
    locked = _locked(event)
    if not (reason := reason.strip()):
        raise ValidationError({"reason": _("中止の理由をひとこと書いてください。参加予定の方へそのまま届きます。")})
    if locked.ends_at <= timezone.now():
        raise ValidationError(_("もう終わった集いは中止にできません。"))
    words = {"cancel_reason": reason, "cancelled_at": timezone.now(), "revision": locked.revision + 1}
    move(locked, to=Event.State.CANCELLED, by=by, scope=locked.company.scope, **words)
    _send("events.cancelled", locked, by=by, key=f"events.cancelled:{locked.pk}")
    return locked


@transaction.atomic
def duplicate(*, event: Event, by: User) -> Event:
    """A draft with the same words, hosted by whoever copies; nobody is invited and nothing is answered yet."""
    title = _("%(title)s（写し）") % {"title": event.title}
    words = {name: getattr(event, name) for name in COPIED if name != "company"}
    return create(company=event.company, by=by, **{**words, "title": title[:80]})


# Answers: the event's row is locked before anything is read, so that the last seat is given once


@transaction.atomic
def reply(*, event: Event, by: User, answer: str, guests: int = 0, word: str = "") -> Reply:
    """The person's answer stands; a yes to a full table becomes a place in the waiting list.

    The same answer again changes nothing. Refused: before publishing, after cancelling, after the start; yes and maybe
    after the deadline (no stays possible); more guests than allowed or than there are seats.
    """
    locked = _locked(event, seen_by=by)
    mine = locked.replies.filter(person=by).first() or Reply(event=locked, person=by, answer="")
    guests = guests if answer == Answer.YES else 0
    _check(locked, mine, answer, guests)
    was = (mine.answer, mine.guests)
    held = mine.seats if mine.answer == Answer.YES else 0
    now, since = _outcome(locked, mine, answer, guests)
    word = " ".join(word.split())[:200]
    if (now, guests, since, word) == (*was, mine.waiting_since, mine.word):
        return mine
    mine.answer, mine.guests, mine.waiting_since, mine.word = now, guests, since, word
    mine.save()
    _fill(locked, by, locked.taken - held + (mine.seats if now == Answer.YES else 0))
    mine.refresh_from_db(fields=["answer", "waiting_since"])
    if was != (now, guests) and mine.answer == now:
        _tell(locked, by, was[0], now)
    return mine


@transaction.atomic
def withdraw(*, event: Event, by: User) -> None:
    """As if never answered; the seat goes to the next in line. Possible until the start, also after the deadline."""
    locked = _locked(event, seen_by=by)
    _require(rules.can_reply(locked))
    if mine := locked.replies.filter(person=by).first():
        _give_up(locked, mine, by)
        _tell(locked, by, mine.answer, "")


@transaction.atomic
def remove_reply(*, event: Event, person: User, by: User) -> None:
    """The host takes somebody's answer away; the person is told, the seat goes to the next in line."""
    locked = _locked(event)
    if not rules.can_edit(by, locked):
        raise ValidationError(_("返事を取り消せるのは、主催の方と会社の担当者です。"))
    _require(rules.can_reply(locked))
    if theirs := locked.replies.filter(person=person).first():
        _give_up(locked, theirs, by)
        record("event.reply_removed", locked, by=by, scope=locked.company.scope, person=person.pk)
        _send("events.removed", locked, by=by, to=[person])


def _check(event: Event, mine: Reply, answer: str, guests: int) -> None:
    if answer not in rules.ANSWERS:
        raise ValidationError(_("「参加する」「検討中」「行けない」のどれかを選んでください。"))
    _require(rules.can_reply(event))
    stands = mine.answer in HOLDS
    if answer == Answer.NO or (answer == Answer.YES and stands and 0 <= guests <= mine.guests):
        return
    _require(rules.can_come(event))
    _require(rules.may_bring(event, guests))
    if answer == Answer.YES and event.capacity is not None and 1 + guests > event.capacity:
        raise ValidationError(_("定員は%(all)d名です。同伴の人数を減らしてください。") % {"all": event.capacity})


def _outcome(event: Event, mine: Reply, answer: str, guests: int) -> tuple[str, datetime | None]:
    """The answer that results, and since when the person waits."""
    if answer != Answer.YES:
        return answer, None
    if mine.answer == Answer.WAITING:
        # Asking for more seats is a new wish: those who wait meanwhile aren't held up by it.
        return Answer.WAITING, mine.waiting_since if guests <= mine.guests else timezone.now()
    more = guests - mine.guests if mine.answer == Answer.YES else 1 + guests
    line = event.replies.filter(answer=Answer.WAITING).count()
    if more <= 0 or seating.has_room(more, capacity=event.capacity, taken=event.taken, line=line):
        return Answer.YES, None
    if mine.answer == Answer.YES:
        raise ValidationError(_("同伴の方の席が足りません。いまのお席はそのままです。同伴の人数を減らしてください。"))
    return Answer.WAITING, timezone.now()


def _give_up(event: Event, theirs: Reply, by: User) -> None:
    seats = theirs.seats if theirs.answer == Answer.YES else 0
    theirs.delete()
    _fill(event, by, event.taken - seats)


def _fill(event: Event, by: User, taken: int) -> None:
    """`taken` seats are given, and as many more as the head of the waiting list needs and finds."""
    line = event.replies.filter(answer=Answer.WAITING).select_related("person").order_by("waiting_since", "id")
    waiting = {reply.pk: reply for reply in line}
    ids = seating.admitted([(r.pk, r.seats) for r in waiting.values()], capacity=event.capacity, taken=taken)
    for one in (waiting[pk] for pk in ids):
        one.answer, one.waiting_since = Answer.YES, None
        one.save(update_fields=["answer", "waiting_since", "at"])
        taken += one.seats
        _send("events.seat_promoted", event, by=by, to=[one.person])
        _tell_host(event, one.person, Answer.YES)
    if taken != event.taken:
        Event.objects.filter(pk=event.pk).update(taken=taken)
        event.taken = taken


# Telling


def _tell(event: Event, person: User, was: str, now: str) -> None:
    """The person gets what they need (a calendar entry, their place in line); the host hears who comes."""
    if now == Answer.YES:
        _send("events.reply_confirmed", event, by=person, to=[person])
    elif now == Answer.WAITING and was != now:
        _send("events.waiting", event, by=person, to=[person])
    elif was == Answer.YES:
        _send("events.withdrawn", event, by=person, to=[person])
    if was != now and (now in HOLDS or was == Answer.YES):
        _tell_host(event, person, now or Answer.NO)


def _tell_host(event: Event, person: User, answer: str) -> None:
    if person.pk != event.host_id:
        _send("events.answered", event, by=person, to=[event.host], data={"answer": answer})


def _remind(event: Event, *, just_told: bool) -> None:
    """Reminders bound to this start; one that was written for another start has become obsolete by itself."""
    data = {"starts_at": plain(event.starts_at), "time_zone": event.time_zone}
    for lead, due in reminding.plan(event.starts_at, event.time_zone, timezone.now(), just_told=just_told):
        key = f"events.reminder:{event.pk}:{lead}:{event.starts_at.timestamp():.0f}:{event.time_zone}"
        # By nobody: whoever publishes is reminded as well, if they come.
        _send(f"events.reminder_{lead}", event, by=None, data=data, key=key, not_before=due)


def _send(kind: str, event: Event, *, by: User | None, **more: Any) -> None:
    send(kind, about=event, by=by, scope=event.company.scope, revision=event.revision, **more)


# Small things


def _locked(event: Event, seen_by: User | None = None) -> Event:
    """The row as it is now, held until the end of the transaction (rows that only point to it may still come)."""
    rows = Event.objects.all() if seen_by is None else Event.objects.visible_to(seen_by)
    found = rows.select_related("company", "host").select_for_update(no_key=True, of=("self",)).filter(pk=event.pk)
    if (locked := found.first()) is None:
        raise ValidationError(_("この集いは見つかりません。"))
    return locked


def _plain(values: Mapping[str, Any], names: list[str]) -> dict[str, Any]:
    return {name: plain(values[name]) for name in names}


def _require(may: rules.May) -> None:
    if not may:
        raise ValidationError(may.why_not)


def _refuse(problems: dict[str, str]) -> None:
    if problems:
        raise ValidationError({name: [words] for name, words in problems.items()})
