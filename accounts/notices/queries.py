"""Reading notices: a person's list, what they muted, and how the outbox stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Count, Min
from django.utils import timezone
from django.utils.translation import gettext

from accounts.notices import kinds
from accounts.notices.kinds import CATEGORIES, Kind, Words
from accounts.notices.models import Delivery, Fact, Notice, Preference
from accounts.users.models import User

PAGE = 20


@dataclass(frozen=True)
class Line:
    """A notice as a sentence with the page it leads to."""

    notice: Notice
    words: str
    url: str


@dataclass(frozen=True)
class Choice:
    category: str
    label: Words
    hint: str
    muted: bool
    fixed: bool


def unread_count(user: User) -> int:
    """How many notices wait, at most 100."""
    return Notice.objects.visible_to(user).unread()[:100].count()


def page_of(user: User, *, before: int | None = None, after: int | None = None) -> tuple[list[Notice], bool, bool]:
    """Twenty notices, newest first; whether there are newer and older ones."""
    mine = Notice.objects.visible_to(user).select_related("fact")
    if after:
        found = list(mine.filter(pk__gt=after).order_by("pk")[: PAGE + 1])
        return found[:PAGE][::-1], len(found) > PAGE, True
    found = list((mine.filter(pk__lt=before) if before else mine).order_by("-pk")[: PAGE + 1])
    return found[:PAGE], bool(before), len(found) > PAGE


def lines_of(notices: Sequence[Notice], user: User) -> list[Line]:
    """As the kinds say them; what each kind needs is fetched once for all its lines."""
    known = {kind.code: kind for kind in kinds.all()}
    for code in {notice.fact.kind for notice in notices} & known.keys():
        known[code].prepare([n.fact for n in notices if n.fact.kind == code], [user])
    return [_line(known[n.fact.kind], n, user) for n in notices if n.fact.kind in known]


def _line(kind: Kind, notice: Notice, user: User) -> Line:
    """What it was about may be gone: then only its sort is told, and it leads nowhere."""
    fact = notice.fact
    if kind.about_model is not None and fact.thing is None:
        return Line(notice, str(kind.label), "")
    return Line(notice, kind.line(fact, user), kind.url(fact, user))


def choices_of(user: User) -> list[Choice]:
    """Each category that can reach this person, in the order of the catalogue; those nobody can mute are shown as such."""
    muted = set(Preference.objects.filter(person=user, pace=Preference.Pace.NEVER).values_list("category", flat=True))
    rows = []
    for category, label in CATEGORIES.items():
        members = [
            kind for kind in kinds.all() if kind.category == category and kind.by_mail and kind.may_reach(user)
        ]
        loose = [kind for kind in members if kind.can_mute]
        hint = gettext("・").join(dict.fromkeys(str(kind.label) for kind in (loose or members)))
        if members:
            rows.append(Choice(category, label, hint, category in muted, not loose))
    return rows


def oldest_waiting() -> timedelta:
    """How long the oldest due mail or open fact has been waiting: the one figure that tells whether things move."""
    now = timezone.now()
    mail = Delivery.objects.due().aggregate(oldest=Min("not_before"))["oldest"]
    fact = Fact.objects.due().aggregate(oldest=Min("at"))["oldest"]
    return max([now - moment for moment in (mail, fact) if moment], default=timedelta())


def due_count() -> int:
    """How many mails should be on their way by now."""
    return Delivery.objects.due().count()


def counts() -> dict[str, Any]:
    """Mails by state, and facts not yet told to everybody."""
    states = dict(Delivery.objects.values_list("state").annotate(Count("pk")))
    return {
        **{str(state): states.get(state, 0) for state in Delivery.State.values},
        "open": Fact.objects.due().count(),
    }
