"""The pages of whoever holds a gathering: drawing it up, publishing, cancelling, who comes."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.users.access import member
from accounts.users.models import User
from alumni.companies.models import Company
from programs.events import actions, queries, replying, rules, serial, turns
from programs.events.forms import CancelForm, CircleForm, EventForm, add_refusal
from programs.events.models import Event
from programs.events.notices import sample
from programs.events.views import event_for

PAGE = 100


def own_event(request: HttpRequest, pk: int) -> Event:
    """The event if this person holds it or keeps the company's desk; one that is seen but not theirs is refused."""
    user: User = request.user  # type: ignore[assignment]
    event = event_for(user, pk)
    if not rules.can_edit(user, event):
        raise PermissionDenied
    return event


def _company(request: HttpRequest) -> Company | None:
    """The company named in the address, or the only one; a company where this person can't host is missing."""
    user: User = request.user  # type: ignore[assignment]
    hosts = {company.slug: company for company in queries.companies_to_host(user)}
    if not hosts:
        raise PermissionDenied
    slug = request.GET.get("company", "")
    if slug and slug not in hosts:
        raise Http404
    return hosts[slug] if slug else next(iter(hosts.values())) if len(hosts) == 1 else None


@member
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    user: User = request.user  # type: ignore[assignment]
    company = _company(request)
    if company is None:
        return render(request, "programs/events/choose_company.html", {"hosts": queries.companies_to_host(user)})
    data = request.POST if request.method == "POST" else None
    form = EventForm(data, company=company, zone=user.time_zone)
    if data and "count" not in data and form.is_valid():
        try:
            event = actions.create(company=company, by=user, **form.cleaned_data)
            return redirect("events:publish", event.pk)
        except ValidationError as refusal:
            add_refusal(form, refusal)
    return _drawn_up(request, form, company=company)


def _drawn_up(request: HttpRequest, form: EventForm, **words: Any) -> HttpResponse:
    """The form; with the number of people if it was asked for by the button (which needs no JavaScript)."""
    counting = "count" in request.POST
    if counting or not form.is_bound:
        circle = CircleForm(request.POST if counting else {}, company=form.company)
        words |= {"people": circle.people(besides=request.user)}
    status = 422 if form.is_bound and not counting and form.errors else 200
    return render(request, "programs/events/edit.html", {"form": form, "counting": counting, **words}, status=status)


@member
@require_safe
def reach(request: HttpRequest) -> HttpResponse:
    """How many people would be told, while the form is being filled in."""
    company = _company(request)
    if company is None:
        raise Http404
    form = CircleForm(request.GET, company=company)
    return render(
        request, "programs/events/_reach.html", {"people": form.people(besides=request.user), "errors": form.errors}
    )


@member
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    user: User = request.user  # type: ignore[assignment]
    event = own_event(request, pk)
    if event.is_cancelled:
        messages.error(request, _("中止した集いは変えられません。写しを作って、新しくひらいてください。"))
        return redirect("events:detail", pk)
    data = request.POST if request.method == "POST" else None
    form = EventForm(data, company=event.company, event=event)
    if data and "count" not in data and form.is_valid():
        try:
            following = event.series_id and request.POST.get("scope") == "following"
            (serial.change_following if following else actions.change)(event=event, by=user, **form.cleaned_data)
            event.refresh_from_db()
            messages.success(request, _("変更を保存しました。"))
            if over := event.over:
                messages.warning(
                    request,
                    ngettext(
                        "決まっているお席が定員より%(over)d多くなっています。だれのお席もなくなりません。定員より少なくなるまで、新しいお席は出ません。",
                        "決まっているお席が定員より%(over)d多くなっています。だれのお席もなくなりません。定員より少なくなるまで、新しいお席は出ません。",
                        over,
                    )
                    % {"over": over},
                )
            return redirect("events:publish" if event.is_draft else "events:detail", pk)
        except ValidationError as refusal:
            add_refusal(form, refusal)
    return _drawn_up(request, form, company=event.company, event=event)


@member
@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """First what would be sent and to how many, then publishing."""
    user: User = request.user  # type: ignore[assignment]
    event = own_event(request, pk)
    if not event.is_draft:
        return redirect("events:detail", pk)
    problems = rules.problems_of_publishing(event)
    if request.method == "POST":
        try:
            (serial.publish_series if "all" in request.POST else actions.publish)(event=event, by=user)
            messages.success(request, _("公開しました。お誘いを順にお送りしています。"))
            return redirect("events:detail", pk)
        except ValidationError as refusal:
            problems = {"": " ".join(refusal.messages)}
    words = {
        "event": event,
        "people": queries.audience_of(event).exclude(pk=user.pk).count(),
        "problems": problems.values(),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "programs/events/publish.html", {**words, "mail": sample(event, user)}, status=status)


@member
@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    user: User = request.user  # type: ignore[assignment]
    event = own_event(request, pk)
    if event.state not in (Event.State.PUBLISHED, Event.State.POSTPONED):
        return redirect("events:detail", pk)
    later = turns.to_call_off_with(event)
    form = CancelForm(request.POST if request.method == "POST" else None, series=bool(later))
    if form.is_valid():
        try:
            following = form.cleaned_data.get("following")
            call_off = serial.cancel_following if following else actions.cancel
            call_off(event=event, by=user, reason=form.cleaned_data["reason"])
            messages.success(request, _("中止にしました。参加予定の方へお知らせをお送りしています。"))
            return redirect("events:detail", pk)
        except ValidationError as refusal:
            add_refusal(form, refusal)
    words = {"event": event, "form": form, "told": turns.told_of_end([event], user), "later": len(later)}
    words["told_of_all"] = turns.told_of_end([event, *later], user) if later else 0
    return render(request, "programs/events/cancel.html", words, status=422 if form.is_bound else 200)


@member
@require_POST
def copy(request: HttpRequest, pk: int) -> HttpResponse:
    event = own_event(request, pk)
    try:
        made = actions.duplicate(event=event, by=request.user)  # type: ignore[arg-type]
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
        return redirect("events:detail", pk)
    messages.success(request, _("写しを下書きに作りました。日時を直して公開してください。"))
    return redirect("events:edit", made.pk)


@member
@require_POST
def remove(request: HttpRequest, pk: int, person: int) -> HttpResponse:
    event = own_event(request, pk)
    named = event.replies.filter(queries.names_told_to(request.user, event))  # type: ignore[arg-type]
    theirs = get_object_or_404(named.select_related("person"), person=person)
    try:
        replying.remove_reply(event=event, person=theirs.person, by=request.user)  # type: ignore[arg-type]
        messages.success(
            request, _("%(name)sさんのお返事を取り消し、ご本人へお知らせしました。") % {"name": theirs.person.name}
        )
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    return redirect("events:people", pk)
