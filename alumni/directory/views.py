"""People as members find them: those one worked with, and whoever fits a search."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.users.access import member
from accounts.users.models import User
from alumni.directory.actions import show_cards
from alumni.directory.forms import SearchForm, plain, read, written
from alumni.directory.people import UnitPeople, beyond, worked_with
from alumni.directory.queries import Companion
from alumni.directory.regions import region_words
from alumni.directory.saved_models import SavedSearch
from alumni.directory.searching import Asked, Results, results_of, suggestions
from alumni.directory.sightings import who_opened
from alumni.directory.wording import asked_parts, unquoted

NARROWED = 6  # places and skills offered by one tap


@member
@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """What the address asks for; where it asks for nothing, those whom the viewer worked with."""
    assert isinstance(request.user, User)
    form = SearchForm(request.GET)
    asked = Asked(request.user, form.wishes)
    page = {"form": form, "given": form.wishes, "asked": asked, "searching": not asked.wish.empty}
    page["place_words"] = region_words(form.wishes.get("place", ""), get_language() or "ja")
    if asked.wish.empty:
        return render(request, "alumni/directory/search.html", {**page, **_companions_of(request.user)})
    saved = request.GET.get("saved", "")
    results = results_of(asked, read(request.GET.get("after", ""), asked.order))
    page |= {"results": results, "next_url": _next_url(asked, results, saved)}
    parts = list(asked_parts(asked, results.facets))
    page["loosen"] = _loosen(asked, results, parts)
    page |= {"narrow": _narrow(asked, results), "removable": _removable(asked, parts)}
    page |= {"query": _address(asked)[1:], "save_as": "・".join(unquoted(words) for _n, words in parts)[:60]}
    page["fresh"] = _told_of(request.user, saved)
    return render(request, "alumni/directory/search.html", page)


@member
@require_safe
def suggest(request: HttpRequest) -> HttpResponse:
    """A few names while somebody types."""
    assert isinstance(request.user, User)
    text = SearchForm(request.GET).wishes.get("q", "")
    return render(request, "alumni/directory/_suggest.html", {"cards": suggestions(request.user, text), "q": text})


@member
@require_safe
def seen_by(request: HttpRequest) -> HttpResponse:
    """Who opened my page in the last ninety days."""
    assert isinstance(request.user, User)
    return render(request, "alumni/directory/seen_by.html", {"seen": who_opened(request.user)})


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


def _address(asked: Asked, *without: str, **more: object) -> str:
    """The search as an address, a little changed; the whole list where nothing is asked for any more."""
    rest = {name: plain(value) for name, value in asked.given.items() if name not in without}
    return f"?{urlencode({**rest, **more})}"


def _next_url(asked: Asked, results: Results, saved: str) -> str:
    more = {"saved": saved} if saved else {}
    return _address(asked, **more, after=written(results.next)) if results.next else ""


def _removable(asked: Asked, parts: list[tuple[tuple[str, ...], str]]) -> list[tuple[str, str]]:
    """(address without it, words) for each thing that is asked for."""
    return [(_address(asked, *names), words) for names, words in parts]


def _loosen(asked: Asked, results: Results, parts: list[tuple[tuple[str, ...], str]]) -> list[tuple[str, str, int]]:
    """(address, words, people) for each wish that could be dropped; a department goes with its company."""
    said = {names[0]: unquoted(words) for names, words in parts}
    return [
        (
            _address(asked, *(("company", "unit") if offer.name == "company" else (offer.name,))),
            said.get(offer.name, offer.label),
            offer.count,
        )
        for offer in results.loosenings
    ]


def _narrow(asked: Asked, results: Results) -> list[tuple[str, str, str]]:
    """(address, words, people) for what the search could be narrowed by in one step."""
    facets, given = results.facets, asked.given
    free = [("free", replace(facets.free, value="1", label=_("いま動ける人")))] if facets.free else []
    near = (
        [("together", replace(facets.together, value="1", label=_("いっしょに働いた人")))] if facets.together else []
    )
    offers = [*free, *near, *(("place", choice) for choice in facets.places[:NARROWED])]
    offers += [("skill", choice) for choice in facets.skills[:NARROWED]]
    return [
        (_address(asked, **{name: choice.value}), choice.label, choice.people)
        for name, choice in offers
        if name not in given and choice.count < results.count
    ]


def _told_of(viewer: User, saved: str) -> list[int]:
    """Whom the viewer was told of last, where the address names a search that they keep."""
    if not (saved.isascii() and saved.isdigit() and len(saved) < 18):
        return []
    return SavedSearch.objects.visible_to(viewer).filter(pk=saved).values_list("fresh", flat=True).first() or []
