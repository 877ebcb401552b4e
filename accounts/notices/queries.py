"""Reading notices: a person's list, what they muted, and how the outbox stands."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Count, Min
from django.utils import timezone

from accounts.notices import kinds
from accounts.notices.kinds import CATEGORIES, Kind, Words
from accounts.notices.models import Delivery, Fact, Notice, Preference, Rhythm, Suppression
from accounts.users.mailbox import mailbox
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
    """A category with its kinds: those one can choose for, each with its pace now, and those that always come."""

    category: str
    label: Words
    loose: list[Kind]
    fixed: list[Kind]
    paces: dict[str, str]
    stopped: bool


def unread_count(user: User) -> int:
    """How many notices wait, at most 100."""
    return unread_by_kind(user).total()


def unread_by_kind(user: User) -> Counter[str]:
    """How many notices of each kind wait, at most 100 in all: one query."""
    return Counter(Notice.objects.visible_to(user).unread().values_list("fact__kind", flat=True)[:100])


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
    """Each category that can reach this person, in the order of the catalogue, with what holds for each kind now."""
    rows = Preference.objects.filter(person=user).values_list("category", "kind", "pace")
    stops = {category for category, kind, _pace in rows if not kind}
    chosen = {kind: pace for _category, kind, pace in rows if kind}
    found = []
    for category, label in CATEGORIES.items():
        members = [kind for kind in kinds.all() if kind.category == category and kind.may_reach(user)]
        loose = [kind for kind in members if kind.can_mute and (kind.by_mail or kind.in_app)]
        fixed = [kind for kind in members if not kind.can_mute and kind.by_mail]
        paces = {kind.code: _pace(kind, chosen.get(kind.code), category in stops) for kind in loose}
        if members:
            found.append(Choice(category, label, loose, fixed, paces, category in stops))
    return found


def _pace(kind: Kind, chosen: str | None, stopped: bool) -> str:
    usual = Preference.Pace.NOW if kind.by_mail else Preference.Pace.APP
    if stopped and chosen != Preference.Pace.NEVER:
        return Preference.Pace.APP
    return chosen or usual


def rhythm_of(user: User) -> Rhythm:
    """The person's rhythm, or the usual one, not yet stored."""
    return Rhythm.objects.filter(person=user).first() or Rhythm(person=user)


def dead_mailbox(user: User) -> Suppression | None:
    """The reason why nothing is written to this person's address any more."""
    return Suppression.objects.filter(address_key=mailbox(user.email), scope="").first()


def oldest_waiting() -> timedelta:
    """How long the oldest due mail or open fact has been waiting: the one figure that tells whether things move."""
    now = timezone.now()
    mail = Delivery.objects.due().aggregate(oldest=Min("not_before"))["oldest"]
    fact = Fact.objects.due().aggregate(oldest=Min("at"))["oldest"]
    return max([now - moment for moment in (mail, fact) if moment], default=timedelta())


def failed_lately() -> int:
    """How many mails were given up within the last hour."""
    hour = timezone.now() - timedelta(hours=1)
    # started_at: the last time each was tried; the newest failures are at the end of the index on the state.
    newest = Delivery.objects.filter(state=Delivery.State.FAILED).order_by("-id").values("pk")[:5_000]
    return Delivery.objects.filter(pk__in=newest, started_at__gt=hour).count()


def standing() -> list[dict[str, Any]]:
    """The outbox by state, with the age of the oldest of what should be on its way, for the admins' page."""
    now, states = timezone.now(), Delivery.State
    rows = Delivery.objects.exclude(state__in=[states.SENT, states.OBSOLETE]).values(
        "state", "bundle", "code", "error"
    )
    counted = rows.annotate(count=Count("pk"), oldest=Min("fact__at"), next=Min("not_before")).order_by("-count")[:40]
    return [{**row, "late": row["state"] == states.WAITING and row["next"] <= now} for row in counted]


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
