"""What being looked at leaves behind: a line of the log for each person shown, and an end for the day."""

import csv
from collections.abc import Collection, Mapping, Sequence
from io import StringIO

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.audit.actions import record
from accounts.notices.actions import send
from accounts.users.models import User
from alumni.directory.models import Sighting
from alumni.directory.sightings import cells_of
from alumni.tenures.hrfile.safety import text_cell

PEOPLE_A_DAY = 300
MOST_LINES = 50_000


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


@transaction.atomic
def take_log(*, rows: QuerySet[Sighting], asked: Mapping[str, str], by: User) -> bytes:
    """These lines of the log as a CSV in which every cell is text. That it was taken, and what was asked, is history.

    Raises ValidationError where there are more lines than one file may hold.
    """
    count = rows.order_by()[: MOST_LINES + 1].count()
    if count > MOST_LINES:
        raise ValidationError(_("行が多すぎます。見た人や日を選んでから、もう一度書き出してください。"))
    out = StringIO()
    csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerows(
        [text_cell(cell) for cell in line] for line in cells_of(rows)
    )
    record("sighting.taken", by, by=by, lines=count, asked=dict(asked))
    return out.getvalue().encode("utf-8-sig")


def _one_at_a_time(viewer: User) -> None:
    """Many pages asked for at once must not each find room for the same last person."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('sightings'), %s)", [viewer.pk])
