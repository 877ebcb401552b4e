"""After a new key: everything that is sealed is sealed again with it. What an older key made stays readable until then."""

import base64
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models, transaction

from accounts.notices.models import Fact
from programs.mentoring.models import CareerSession, SessionNote
from programs.mentoring.sealing import Unreadable, is_fresh, seal, unseal

PAGE = 200


@dataclass
class Told:
    """How much was sealed anew, how much was so already, and what no key of the ring opens."""

    sealed: int = 0
    fresh: int = 0
    unreadable: int = 0


def reseal() -> Told:
    """Page by page, each in a transaction of its own: may be stopped and run again."""
    told = Told()
    for rows, binding in (
        (CareerSession.objects.all(), lambda row: f"session:{row.name}"),
        (SessionNote.objects.all(), lambda row: f"note:{row.pk}:{row.session_id}:{row.mark}:{row.shared}"),
    ):
        for page in _pages(rows):
            _reseal(page, binding, told)
    for facts in _pages(Fact.objects.filter(kind__startswith="appointments.", data__has_key="sealed")):
        _reseal_facts(facts, told)
    return told


def _pages(rows: models.QuerySet[Any]) -> Iterator[models.QuerySet[Any]]:
    after = None
    while True:
        keys = rows.order_by("pk").values_list("pk", flat=True)
        page = list((keys if after is None else keys.filter(pk__gt=after))[:PAGE])
        if not page:
            return
        after = page[-1]
        yield rows.filter(pk__in=page)


@transaction.atomic
def _reseal(page: models.QuerySet[Any], binding: Callable[[Any], str], told: Told) -> None:
    for row in page.select_for_update():
        if (again := _again(row.sealed, binding(row), told)) is not None:
            row.sealed = again
            row.save(update_fields=["sealed"])


@transaction.atomic
def _reseal_facts(page: models.QuerySet[Fact], told: Told) -> None:
    for fact in page.select_for_update():
        again = _again(base64.b64decode(fact.data["sealed"]), f"fact:{fact.to[0]}", told)  # type: ignore[index]
        if again is not None:
            fact.data = {**fact.data, "sealed": base64.b64encode(again).decode()}
            fact.save(update_fields=["data"])


def _again(sealed: bytes | memoryview, bound_to: str, told: Told) -> bytes | None:
    if is_fresh(sealed):
        told.fresh += 1
        return None
    try:
        again = seal(unseal(sealed, bound_to=bound_to), bound_to=bound_to)
    except Unreadable:
        told.unreadable += 1
        return None
    told.sealed += 1
    return again
