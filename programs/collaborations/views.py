"""The pages of collaborations: one's own, a desk's, a new one in two steps, one as a whole, and on paper."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.users.access import member
from accounts.users.models import User
from alumni.companies.models import Company
from alumni.companies.queries import desk_or_404, desks_of
from alumni.profiles.disclosure import ShownProfile
from alumni.profiles.queries import shown
from alumni.tenures.standing import standing_of
from programs.collaborations import actions, queries, rules
from programs.collaborations.beginnings import first_words
from programs.collaborations.forms import Named, StatementForm
from programs.collaborations.models import Collaboration
from programs.collaborations.pages import page_of


def row_for(request: HttpRequest, pk: int) -> Collaboration:
    """The collaboration, for who takes part; anybody else finds nothing here."""
    return get_object_or_404(Collaboration.objects.visible_to(request.user), pk=pk)  # type: ignore[arg-type]


@member
@require_safe
def list_(request: HttpRequest) -> HttpResponse:
    user: User = request.user  # type: ignore[assignment]
    rows = queries.listed(user, Collaboration.objects.visible_to(user))
    return render(request, "programs/collaborations/list.html", _sorted(rows))


def _sorted(rows: list[queries.Listed]) -> dict[str, Any]:
    """What waits for me, what goes on, what is over."""
    going = [one for one in rows if not one.row.is_over and any(party.is_standing for party in one.mine)]
    return {
        "asking": [one for one in going if one.waits_for_me],
        "going": [one for one in going if not one.waits_for_me],
        "over": [one for one in rows if one not in going],
        "any": bool(rows),
    }


@member
@require_safe
def desk(request: HttpRequest, slug: str) -> HttpResponse:
    """What the company takes part in, for whoever keeps its desk."""
    user: User = request.user  # type: ignore[assignment]
    company = desk_or_404(user, slug)
    here = Collaboration.objects.visible_to(user).filter(parties__company=company)
    words = _sorted(queries.listed(user, here, company))
    words |= {"company": company, "desks": desks_of(user)}
    return render(request, "programs/collaborations/desk.html", words)


# A new one: with whom, then what each side brings and gets


def _chosen(user: User, asked: QueryDict) -> tuple[list[ShownProfile], list[Company]]:
    """Who is named in the address, as far as this person may ask them."""
    keys = dict.fromkeys(asked.getlist("with"))
    numbers = {
        sign: [int(k[1:]) for k in keys if k[:1] == sign and k[1:].isdecimal() and len(k) < 11] for sign in "pc"
    }
    people = shown(user, numbers["p"]) if numbers["p"] else {}
    companies = {one.pk: one for one in queries.askable_companies("", known=numbers["c"])} if numbers["c"] else {}
    found = [people[pk] for pk in numbers["p"] if pk in people and pk != user.pk]
    return found, [companies[pk] for pk in numbers["c"] if pk in companies]


def _desk_in(user: User, asked: QueryDict) -> Company | None:
    return next((one for one in desks_of(user) if one.slug == asked.get("as")), None)


@member
@require_safe
def new(request: HttpRequest) -> HttpResponse:
    """With whom: a search that keeps what was chosen in the address, so that it needs no JavaScript."""
    user: User = request.user  # type: ignore[assignment]
    words, own = request.GET.get("q", "").strip()[:60], _desk_in(user, request.GET)
    people, companies = _chosen(user, request.GET)
    known = {*standing_of(user).company_ids, *(desk.pk for desk in desks_of(user))}
    taken = {one.person for one in people}, {one.pk for one in companies} | ({own.pk} if own else set())
    page = {
        "words": words, "title": request.GET.get("title", "")[:60], "origin": request.GET.get("origin", "")[:60], "people": people, "companies": companies, "own": own, "desks": desks_of(user),
        "found": [one for one in queries.askable(user, words) if one.person not in taken[0]],
        "found_companies": [one for one in queries.askable_companies(words, known=known) if one.pk not in taken[1]],
        "full": len(people) + len(companies) >= rules.MOST_SIDES - 1,
    }  # fmt: skip
    return render(request, "programs/collaborations/new.html", page)


@member
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest) -> HttpResponse:
    """What each side brings and wants to get; sending it is one's own signature."""
    user: User = request.user  # type: ignore[assignment]
    own = _desk_in(user, request.GET)
    people, companies = _chosen(user, request.GET)
    if not people and not companies:
        return redirect("collaborations:new")
    sides = [Named(f"c{own.pk}", str(own), "ai", True) if own else Named(f"p{user.pk}", user.name, "yu", True)]
    sides += [Named(f"p{one.person}", one.name, "yu", False) for one in people]
    sides += [Named(f"c{one.pk}", str(one), "ai", False) for one in companies]
    first = first_words(user, request.GET.get("origin", "")) | {"title": request.GET.get("title", "")[:60]}
    form = StatementForm(request.POST if request.method == "POST" else None, sides=sides, first=first)
    if form.is_valid():
        users = list(User.objects.active().filter(pk__in=[one.person for one in people]))
        try:
            made = actions.propose(people=users, companies=companies, by=user, desk=own, **form.told())
            messages.success(request, _("声をかけました。お相手のサインを待ちましょう。"))
            return redirect("collaborations:one", made.pk)
        except ValidationError as refusal:
            form.add_error(None, refusal)
    words = {"form": form, "own": own, "query": request.GET.urlencode()}
    return render(request, "programs/collaborations/write.html", words, status=422 if form.errors else 200)


# One


@member
@require_safe
def one(request: HttpRequest, pk: int) -> HttpResponse:
    row = row_for(request, pk)
    return render(request, "programs/collaborations/one.html", {"page": page_of(request.user, row), "row": row})  # type: ignore[arg-type]


@member
@require_safe
def printed(request: HttpRequest, pk: int) -> HttpResponse:
    """For paper: the promise, the outcome and the roles; nothing that one side keeps to itself."""
    row = row_for(request, pk)
    return render(request, "programs/collaborations/print.html", {"page": page_of(request.user, row), "row": row})  # type: ignore[arg-type]
