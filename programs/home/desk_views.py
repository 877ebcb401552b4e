"""The desk: which company, and how things stand there."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from accounts.users.access import member
from accounts.users.models import User
from alumni.companies.queries import desk_or_404, desks_of
from programs.home.figures import figures_of, waiting_at


@member
def desks(request: HttpRequest) -> HttpResponse:
    """The desk of one's company; a choice when there are several."""
    assert isinstance(request.user, User)
    own = desks_of(request.user)
    if len(own) == 1:
        return redirect("desk:company", own[0].slug)
    return render(request, "programs/home/desks.html", {"desks": own})


@member
def desk(request: HttpRequest, slug: str) -> HttpResponse:
    """How both sides stand, and what waits, in figures of the whole; never a ranking of persons."""
    assert isinstance(request.user, User)
    company = desk_or_404(request.user, slug)
    page = {"company": company, "desks": desks_of(request.user)}
    return render(
        request, "programs/home/desk.html", {**page, "figures": figures_of(company), "waits": waiting_at(company)}
    )
