"""People as members find them: those one worked with, and whoever fits a search."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.users.access import member
from accounts.users.models import User
from alumni.directory.actions import show_cards
from alumni.directory.forms import SearchForm, read, written
from alumni.directory.people import UnitPeople, beyond, worked_with
from alumni.directory.queries import Companion
from alumni.directory.searching import Asked, Results, results_of, suggestions

NARROWED = 6  # places and skills offered by one tap


@member
@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """What the address asks for; where it asks for nothing, those whom the viewer worked with."""
    assert isinstance(request.user, User)
    form = SearchForm(request.GET)
    asked = Asked(request.user, form.wishes)
    page = {"form": form, "given": form.wishes, "asked": asked, "searching": not asked.wish.empty}
    if asked.wish.empty:
        return render(request, "alumni/directory/search.html", {**page, **_companions_of(request.user)})
    results = results_of(asked, read(request.GET.get("after", ""), asked.order))
    page |= {"results": results, "next_url": _next_url(asked, results), "loosen": _loosen(asked, results)}
    page["narrow"] = _narrow(asked, results)
    return render(request, "alumni/directory/search.html", page)


@member
@require_safe
def suggest(request: HttpRequest) -> HttpResponse:
    """A few names while somebody types."""
    assert isinstance(request.user, User)
    text = SearchForm(request.GET).wishes.get("q", "")
    return render(request, "alumni/directory/_suggest.html", {"cards": suggestions(request.user, text), "q": text})


def _companions_of(viewer: User) -> dict[str, object]:
    """Those with whom the viewer worked, and those beyond, as far as they may still be shown today."""
    units, others = worked_with(viewer), beyond(viewer)
    near = [companion.person.pk for unit in units for companion in unit.people]
    allowed = set(show_cards(people=[*near, *(c.person.pk for c in others.people)], by=viewer))

    def still(people: list[Companion]) -> list[Companion]:
        return [companion for companion in people if companion.person.pk in allowed]

    kept = [UnitPeople(unit.unit, unit.company, still(unit.people)) for unit in units]
    shown = [unit for unit in kept if unit.people]
    return {"units": shown, "intake": still(others.intake), "division": still(others.division)}


def _next_url(asked: Asked, results: Results) -> str:
    return f"?{urlencode({**_plain(asked), 'after': written(results.next)})}" if results.next else ""


def _loosen(asked: Asked, results: Results) -> list[tuple[str, str, int]]:
    """(address, words, people) for each wish that could be dropped; a department goes with its company."""
    links = []
    for offer in results.loosenings:
        dropped = {offer.name, "unit"} if offer.name == "company" else {offer.name}
        rest = {name: value for name, value in _plain(asked).items() if name not in dropped}
        links.append((f"?{urlencode(rest)}", offer.label, offer.count))
    return links


def _narrow(asked: Asked, results: Results) -> list[tuple[str, str, str]]:
    """(address, words, people) for what the search could be narrowed by in one step."""
    offers = [("place", choice) for choice in results.facets.places[:NARROWED] if "place" not in asked.given]
    offers += [("skill", choice) for choice in results.facets.skills[:NARROWED] if "skill" not in asked.given]
    links = [
        (f"?{urlencode({**_plain(asked), name: choice.value})}", choice.label, choice.people)
        for name, choice in offers
        if choice.count < results.count
    ]
    marks = [
        ("free", _("いま動ける人"), results.facets.free),
        ("together", _("いっしょに働いた人"), results.facets.together),
    ]
    return links + [
        (f"?{urlencode({**_plain(asked), name: 1})}", words, choice.people)
        for name, words, choice in marks
        if choice and name not in asked.given and choice.count < results.count
    ]


def _plain(asked: Asked) -> dict[str, object]:
    return {name: 1 if value is True else value for name, value in asked.given.items()}
