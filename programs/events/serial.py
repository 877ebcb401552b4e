"""A series: one gathering becomes several in a rhythm; they are published and changed together."""

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.audit.actions import record
from accounts.users.models import User
from programs.events import actions, copying, replying, rhythms, rules, turns
from programs.events.holding import as_plain, locked, own, tell
from programs.events.models import Event, Reply
from programs.events.parts import Series

# What is said of one gathering alone: its own day, and what follows from it.
OWN = ("starts_at", "ends_at", "reply_by")


@transaction.atomic
def make_series(*, event: Event, by: User, rhythm: str, days: list[dt.date]) -> Series:
    """The draft is the first of a series; for each further day a draft with the same words stands beside it.

    The hour is the first one's by the clocks of the place, also after a change to summer time. Refused once it is
    published, in a series already, or without a further day.
    """
    row = own(event, by)
    if not row.is_draft or row.series_id:
        raise ValidationError(_("つづきにできるのは、まだ公開していない、ひとつだけの集いです。"))
    first = row.starts_at.astimezone(ZoneInfo(row.time_zone))
    further = sorted({day for day in days if day > first.date()})[: rhythms.MOST - 1]
    if not further:
        raise ValidationError({"days": [_("はじめの回より後の日を、ひとつ以上選んでください。")]})
    series = Series.objects.create(company=row.company, host=row.host, title=row.title, rhythm=rhythm)
    Event.objects.filter(pk=row.pk).update(series=series, turn=1)
    for turn, start in enumerate(rhythms.moments(further, first.time(), row.time_zone), start=2):
        copying.bring_along(row, _next(row, series, turn, start), chapters=False)
    record("series.made", series, by=by, scope=row.company.scope, gatherings=len(further) + 1)
    return series


def _next(first: Event, series: Series, turn: int, start: dt.datetime) -> Event:
    words: dict[str, Any] = {name: getattr(first, name) for name in actions.COPIED}
    words["starts_at"], words["ends_at"] = start, start + (first.ends_at - first.starts_at)
    if first.reply_by:
        words["reply_by"] = start - (first.starts_at - first.reply_by)
    made = Event.objects.create(host=first.host, series=series, turn=turn, **words)
    made.invites.bulk_create([type(i)(event=made, person_id=i.person_id) for i in first.invites.all()])
    made.circle.bulk_create([type(c)(event=made, company_id=c.company_id, state="asked") for c in first.circle.all()])
    return made


@transaction.atomic
def publish_series(*, event: Event, by: User) -> list[Event]:
    """All drafts of the series are published; people are told once, of the first of them."""
    row = own(event, by)
    drafts = Event.objects.filter(series=row.series_id, state=Event.State.DRAFT).order_by("starts_at")
    return [actions.publish(event=one, by=by, quiet=number > 0) for number, one in enumerate(drafts)]


@transaction.atomic
def change_following(*, event: Event, by: User, tell: bool = True, **fields: Any) -> list[Event]:
    """What is changed in this gathering becomes the same in those that follow in its series; their days move as its
    own does. What isn't changed here stays as it is there, also where one of them differs.

    Whoever answered hears once, of all that they answered. Those that are over, called off or put off stay as they are.
    """
    row = own(event, by)
    rows = Event.objects.filter(series=row.series_id, turn__gt=row.turn, state__in=["draft", "published"])
    following = [locked(one) for one in rows.order_by("turn")]
    moves = _moves(row, fields)
    words = {name: value for name, value in fields.items() if name not in OWN and value != getattr(row, name)}
    found = [(row, actions.change(event=row, by=by, tell=tell, quiet=True, **fields))]
    for one in following:
        changes = {**words, **_moved(one, moves, fields)}
        found.append((one, actions.change(event=one, by=by, tell=tell, quiet=True, **changes)))
    if tell:
        _tell_of_changes(found, by)
    return [made for _before, made in found]


def _tell_of_changes(found: list[tuple[Event, Event]], by: User) -> None:
    """From what each gathering was, and what it became; of one alone people are told as of any gathering."""
    told = []
    for before, made in found:
        names = [name for name in rules.PROMISED if getattr(before, name) != getattr(made, name)]
        if names and made.state == Event.State.PUBLISHED:
            told.append((made, {"was": as_plain(vars(before), names), "is": as_plain(vars(made), names)}))
    if len(told) == 1:
        tell("events.changed", told[0][0], by=by, data=told[0][1])
    elif told:
        first = told[0][0]
        key = f"events.series_changed:{first.pk}:{first.revision}"
        tell("events.series_changed", first, by=by, key=key, data={"changed": [[one.pk, how] for one, how in told]})


@transaction.atomic
def cancel_following(*, event: Event, by: User, reason: str) -> list[Event]:
    """This gathering and those that follow in its series are called off for one reason; each can be taken back alone.

    Whoever comes hears once, of all that they would have come to. Drafts, and what has begun, stay as they are.
    """
    row = own(event, by)
    if not (later := turns.to_call_off_with(row)):
        return [actions.cancel(event=row, by=by, reason=reason)]
    off = [actions.cancel(event=one, by=by, reason=reason, quiet=True) for one in [row, *later]]
    key, which = f"events.series_cancelled:{off[0].pk}:{off[0].revision}", [[one.pk, one.revision] for one in off]
    tell("events.series_cancelled", off[0], by=by, key=key, data={"off": which})
    return off


@transaction.atomic
def reply_along(*, event: Event, by: User, answer: str, **fields: Any) -> tuple[Reply, list[tuple[Event, str]]]:
    """One button pressed for this gathering and those that follow: the person hears once what became of it.

    Refused as the answer to this one is; of the others see reply_following.
    """
    heard: list[tuple[str, Event]] = []

    def note(kind: str, event: Event, **_more: Any) -> None:
        heard.append((kind, event))

    made = replying.tap(event=event, by=by, answer=answer, say=note, **fields)
    refused = reply_following(event=event, by=by, answer=answer, say=note, **fields)
    if len(heard) == 1:
        tell(*heard[0], by=by, to=[by])
    elif heard:
        data = {"answers": [[kind, one.pk] for kind, one in heard]}
        tell("events.series_answered", heard[0][1], by=by, to=[by], data=data)
    return made, refused


def reply_following(*, event: Event, by: User, answer: str, **fields: Any) -> list[tuple[Event, str]]:
    """The same answer to each later gathering of the series; each stands or falls for itself.

    Returns those that couldn't take it, each with the reason in words: a full one takes a yes as a place in its line,
    a closed one refuses. Confirming or passing on a seat is of one gathering and is repeated to none.
    """
    if answer not in rules.ANSWERS:
        return []
    refused = []
    for one in turns.following(event, by):
        try:
            replying.reply(event=one, by=by, answer=answer, **fields)
        except ValidationError as refusal:
            refused.append((one, " ".join(refusal.messages)))
    return refused


def _moves(row: Event, fields: dict[str, Any]) -> dict[str, Any]:
    zone = ZoneInfo(fields.get("time_zone", row.time_zone))
    was = row.starts_at.astimezone(ZoneInfo(row.time_zone))
    start = fields.get("starts_at", row.starts_at).astimezone(zone)
    length = fields.get("ends_at", row.ends_at) - fields.get("starts_at", row.starts_at)
    return {"days": (start.date() - was.date()).days, "at": start.time(), "length": length, "zone": zone.key}


def _moved(one: Event, moves: dict[str, Any], fields: dict[str, Any]) -> dict[str, Any]:
    if not {"starts_at", "ends_at", "time_zone"} & set(fields):
        return {}
    start = rhythms.shifted(
        one.starts_at.astimezone(ZoneInfo(one.time_zone)), moves["days"], moves["at"], moves["zone"]
    )
    return {"starts_at": start, "ends_at": start + moves["length"]}
