"""What time does to answers: an offer runs out, those who come are asked again, an open question is called to mind, needs are forgotten.

Each is a tick: it looks for what is due, locks the gathering, looks again, and may come twice.
"""

from datetime import timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from accounts.audit.actions import record
from programs.events import holding, queries, replying
from programs.events.models import Event, Reply
from programs.events.notices import plain
from programs.events.reply_models import Guest, Question

Answer = Reply.Answer
ASK = timedelta(days=2)
RELEASE = timedelta(days=1)
# Whoever was asked late still gets half a day, and no seat is given away when nobody could use it any more.
GRACE, TOO_LATE = timedelta(hours=12), timedelta(hours=2)
# How long an unanswered question waits before it is called to mind, once.
PATIENCE = timedelta(days=2)
KEEP_NEEDS = timedelta(days=30)


def expire_offers() -> int:
    """Offered seats that nobody answered go to the next in line."""
    now = timezone.now()
    due = Event.objects.published().filter(starts_at__gt=now, replies__offered_until__lte=now).distinct()
    return sum(_expire(event) for event in due)


@transaction.atomic
def _expire(event: Event) -> int:
    table = holding.locked(event)
    late = table.replies.filter(answer=Answer.OFFERED, offered_until__lte=timezone.now())
    rows = list(late.select_related("person").order_by("waiting_since", "id"))
    for theirs in rows:
        replying.rest(table, theirs)
        holding.tell("events.offer_passed", table, by=None, to=[theirs.person])
    replying.fill(table, None, table.taken - sum(theirs.seats for theirs in rows))
    return len(rows)


def ask_again() -> int:
    """Two days before, those who come are asked whether they still do; a gathering that was moved asks anew."""
    now = timezone.now()
    soon = Event.objects.published().filter(reconfirm=True, starts_at__gt=now + TOO_LATE, starts_at__lte=now + ASK)
    return sum(_ask(event) for event in soon)


@transaction.atomic
def _ask(event: Event) -> int:
    table = holding.locked(event)
    if table.reconfirm_for == table.starts_at or table.state != Event.State.PUBLISHED or not table.reconfirm:
        return 0
    Event.objects.filter(pk=table.pk).update(reconfirm_at=timezone.now(), reconfirm_for=table.starts_at)
    key = f"events.reconfirm:{table.pk}:{table.starts_at.timestamp():.0f}"
    holding.tell("events.reconfirm", table, by=None, data={"starts_at": plain(table.starts_at)}, key=key)
    return 1


def release_unconfirmed() -> int:
    """Where the host chose so, the seats of those who didn't answer go to the next in line a day before."""
    now = timezone.now()
    soon = Event.objects.published().filter(
        reconfirm=True, release_unconfirmed=True, starts_at__gt=now + TOO_LATE, starts_at__lte=now + RELEASE
    )
    return sum(_release(event) for event in soon.filter(reconfirm_at__lte=now - GRACE))


@transaction.atomic
def _release(event: Event) -> int:
    table = holding.locked(event)
    asked = table.reconfirm_for == table.starts_at and table.reconfirm_at is not None
    if not (asked and table.release_unconfirmed and table.state == Event.State.PUBLISHED):
        return 0
    rows = list(queries.silent(table).exclude(person=table.host_id).select_related("person"))
    for theirs in rows:
        theirs.answer, theirs.confirmed_for = Answer.MAYBE, None
        theirs.save(update_fields=["answer", "confirmed_for"])
        holding.tell("events.released", table, by=None, to=[theirs.person])
    if rows:
        record("event.released", table, by=None, scope=table.company.scope, people=[row.person_id for row in rows])
        replying.fill(table, None, table.taken - sum(theirs.seats for theirs in rows))
    return len(rows)


def call_to_mind() -> int:
    """Whoever comes and left a required question open hears of it once, two days after they could have answered."""
    now = timezone.now()
    ripe = Question.objects.asked().filter(event=OuterRef("event"), required=True, asked_at__lte=now - PATIENCE)
    left = ripe.exclude(told__reply=OuterRef("pk"))
    coming = Reply.objects.filter(answer=Answer.YES, nudged_at=None, at__lte=now - PATIENCE)
    stands = coming.filter(event__state=Event.State.PUBLISHED, event__starts_at__gt=now + TOO_LATE)
    return sum(_nudge(reply) for reply in stands.filter(Exists(left)).select_related("event__company", "person"))


@transaction.atomic
def _nudge(reply: Reply) -> int:
    same = Reply.objects.filter(pk=reply.pk, answer=Answer.YES, nudged_at=None)
    if not same.update(nudged_at=timezone.now()):
        return 0
    holding.tell("events.unanswered", reply.event, by=None, to=[reply.person])
    return 1


def forget_needs() -> int:
    """A month after a gathering nobody's allergies and needs are kept, nor the names of those who were brought."""
    over = Event.objects.filter(ends_at__lte=timezone.now() - KEEP_NEEDS).values("pk")
    forgotten = Reply.objects.filter(event__in=over).exclude(needs="").update(needs="")
    return forgotten + Guest.objects.filter(reply__event__in=over).delete()[0]
