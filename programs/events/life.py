"""What happens to a gathering between publishing and its day: it is put off, gets a new day, comes back, is thrown away."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.audit.actions import move, record
from accounts.users.models import User
from programs.events import replying, rules, sittings
from programs.events.holding import own, refuse, remind, tell
from programs.events.models import Event


@transaction.atomic
def postpone(*, event: Event, by: User, reason: str) -> Event:
    """Its day is open again; every seat is kept, and whoever comes, thinks of it or waits is told why.

    Refused without a reason, and once it has begun.
    """
    row = own(event, by)
    if not (reason := reason.strip()):
        raise ValidationError({"reason": _("延期の理由をひとこと書いてください。参加予定の方へそのまま届きます。")})
    if row.has_begun:
        raise ValidationError(_("もう始まった集いは延期できません。"))
    words: dict[str, Any] = {"postpone_reason": reason, "postponed_at": timezone.now(), "revision": row.revision + 1}
    move(row, to=Event.State.POSTPONED, by=by, scope=row.company.scope, **words)
    tell("events.postponed", row, by=by)
    return row


@transaction.atomic
def set_day(
    *, event: Event, by: User, starts_at: datetime, ends_at: datetime | None = None, reply_by: datetime | None = None
) -> Event:
    """A postponed gathering has a day again: those with a seat keep it and are asked whether the new day suits them.

    One with sittings begins with its first; the others move by as much, and its end follows from them. Refused beside its field when the day is over or ends before it begins.
    """
    row = own(event, by)
    if not row.is_postponed:
        raise ValidationError(_("延期中の集いではありません。日時は「直す」から変えられます。"))
    # What the form said of the end counts only where no sittings say it.
    ends_at = sittings.shift(row, starts_at) or ends_at or starts_at + (row.ends_at - row.starts_at)
    row.starts_at, row.ends_at, row.reply_by = starts_at, ends_at, reply_by
    found = rules.problems(row)
    if starts_at <= timezone.now():
        found["starts_at"] = _("はじまりの日時が過ぎています。これからの日時に直してください。")
    refuse(found)
    days = {"starts_at": starts_at, "ends_at": ends_at, "reply_by": reply_by, "dated_at": timezone.now()}
    changes = {**days, "postponed_at": None, "revision": row.revision + 1}
    move(row, to=Event.State.PUBLISHED, by=by, scope=row.company.scope, **changes)
    replying.resume(row, by)
    tell("events.dated", row, by=by)
    remind(row, just_told=True)
    return row


@transaction.atomic
def restore(*, event: Event, by: User) -> Event:
    """A cancellation is taken back before its day: answers stand as they were, and those who gave them are told."""
    row = own(event, by)
    undated = row.postponed_at is not None
    if not undated and row.starts_at <= timezone.now():
        raise ValidationError(_("予定の日時を過ぎたので、戻せません。写しを作って、新しくひらいてください。"))
    to = Event.State.POSTPONED if undated else Event.State.PUBLISHED
    changes: dict[str, Any] = {"cancelled_at": None, "cancel_reason": "", "revision": row.revision + 1}
    move(row, to=to, by=by, scope=row.company.scope, **changes)
    tell("events.restored", row, by=by)
    if not undated:
        replying.resume(row, by)
        remind(row, just_told=True)
    return row


@transaction.atomic
def discard(*, event: Event, by: User) -> None:
    """A draft is gone with all that was prepared for it. Refused once people were told: then it can be cancelled."""
    row = own(event, by)
    if not row.is_draft:
        raise ValidationError(_("公開した集いは消せません。中止にすると、参加予定の方へ理由が届きます。"))
    record("event.discarded", row, by=by, scope=row.company.scope, title=row.title)
    row.delete()
