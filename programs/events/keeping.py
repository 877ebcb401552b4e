"""Gatherings whose guests another room keeps (a program's cohort): they are invited by name as they come in and go."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.audit.actions import move, record
from accounts.users.models import User
from alumni.companies.models import Company
from programs.events import actions, rules
from programs.events.holding import locked, refuse
from programs.events.models import Event
from programs.events.parts import EventInvite, EventRole
from programs.events.replying import fill


@transaction.atomic
def plan(*, company: Company, host: User, people: Iterable[User], also: Iterable[User] = (), **fields: Any) -> Event:
    """A published session of these people, held by `host` and by those `also` who agreed elsewhere to hold it too.

    Whoever comes in later is invited by `keep`. Refused with what is missing, as any gathering.
    """
    event = Event(company=company, host=host, kind=Event.Kind.SESSION, open_to=Event.OpenTo.PEOPLE, **fields)
    refuse(rules.problems(event))
    event.save(force_insert=True)
    record("event.created", event, by=host, scope=company.scope)
    EventRole.objects.bulk_create(
        [
            EventRole(event=event, person=one, state=EventRole.State.ACCEPTED, answered_at=timezone.now())
            for one in also
            if one.pk != host.pk
        ]
    )
    _invite(event, people)
    return actions.publish(event=event, by=host)


@transaction.atomic
def keep(*, event: Event, by: User, come: Iterable[User] = (), go: Iterable[User] = ()) -> None:
    """`come` are invited, without a mail of its own: whoever lets them in tells them. `go` are out of it: their
    invitation and their answer are gone, and the seat goes on. What has begun stays as it was."""
    row = locked(event)
    if row.has_begun or row.is_cancelled:
        return
    _invite(row, come)
    leaving = [person.pk for person in go]
    row.invites.filter(person__in=leaving).delete()
    theirs = list(row.replies.filter(person__in=leaving))
    seats = sum(reply.holds for reply in theirs)
    row.replies.filter(pk__in=[reply.pk for reply in theirs]).delete()
    fill(row, by, row.taken - seats)


def _invite(event: Event, people: Iterable[User]) -> None:
    EventInvite.objects.bulk_create(
        [EventInvite(event=event, person=person) for person in people if person.pk != event.host_id],
        ignore_conflicts=True,
    )


@transaction.atomic
def hold_too(*, event: Event, person: User) -> None:
    """Somebody holds it now together with the host; what is over stays as it was."""
    row = locked(event)
    standing = EventRole.objects.standing().filter(event=row, person=person)
    if not (row.has_begun or row.is_cancelled or person.pk == row.host_id or standing.exists()):
        EventRole.objects.create(event=row, person=person, state=EventRole.State.ACCEPTED, answered_at=timezone.now())


@transaction.atomic
def let_go(*, event: Event, person: User, heir: User | None) -> None:
    """Somebody doesn't hold it any more; if they were its host, `heir` is."""
    row = locked(event)
    for role in EventRole.objects.standing().filter(event=row, person=person):
        move(role, to=EventRole.State.ENDED, by=person, scope=row.company.scope)
    if row.host_id == person.pk and heir is not None:
        Event.objects.filter(pk=row.pk).update(host=heir)
        record("event.handed_over", row, by=person, scope=row.company.scope)
