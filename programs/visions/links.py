"""The real things that steps can point at: gatherings, programs, work together; each read through its own sight."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import F, QuerySet
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.users.models import User
from programs.cohorts.models import Program
from programs.collaborations.models import Collaboration
from programs.events.models import Event

AT_MOST = 40
# A program is closed by hand, perhaps long after its last day; that a step came true is told once all the same.
LATE = timedelta(days=120)


@dataclass(frozen=True)
class Thing:
    ref: str
    words: str
    url: str
    happened: bool


@dataclass(frozen=True)
class Source:
    """`seen`: the rows of this kind that a viewer sees; `taken`: in which order they are offered to be linked."""

    label: str | Promise
    model: Any
    taken: Callable[[QuerySet], QuerySet]
    happened: Callable[[Any], bool]
    page: str


def _gathered(event: Event) -> bool:
    return event.state == Event.State.PUBLISHED and event.ends_at <= timezone.now()


SOURCES = {
    "event": Source(
        pgettext_lazy("plural", "集い"),
        Event,
        lambda rows: rows.exclude(state__in=("draft", "cancelled")).order_by(F("starts_at").desc(nulls_first=True), "-pk"),
        _gathered,
        "events:detail",
    ),
    "program": Source(
        pgettext_lazy("plural", "プログラム"),
        Program,
        lambda rows: rows.exclude(state__in=("draft", "withdrawn")).order_by("-starts_on", "-pk"),
        lambda program: program.state == Program.State.CLOSED,
        "cohorts:detail",
    ),
    "collaboration": Source(
        _("いっしょの仕事"),
        Collaboration,
        lambda rows: rows.filter(state__in=(*Collaboration.AT_WORK, Collaboration.State.CLOSED)).order_by("-pk"),
        lambda work: work.state == Collaboration.State.CLOSED,
        "collaborations:one",
    ),
}  # fmt: skip


def things(viewer: User, refs: Iterable[str]) -> dict[str, Thing]:
    """Those of these things that the viewer may see: one query for each kind among them."""
    wanted: dict[str, set[int]] = {}
    for ref in refs:
        kind, _colon, number = ref.partition(":")
        if kind in SOURCES:
            wanted.setdefault(kind, set()).add(int(number))
    found = {}
    for kind, numbers in wanted.items():
        for row in SOURCES[kind].model.objects.visible_to(viewer).filter(pk__in=numbers):
            thing = _thing(kind, row)
            found[thing.ref] = thing
    return found


def choices(viewer: User, kept: str = "") -> list[tuple[str, list[tuple[str, str]]]]:
    """What the viewer may link a step to, the newest first, by kind; what is linked already stays among them."""
    groups = []
    for kind, source in SOURCES.items():
        rows = source.taken(source.model.objects.visible_to(viewer))[:AT_MOST]
        offered = [(f"{kind}:{row.pk}", _words(row)) for row in rows]
        if kept.startswith(f"{kind}:") and kept not in dict(offered):
            offered += [(thing.ref, thing.words) for thing in things(viewer, [kept]).values()]
        if offered:
            groups.append((str(source.label), offered))
    return groups


def just_happened(within: timedelta) -> list[str]:
    """References of gatherings that ended, programs and work that closed within this time: steps on them came true."""
    since = timezone.now() - within
    over: dict[str, QuerySet] = {
        "event": Event.objects.published().filter(ends_at__gt=since, ends_at__lte=timezone.now()),
        "program": Program.objects.filter(state=Program.State.CLOSED, ends_on__gte=(since - LATE).date()),
        "collaboration": Collaboration.objects.filter(state=Collaboration.State.CLOSED, over_at__gt=since),
    }
    return [f"{kind}:{pk}" for kind, rows in over.items() for pk in rows.values_list("pk", flat=True)]


def _thing(kind: str, row: Any) -> Thing:
    source = SOURCES[kind]
    try:
        url = reverse(source.page, args=[row.pk])
    except NoReverseMatch:
        url = ""
    return Thing(f"{kind}:{row.pk}", row.title, url, source.happened(row))


def _words(row: Any) -> str:
    day = getattr(row, "starts_there", None) or getattr(row, "starts_on", None)
    return f"{day:%Y-%m-%d} {row.title}" if day else row.title
