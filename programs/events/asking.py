"""The pages after the answer: what one's party needs and what the host asks; and where the host writes the questions."""

import zoneinfo
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.users.access import member, public
from accounts.users.models import User
from programs.events import queries, telling, tokens
from programs.events.forms import add_refusal
from programs.events.hosting import own_event
from programs.events.models import Event
from programs.events.reply_forms import MoreForm, question_form
from programs.events.reply_models import Question
from programs.events.views import event_for


@member
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def reply_more(request: HttpRequest, pk: int) -> HttpResponse:
    user: User = request.user  # type: ignore[assignment]
    event = event_for(user, pk)
    return _more(request, event, user, {"back": ("events:detail", pk)})


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def answer_more(request: HttpRequest, token: str) -> HttpResponse:
    """The same from a mail, without logging in."""
    door = tokens.opened(token)
    if door is None:
        return render(request, "programs/events/link_over.html", status=404)
    with translation.override(door.person.language), timezone.override(zoneinfo.ZoneInfo(door.person.time_zone)):
        return _more(request, door.event, door.person, {"back": ("events:answer", token), "person": door.person})


def _more(request: HttpRequest, event: Event, person: User, words: dict[str, Any]) -> HttpResponse:
    mine = event.replies.filter(person=person, answer__in=queries.STANDS).first()
    if mine is None:
        return redirect(*words["back"])
    form = MoreForm(request.POST if request.method == "POST" else None, mine=mine)
    if form.is_valid():
        try:
            telling.tell_more(event=event, by=person, **form.told())
            messages.success(request, _("うかがったことを、主催の方へ届けました。いつでも直せます。"))
            return redirect(*words["back"])
        except ValidationError as refusal:
            add_refusal(form, refusal)
    status = 422 if form.is_bound else 200
    return render(
        request, "programs/events/more.html", {**words, "event": event, "form": form, "mine": mine}, status=status
    )


@member
@require_http_methods(["GET", "HEAD", "POST"])
def questions(request: HttpRequest, pk: int) -> HttpResponse:
    """What the host asks those who come, and one more."""
    event = own_event(request, pk)
    form = question_form(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            telling.ask(event=event, by=request.user, **form.cleaned_data)  # type: ignore[arg-type]
            messages.success(request, _("質問を加えました。参加する方にお聞きします。"))
            return redirect("events:questions", pk)
        except ValidationError as refusal:
            add_refusal(form, refusal)
    words = {"event": event, "form": form, "questions": telling.questions_of(event)}
    return render(request, "programs/events/questions.html", words, status=422 if form.is_bound else 200)


@member
@require_http_methods(["GET", "HEAD", "POST"])
def question(request: HttpRequest, pk: int, question: int) -> HttpResponse:
    event = own_event(request, pk)
    found = get_object_or_404(Question.objects.asked(), event=event, pk=question)
    form = question_form(request.POST if request.method == "POST" else None, found)
    if form.is_valid():
        try:
            telling.change_question(question=found, by=request.user, **form.cleaned_data)  # type: ignore[arg-type]
            messages.success(
                request, _("質問を直しました。これまでの答えは、答えたときの質問といっしょに残っています。")
            )
            return redirect("events:questions", pk)
        except ValidationError as refusal:
            add_refusal(form, refusal)
    words = {"event": event, "form": form, "question": found}
    return render(request, "programs/events/question.html", words, status=422 if form.is_bound else 200)


@member
@require_POST
def retire(request: HttpRequest, pk: int, question: int) -> HttpResponse:
    event = own_event(request, pk)
    found = get_object_or_404(Question.objects.asked(), event=event, pk=question)
    telling.retire_question(question=found, by=request.user)  # type: ignore[arg-type]
    messages.success(request, _("この質問をやめました。いただいた答えは、一覧と書き出しに残っています。"))
    return redirect("events:questions", pk)
