"""Telling people: what happened is written down once, in the transaction in which it happened."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import models

from accounts.audit.actions import ref
from accounts.notices import kinds
from accounts.notices.models import Fact
from accounts.users.models import User


def send(
    kind: str | type[kinds.Kind],
    *,
    about: models.Model | None = None,
    to: Iterable[User] | None = None,
    address: str = "",
    by: User | None = None,
    scope: str = "",
    revision: int = 0,
    data: dict[str, Any] | None = None,
    key: str | None = None,
    not_before: datetime | None = None,
) -> Fact:
    """A fact stands in the outbox as part of the caller's transaction; workers tell everybody it concerns.

    One row, whatever the number of recipients, and never a word to Redis: the tick wakes the workers.
    The same `key` twice is one fact: the first one is returned. `to=None` and no `address`: the kind's own
    recipients, asked for when the fact falls due (`not_before`), so a reminder goes to whoever comes by then.
    """
    fact = Fact(
        kind=kinds.get(kind if isinstance(kind, str) else kind.code).code,
        about=ref(about),
        scope=scope,
        by=ref(by),
        revision=revision,
        data=data or {},
        to=None if to is None else sorted({person.pk for person in to}),
        address=address,
        dedupe_key=key,
        not_before=not_before,
    )
    if key is None:
        fact.save(force_insert=True)
        return fact
    Fact.objects.bulk_create([fact], ignore_conflicts=True)
    return Fact.objects.get(dedupe_key=key)
