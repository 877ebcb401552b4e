"""The member's home and the HR desk."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from accounts.users.access import member, public
from alumni.companies.models import Company
from alumni.companies.queries import desks_of


@public
def home(request: HttpRequest) -> HttpResponse:
    """Whoever isn't logged in sees what Kanae is; a member sees what waits for them."""
    return render(request, "programs/home/landing.html")


@member
def desks(request: HttpRequest) -> HttpResponse:
    """The desk of one's company; a choice when there are several."""
    own = desks_of(request.user)  # type: ignore[arg-type]
    if len(own) == 1:
        return redirect("desk:company", own[0].slug)
    return render(request, "programs/home/desks.html", {"desks": own})


@member
def desk(request: HttpRequest, slug: str) -> HttpResponse:
    company = get_object_or_404(Company.objects.staffed_by(request.user), slug=slug)  # type: ignore[arg-type]
    return render(request, "programs/home/desk.html", {"company": company, "desks": desks_of(request.user)})  # type: ignore[arg-type]
