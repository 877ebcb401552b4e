"""What the two do together: who writes the company's line, the meeting point, notes of their talks, what stays behind."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.users.access import member
from programs.visions import actions, queries, rules
from programs.visions.forms import NoteForm, PointForm
from programs.visions.models import Counterpart
from programs.visions.part_models import MeetingPoint, SheetPart, Step
from programs.visions.views import reading_of, tried

BOTH = ("person", "company")
ROWS: dict[str, Any] = {"part": SheetPart, "step": Step}


@member
@require_http_methods(["GET", "HEAD", "POST"])
def point(request: HttpRequest, pk: int) -> HttpResponse:
    """The words so far, and new ones."""
    reading = reading_of(request, pk, *BOTH)
    may = rules.can_meet(request.user, reading.sheet)
    last = reading.points[0].words if reading.points else ""
    form = PointForm(request.POST if request.method == "POST" else None, initial={"words": last})
    if form.is_valid():
        words = form.cleaned_data["words"]
        done = _("めざす点を書きました。お相手がうなずくと、金色になります。")
        if tried(request, done, lambda: actions.propose(sheet=reading.sheet, words=words, by=request.user)):
            return redirect("visions:show", pk)
    page = {"reading": reading, "sheet": reading.sheet, "form": form, "may": may, "at": 4}
    return render(request, "programs/visions/point.html", page, status=422 if form.errors else 200)


@member
@require_POST
def yes(request: HttpRequest, pk: int, version: int) -> HttpResponse:
    reading = reading_of(request, pk, *BOTH)
    found = get_object_or_404(MeetingPoint.objects.visible_to(request.user), sheet=reading.sheet, version=version)
    done = _("おふたりの線が、ひとつの点で出会いました。")
    tried(request, done, lambda: actions.agree(point=found, by=request.user))
    return redirect("visions:show", pk)


@member
@require_http_methods(["GET", "HEAD", "POST"])
def with_(request: HttpRequest, pk: int) -> HttpResponse:
    """Whom the person asks to write the company's line."""
    reading = reading_of(request, pk, "person")
    beside = reading.counterpart
    offered = queries.counterparts_for(reading.sheet, request.user)
    offered = [(one, why) for one, why in offered if beside is None or one.pk != beside.person_id]
    if request.method == "POST":
        chosen = next((one for one, _why in offered if str(one.pk) == request.POST.get("person")), None)
        if chosen is None:
            raise Http404
        done = _("%(name)sさんにお願いしました。うなずいてもらえたら、いっしょに書けます。") % {"name": chosen.name}
        tried(request, done, lambda: actions.ask(sheet=reading.sheet, person=chosen, by=request.user))
        return redirect("visions:show", pk)
    page = {"reading": reading, "sheet": reading.sheet, "offered": offered, "fresh": beside is None, "at": 4}
    return render(request, "programs/visions/with.html", page)


@member
@require_POST
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    reading = reading_of(request, pk, "asked")
    agreed = "yes" in request.POST
    done = _("いっしょに書きはじめましょう。") if agreed else _("お返事を届けました。")
    assert reading.counterpart is not None
    beside = Counterpart.objects.select_related("sheet__person").get(pk=reading.counterpart.pk)
    tried(request, done, lambda: actions.answer(counterpart=beside, yes=agreed, by=request.user))
    return redirect("visions:show", pk) if agreed else redirect("visions:list")


@member
@require_POST
def part(request: HttpRequest, pk: int) -> HttpResponse:
    """They write together no more."""
    reading = reading_of(request, pk, *BOTH)
    beside = reading.counterpart
    if beside is None:
        raise Http404
    tried(
        request,
        _("いっしょに書くのを、おわりにしました。"),
        lambda: actions.part_ways(counterpart=beside, by=request.user),
    )
    return redirect("visions:show", pk) if reading.role == "person" else redirect("visions:list")


@member
@require_http_methods(["GET", "HEAD", "POST"])
def talks(request: HttpRequest, pk: int) -> HttpResponse:
    """Notes of the talks, for the two alone."""
    reading = reading_of(request, pk, *BOTH)
    form = NoteForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        said = form.cleaned_data
        done = _("覚え書きを残しました。読めるのは、おふたりだけです。")
        if tried(request, done, lambda: actions.note(sheet=reading.sheet, by=request.user, **said)):
            return redirect("visions:talks", pk)
    page = {
        "reading": reading, "sheet": reading.sheet, "form": form,
        "notes": queries.notes_of(request.user, reading.sheet),
        "may": rules.can_meet(request.user, reading.sheet) and reading.counterpart is not None
        and reading.counterpart.state == Counterpart.State.AGREED,
    }  # fmt: skip
    return render(request, "programs/visions/talks.html", page, status=422 if form.errors else 200)


@member
@require_POST
def stays(request: HttpRequest, pk: int) -> HttpResponse:
    """What stays with the company on the day of leaving: asked by its side, agreed by the person."""
    reading = reading_of(request, pk, *BOTH)
    model, number = ROWS.get(request.POST.get("what", "")), request.POST.get("row", "")
    if model is None or not (number.isascii() and number.isdigit() and len(number) < 15):
        raise Http404
    rows = model.objects.visible_to(request.user).filter(sheet=reading.sheet, side="company")
    row, yes_ = get_object_or_404(rows.select_related("sheet__person"), pk=int(number)), "yes" in request.POST
    if reading.role == "company":
        done = _("会社に残したいことを、お相手に伝えました。") if yes_ else _("お相手にそのまま渡すことにしました。")
        tried(request, done, lambda: actions.keep_behind(row=row, wanted=yes_, by=request.user))
    else:
        done = (
            _("離れるとき、このことばは会社に残ります。")
            if yes_
            else _("離れるときも、このことばはあなたのもとに残ります。")
        )
        tried(request, done, lambda: actions.agree_to_keep(row=row, agreed=yes_, by=request.user))
    return redirect("visions:show", pk)
