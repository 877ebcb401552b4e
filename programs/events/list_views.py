"""What there is: cards or a month's agenda, of what is coming, what one goes to, what one holds, what has been."""

import datetime as dt
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from accounts.users.access import member
from accounts.users.models import User
from alumni.tenures.standing import standing_of
from programs.events import queries
from programs.events.models import Event, EventQuerySet

PAGE = 12
SHOWS = ("upcoming", "going", "mine", "past")


@member
@require_safe
def list_(request: HttpRequest) -> HttpResponse:
    """One of four lists, narrowed to a kind; as cards, or as the agenda of one month."""
    user: User = request.user  # type: ignore[assignment]
    asked = {name: request.GET.get(name, "") for name in ("show", "kind", "view", "month")}
    now = asked["show"] if asked["show"] in SHOWS else SHOWS[0]
    kind = asked["kind"] if asked["kind"] in Event.Kind.values else ""
    events = _chosen(user, now)
    if kind:
        events = events.filter(kind=kind)
    kept = {"show": now, **({"kind": kind} if kind else {})}
    words: dict[str, Any] = {
        "now": now,
        "kind": kind,
        "kinds": _kinds(now, kind, asked["view"]),
        "hosts": queries.companies_to_host(user),
        "may_talk": bool(standing_of(user).posts),
        "kept": urlencode(kept),
    }
    if asked["view"] == "agenda":
        return render(request, "programs/events/agenda.html", {**words, **_month(events, asked["month"])})
    page = Paginator(events, PAGE).get_page(request.GET.get("page"))
    meets = queries.meets_of(user, page.object_list)
    cards = [{"event": event, "meet": meets[event.pk]} for event in page.object_list]
    return render(request, "programs/events/list.html", {**words, "page": page, "cards": cards})


def _chosen(user: User, now: str) -> EventQuerySet:
    seen = Event.objects.visible_to(user).select_related("company", "department").with_answer_of(user)
    if now == "mine":
        return seen.held_by(user).next_first()
    if now == "going":
        return seen.shown().filter(queries.going(user)).upcoming()
    return seen.shown().past() if now == "past" else seen.shown().upcoming()


def _kinds(now: str, kind: str, view: str) -> list[dict[str, Any]]:
    """The filters as links; the list and the view stay."""
    rest = {"show": now, **({"view": "agenda"} if view == "agenda" else {})}
    return [
        {"label": label, "query": urlencode({**rest, **({"kind": value} if value else {})}), "current": value == kind}
        for value, label in [("", ""), *Event.Kind.choices]
    ]


def _next_day(events: EventQuerySet) -> dt.date:
    """Where the agenda opens: at the first day in the list on which there is something."""
    dated = events.exclude(state=Event.State.POSTPONED).first()
    if dated is None or (dated.has_begun and not dated.is_over):
        return timezone.localdate()
    return timezone.localdate(dated.starts_at)


def _month(events: EventQuerySet, asked: str) -> dict[str, Any]:
    """The gatherings of one month by the clocks of the reader, and the months beside it."""
    try:
        first = dt.date.fromisoformat(f"{asked}-01")
    except ValueError:
        first = _next_day(events).replace(day=1)
    first = min(max(first, dt.date(2000, 1, 1)), dt.date(2100, 1, 1))
    here = timezone.get_current_timezone()
    after = (first + dt.timedelta(days=32)).replace(day=1)
    begin, end = (dt.datetime.combine(day, dt.time(), here) for day in (first, after))
    undated = Event.State.POSTPONED
    found = events.exclude(state=undated).filter(starts_at__lt=end, ends_at__gt=begin).order_by("starts_at", "pk")
    times = [(one, at) for one in found.prefetch_related("sessions")[:200] for at in one.sessions.all() or [one]]
    return {
        "first": first,
        # A gathering stands on each day on which it sits: (gathering, its sitting or itself).
        "times": sorted((row for row in times if begin <= row[1].starts_at < end), key=lambda row: row[1].starts_at),
        "undated": list(events.filter(state=undated)[:20]),
        "before": f"{first - dt.timedelta(days=1):%Y-%m}",
        "after": f"{after:%Y-%m}",
    }
