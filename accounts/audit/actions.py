"""The only writer of history, and the only writer of a `.state`."""

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _

from accounts.audit.models import Entry


def ref(obj: models.Model | None) -> str:
    """The text reference of a row: "event:12"; empty for nothing."""
    return f"{obj._meta.model_name}:{obj.pk}" if obj is not None else ""


def record(
    verb: str, obj: models.Model, *, by: AbstractBaseUser | None, scope: models.Model | str = "", **data: Any
) -> Entry:
    """One line of history about `obj`; `by=None` means the system itself. Data must hold no secret."""
    scope_ref = scope if isinstance(scope, str) else ref(scope)
    return Entry.objects.create(verb=verb, about=ref(obj), by=ref(by), scope=scope_ref, data=data)


def move(obj: Any, *, to: str, by: AbstractBaseUser | None, scope: models.Model | str = "", **changes: Any) -> None:
    """`obj.state` becomes `to` if the model's MOVES table allows it, with `changes` in the same statement.

    The row changes only if it still has the state that was read, so two people at once can't both move it.
    Raises ValidationError when the move isn't allowed or somebody else was faster.
    """
    if to not in obj.MOVES.get(obj.state, ()):
        raise ValidationError(_("いまの状態では、この操作はできません。画面を開きなおして確かめてください。"))
    with transaction.atomic():
        before = obj.state
        moved = type(obj)._base_manager.filter(pk=obj.pk, state=before).update(state=to, **changes)
        if not moved:
            raise ValidationError(_("ほかの人が先に変更しました。画面を開きなおして確かめてください。"))
        for name, value in {"state": to, **changes}.items():
            setattr(obj, name, value)
        record(f"{obj._meta.model_name}.{to}", obj, by=by, scope=scope, before=before)
