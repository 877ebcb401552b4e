"""Looking again at the searches that people keep: as their owner would by hand, and telling of whom they didn't know.

Nothing here is a viewing: no Sighting, nothing off the day's number. Only an opened page shows anybody.
"""

import logging

from django.db import DatabaseError, transaction
from django.http import QueryDict
from django.utils import timezone

from accounts.notices.actions import send
from accounts.users.models import User
from alumni.directory.actions import PEOPLE_A_DAY
from alumni.directory.finding import Search
from alumni.directory.forms import SearchForm
from alumni.directory.keys import held_by
from alumni.directory.saved_models import KNOWN, SavedSearch
from alumni.directory.searching import Asked
from alumni.directory.wishes import KANA
from alumni.profiles.queries import in_sight

logger = logging.getLogger(__name__)

WATCHED = PEOPLE_A_DAY  # nobody could look through more by hand in a day
A_TICK, BATCH = 200, 50


def asked_by(viewer: User, query: str) -> Asked:
    """The search that stands in an address, as this viewer asks it."""
    return Asked(viewer, SearchForm(QueryDict(query)).wishes)


def found_by(viewer: User, query: str) -> frozenset[int] | None:
    """Whom the viewer finds by this now; None for more than can be looked through."""
    wish = asked_by(viewer, query).wish
    if wish.empty:
        return frozenset()
    found = Search(wish, held_by(viewer), viewer.pk, KANA).page(WATCHED)
    if found.next:
        return None
    return frozenset(in_sight(viewer).filter(person__in=found.people).values_list("person_id", flat=True))


def still_new(saved: SavedSearch) -> int:
    """How many of those last told of the owner would still find."""
    found = found_by(saved.person, saved.query)
    return len(found.intersection(saved.fresh)) if found else 0


def look_due(most: int = A_TICK) -> int:
    """Searches that are due are looked at, each once a day; one that fails waits until tomorrow. How many."""
    looked, last = 0, 0
    while looked < most and (batch := _due_after(last, min(BATCH, most - looked))):
        for pk in batch:
            try:
                look(pk)
            except DatabaseError:
                logger.exception("saved search %s", pk)
                SavedSearch.objects.filter(pk=pk).update(looked_at=timezone.now())
        looked, last = looked + len(batch), batch[-1]
    return looked


def _due_after(last: int, limit: int) -> list[int]:
    return list(SavedSearch.objects.due().filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:limit])


@transaction.atomic
def look(pk: int) -> None:
    """If it is due: what it finds is known from now on, and its owner is told of whom no look had found before.

    The first look only learns. So does one after there had been too many to tell of.
    """
    due = SavedSearch.objects.due().select_related("person").select_for_update(skip_locked=True, of=("self",))
    saved = due.filter(pk=pk).first()
    if saved is None:
        return
    found = found_by(saved.person, saved.query)
    new = found.difference(saved.known) if found is not None and saved.known is not None else frozenset()
    saved.known = None if found is None else [*sorted(found), *_others(saved, found)][:KNOWN]
    saved.fresh = sorted(new) or saved.fresh
    saved.looked_at = timezone.now()
    saved.save(update_fields=["known", "fresh", "looked_at"])
    if new:
        day = timezone.localdate().isoformat()
        send(
            "directory.new_people",
            about=saved,
            to=[saved.person],
            data={"n": len(new)},
            key=f"saved:{saved.pk}:{day}",
        )


def _others(saved: SavedSearch, found: frozenset[int]) -> list[int]:
    return [person for person in saved.known or () if person not in found]
