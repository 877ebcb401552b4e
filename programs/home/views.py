"""The first page: what Kanae is, or what waits for a member."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from accounts.users.access import public
from accounts.users.models import User
from alumni.arrivals.queries import doors_of
from alumni.directory.people import in_words
from alumni.tenures.standing import standing_of
from programs.exchange import keeping
from programs.exchange import queries as exchange
from programs.home.greeting import greeting
from programs.home.queries import Near, desk_work_of, gatherings_of, latest_notices, near_of, requests_of

FEW = 2  # suggestions on the first page


@public
def home(request: HttpRequest) -> HttpResponse:
    """Whoever isn't logged in reads what Kanae is; a member sees what waits for them."""
    if not request.user.is_authenticated:
        return render(request, "programs/home/landing.html")
    assert isinstance(request.user, User)
    return _own(request, request.user)


def _own(request: HttpRequest, viewer: User) -> HttpResponse:
    standing, now = standing_of(viewer), timezone.localtime()
    desk_work = desk_work_of(viewer)
    page = {
        "now": now,
        "greeting": greeting(now.hour),
        "posts": in_words(standing.tenures),
        "desk_work": desk_work,
        "desk_has_work": any(work.waits for work in desk_work),
        "notices": latest_notices(viewer),
    }
    if not standing.posts:
        return render(request, "programs/home/waiting.html", {**page, "doors": doors_of(viewer)})
    # An officer's first page is the desk's work; people who wait for them stand in their notices.
    near = Near() if desk_work else near_of(viewer)
    suggested = exchange.now_for(viewer)[:FEW]
    keeping.show(viewer, [one.fit for one in suggested])
    page |= {"suggested": suggested, "exchange_waiting": exchange.waiting_for(viewer)}
    page |= {"gatherings": gatherings_of(viewer), "requests": requests_of(viewer), "near": near}
    return render(request, "programs/home/home.html", page)
