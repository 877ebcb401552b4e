"""One person as members see them. (Here, since it also shows what both can join.)"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from accounts.users.access import member
from accounts.users.models import User
from alumni.companies.queries import desks_of
from alumni.directory.actions import show_page
from alumni.directory.people import person_seen
from alumni.directory.queries import facts_of, label_of
from alumni.tenures.periods import length_text
from programs.home.queries import shared_gatherings
from programs.ledger.queries import stories
from programs.lines.queries import line_with_person


@member
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """One person, as far as they opened their profile to this viewer; anybody else answers like nobody."""
    assert isinstance(request.user, User)
    seen = person_seen(request.user, pk)
    if not show_page(person=seen.profile.person, by=request.user):
        return render(request, "alumni/directory/enough.html", status=429)
    relation, own = seen.relation, pk == request.user.pk
    other = seen.profile.person
    page = {
        "line": None if own else line_with_person(request.user, other, seen, seen.shown.name),
        "stories": [] if own else stories(request.user, other),
        "profile": seen.profile,
        "shown": seen.shown,
        "relation": relation,
        "label": label_of(relation),
        "facts": facts_of(relation),
        "length": length_text(relation.months or None, get_language() or "ja"),
        "gatherings": shared_gatherings(request.user, seen),
        "may_talk": seen.may_talk,
        "companies": seen.companies,
        "own": own,
        "desks": [] if own else desks_of(request.user),
    }
    return render(request, "programs/home/person.html", page)
