"""A gathering with several sittings: one answer for all of them, and each with its own time and place."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.users.models import User
from programs.events import actions
from programs.events.holding import own, tell
from programs.events.models import Event
from programs.events.notices import plain
from programs.events.parts import Session


@transaction.atomic
def add_session(
    *, event: Event, by: User, starts_at: datetime, ends_at: datetime, title: str = "", place: str = ""
) -> Session:
    """A further sitting; the gathering lasts from the first to the last of them, and those it concerns hear of it.

    The first one added turns the gathering's own time into the first sitting. Refused when two overlap.
    """
    row = own(event, by)
    if row.is_cancelled or row.is_postponed:
        raise ValidationError(_("中止や延期の集いには、回を足せません。"))
    if ends_at <= starts_at:
        raise ValidationError({"ends_at": _("おわりは、はじまりより後にしてください。")})
    before = _entries(row)
    if not row.sessions.exists():
        _refuse_overlap(row.starts_at, row.ends_at, starts_at, ends_at)
        row.sessions.create(starts_at=row.starts_at, ends_at=row.ends_at)
    for other in row.sessions.all():
        _refuse_overlap(other.starts_at, other.ends_at, starts_at, ends_at)
    made = row.sessions.create(title=title, starts_at=starts_at, ends_at=ends_at, place=place)
    _carry_through(row, by, before)
    return made


@transaction.atomic
def remove_session(*, session: Session, by: User) -> None:
    """The sitting no longer takes place, and is taken out of the calendars of those who come; those it concerns hear
    of it. The last one but one leaves a gathering with a single time."""
    row = own(session.event, by)
    before = _entries(row)
    session.delete()
    times = list(row.sessions.all())
    if len(times) == 1:
        row.sessions.all().delete()
    _carry_through(row, by, before, times)


def shift(event: Event, starts_at: datetime) -> datetime | None:
    """All sittings move with the first, each by as many days and hours on the clocks of the place; the new end of the
    last one. None where there are no sittings. For actions that hold the gathering's lock."""
    rows, zone = list(event.sessions.all()), ZoneInfo(event.time_zone)
    if not rows:
        return None
    wide = _there(starts_at, zone) - _there(rows[0].starts_at, zone)
    # A sitting may step onto the time that the next one still has.
    for row in rows if wide.total_seconds() < 0 else reversed(rows):
        for name in ("starts_at", "ends_at"):
            setattr(row, name, (_there(getattr(row, name), zone) + wide).replace(tzinfo=zone))
        row.save(update_fields=["starts_at", "ends_at"])
    return max(row.ends_at for row in rows)


def _there(moment: datetime, zone: ZoneInfo) -> datetime:
    return moment.astimezone(zone).replace(tzinfo=None)


def _refuse_overlap(begin: datetime, end: datetime, starts_at: datetime, ends_at: datetime) -> None:
    if starts_at < end and begin < ends_at:
        raise ValidationError({"starts_at": _("ほかの回と時間が重なっています。")})


def _entries(row: Event) -> dict[int, dict[str, Any]]:
    """What calendars hold of it, by sitting; 0 is the gathering as a whole, where it has none."""
    rows: dict[int, Any] = {one.pk: one for one in row.sessions.all()} or {0: row}
    return {
        key: {"session": key, "starts_at": plain(one.starts_at), "ends_at": plain(one.ends_at),
              "title": "" if one is row else one.title}
        for key, one in rows.items()
    }  # fmt: skip


def _carry_through(
    row: Event, by: User, before: dict[int, dict[str, Any]], times: list[Session] | None = None
) -> None:
    """The gathering lasts from its first to its last sitting; entries that are no more are called off."""
    rows = list(row.sessions.all()) if times is None else times
    if rows:
        first, last = min(one.starts_at for one in rows), max(one.ends_at for one in rows)
        row = actions.change(event=row, by=by, tell=False, starts_at=first, ends_at=last)
    if row.state != Event.State.PUBLISHED:
        return
    now = _entries(row)
    row.revision += 1
    row.save(update_fields=["revision"])
    gone = [entry for key, entry in before.items() if key not in now]
    tell("events.sittings", row, by=by, data={"gone": gone})
