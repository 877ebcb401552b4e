"""What being looked at leaves behind: a line of the log for each person shown, and an end for the day."""

from collections.abc import Collection, Sequence

from django.db import connection, transaction
from django.utils import timezone

from accounts.notices.actions import send
from accounts.users.models import User
from alumni.directory.models import Sighting

PEOPLE_A_DAY = 300


def show_cards(*, people: Sequence[int], by: User, known: Collection[int] | None = None) -> list[int]:
    """Those of these people who may be shown to `by` today; each is written down. The first refusal tells the admins.

    Whoever was shown already today costs nothing more; `known` are these, where they have been read already.
    """
    fresh = _unseen(people, by) if known is None else [p for p in people if p != by.pk and p not in known]
    refused = _write_down(fresh, by) if fresh else frozenset()
    return [person for person in people if person not in refused]


def _unseen(people: Sequence[int], by: User) -> list[int]:
    seen = Sighting.objects.of_day(by, timezone.localdate()).filter(person__in=people)
    known = {by.pk, *seen.values_list("person_id", flat=True)}
    return [person for person in dict.fromkeys(people) if person not in known]


@transaction.atomic
def _write_down(fresh: list[int], by: User, *, page: bool = False) -> frozenset[int]:
    """The people for whom the day has no room any more."""
    _one_at_a_time(by)
    day = timezone.localdate()
    room = max(0, PEOPLE_A_DAY - Sighting.objects.of_day(by, day).count())
    rows = [Sighting(viewer=by, person_id=person, day=day, page=page) for person in fresh[:room]]
    Sighting.objects.bulk_create(rows, ignore_conflicts=True)
    if len(fresh) > room:
        send("directory.quota", about=by, by=by, data={"day": day.isoformat()}, key=f"quota:{by.pk}:{day}")
    return frozenset(fresh[room:])


def show_page(*, person: User, by: User) -> bool:
    """Whether `by` may open the page of this person today; if so, it is written down."""
    if person.pk == by.pk:
        return True
    today = Sighting.objects.of_day(by, timezone.localdate()).filter(person=person)
    opened = today.values_list("page", flat=True).first()
    if opened is None:
        return not _write_down([person.pk], by, page=True)
    if not opened:
        today.update(page=True)
    return True


def _one_at_a_time(viewer: User) -> None:
    """Many pages asked for at once must not each find room for the same last person."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('sightings'), %s)", [viewer.pk])
