"""The page of practice at work: one's own experiments, the peer's, and what one was shown."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.users.access import member
from alumni.profiles.queries import people_visible_to, shown
from programs.cohorts import practice as actions
from programs.cohorts import practice_queries, rules
from programs.cohorts.group_views import led, tried
from programs.cohorts.models import Program
from programs.cohorts.practice_forms import LineForm, PracticeForm, ReflectForm
from programs.cohorts.practice_models import Practice, PracticeLine
from programs.events import choosing


def _here(request: HttpRequest, pk: int) -> tuple[Program, practice_queries.PracticeRoom]:
    """Whoever takes part, leads, or was shown something; to anybody else there is no such page."""
    program = Program.objects.select_related("company").filter(pk=pk).first()
    if program is None:
        raise Http404
    room = practice_queries.room_of(request.user, program)
    if not (room.nomination or room.others or rules.can_lead(request.user, program)):
        raise Http404
    return program, room


@member
@require_http_methods(["GET", "HEAD", "POST"])
def practice(request: HttpRequest, pk: int) -> HttpResponse:
    """A POST sets out a new experiment."""
    program, room = _here(request, pk)
    form = PracticeForm(
        request.POST if request.method == "POST" else None, initial={"starts_on": timezone.localdate()}
    )
    if form.is_valid():
        if room.nomination is None:
            raise Http404
        try:
            actions.set_out(nomination=room.nomination, by=request.user, **form.cleaned_data)
            messages.success(request, _("小さな実験が、はじまりました。"))
            return redirect("cohorts:practice", pk)
        except ValidationError as refusal:
            form.add_error(None, refusal)
    words = {"program": program, "room": room, "form": form, "leads": rules.can_lead(request.user, program),
             "week": actions.monday(timezone.localdate()), "today": timezone.localdate()}  # fmt: skip
    return render(request, "programs/cohorts/practice.html", words, status=422 if form.errors else 200)


def _own(request: HttpRequest, pk: int, practice: int) -> Practice:
    rows = practice_queries.practices(request.user).filter(nomination__person=request.user, nomination__program=pk)
    return get_object_or_404(rows, pk=practice)


@member
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: int, practice: int) -> HttpResponse:
    """Its words, and who reads it besides: a search by name."""
    found = _own(request, pk, practice)
    form = PracticeForm(request.POST if request.method == "POST" else None, instance=found)
    if form.is_valid():
        try:
            actions.change(practice=found, by=request.user, **form.cleaned_data)
            messages.success(request, _("残しました。"))
            return redirect("cohorts:practice", pk)
        except ValidationError as refusal:
            form.add_error(None, refusal)
    readers = shown(request.user, [share.person_id for share in found.shares.all()])
    words: dict[str, Any] = {
        "practice": found, "program": found.nomination.program, "form": form, "readers": list(readers.values()),
        "asked": request.GET.get("q", ""), "found": choosing.found(request.user, request.GET.get("q", "")),
    }  # fmt: skip
    return render(request, "programs/cohorts/practice_edit.html", words, status=422 if form.errors else 200)


@member
@require_POST
def share(request: HttpRequest, pk: int, practice: int) -> HttpResponse:
    found, said = _own(request, pk, practice), request.POST.get("person", "")
    number = int(said) if said.isdecimal() else 0
    if "back" in request.POST:
        tried(
            request,
            lambda: actions.unshare(practice=found, person=number, by=request.user),
            _("見せるのをやめました。"),
        )
        return redirect("cohorts:practice_edit", pk, practice)
    person = get_object_or_404(people_visible_to(request.user), pk=number)
    done = _("%(name)sさんにも見えるようになりました。いつでもやめられます。") % {"name": person.name}
    tried(request, lambda: actions.share(practice=found, person=person, by=request.user), done)
    return redirect("cohorts:practice_edit", pk, practice)


@member
@require_POST
def check_in(request: HttpRequest, pk: int, practice: int) -> HttpResponse:
    found, form = _own(request, pk, practice), LineForm(request.POST)
    words = form.cleaned_data["words"] if form.is_valid() else ""
    tried(
        request,
        lambda: actions.check_in(practice=found, words=words, by=request.user),
        _("今週のひとことを残しました。"),
    )
    return redirect("cohorts:practice", pk)


@member
@require_POST
def reflect(request: HttpRequest, pk: int, practice: int) -> HttpResponse:
    found, form = _own(request, pk, practice), ReflectForm(request.POST)
    words = form.cleaned_data["words"] if form.is_valid() else ""
    tried(
        request, lambda: actions.reflect(practice=found, words=words, by=request.user), _("ふりかえりを残しました。")
    )
    return redirect("cohorts:practice", pk)


@member
@require_POST
def answer(request: HttpRequest, pk: int, line: int) -> HttpResponse:
    """The peer's word to a line."""
    seen = Practice.objects.visible_to(request.user).filter(nomination__program=pk).values("pk")
    found, form = get_object_or_404(PracticeLine, pk=line, practice__in=seen), LineForm(request.POST)
    words = form.cleaned_data["words"] if form.is_valid() else ""
    tried(request, lambda: actions.answer(line=found, words=words, by=request.user), _("ひとこと返しました。"))
    return redirect("cohorts:practice", pk)


@member
@require_POST
def pair(request: HttpRequest, pk: int) -> HttpResponse:
    program = led(request, pk)
    made = tried(request, lambda: actions.pair_up(program=program, by=request.user, anew="anew" in request.POST))
    if made is not None:
        said = _("%(n)d組を決めて、お知らせしました。") % {"n": made} if made else _("みなさんに、もうペアがいます。")
        messages.success(request, said)
    return redirect("cohorts:practice", pk)


@member
@require_safe
def shown_to_me(request: HttpRequest, pk: int, practice: int) -> HttpResponse:
    """One experiment, for whoever was shown it."""
    found = get_object_or_404(practice_queries.practices(request.user).filter(nomination__program=pk), pk=practice)
    return render(
        request, "programs/cohorts/practice_one.html", {"practice": found, "program": found.nomination.program}
    )
