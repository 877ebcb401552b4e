"""What happens to a gathering: it is drawn up, published, changed, cancelled. (How it is answered: replying.py.)"""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.audit.actions import move, record
from accounts.users.models import User
from alumni.companies.models import Company
from programs.events import copying, rules
from programs.events.holding import as_plain, locked, refuse, remind, require, tell
from programs.events.models import Event
from programs.events.replying import fill, resume

COPIED = (
    "company", "kind", "title", "lead", "body", "starts_at", "ends_at", "time_zone", "mode", "place", "address",
    "online_url", "link_lead", "open_to", "guest_list", "fee_note", "capacity", "guests_allowed",
    "approval", "offer_hours", "reconfirm", "release_unconfirmed", "hope_company", "hope_people", "department", "years_from", "years_until",
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
def change(*, event: Event, by: User, tell: bool = True, quiet: bool = False, **fields: Any) -> Event:
    """The fields become what is given. With `tell`, those who come or think of it hear of a new time or place.

    A larger table lets in the head of the waiting list; reminders move with the start. A table smaller than
    the seats given sends nobody away: no seat is given until it is below. `quiet`: one of several of which people are told
    elsewhere. Refused: another circle of guests after publishing, and anything on a cancelled gathering.
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
        _carry_through(row, by, before, changed, promised if tell else [], quiet=quiet)
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


def _carry_through(
    event: Event, by: User, before: dict[str, Any], changed: list[str], told: list[str], *, quiet: bool
) -> None:
    """What follows from a change of a published gathering."""
    if "starts_at" in changed:
        resume(event, by)
    elif "capacity" in changed:
        fill(event, by, event.taken)
    if told and not quiet:
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
def cancel(*, event: Event, by: User, reason: str, quiet: bool = False) -> Event:
    """It doesn't take place; whoever comes, thinks of it or waits is told why. Refused without a reason and afterwards.

    `quiet`: one of several of which people are told elsewhere.
    """
    row = locked(event)
    if not (reason := reason.strip()):
        raise ValidationError({"reason": _("中止の理由をひとこと書いてください。参加予定の方へそのまま届きます。")})
    if row.ends_at <= timezone.now() and not row.is_postponed:
        raise ValidationError(_("もう終わった集いは中止にできません。"))
    words = {"cancel_reason": reason, "cancelled_at": timezone.now(), "revision": row.revision + 1}
    move(row, to=Event.State.CANCELLED, by=by, scope=row.company.scope, **words)
    if not quiet:
        tell("events.cancelled", row, by=by, key=f"events.cancelled:{row.pk}:{row.revision}")
    return row


@transaction.atomic
def duplicate(*, event: Event, by: User) -> Event:
    """A draft with the same words, reading, questions and list of what to prepare, hosted by whoever copies; nobody is
    invited and nothing is answered yet. Refused for a program's session: the next one is planned in the program."""
    if event.is_kept:
        raise ValidationError(_("プログラムの回は写せません。次の回は、プログラムのページで決められます。"))
    title = _("%(title)s（写し）") % {"title": event.title}
    words = {name: getattr(event, name) for name in COPIED if name != "company"}
    made = create(company=event.company, by=by, **{**words, "title": title[:80]})
    copying.bring_along(event, made)
    return made
