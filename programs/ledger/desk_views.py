"""A company's side of the ledger: its desk, and the page of what it and its people have been to each other."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.users.access import member
from accounts.users.models import User
from alumni.companies.models import Company
from alumni.companies.queries import desk_or_404, desks_of
from alumni.tenures.standing import standing_of
from programs.ledger import actions, queries
from programs.ledger.forms import TellForm
from programs.ledger.models import Contribution
from programs.ledger.views import with_person


@member
@require_safe
def desk(request: HttpRequest, slug: str) -> HttpResponse:
    """What waits for the company's yes, what it could tell, what is fulfilled, and its breadth."""
    assert isinstance(request.user, User)
    company = desk_or_404(request.user, slug)
    page = {
        "company": company, "desks": desks_of(request.user), "book": queries.book_of_desk(request.user, company),
        "breadth": queries.breadth_of(company), "next": request.path,
    }  # fmt: skip
    return render(request, "programs/ledger/desk.html", page)


@member
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, slug: str) -> HttpResponse:
    """The company tells what it gave to a person, or got from them; `?to=user:5` names whom."""
    assert isinstance(request.user, User)
    company = desk_or_404(request.user, slug)
    wanted = request.GET.get("to") or request.POST.get("other", "")
    people = with_person(request.user, wanted, _people_with(request.user, company))
    first = {"direction": "got", "other": wanted, "kind": "time", "on": timezone.localdate()}
    form = TellForm(request.POST or None, initial=first, companies=[], people=people)
    if request.method == "POST" and form.is_valid():
        try:
            sides = form.sides_of(company)
            actions.tell(**sides, **form.said(), by=request.user, side=company)
            messages.success(request, _("書きとめて、相手に確かめをお願いしました。"))
            return redirect("ledger:desk", slug)
        except ValidationError as refusal:
            form.add_error(None, refusal)
    page = {"company": company, "desks": desks_of(request.user), "form": form}
    return render(request, "programs/ledger/desk_new.html", page, status=422 if form.errors else 200)


def _people_with(viewer: User, company: Company) -> list[User]:
    """Those with whom the company has an entry already; whoever keeps the desk is told about by somebody else."""
    rows = queries.with_sides(Contribution.objects.visible_to(viewer).of_company(company))[:300]
    people = {one.pk: one for row in rows for one in (row.given_by, row.got_by) if isinstance(one, User)}
    return sorted((one for one in people.values() if one != viewer), key=lambda one: one.name)


@member
@require_safe
def company(request: HttpRequest, slug: str) -> HttpResponse:
    """For whoever belongs or belonged to it: kinds and rounded numbers, no entry and nobody's name."""
    assert isinstance(request.user, User)
    found = get_object_or_404(Company, slug=slug)
    own = standing_of(request.user).company_ids
    if found.pk not in own and found not in desks_of(request.user):
        raise Http404
    page = {"company": found, "breadth": queries.breadth_of(found)}
    return render(request, "programs/ledger/company.html", page)
