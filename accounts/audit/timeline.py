"""What happened to one row, for people to read: the history and the older versions in one line of time."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from accounts.audit.queries import history_of
from accounts.users.models import User

AT_MOST = 200


@dataclass(frozen=True)
class Change:
    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Line:
    at: datetime
    what: str
    who: str = ""
    data: dict[str, Any] = field(default_factory=dict)
    changes: tuple[Change, ...] = ()


def timeline_of(obj: models.Model, *, viewer: User) -> list[Line]:
    """Newest first, at most 200 of each kind."""
    return sorted(_entries(obj) + _versions(obj), key=lambda line: line.at, reverse=True)


def _entries(obj: models.Model) -> list[Line]:
    entries = list(history_of(obj)[:AT_MOST])
    ids = {int(entry.by.removeprefix("user:")) for entry in entries if entry.by.startswith("user:")}
    names = {f"user:{user.pk}": str(user) for user in User.objects.filter(pk__in=ids)}
    return [
        Line(entry.at, entry.verb, names.get(entry.by, entry.by) or _("システム"), entry.data) for entry in entries
    ]


def _versions(obj: Any) -> list[Line]:
    """Triggers keep each new state of a row; the difference to the state before it is what changed."""
    if not hasattr(obj, "versions"):
        return []
    states = list(obj.versions.order_by("-pgh_id")[:AT_MOST])
    pairs = zip(states, [*states[1:], None], strict=False)  # the oldest has none before it
    return [Line(new.pgh_created_at, new.pgh_label, changes=_difference(obj, old, new)) for new, old in pairs]


def _difference(obj: models.Model, old: Any, new: Any) -> tuple[Change, ...]:
    if old is None:
        return ()
    fields = [f for f in obj._meta.concrete_fields if hasattr(new, f.attname) and not f.generated]
    return tuple(
        Change(str(f.verbose_name), _shown(f, getattr(old, f.attname)), _shown(f, getattr(new, f.attname)))
        for f in fields
        if getattr(old, f.attname) != getattr(new, f.attname)
    )


def _shown(column: Any, value: Any) -> str:
    if value in (None, ""):
        return "—"
    if value is True or value is False:
        return _("はい") if value else _("いいえ")
    if column.is_relation:
        return f"{column.remote_field.model._meta.verbose_name} {value}"
    return str(dict(column.flatchoices).get(value, value))
