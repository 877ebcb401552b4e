"""The hosts' room behind a gathering: what is prepared, who holds it too, what is read, its sessions, its share link."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.users.access import member
from accounts.users.models import User
from programs.events import choosing, sharing, sittings, together
from programs.events.circle_views import chosen_person, say
from programs.events.forms import add_refusal
from programs.events.hosting import own_event
from programs.events.life_forms import ItemForm, NoteForm, ReadingForm, SessionForm
from programs.events.models import Event
from programs.events.parts import ChecklistItem, EventRole
from programs.events.views import event_for


@member
@require_safe
def prepare(request: HttpRequest, pk: int) -> HttpResponse:
    return _room(request, own_event(request, pk))


def _room(request: HttpRequest, event: Event, status: int = 200, **forms: Any) -> HttpResponse:
    """The whole room; a form that was refused stands in it as it was typed."""
    user: User = request.user  # type: ignore[assignment]
    asked = request.GET.get("q", "")
    words = {
        "event": event,
        "todo": choosing.items_of(event),
        "roles": choosing.roles_of(user, event),
        "sessions": list(event.sessions.all()),
        "asked": asked,
        "found": choosing.found(user, asked),
        "item_form": ItemForm(),
        "session_form": SessionForm(zone=event.time_zone),
        "share_url": sharing.url_of(event),
        **forms,
    }
    return render(request, "programs/events/prepare.html", words, status=status)


def _back(pk: int, card: str) -> HttpResponse:
    """The room again, at the card where something was done."""
    return redirect(reverse("events:prepare", args=[pk]) + f"#{card}")


def one_item(event: Event, item: int) -> ChecklistItem:
    return get_object_or_404(event.checklist.select_related("event__company"), pk=item)


@member
@require_POST
def usual_list(request: HttpRequest, pk: int) -> HttpResponse:
    together.prepare(event=own_event(request, pk), by=request.user)
    return _back(pk, "todo")


@member
@require_POST
def add_item(request: HttpRequest, pk: int) -> HttpResponse:
    event, form = own_event(request, pk), ItemForm(request.POST)
    if not form.is_valid():
        return _room(request, event, 422, item_form=form)
    together.add_item(event=event, by=request.user, **form.cleaned_data)
    return _back(pk, "todo")


@member
@require_POST
def tick(request: HttpRequest, pk: int, item: int) -> HttpResponse:
    event = own_event(request, pk)
    together.tick(item=one_item(event, item), by=request.user, done=request.POST.get("done") == "yes")
    return _back(pk, "todo")


@member
@require_POST
def remove_item(request: HttpRequest, pk: int, item: int) -> HttpResponse:
    event = own_event(request, pk)
    together.remove_item(item=one_item(event, item), by=request.user)
    return _back(pk, "todo")


@member
@require_POST
def ask_to_hold(request: HttpRequest, pk: int) -> HttpResponse:
    event, person = own_event(request, pk), chosen_person(request)
    try:
        together.ask_to_hold(event=event, by=request.user, person=person)
        messages.success(request, _("%(name)sさんにお願いを届けました。") % {"name": person.name})
    except ValidationError as refusal:
        say(request, refusal)
    return _back(pk, "hosts")


@member
@require_POST
def answer_role(request: HttpRequest, pk: int) -> HttpResponse:
    """By whoever was asked: yes or no."""
    event = event_for(request.user, pk)
    roles = EventRole.objects.standing().filter(event=event, person=request.user)
    role = get_object_or_404(roles.select_related("event__company", "event__host"))
    try:
        answered = together.answer_role(role=role, by=request.user, accept=request.POST.get("accept") == "yes")
        yes = answered.state == EventRole.State.ACCEPTED
        messages.success(
            request,
            _("引き受けました。いっしょによい集いにしましょう。") if yes else _("見送りました。主催の方へ伝えます。"),
        )
    except ValidationError as refusal:
        say(request, refusal)
        return redirect("events:detail", pk)
    return redirect("events:detail", pk) if yes or not event.is_draft else redirect("events:list")


@member
@require_POST
def end_role(request: HttpRequest, pk: int, person: int) -> HttpResponse:
    event = event_for(request.user, pk)
    roles = EventRole.objects.standing().filter(event=event, person=person).select_related("event")
    role = get_object_or_404(roles)
    try:
        together.end_role(role=role, by=request.user)
        messages.success(request, _("共同主催を終えました。"))
    except ValidationError as refusal:
        say(request, refusal)
    return redirect("events:list") if person == request.user.pk else _back(pk, "hosts")


@member
@require_http_methods(["GET", "HEAD", "POST"])
def reading(request: HttpRequest, pk: int) -> HttpResponse:
    event = own_event(request, pk)
    form = ReadingForm(request.POST or None, instance=getattr(event, "reading", None))
    if request.method == "POST" and form.is_valid():
        together.set_reading(event=event, by=request.user, **form.cleaned_data)
        messages.success(request, _("読む本を保存しました。"))
        return redirect("events:detail", pk)
    return render(
        request, "programs/events/reading.html", {"event": event, "form": form}, status=422 if form.errors else 200
    )


@member
@require_POST
def add_session(request: HttpRequest, pk: int) -> HttpResponse:
    event = own_event(request, pk)
    form = SessionForm(request.POST, zone=event.time_zone)
    if form.is_valid():
        try:
            sittings.add_session(event=event, by=request.user, **form.cleaned_data)
            return _back(pk, "sessions")
        except ValidationError as refusal:
            add_refusal(form, refusal)
    return _room(request, event, 422, session_form=form)


@member
@require_POST
def remove_session(request: HttpRequest, pk: int, session: int) -> HttpResponse:
    event = own_event(request, pk)
    try:
        sittings.remove_session(session=get_object_or_404(event.sessions, pk=session), by=request.user)
    except ValidationError as refusal:
        say(request, refusal)
    return _back(pk, "sessions")


@member
@require_POST
def write_note(request: HttpRequest, pk: int) -> HttpResponse:
    event, form = event_for(request.user, pk), NoteForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("記録のことばを書いてください（4,000字まで）。"))
        return redirect("events:detail", pk)
    try:
        together.write_note(event=event, by=request.user, text=form.cleaned_data["text"])
        messages.success(request, _("記録を残しました。来た人だけが読めます。"))
    except ValidationError as refusal:
        say(request, refusal)
    return redirect("events:detail", pk)


@member
@require_POST
def remove_note(request: HttpRequest, pk: int, note: int) -> HttpResponse:
    event = event_for(request.user, pk)
    one = get_object_or_404(event.notes.select_related("event__company"), pk=note)
    try:
        together.remove_note(note=one, by=request.user)
    except ValidationError as refusal:
        say(request, refusal)
    return redirect("events:detail", pk)
