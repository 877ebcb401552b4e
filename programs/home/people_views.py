"""People as members see them: those one worked with, and one person. (Here, since it also shows what both can join.)"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from accounts.users.access import member
from accounts.users.models import User
from alumni.directory.people import person_seen, worked_with
from alumni.directory.queries import facts_of, label_of
from alumni.tenures.periods import length_text
from programs.home.queries import shared_gatherings


@member
def people(request: HttpRequest) -> HttpResponse:
    """Whom the viewer worked with, by unit; `q` finds them by name or reading."""
    assert isinstance(request.user, User)
    name = request.GET.get("q", "").strip()[:60]
    return render(request, "programs/home/people.html", {"units": worked_with(request.user, name), "q": name})


@member
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """One person, as far as they opened their profile to this viewer; anybody else answers like nobody."""
    assert isinstance(request.user, User)
    seen = person_seen(request.user, pk)
    relation = seen.relation
    page = {
        "profile": seen.profile,
        "shown": seen.shown,
        "relation": relation,
        "label": label_of(relation),
        "facts": facts_of(relation),
        "length": length_text(relation.months or None, get_language() or "ja"),
        "gatherings": shared_gatherings(request.user, seen.profile.person),
        "own": pk == request.user.pk,
    }
    return render(request, "programs/home/person.html", page)
