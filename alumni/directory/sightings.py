"""The log of who was shown whom: reading it, telling it to whom it is about, and forgetting it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Max, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.users.models import User
from alumni.directory.models import Sighting
from alumni.directory.queries import Companion, companions, label_of
from alumni.profiles.queries import in_sight

TOLD_FOR = timedelta(days=90)
KEPT_FOR_YEARS = 3
FEW = 3  # fewer unnamed people than this are told without a number
NAMED = 200
BATCH, BATCHES = 5000, 20


@dataclass(frozen=True)
class Opened:
    """Somebody who opened my page, as I may see them, and the last day on which they did."""

    companion: Companion
    day: date

    @property
    def kind(self) -> str:
        return label_of(self.companion.relation) or _("はじめての人")


@dataclass(frozen=True)
class SeenBy:
    """Who opened a page of late. `unnamed` are those whom its owner may not see, or who are beyond the first ones."""

    named: list[Opened]
    unnamed: int

    @property
    def kinds(self) -> list[tuple[str, int]]:
        return Counter(one.kind for one in self.named).most_common()

    @property
    def unnamed_told(self) -> int | None:
        return self.unnamed if self.unnamed >= FEW else None


def who_opened(person: User) -> SeenBy:
    """Who opened this person's page within ninety days, the latest first; names only of people they may see.

    Of all others there is a number and nothing else: a company or a kind could tell who it was.
    """
    rows = Sighting.objects.filter(person=person, page=True, day__gte=timezone.localdate() - TOLD_FOR)
    days = dict(
        rows.exclude(viewer=person).values_list("viewer").annotate(last=Max("day")).order_by("-last", "viewer")
    )
    latest = list(days)[:NAMED]
    seen = companions(person, in_sight(person).filter(person__in=latest)) if latest else []
    named = sorted((Opened(c, days[c.person.pk]) for c in seen), key=lambda one: one.day, reverse=True)
    return SeenBy(named, len(days) - len(named))


def cells_of(rows: QuerySet[Sighting]) -> Iterator[list[str]]:
    """The log as lines of text, for the platform's admins alone."""
    yield [_("日"), _("見た人"), _("見た人のメール"), _("見られた人"), _("見られた人のメール"), _("ページまで見た")]
    for row in rows.select_related("viewer", "person").iterator(2000):
        people = (row.viewer.name, row.viewer.email, row.person.name, row.person.email)
        yield [row.day.isoformat(), *people, _("はい") if row.page else ""]


def forget_old(today: date | None = None) -> int:
    """Lines older than three years are gone; a tick does so many and no more."""
    today = today or timezone.localdate()
    day = 28 if (today.month, today.day) == (2, 29) else today.day
    oldest = today.replace(year=today.year - KEPT_FOR_YEARS, day=day)
    gone = 0
    for _batch in range(BATCHES):
        some = list(Sighting.objects.filter(day__lt=oldest).order_by("day")[:BATCH].values_list("pk", flat=True))
        gone += Sighting.objects.filter(pk__in=some).delete()[0]
        if len(some) < BATCH:
            break
    return gone
