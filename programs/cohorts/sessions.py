"""Sessions of a program: each a gathering of the cohort alone, whose guests follow who is in."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from accounts.audit.actions import record
from accounts.users.models import User
from programs.cohorts import rules
from programs.cohorts.holding import heads_of, locked
from programs.cohorts.models import Nomination, Program
from programs.cohorts.round_models import ProgramSession
from programs.events import actions as events
from programs.events import keeping
from programs.events.models import Event

WORDS = ("prompts", "material", "in_groups")
# What a plan says of the gathering itself.
OF_EVENT = (
    "title",
    "starts_at",
    "ends_at",
    "time_zone",
    "mode",
    "place",
    "address",
    "online_url",
    "link_lead",
    "lead",
)


@transaction.atomic
def plan(*, program: Program, by: User, starts_at: datetime, ends_at: datetime, **fields: Any) -> ProgramSession:
    """The next session stands: a gathering held by who leads, to which everybody who is in is invited, and told.

    Refused to whoever doesn't lead, before publishing, and with what a gathering lacks.
    """
    row = locked(program)
    if not rules.can_lead(by, row):
        raise ValidationError(_("回を決められるのは、進行役です。"))
    if row.is_draft or row.is_over:
        raise ValidationError(_("回を決められるのは、公開してからおわるまでのあいだです。"))
    number = (row.sessions.aggregate(last=Max("number"))["last"] or 0) + 1  # type: ignore[attr-defined]
    words = {name: fields.pop(name) for name in WORDS if name in fields}
    people, heads = _inside(row), heads_of(row)
    event = keeping.plan(
        company=row.company, host=by, people=people, also=heads, starts_at=starts_at, ends_at=ends_at, **fields
    )
    made = ProgramSession.objects.create(program=row, event=event, number=number, **words)
    sit_in_rounds(row)
    record("program.session_planned", row, by=by, scope=row.company.scope, event=event.pk)
    return made


@transaction.atomic
def change(*, session: ProgramSession, by: User, **fields: Any) -> ProgramSession:
    """Words and time become what is given; who comes hears of a new time or place by the gathering itself."""
    row = locked(session.program)
    if not rules.can_lead(by, row):
        raise ValidationError(_("回を直せるのは、進行役です。"))
    words = {name: fields.pop(name) for name in WORDS if name in fields}
    events.change(event=session.event, by=by, **fields)
    for name, value in words.items():
        setattr(session, name, value)
    session.save(update_fields=list(words))
    sit_in_rounds(row)
    return session


@transaction.atomic
def cancel(*, session: ProgramSession, by: User, reason: str) -> None:
    """It doesn't take place; who comes hears why."""
    row = locked(session.program)
    if not rules.can_lead(by, row):
        raise ValidationError(_("回を取りやめられるのは、進行役です。"))
    events.cancel(event=session.event, by=by, reason=reason)
    sit_in_rounds(row)


def sit_in_rounds(program: Program) -> None:
    """The first session that sits in groups does so in the groups of the first round, and so on; the caller holds the program."""
    rows = ProgramSession.objects.filter(program=program, in_groups=True).exclude(event__state=Event.State.CANCELLED)
    rounds = program.rounds.order_by("number").values_list("pk", flat=True)  # type: ignore[attr-defined]
    turns = dict(zip(rows.order_by("event__starts_at", "pk").values_list("pk", flat=True), rounds, strict=False))
    now = dict(ProgramSession.objects.filter(program=program).values_list("pk", "round"))
    changed = [pk for pk, round_ in now.items() if round_ != turns.get(pk)]
    ProgramSession.objects.filter(pk__in=changed).update(round=None)
    for pk in changed:
        ProgramSession.objects.filter(pk=pk).update(round=turns.get(pk))


def call_off(*, program: Program, by: User, reason: str) -> None:
    """The coming sessions of a withdrawn program don't take place either."""
    for event in coming(program):
        events.cancel(event=event, by=by, reason=reason)


def welcome(nomination: Nomination, by: User) -> None:
    """Somebody came in: they are invited to the sessions to come."""
    for event in coming(nomination.program):
        keeping.keep(event=event, by=by, come=[nomination.person])


def part(nomination: Nomination, by: User) -> None:
    """Somebody left: the sessions to come go on without them."""
    for event in coming(nomination.program):
        keeping.keep(event=event, by=by, go=[nomination.person])


def hold_too(*, program: Program, person: User) -> None:
    for event in coming(program):
        keeping.hold_too(event=event, person=person)


def let_go(*, program: Program, person: User) -> None:
    """Their sessions, also those that are over, are held by another who leads: with the part goes the sight."""
    heir = next(iter(heads_of(program, person)), None)
    for event in Event.objects.filter(program_session__program=program):
        keeping.let_go(event=event, person=person, heir=heir)


def coming(program: Program) -> list[Event]:
    """Sessions that are still to be held."""
    rows = Event.objects.filter(
        program_session__program=program, state__in=[Event.State.PUBLISHED, Event.State.POSTPONED]
    )
    return [event for event in rows.select_related("company") if not event.has_begun]


def _inside(program: Program) -> list[User]:
    rows = Nomination.objects.inside().filter(program=program).select_related("person")
    return [one.person for one in rows]
