"""Whom a gathering is opened to, on pages: people found by name, further companies, and the answer of their HR."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.users.access import member
from accounts.users.models import User
from alumni.companies.models import Company
from alumni.profiles.queries import people_visible_to
from programs.events import choosing, circles
from programs.events.hosting import own_event
from programs.events.views import event_for


def say(request: HttpRequest, refusal: ValidationError) -> None:
    messages.error(request, " ".join(refusal.messages))


@member
@require_safe
def circle(request: HttpRequest, pk: int) -> HttpResponse:
    """Who is invited by name, which companies were asked, and a search for more."""
    user: User = request.user  # type: ignore[assignment]
    event = own_event(request, pk)
    if event.is_kept:
        raise Http404
    words = {
        "event": event,
        "asked": request.GET.get("q", ""),
        "found": choosing.found(user, request.GET.get("q", "")),
        "invited": choosing.invited(user, event),
        "companies": event.circle.select_related("company").order_by("pk"),
        "more_companies": choosing.companies_to_ask(event) if event.open_to == event.OpenTo.COMPANIES else [],
    }
    return render(request, "programs/events/circle.html", words)


def chosen_person(request: HttpRequest) -> User:
    """The person named in the form, among those the asker may see; anybody else is missing."""
    named = str(request.POST.get("person", ""))
    return get_object_or_404(people_visible_to(request.user), pk=int(named) if named.isdecimal() else 0)


@member
@require_POST
def invite(request: HttpRequest, pk: int) -> HttpResponse:
    event, person = own_event(request, pk), chosen_person(request)
    try:
        if circles.invite(event=event, by=request.user, people=[person]):
            messages.success(request, _("%(name)sさんを誘う人に加えました。") % {"name": person.name})
    except ValidationError as refusal:
        say(request, refusal)
    return redirect("events:circle", pk)


@member
@require_POST
def uninvite(request: HttpRequest, pk: int, person: int) -> HttpResponse:
    event = own_event(request, pk)
    invited = get_object_or_404(event.invites.select_related("person"), person=person)
    try:
        circles.uninvite(event=event, by=request.user, person=invited.person)
        messages.success(request, _("誘う人から外しました。"))
    except ValidationError as refusal:
        say(request, refusal)
    return redirect("events:circle", pk)


@member
@require_POST
def ask_company(request: HttpRequest, pk: int) -> HttpResponse:
    event = own_event(request, pk)
    company = get_object_or_404(Company, slug=request.POST.get("company", ""))
    try:
        asked = circles.ask_company(event=event, by=request.user, company=company)
        said = (
            _("%(company)sの方も誘えるようになりました。")
            if asked.answered_at
            else _("%(company)sの担当者へお願いを届けました。")
        )
        messages.success(request, said % {"company": company})
    except ValidationError as refusal:
        say(request, refusal)
    return redirect("events:circle", pk)


@member
@require_POST
def answer_for_company(request: HttpRequest, pk: int, company: int) -> HttpResponse:
    event = event_for(request.user, pk)
    asked = get_object_or_404(event.circle.select_related("company"), company=company)
    try:
        agreed = circles.answer_for_company(asked=asked, by=request.user, agree=request.POST.get("agree") == "yes")
        said = (
            _("賛成しました。自社の方にもお誘いが届きます。")
            if agreed.state == "agreed"
            else _("見送りました。自社の方へは届きません。")
        )
        messages.success(request, said)
    except ValidationError as refusal:
        say(request, refusal)
    return redirect("events:detail", pk)
