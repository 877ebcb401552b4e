"""Planning sessions: the pages of who leads."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.users.access import member
from accounts.users.models import User
from programs.cohorts import sessions
from programs.cohorts.forms import SessionForm, WithdrawForm, add_refusal
from programs.cohorts.joining_views import led
from programs.cohorts.models import Program
from programs.cohorts.round_models import ProgramSession


def one_of(program: Program, session: int) -> ProgramSession:
    return get_object_or_404(program.sessions.select_related("event__company", "program__company"), pk=session)  # type: ignore[attr-defined]


@member
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, pk: int) -> HttpResponse:
    user: User = request.user  # type: ignore[assignment]
    program = led(request, pk)
    form = SessionForm(request.POST if request.method == "POST" else None, zone=user.time_zone)
    if form.is_valid():
        try:
            sessions.plan(program=program, by=user, **form.cleaned_data)
            messages.success(request, _("回を決めて、参加する方へお知らせしました。"))
            return redirect("cohorts:detail", pk)
        except ValidationError as refusal:
            add_refusal(form, refusal)
    words = {"program": program, "form": form}
    return render(request, "programs/cohorts/session.html", words, status=422 if form.is_bound else 200)


@member
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: int, session: int) -> HttpResponse:
    user: User = request.user  # type: ignore[assignment]
    program = led(request, pk)
    found = one_of(program, session)
    form = SessionForm(request.POST if request.method == "POST" else None, zone=user.time_zone, session=found)
    if form.is_valid():
        try:
            sessions.change(session=found, by=user, **form.cleaned_data)
            messages.success(
                request, _("変更を保存しました。日時や場所が変わったときは、参加する方へお知らせしています。")
            )
            return redirect("cohorts:detail", pk)
        except ValidationError as refusal:
            add_refusal(form, refusal)
    words = {"program": program, "form": form, "session": found}
    return render(request, "programs/cohorts/session.html", words, status=422 if form.is_bound else 200)


@member
@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request: HttpRequest, pk: int, session: int) -> HttpResponse:
    user: User = request.user  # type: ignore[assignment]
    program = led(request, pk)
    found = one_of(program, session)
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            sessions.cancel(session=found, by=user, reason=form.cleaned_data["reason"])
            messages.success(request, _("この回を取りやめて、参加する方へお知らせしました。"))
            return redirect("cohorts:detail", pk)
        except ValidationError as refusal:
            add_refusal(form, refusal)
    words = {"program": program, "form": form, "session": found}
    return render(request, "programs/cohorts/cancel_session.html", words, status=422 if form.is_bound else 200)
