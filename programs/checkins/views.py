"""The pages of whoever comes: the ticket on the phone, and "I am here" by the code on the wall."""

import zoneinfo

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone, translation
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.users.access import member, public
from programs.checkins import actions, queries, rules, tickets
from programs.checkins.forms import CodeForm
from programs.events.models import Event, Reply
from programs.events.tokens import ticket_link


@public
@never_cache
@require_safe
def ticket(request: HttpRequest, token: str) -> HttpResponse:
    """The ticket behind a mail's link and behind the QR itself; it names nobody, except to whoever keeps the desk."""
    found = tickets.opened(token)
    if found is None:
        return render(request, "programs/checkins/ticket_over.html", status=404)
    viewer = request.user if request.user.is_authenticated else None
    at_desk = viewer is not None and rules.can_keep_desk(viewer, found.event)
    person = found.person
    with translation.override(person.language), timezone.override(zoneinfo.ZoneInfo(person.time_zone)):
        words = {**_drawn(found.reply, found.event), "at_desk": at_desk, "person": person, "token": token}
        words["came"] = queries.own_arrival(person, found.event)
        return render(request, "programs/checkins/ticket.html", words)


def _drawn(reply: Reply, event: Event) -> dict[str, object]:
    title = _("受付用のQRコード")
    drawn = mark_safe(tickets.svg_of(ticket_link(reply), title))  # noqa: S308 (drawn from numbers)
    return {"event": event, "sessions": event.sittings(), "reply": reply, "qr": drawn, "code": tickets.code_of(reply)}


@member
@never_cache
@require_safe
def mine(request: HttpRequest, pk: int) -> HttpResponse:
    """One's own ticket."""
    event = get_object_or_404(Event.objects.visible_to(request.user).shown().select_related("company"), pk=pk)
    reply = event.replies.filter(person=request.user, answer=Reply.Answer.YES).first()
    if reply is None:
        raise Http404
    came = queries.own_arrival(request.user, event)
    words = {**_drawn(reply, event), "came": came, "person": request.user, "own": True}
    return render(request, "programs/checkins/ticket.html", words)


@member
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def here(request: HttpRequest, pk: int) -> HttpResponse:
    """By the code on the wall: looking at it writes nothing, the button does."""
    event = get_object_or_404(Event.objects.visible_to(request.user).shown().select_related("company"), pk=pk)
    form = CodeForm(request.POST if request.method == "POST" else None, initial={"code": request.GET.get("code", "")})
    if form.is_valid():
        try:
            actions.arrive(event=event, code=form.cleaned_data["code"], by=request.user)
            messages.success(request, _("受付ができました。ようこそ。"))
            return redirect("checkins:here", pk)
        except ValidationError as refusal:
            form.add_error("code", refusal)
    words = {"event": event, "form": form, "came": queries.own_arrival(request.user, event)}
    words["open"] = rules.is_wall_open(event)
    return render(request, "programs/checkins/here.html", words, status=422 if form.errors else 200)
