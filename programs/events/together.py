"""Holding a gathering with others: who is asked to hold it too, what is to be prepared, what is read, what is kept of it."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.audit.actions import move, record
from accounts.users.models import User
from alumni.profiles.queries import visible_people
from programs.events import checklists, rules
from programs.events.holding import locked, own, own_circle, tell
from programs.events.models import Event
from programs.events.parts import ChecklistItem, EventRole, Note, Reading

State = EventRole.State


@transaction.atomic
def ask_to_hold(*, event: Event, by: User, person: User, role: str = EventRole.Role.COHOST) -> EventRole:
    """The person is asked to hold it too, and told; with their yes they may do all that the host does.

    Refused for whomever `by` may not see, for the host, and where another room says who holds it. Whoever has been
    asked stays asked once.
    """
    row = own_circle(event, by)
    if person.pk == row.host_id:
        raise ValidationError(_("主催の方は、はじめから入っています。"))
    if person.pk not in visible_people(by, [person.pk]):
        raise ValidationError(_("選べるのは、あなたに見えているメンバーだけです。"))
    if known := EventRole.objects.standing().filter(event=row, person=person).first():
        return known
    asked = EventRole.objects.create(event=row, person=person, role=role)
    record("event.role_asked", row, by=by, scope=row.company.scope, person=person.pk)
    tell("events.role_asked", row, by=by, to=[person])
    return asked


@transaction.atomic
def answer_role(*, role: EventRole, by: User, accept: bool) -> EventRole:
    """The person who was asked says yes or no; the host hears of it. Refused to anybody else and when it was answered."""
    if role.person_id != by.pk:
        raise ValidationError(_("お返事できるのは、お願いされたご本人だけです。"))
    to = State.ACCEPTED if accept else State.DECLINED
    move(role, to=to, by=by, scope=role.event.company.scope, answered_at=timezone.now())
    data = {"name": by.name, "accepted": accept}
    tell("events.role_answered", role.event, by=by, to=[role.event.host], data=data)
    return role


@transaction.atomic
def end_role(*, role: EventRole, by: User) -> EventRole:
    """The person no longer holds it: they step back themself, or somebody who holds it ends it. Never the host."""
    row = locked(role.event)
    if by.pk != role.person_id and not rules.can_edit(by, row):
        raise ValidationError(_("これができるのは、主催の方と会社の担当者です。"))
    move(role, to=State.ENDED, by=by, scope=row.company.scope)
    return role


@transaction.atomic
def prepare(*, event: Event, by: User) -> None:
    """The usual list for this kind of gathering stands there, if nothing does."""
    row = own(event, by)
    if not row.checklist.exists():
        usual = [(days, str(words)) for days, words in checklists.usual(row.kind, row.mode)]
        row.checklist.bulk_create([ChecklistItem(event=row, days=days, words=words) for days, words in usual])


@transaction.atomic
def add_item(*, event: Event, by: User, words: str, days: int) -> ChecklistItem:
    """One more thing to prepare."""
    return own(event, by).checklist.create(words=words, days=days)


@transaction.atomic
def tick(*, item: ChecklistItem, by: User, done: bool) -> None:
    """Done, by whom and when; or open again."""
    own(item.event, by)
    item.done_at, item.done_by = (timezone.now(), by) if done else (None, None)
    item.save(update_fields=["done_at", "done_by"])


@transaction.atomic
def remove_item(*, item: ChecklistItem, by: User) -> None:
    """The thing is no longer on the list."""
    own(item.event, by)
    item.delete()


@transaction.atomic
def set_reading(*, event: Event, by: User, **words: Any) -> Reading | None:
    """What the study group reads is what is given; without a book, nothing is."""
    row = own(event, by)
    if not words.get("book"):
        Reading.objects.filter(event=row).delete()
        return None
    reading, _made = Reading.objects.update_or_create(event=row, defaults=words)
    return reading


@transaction.atomic
def write_note(*, event: Event, by: User, text: str) -> Note:
    """A note for those who were there, by somebody who was there or held it. Refused before it has begun."""
    row = locked(event, seen_by=by)
    if not rules.can_keep_notes(by, row):
        raise ValidationError(_("記録を残せるのは、集いがはじまってから、参加した人と主催の方です。"))
    return row.notes.create(person=by, text=text)


@transaction.atomic
def remove_note(*, note: Note, by: User) -> None:
    """The note is gone: its writer or somebody who holds the gathering takes it away."""
    if note.person_id != by.pk and not rules.can_edit(by, note.event):
        raise ValidationError(_("消せるのは、書いた方と主催の方です。"))
    record("event.note_removed", note.event, by=by, scope=note.event.company.scope, writer=note.person_id)
    note.delete()
