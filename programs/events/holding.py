"""What every action on a gathering shares: the row under its lock, a refusal in words, and telling people of it."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.notices.actions import send
from accounts.notices.models import Fact
from accounts.users.models import User
from programs.events import reminding, rules
from programs.events.models import Event
from programs.events.notices import plain


def locked(event: Event, seen_by: User | None = None) -> Event:
    """The row as it is now, held until the end of the transaction (rows that only point to it may still come)."""
    rows = Event.objects.all() if seen_by is None else Event.objects.visible_to(seen_by)
    found = rows.select_related("company", "host").select_for_update(no_key=True, of=("self",)).filter(pk=event.pk)
    if (row := found.first()) is None:
        raise ValidationError(_("この集いは見つかりません。"))
    return row


def own(event: Event, by: User) -> Event:
    """The locked row, for somebody who holds it; refused to anybody else."""
    row = locked(event)
    if not rules.can_edit(by, row):
        raise ValidationError(_("これができるのは、主催の方と会社の担当者です。"))
    return row


def own_circle(event: Event, by: User) -> Event:
    """The same, where who holds it also chooses who comes; refused where another room keeps the guests."""
    row = own(event, by)
    if row.is_kept:
        raise ValidationError(
            _("この集いに来るのは、プログラムの参加者と進行役だけです。プログラムのページで迎えてください。")
        )
    return row


def tell(kind: str, event: Event, *, by: User | None, **more: Any) -> Fact:
    return send(kind, about=event, by=by, scope=event.company.scope, revision=event.revision, **more)


def remind(event: Event, *, just_told: bool) -> None:
    """Reminders bound to this start; one that was written for another start has become obsolete by itself."""
    data = {"starts_at": plain(event.starts_at), "time_zone": event.time_zone}
    for lead, due in reminding.plan(event.starts_at, event.time_zone, timezone.now(), just_told=just_told):
        key = f"events.reminder:{event.pk}:{lead}:{event.starts_at.timestamp():.0f}:{event.time_zone}"
        # By nobody: whoever publishes is reminded as well, if they come.
        fact = tell(f"events.reminder_{lead}", event, by=None, data=data, key=key, not_before=due)
        # Moved away and back: what fell due meanwhile found nobody, so it is open once more.
        gone = Fact.objects.filter(pk=fact.pk, notices=None, deliveries=None).exclude(expanded_at=None)
        gone.update(expanded_at=None, cursor=0, not_before=due)


def as_plain(values: Mapping[str, Any], names: list[str]) -> dict[str, Any]:
    return {name: plain(values[name]) for name in names}


def require(may: rules.May) -> None:
    if not may:
        raise ValidationError(may.why_not)


def refuse(problems: dict[str, str]) -> None:
    if problems:
        raise ValidationError({name: [words] for name, words in problems.items()})
