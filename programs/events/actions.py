"""What happens to a gathering: it is drawn up, published, changed, cancelled, and answered."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.audit.actions import move, record
from accounts.users.models import User
from alumni.companies.models import Company
from programs.events import rules, seating
from programs.events.holding import as_plain, locked, refuse, remind, require, tell
from programs.events.models import Event, Reply

Answer = Reply.Answer
HOLDS = (Answer.YES, Answer.WAITING)
COPIED = (
    "company", "kind", "title", "lead", "body", "starts_at", "ends_at", "time_zone", "mode", "place", "address",
    "online_url", "link_lead", "open_to", "guest_list", "fee_note", "capacity", "guests_allowed", "hope_company", "hope_people", "department", "years_from", "years_until",
)  # fmt: skip


# The gathering


@transaction.atomic
def create(*, company: Company, by: User, **fields: Any) -> Event:
    """A draft, seen by its host and the company's desk. Refused to whoever may not host there."""
    if not (rules.can_host(by, company) or rules.may_talk(by, company, fields)):
        raise ValidationError(_("この会社の集いをひらけるのは、会社の担当者と、会社が認めたメンバーです。"))
    require(rules.may_open(by, company, fields.get("open_to", "")))
    event = Event(company=company, host=by, **fields)
    refuse(rules.problems(event))
    event.save(force_insert=True)
    record("event.created", event, by=by, scope=company.scope)
    return event


@transaction.atomic
def change(*, event: Event, by: User, tell: bool = True, **fields: Any) -> Event:
    """The fields become what is given. With `tell`, those who come or think of it hear of a new time or place.

    A larger table lets in the head of the waiting list; reminders move with the start. Refused: a table smaller than
    the seats given, another circle of guests after publishing, and anything on a cancelled gathering.
    """
    row = locked(event)
    before = {name: getattr(row, name) for name in fields}
    for name, value in fields.items():
        setattr(row, name, value)
    changed = [name for name in fields if getattr(row, name) != before[name]]
    if not changed:
        return row
    refuse(_problems_of_change(row, changed))
    promised = [name for name in changed if name in rules.PROMISED]
    live = row.state == Event.State.PUBLISHED
    row.revision += bool(live and promised)
    row.save(update_fields=[*changed, "revision"])
    record("event.changed", row, by=by, scope=row.company.scope, fields=sorted(changed))
    if live:
        _carry_through(row, by, before, changed, promised if tell else [])
    return row


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
        data = {"was": as_plain(before, told), "is": as_plain(vars(event), told)}
        tell("events.changed", event, by=by, data=data)
    if {"starts_at", "time_zone"} & set(changed):
        remind(event, just_told=bool(told))


@transaction.atomic
def publish(*, event: Event, by: User, quiet: bool = False) -> Event:
    """Everybody it is meant for sees it and is told; its reminders are written. Refused with what is still missing.

    `quiet`: one of a series of which people are told elsewhere.
    """
    row = locked(event)
    if row.state == Event.State.PUBLISHED:
        return row
    refuse(rules.problems_of_publishing(row))
    move(row, to=Event.State.PUBLISHED, by=by, scope=row.company.scope, published_at=timezone.now())
    if not quiet:
        tell("events.published", row, by=by, key=f"events.published:{row.pk}")
    remind(row, just_told=True)
    return row


@transaction.atomic
def cancel(*, event: Event, by: User, reason: str) -> Event:
    """It doesn't take place; whoever comes, thinks of it or waits is told why. Refused without a reason and afterwards."""
    row = locked(event)
    if not (reason := reason.strip()):
        raise ValidationError({"reason": _("中止の理由をひとこと書いてください。参加予定の方へそのまま届きます。")})
    if row.ends_at <= timezone.now() and not row.is_postponed:
        raise ValidationError(_("もう終わった集いは中止にできません。"))
    words = {"cancel_reason": reason, "cancelled_at": timezone.now(), "revision": row.revision + 1}
    move(row, to=Event.State.CANCELLED, by=by, scope=row.company.scope, **words)
    tell("events.cancelled", row, by=by, key=f"events.cancelled:{row.pk}:{row.revision}")
    return row


@transaction.atomic
def duplicate(*, event: Event, by: User) -> Event:
    """A draft with the same words, hosted by whoever copies; nobody is invited and nothing is answered yet."""
    title = _("%(title)s（写し）") % {"title": event.title}
    words = {name: getattr(event, name) for name in COPIED if name != "company"}
    return create(company=event.company, by=by, **{**words, "title": title[:80]})


# Answers: the event's row is locked before anything is read, so that the last seat is given once


@transaction.atomic
def reply(*, event: Event, by: User, answer: str, guests: int = 0, word: str = "", unseen: bool = False) -> Reply:
    """The person's answer stands; a yes to a full table becomes a place in the waiting list.

    The same answer again changes nothing, but answers for a new day. `unseen`: counted, named to the hosts only. Refused: before publishing, after cancelling, after the start; yes and maybe
    after the deadline (no stays possible); more guests than allowed or than there are seats.
    """
    row = locked(event, seen_by=by)
    mine = row.replies.filter(person=by).first() or Reply(event=row, person=by, answer="")
    guests = guests if answer == Answer.YES else 0
    _check(row, mine, answer, guests)
    was = (mine.answer, mine.guests)
    held = mine.seats if mine.answer == Answer.YES else 0
    now, since = _outcome(row, mine, answer, guests)
    word = " ".join(word.split())[:200]
    same = (now, guests, since, word, unseen) == (*was, mine.waiting_since, mine.word, mine.unseen)
    if same and not rules.asks_again(row, mine):
        return mine
    mine.answer, mine.guests, mine.waiting_since, mine.word, mine.unseen = now, guests, since, word, unseen
    mine.save()
    _fill(row, by, row.taken - held + (mine.seats if now == Answer.YES else 0))
    mine.refresh_from_db(fields=["answer", "waiting_since"])
    if was != (now, guests) and mine.answer == now:
        _tell(row, by, was[0], now)
    return mine


@transaction.atomic
def withdraw(*, event: Event, by: User) -> None:
    """As if never answered; the seat goes to the next in line. Possible until the start, also after the deadline."""
    row = locked(event, seen_by=by)
    require(rules.can_reply(row))
    if mine := row.replies.filter(person=by).first():
        _give_up(row, mine, by)
        _tell(row, by, mine.answer, "")


@transaction.atomic
def remove_reply(*, event: Event, person: User, by: User) -> None:
    """The host takes somebody's answer away; the person is told, the seat goes to the next in line."""
    row = locked(event)
    if not rules.can_edit(by, row):
        raise ValidationError(_("返事を取り消せるのは、主催の方と会社の担当者です。"))
    require(rules.can_reply(row))
    if theirs := row.replies.filter(person=person).first():
        _give_up(row, theirs, by)
        record("event.reply_removed", row, by=by, scope=row.company.scope, person=person.pk)
        tell("events.removed", row, by=by, to=[person])


def _check(event: Event, mine: Reply, answer: str, guests: int) -> None:
    if answer not in rules.ANSWERS:
        raise ValidationError(_("「参加する」「検討中」「行けない」のどれかを選んでください。"))
    require(rules.can_reply(event))
    stands = mine.answer in HOLDS
    if answer == Answer.NO or (answer == Answer.YES and stands and 0 <= guests <= mine.guests):
        return
    require(rules.can_come(event))
    require(rules.may_bring(event, guests))
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
        tell("events.seat_promoted", event, by=by, to=[one.person])
        _tell_host(event, one.person, Answer.YES)
    if taken != event.taken:
        Event.objects.filter(pk=event.pk).update(taken=taken)
        event.taken = taken


# Telling


def _tell(event: Event, person: User, was: str, now: str) -> None:
    """The person gets what they need (a calendar entry, their place in line); the host hears who comes."""
    if now == Answer.YES:
        tell("events.reply_confirmed", event, by=person, to=[person])
    elif now == Answer.WAITING and was != now:
        tell("events.waiting", event, by=person, to=[person])
    elif was == Answer.YES:
        tell("events.withdrawn", event, by=person, to=[person])
    if was != now and (now in HOLDS or was == Answer.YES):
        _tell_host(event, person, now or Answer.NO)


def _tell_host(event: Event, person: User, answer: str) -> None:
    if person.pk != event.host_id:
        tell("events.answered", event, by=person, to=[event.host], data={"answer": answer})
