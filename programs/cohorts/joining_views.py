"""The way into a program, page by page: applying, answering, taking a freed seat, leaving; and who leads decides."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.users.access import member
from accounts.users.models import User
from programs.cohorts import joining, queries, rules
from programs.cohorts.forms import AimForm, ReasonForm, add_refusal
from programs.cohorts.models import Nomination, Program
from programs.cohorts.views import attempt, program_for

State = Nomination.State


@member
@require_http_methods(["GET", "HEAD", "POST"])
def apply(request: HttpRequest, pk: int) -> HttpResponse:
    user: User = request.user  # type: ignore[assignment]
    program = program_for(user, pk)
    my = queries.own_of(user, program)
    partner = rules.company_to_apply_for(user, program)
    if partner is None or (my is not None and my.state not in (State.DECLINED, State.DROPPED)):
        return redirect("cohorts:detail", pk)
    form = AimForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            joining.apply(partner=partner, by=user, aim=form.cleaned_data["aim"])
            messages.success(
                request,
                _("申し込みました。%(company)sの担当者のお返事を待っています。") % {"company": partner.company},
            )
            return redirect("cohorts:detail", pk)
        except ValidationError as refusal:
            add_refusal(form, refusal)
    return _own_words(request, program, form, company=partner.company)


@member
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Who was put forward says yes in their own words, or no."""
    user: User = request.user  # type: ignore[assignment]
    program = program_for(user, pk)
    my = queries.own_of(user, program)
    if my is None or my.state != State.NOMINATED:
        return redirect("cohorts:detail", pk)
    if request.POST.get("answer") == "no":
        attempt(request, _("今回は見送ると、お返事しました。"), joining.decline, nomination=my)
        return redirect("cohorts:detail", pk)
    form = AimForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            joining.agree(nomination=my, by=user, aim=form.cleaned_data["aim"])
            messages.success(request, _("お返事しました。進行役が確かめています。"))
            return redirect("cohorts:detail", pk)
        except ValidationError as refusal:
            add_refusal(form, refusal)
    return _own_words(request, program, form, company=my.company, my=my)


def _own_words(request: HttpRequest, program: Program, form: AimForm, **words: Any) -> HttpResponse:
    words |= {"program": program, "form": form}
    return render(request, "programs/cohorts/aim.html", words, status=422 if form.is_bound else 200)


@member
@require_POST
def seat(request: HttpRequest, pk: int) -> HttpResponse:
    """The freed seat: yes, or it goes on to the next."""
    user: User = request.user  # type: ignore[assignment]
    program = program_for(user, pk)
    my = queries.own_of(user, program)
    if my is None:
        raise Http404
    if request.POST.get("answer") == "yes":
        attempt(request, _("参加が決まりました。"), joining.take_seat, nomination=my)
    else:
        attempt(request, _("席を次の方へ回しました。"), joining.decline, nomination=my)
    return redirect("cohorts:detail", pk)


@member
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: HttpRequest, pk: int) -> HttpResponse:
    """Out of it: from the middle of it, or on the way in."""
    user: User = request.user  # type: ignore[assignment]
    program = program_for(user, pk)
    my = queries.own_of(user, program)
    if my is None or not (my.is_in or my.is_on_the_way):
        return redirect("cohorts:detail", pk)
    return _end(request, my, ReasonForm(request.POST if request.method == "POST" else None), ("cohorts:detail", pk))


def _end(request: HttpRequest, found: Nomination, form: ReasonForm, back: tuple[Any, ...]) -> HttpResponse:
    if form.is_valid():
        action = joining.drop if found.is_in else joining.decline
        own = found.person_id == request.user.pk
        done = _("お返事しました。") if own else _("ご本人へお知らせしました。")
        attempt(request, done, action, nomination=found, reason=form.cleaned_data["reason"])
        return redirect(*back)
    words = {"program": found.program, "one": found, "form": form, "own": found.person_id == request.user.pk}
    return render(request, "programs/cohorts/leave.html", {**words, "back": back[0]}, status=200)


# Who leads


def led(request: HttpRequest, pk: int) -> Program:
    user: User = request.user  # type: ignore[assignment]
    program = program_for(user, pk)
    if not rules.can_lead(user, program):
        raise PermissionDenied
    return program


@member
@require_safe
def people(request: HttpRequest, pk: int) -> HttpResponse:
    """Everybody in it, with who waits for an answer first."""
    user: User = request.user  # type: ignore[assignment]
    program = led(request, pk)
    found = queries.people_of(user, program)
    came = queries.presence(program, [one.nomination.person_id for one in found])
    for one in found:
        one.came = len(came[one.nomination.person_id])
    groups = {state.value: [one for one in found if one.nomination.state == state] for state in State}
    words = {
        "program": program,
        "asked": groups["approved"],
        "inside": groups["in"],
        "line": sorted(
            [*groups["offered"], *groups["waiting"]], key=lambda one: (one.nomination.company_id, one.turn or 0)
        ),
        "gone": [*groups["dropped"], *groups["declined"]],
        "partners": queries.partners_of(program),
        "held": len(queries.held_sessions(program)),
    }
    return render(request, "programs/cohorts/people.html", words)


def one_led(request: HttpRequest, program: Program, nomination: int) -> Nomination:
    rows = Nomination.objects.visible_to(request.user).select_related("program__company", "company", "person")  # type: ignore[arg-type]
    return get_object_or_404(rows, program=program, pk=nomination)


@member
@require_POST
def let_in(request: HttpRequest, pk: int, nomination: int) -> HttpResponse:
    program = led(request, pk)
    found = one_led(request, program, nomination)
    name = {"name": found.person.name}
    attempt(request, _("%(name)sさんに、お返事を届けました。") % name, joining.let_in, nomination=found)
    return redirect("cohorts:people", pk)


@member
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, pk: int, nomination: int) -> HttpResponse:
    """Who leads says no, or that somebody has left."""
    program = led(request, pk)
    found = one_led(request, program, nomination)
    if not (found.is_in or found.state in (State.APPROVED, State.WAITING, State.OFFERED)):
        return redirect("cohorts:people", pk)
    return _end(
        request, found, ReasonForm(request.POST if request.method == "POST" else None), ("cohorts:people", pk)
    )
