"""The page of a dialogue series: purpose, questions, what the department will do, and the look back."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.users.access import member
from accounts.users.models import User
from programs.cohorts import dialogue as actions
from programs.cohorts import dialogue_queries, rules
from programs.cohorts.models import Program
from programs.cohorts.practice_forms import LookBackForm, PurposeForm, QuestionForm, WillDoForm
from programs.cohorts.practice_models import Dialogue


def _here(request: HttpRequest, pk: int) -> tuple[Program, Dialogue]:
    program = get_object_or_404(Program.objects.select_related("company", "department"), pk=pk)
    found = dialogue_queries.dialogue_for(request.user, program)
    if found is None:
        raise Http404
    return program, found


@member
@require_http_methods(["GET", "HEAD", "POST"])
def dialogue(request: HttpRequest, pk: int) -> HttpResponse:
    """The room of the series. A POST brings a question."""
    program, found = _here(request, pk)
    form = QuestionForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        named = form.cleaned_data["named"]
        try:
            actions.ask(program=program, by=request.user, **form.cleaned_data)
            messages.success(
                request,
                _("お預かりしました。") if named else _("お預かりしました。だれが書いたかは、残していません。"),
            )
            return redirect("cohorts:dialogue", pk)
        except ValidationError as refusal:
            form.add_error(None, refusal)
    return render(
        request,
        "programs/cohorts/dialogue.html",
        _page(request, program, found, form),
        status=422 if form.errors else 200,
    )


def _page(request: HttpRequest, program: Program, found: Dialogue, form: QuestionForm) -> dict[str, Any]:
    user = request.user
    is_head = found.head_id is not None and found.head_id == user.pk
    shapes = rules.can_shape(user, program)
    return {
        "program": program, "dialogue": found, "form": form, "is_head": is_head, "shapes": shapes,
        "may_ask": dialogue_queries.may_ask(user, program), "leads": rules.can_lead(user, program),
        "questions": dialogue_queries.questions_for(user, program, found),
        "many": dialogue_queries.many_questions(program) if is_head or shapes else None, "floor": actions.FLOOR,
        "may_tell": (is_head or shapes) and found.agreed_at,
        "will_form": WillDoForm(initial={"words": found.will_do, "look_back_on": found.look_back_on}),
        "back_form": LookBackForm(initial={"words": found.looked_back}),
    }  # fmt: skip


class HeadForm(PurposeForm):
    """With the heads that the department has."""

    field_order = ["purpose", "head", "questions_until"]

    def __init__(self, data: Any = None, *, heads: list[User], **more: Any) -> None:
        super().__init__(data, **more)
        self.fields["head"] = forms.TypedChoiceField(
            label=_("部署の長"), coerce=int, choices=[(one.pk, one.name) for one in heads],
            error_messages={"required": _("部署の長を選んでください。")},
        )  # fmt: skip
        self.order_fields(self.field_order)


@member
@require_http_methods(["GET", "HEAD", "POST"])
def purpose(request: HttpRequest, pk: int) -> HttpResponse:
    program, found = _here(request, pk)
    if not rules.can_shape(request.user, program):
        raise PermissionDenied
    heads = dialogue_queries.heads_of(program)
    initial = {"purpose": found.purpose, "head": found.head_id, "questions_until": found.questions_until}
    form = HeadForm(request.POST if request.method == "POST" else None, heads=heads, initial=initial)
    if form.is_valid():
        head = next(one for one in heads if one.pk == form.cleaned_data["head"])
        try:
            actions.propose(program=program, by=request.user, **{**form.cleaned_data, "head": head})
            messages.success(request, _("部署の長へ、お願いを届けました。"))
            return redirect("cohorts:dialogue", pk)
        except ValidationError as refusal:
            form.add_error(None, refusal)
    words = {"program": program, "dialogue": found, "form": form, "heads": heads}
    return render(request, "programs/cohorts/dialogue_purpose.html", words, status=422 if form.errors else 200)


@member
@require_POST
def agree(request: HttpRequest, pk: int) -> HttpResponse:
    program, _found = _here(request, pk)
    return _done(
        request,
        pk,
        lambda: actions.agree(program=program, by=request.user),
        _("目的を承諾しました。問いを集めはじめます。"),
    )


@member
@require_POST
def will_do(request: HttpRequest, pk: int) -> HttpResponse:
    program, _found = _here(request, pk)
    form = WillDoForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("これからすることを、ひとつでも書いてください。"))
        return redirect("cohorts:dialogue", pk)
    said = form.cleaned_data
    return _done(
        request,
        pk,
        lambda: actions.will_do(program=program, by=request.user, **said),
        _("残しました。ふりかえる日に、お知らせします。"),
    )


@member
@require_POST
def look_back(request: HttpRequest, pk: int) -> HttpResponse:
    program, _found = _here(request, pk)
    words = request.POST.get("words", "")
    return _done(
        request,
        pk,
        lambda: actions.look_back(program=program, words=words[:1000], by=request.user),
        _("ふりかえりを残しました。"),
    )


def _done(request: HttpRequest, pk: int, act: Callable[[], Any], done: str) -> HttpResponse:
    try:
        act()
        messages.success(request, done)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    return redirect("cohorts:dialogue", pk)
