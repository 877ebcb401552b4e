"""A gathering with several sittings: one answer for all of them, and each with its own time and place."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.users.models import User
from programs.events import actions
from programs.events.holding import own
from programs.events.models import Event
from programs.events.parts import Session


@transaction.atomic
def add_session(
    *, event: Event, by: User, starts_at: datetime, ends_at: datetime, title: str = "", place: str = ""
) -> Session:
    """A further sitting; the gathering lasts from the first to the last of them, and those who come hear of it.

    The first one added turns the gathering's own time into the first sitting. Refused when two overlap.
    """
    row = own(event, by)
    if row.is_cancelled or row.is_postponed:
        raise ValidationError(_("中止や延期の集いには、回を足せません。"))
    if ends_at <= starts_at:
        raise ValidationError({"ends_at": _("おわりは、はじまりより後にしてください。")})
    if not row.sessions.exists():
        _refuse_overlap(row.starts_at, row.ends_at, starts_at, ends_at)
        row.sessions.create(starts_at=row.starts_at, ends_at=row.ends_at)
    for other in row.sessions.all():
        _refuse_overlap(other.starts_at, other.ends_at, starts_at, ends_at)
    made = row.sessions.create(title=title, starts_at=starts_at, ends_at=ends_at, place=place)
    _span(row, by)
    return made


@transaction.atomic
def remove_session(*, session: Session, by: User) -> None:
    """The sitting no longer takes place. The last one but one leaves a gathering with a single time."""
    row = own(session.event, by)
    session.delete()
    _span(row, by)
    if row.sessions.count() == 1:
        row.sessions.all().delete()


def _refuse_overlap(begin: datetime, end: datetime, starts_at: datetime, ends_at: datetime) -> None:
    if starts_at < end and begin < ends_at:
        raise ValidationError({"starts_at": _("ほかの回と時間が重なっています。")})


def _span(row: Event, by: User) -> None:
    times = list(row.sessions.values_list("starts_at", "ends_at"))
    if times:
        first, last = min(start for start, _end in times), max(end for _start, end in times)
        actions.change(event=row, by=by, starts_at=first, ends_at=last)
