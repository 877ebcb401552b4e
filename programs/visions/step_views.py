"""One thing on each screen: a text of one's own side, a step of one's own line; in a row when a sheet begins."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.users.access import member
from programs.visions import actions, rules
from programs.visions.forms import StepForm, WordsForm
from programs.visions.part_models import SheetPart, Step
from programs.visions.queries import Reading
from programs.visions.views import SCREENS, first_screen, reading_of, tried


def _writing(request: HttpRequest, pk: int) -> Reading:
    reading = reading_of(request, pk, "person", "company")
    if not reading.writes:
        raise Http404
    return reading


def _row(request: HttpRequest, screen: str) -> dict[str, object]:
    """Where in the row of first screens this one stands; nothing outside of it."""
    first = "first" in request.GET or "first" in request.POST
    return {"first": first, "at": SCREENS.index(screen) + 1}


@member
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, pk: int, what: str) -> HttpResponse:
    if what not in SheetPart.Kind.values:
        raise Http404
    reading = _writing(request, pk)
    side, row = reading.writes, _row(request, what)
    part = reading.parts.get(f"{side}.{what}")
    form = WordsForm(request.POST if request.method == "POST" else None, side=side, kind=what, part=part)
    if form.is_valid():
        words = form.cleaned_data["words"]
        if tried(request, "", lambda: actions.write(
            sheet=reading.sheet, side=side, kind=what, words=words, by=request.user
        )):  # fmt: skip
            if row["first"]:
                return redirect(first_screen(pk, SCREENS[SCREENS.index(what) + 1]))
            messages.success(request, _("書きました。"))
            return redirect("visions:show", pk)
    page = {"reading": reading, "sheet": reading.sheet, "form": form, "side": side, "part": part, **row}
    return render(request, "programs/visions/write.html", page, status=422 if form.errors else 200)


@member
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, pk: int) -> HttpResponse:
    return _step_screen(request, _writing(request, pk), None)


@member
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: int, step: int) -> HttpResponse:
    reading = _writing(request, pk)
    return _step_screen(request, reading, _own(request, reading, step))


def _own(request: HttpRequest, reading: Reading, step: int) -> Step:
    """A step on one's own line."""
    rows = Step.objects.visible_to(request.user).filter(sheet=reading.sheet, side=reading.writes)
    return get_object_or_404(rows.select_related("sheet"), pk=step)


def _step_screen(request: HttpRequest, reading: Reading, step: Step | None) -> HttpResponse:
    side, row = reading.writes, _row(request, "step")
    data = request.POST if request.method == "POST" else None
    form = StepForm(data, reading=reading, side=side, viewer=request.user, step=step)
    if form.is_valid():
        said = form.cleaned_data
        try:
            if step:
                actions.change_step(step=step, by=request.user, **said)
            else:
                actions.add_step(sheet=reading.sheet, side=side, by=request.user, **said)
            return redirect(_onward(request, reading, row))
        except ValidationError as refusal:
            form.add_error(None, refusal)
    steps = reading.company_steps if side == "company" else reading.person_steps
    page = {
        "reading": reading, "sheet": reading.sheet, "form": form, "step": step, "side": side, "steps": steps,
        "most": rules.MOST_STEPS, **row,
    }  # fmt: skip
    return render(request, "programs/visions/step.html", page, status=422 if form.errors else 200)


def _onward(request: HttpRequest, reading: Reading, row: dict[str, object]) -> str:
    pk = reading.sheet.pk
    if "another" in request.POST:
        messages.success(request, _("一歩を書きました。つづけて書けます。"))
        return first_screen(pk, "step") if row["first"] else reverse("visions:step_new", args=[pk])
    if row["first"] and reading.role == "person" and reading.counterpart is None:
        return first_screen(pk, "with")
    messages.success(request, _("一歩を書きました。"))
    return reverse("visions:show", args=[pk])


@member
@require_POST
def mark(request: HttpRequest, pk: int, step: int) -> HttpResponse:
    """Either of the two says of any step that it came true, or takes it back."""
    reading = reading_of(request, pk, "person", "company")
    rows = Step.objects.visible_to(request.user).filter(sheet=reading.sheet).select_related("sheet__person")
    found, done = get_object_or_404(rows, pk=step), "done" in request.POST
    said = _("一歩が叶いました。") if done else _("まだの一歩に戻しました。")
    tried(request, said, lambda: actions.mark_step(step=found, done=done, by=request.user))
    return redirect(reverse("visions:show", args=[pk]) + "#steps")


@member
@require_POST
def remove(request: HttpRequest, pk: int, step: int) -> HttpResponse:
    reading = _writing(request, pk)
    found = _own(request, reading, step)
    tried(request, _("一歩を消しました。"), lambda: actions.remove_step(step=found, by=request.user))
    return redirect("visions:show", pk)
