"""What happens at the door: somebody has come, or hadn't after all. Every message may come twice and late."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _

from accounts.audit.actions import record
from accounts.users.models import User
from programs.checkins import queries, rules, tickets
from programs.checkins.models import Attendance
from programs.events.models import Event

How = Attendance.How


@dataclass(frozen=True)
class Step:
    """What a device at the door has noted, perhaps long ago and without a network."""

    key: UUID
    at: datetime
    person: int | None = None
    guest_name: str = ""
    how: str = How.NAME
    leaves: bool = False
    # Whoever showed their ticket is let in by it, whether or not the desk may look them up.
    ticketed: bool = False


@dataclass(frozen=True)
class Outcome:
    """What has become of it: done, already (somebody else was faster), kept, refused; and the row as it is now."""

    key: UUID
    became: str
    row: Attendance | None = None
    why: str = ""


@transaction.atomic
def check_in(*, event: Event, step: Step, by: User) -> Outcome:
    """The person stands on the roll, once. The same message twice, or two devices at once, is one arrival.

    Refused: outside the time of the desk, and people whom whoever keeps it may not see. An arrival that was taken
    back after this message was written stays taken back.
    """
    locked = _locked(event, by)
    if known := Attendance.objects.filter(event=locked, key=step.key).select_related("by", "person").first():
        return Outcome(step.key, "already" if known.undone_at is None else "kept", known)
    if step.person is not None:
        if there := _standing(locked, step.person):
            return Outcome(step.key, "already", there)
        if later := _undone_since(locked, step):
            return Outcome(step.key, "kept", later)
    return Outcome(step.key, "done", _write(locked, step, by))


@transaction.atomic
def undo(*, event: Event, person: int | None = None, row: int | None = None, at: datetime, by: User) -> Outcome:
    """The arrival is taken back; one that was written down anew after `at` stays. Harmless twice."""
    locked = _locked(event, by)
    rows = Attendance.objects.standing().filter(event=locked).select_related("by", "person")
    found = rows.filter(pk=row).first() if row else rows.filter(person=person, person__isnull=False).first()
    if found is None:
        return Outcome(uuid4(), "already")
    if found.at > at:
        return Outcome(found.key, "kept", found)
    found.undone_at, found.undone_by = timezone.now(), by
    found.save(update_fields=["undone_at", "undone_by"])
    record("attendance.undone", locked, by=by, scope=locked.company.scope, person=found.person_id)
    return Outcome(found.key, "done", found)


@transaction.atomic
def put_back(*, event: Event, row: int, by: User) -> Outcome:
    """What was taken back by mistake stands again, with the time at which the person came."""
    locked = _locked(event, by)
    rows = Attendance.objects.filter(event=locked, pk=row).exclude(undone_at=None)
    if (found := rows.first()) is None:
        return Outcome(uuid4(), "already")
    if found.person_id and (there := _standing(locked, found.person_id)):
        return Outcome(found.key, "already", there)
    found.undone_at = found.undone_by = None
    found.save(update_fields=["undone_at", "undone_by"])
    record("attendance.put_back", locked, by=by, scope=locked.company.scope, person=found.person_id)
    return Outcome(found.key, "done", found)


def sync(*, event: Event, steps: Iterable[Step], by: User) -> list[Outcome]:
    """Everything a device noted, in its order; what is refused doesn't hold up the rest."""
    found = []
    for step in steps:
        try:
            if step.leaves:
                became = undo(event=event, person=step.person, at=step.at, by=by)
                found.append(Outcome(step.key, became.became, became.row))
            else:
                found.append(check_in(event=event, step=step, by=by))
        except ValidationError as refusal:
            found.append(Outcome(step.key, "refused", why=" ".join(refusal.messages)))
    return found


@transaction.atomic
def arrive(*, event: Event, code: str, by: User) -> Outcome:
    """Somebody says by the code on the wall that they are here. Refused with a wrong code and outside the time."""
    locked = _lock(Event.objects.visible_to(by), event)
    if not (may := rules.is_wall_open(locked)):
        raise ValidationError(may.why_not)
    if not constant_time_compare(tickets.said(code), tickets.wall_code(locked)):
        raise ValidationError(_("コードがちがうようです。会場の掲示をもう一度確かめてください。"))
    if there := _standing(locked, by.pk):
        return Outcome(there.key, "already", there)
    step = Step(key=uuid4(), at=timezone.now(), person=by.pk, how=How.WALL)
    return Outcome(step.key, "done", _write(locked, step, by))


def _write(event: Event, step: Step, by: User) -> Attendance:
    guest = " ".join(step.guest_name.split())[:60]
    if step.person is None and not guest:
        raise ValidationError(_("お連れの方のお名前を書いてください。"))
    person, known = step.person, step.ticketed or step.person == by.pk
    if person is not None and not known and not queries.may_walk_in(by, event).filter(pk=person).exists():
        raise ValidationError(_("この方は見つかりませんでした。お名前だけで受け付けることもできます。"))
    # A device's clock may be wrong; nobody comes before the doors open or in the future.
    at = min(max(step.at, event.starts_at - rules.BEFORE), timezone.now() + timedelta(seconds=1))
    row = Attendance.objects.create(
        event=event,
        person_id=step.person,
        guest_name="" if step.person is not None else guest,
        how=step.how if step.how in How else How.NAME,
        at=at,
        by=by,
        key=step.key,
    )
    record("attendance.written", event, by=by, scope=event.company.scope, person=step.person, how=str(row.how))
    return row


def _standing(event: Event, person: int) -> Attendance | None:
    rows = Attendance.objects.standing().filter(event=event, person=person)
    return rows.select_related("by", "person").first()


def _undone_since(event: Event, step: Step) -> Attendance | None:
    rows = Attendance.objects.filter(event=event, person=step.person, undone_at__gt=step.at)
    return rows.select_related("by", "person").order_by("-undone_at").first()


def _locked(event: Event, by: User) -> Event:
    """The gathering, held: two desks at once write one after the other."""
    locked = _lock(Event.objects.visible_to(by), event)
    if not rules.can_keep_desk(by, locked):
        raise ValidationError(_("受付ができるのは、主催の方と会社の担当者です。"))
    if not (may := rules.is_open(locked)):
        raise ValidationError(may.why_not)
    return locked


def _lock(rows: object, event: Event) -> Event:
    seen = rows.select_related("company").select_for_update(no_key=True, of=("self",))  # type: ignore[attr-defined]
    if (locked := seen.filter(pk=event.pk).first()) is None:
        raise ValidationError(_("この集いは見つかりません。"))
    return locked
