"""Talking with another member: one's list, one thread, beginning, putting right, resting, leaving."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.users.access import member
from alumni.profiles.queries import card, in_sight
from alumni.talks import actions, queries, rules
from alumni.talks.forms import WordsForm
from alumni.talks.models import Message, Talk
from alumni.talks.reasons import ground_between, words_of


def talk_for(viewer: Any, pk: int) -> Talk:
    return get_object_or_404(Talk.objects.visible_to(viewer), pk=pk)


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isdecimal() and len(text) < 18 else None


def _after(text: str) -> tuple[datetime, int] | None:
    """The place after which a page begins, as the link of the page before wrote it."""
    moment, _sep, pk = text.rpartition("_")
    try:
        return datetime.fromisoformat(moment), int(pk)
    except ValueError:
        return None


@member
@require_safe
def list_(request: HttpRequest) -> HttpResponse:
    lines, after = queries.talks_of(request.user, _after(request.GET.get("after", "")))
    older = f"?after={after[0].isoformat()}_{after[1]}".replace("+", "%2B") if after else ""
    page = {
        "lines": [line for line in lines if not line.resting],
        "resting": [line for line in lines if line.resting],
        "older": older,
    }
    return render(request, "alumni/talks/list.html", page)


@member
@require_http_methods(["GET", "HEAD", "POST"])
def thread(request: HttpRequest, pk: int) -> HttpResponse:
    """Reading marks nothing as read: the page sends that after itself, or a button does."""
    talk = get_object_or_404(Talk.objects.visible_to(request.user).prefetch_related("seats"), pk=pk)
    form = WordsForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.say(talk=talk, text=form.cleaned_data["text"], by=request.user)
            return redirect("talks:thread", pk)
        except ValidationError as refusal:
            form.add_error("text", refusal)
    return _shown(request, talk, form)


def _shown(request: HttpRequest, talk: Talk, form: WordsForm) -> HttpResponse:
    seen = queries.thread_of(request.user, talk, _number(request.GET.get("before")))
    page = {
        "talk": talk,
        "seat": next(seat for seat in talk.seats.all() if seat.person_id == request.user.pk),
        "other": queries.others_of(request.user, [talk]).get(talk.other_than(request.user)),
        "thread": seen,
        "ground": words_of(talk.ground),
        "refusal": rules.why_not(request.user, talk),
        "form": form,
        "latest": "before" not in request.GET,
    }
    return render(request, "alumni/talks/thread.html", page, status=422 if form.errors else 200)


@member
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest, person: int) -> HttpResponse:
    """The first word to somebody whom the viewer sees and has something in common with; anybody else is missing."""
    if talk := queries.talk_with(request.user, person):
        return redirect("talks:thread", talk.pk)
    profile = get_object_or_404(in_sight(request.user).exclude(person=request.user), person=person)
    ground = ground_between(request.user.pk, person)
    form = WordsForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.begin(person=profile.person, text=form.cleaned_data["text"], by=request.user)
            return redirect("talks:thread", made.talk_id)
        except ValidationError as refusal:
            form.add_error("text", refusal)
    page = {"other": card(request.user, profile), "ground": words_of(ground), "form": form}
    return render(request, "alumni/talks/begin.html", page, status=422 if form.errors else 200)


@member
@require_POST
def opened(request: HttpRequest, pk: int) -> HttpResponse:
    talk = talk_for(request.user, pk)
    actions.open_(talk=talk, by=request.user)
    return HttpResponse(status=204) if request.headers.get("HX-Request") else redirect("talks:thread", pk)


@member
@require_POST
def rest(request: HttpRequest, pk: int) -> HttpResponse:
    resting = "wake" not in request.POST
    actions.rest(talk=talk_for(request.user, pk), resting=resting, by=request.user)
    messages.success(request, _("このやりとりのお知らせを休みます。") if resting else _("お知らせを、また届けます。"))
    return redirect("talks:list") if resting else redirect("talks:thread", pk)


@member
@require_POST
def leave(request: HttpRequest, pk: int) -> HttpResponse:
    actions.leave(talk=talk_for(request.user, pk), by=request.user)
    messages.success(request, _("やりとりを離れました。"))
    return redirect("talks:list")


def _own(request: HttpRequest, pk: int, message: int) -> Message:
    rows = Message.objects.visible_to(request.user).filter(talk=pk, by=request.user, gone_at=None)
    return get_object_or_404(rows, pk=message)


@member
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, pk: int, message: int) -> HttpResponse:
    own = _own(request, pk, message)
    form = WordsForm(request.POST or None, initial={"text": own.text})
    if request.method == "POST" and form.is_valid():
        try:
            actions.change(message=own, text=form.cleaned_data["text"], by=request.user)
            return redirect("talks:thread", pk)
        except ValidationError as refusal:
            form.add_error("text", refusal)
    page = {"form": form, "message": own}
    return render(request, "alumni/talks/change.html", page, status=422 if form.errors else 200)


@member
@require_POST
def take_back(request: HttpRequest, pk: int, message: int) -> HttpResponse:
    actions.take_back(message=_own(request, pk, message), by=request.user)
    messages.success(request, _("ことばを取り消しました。"))
    return redirect("talks:thread", pk)
