"""The pages of groups: for who leads the board of each round; for a desk, who of its own people is kept apart."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.users.access import member
from programs.cohorts import boards, grouping, rules
from programs.cohorts.group_forms import ApartForm, PlanForm, TogetherForm
from programs.cohorts.models import Nomination, Program, desk_ids
from programs.cohorts.round_models import Apart, Round
from programs.cohorts.wishes import mixing_of
from programs.cohorts.wording import change_words


def led(request: HttpRequest, pk: int) -> Program:
    """The program, for who leads it; to anybody else there is no such page, nor to HR of one of several companies."""
    program = get_object_or_404(Program.objects.led_by(request.user).select_related("company"), pk=pk)
    if rules.stands_in_the_way(request.user, program):
        raise Http404
    return program


def _inside(program: Program) -> Any:
    return program.nominations.inside().select_related("person", "company")


def _number(request: HttpRequest) -> int:
    said = request.POST.get("round") or request.GET.get("round") or "1"
    return int(said) if said.isascii() and said.isdigit() and len(said) < 4 else 1


def tried(request: HttpRequest, act: Callable[[], Any], done: str = "") -> Any:
    """The action with its sentence, or the refusal's."""
    try:
        made = act()
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
        return None
    if done:
        messages.success(request, done)
    return made


@member
@require_safe
def groups(request: HttpRequest, pk: int) -> HttpResponse:
    program = led(request, pk)
    return render(request, "programs/cohorts/groups.html", _page(request, program))


def _page(request: HttpRequest, program: Program, form: PlanForm | None = None) -> dict[str, Any]:
    board = boards.board_of(program, _number(request))
    mixing, people = board.found.mixing, _inside(program)
    marked = mixing.together.values_list("pk", flat=True) if mixing.pk else []
    sessions = program.sessions.filter(in_groups=True).exclude(event__state="cancelled").count()
    plan = {
        "rounds": len(board.found.rounds) or min(sessions, grouping.MOST_ROUNDS) or 3,
        "least": mixing.least,
        "most": mixing.most,
    }
    return {
        "program": program, "board": board, "mixing": mixing, "count": len(board.found.inside),
        "form": form or PlanForm(initial=plan), "aparts": program.aparts.select_related("one__person", "other__person", "by"),
        "apart_form": ApartForm(people=people), "together_form": TogetherForm(people=people, initial={"people": list(marked)}),
        "cannot": boards.cannot_be(program, board.found), "mending": boards.mending_words(board.found),
    }  # fmt: skip


@member
@require_POST
def plan(request: HttpRequest, pk: int) -> HttpResponse:
    program, form = led(request, pk), PlanForm(request.POST)
    if form.is_valid():
        try:
            grouping.plan(program=program, by=request.user, **form.cleaned_data)
            grouping.make(program=program, by=request.user)
            return redirect("cohorts:groups", pk)
        except ValidationError as refusal:
            form.add_error(None, refusal)
    return render(request, "programs/cohorts/groups.html", _page(request, program, form), status=422)


@member
@require_POST
def make(request: HttpRequest, pk: int) -> HttpResponse:
    program = led(request, pk)
    tried(request, lambda: grouping.make(program=program, by=request.user, anew="anew" in request.POST))
    return redirect("cohorts:groups", pk)


@member
@require_safe
def progress(request: HttpRequest, pk: int) -> HttpResponse:
    """How far the worker is; when it is done, the page comes anew."""
    program = led(request, pk)
    mixing = mixing_of(program)
    answer = render(request, "programs/cohorts/_making.html", {"program": program, "mixing": mixing})
    if not mixing.waits:
        answer["HX-Refresh"] = "true"
    return answer


def _person(request: HttpRequest, program: Program, name: str = "person") -> Nomination:
    said = request.POST.get(name, "")
    return get_object_or_404(_inside(program), pk=int(said) if said.isdecimal() else 0)


def _round(request: HttpRequest, program: Program) -> Round:
    rounds = Round.objects.select_related("program__company", "session__event")
    return get_object_or_404(rounds, program=program, number=_number(request))


def _changed(request: HttpRequest, program: Program, act: Callable[[], Any]) -> HttpResponse:
    """The board after a change by hand, with what the change did to how well people mix."""
    before = boards.cost_now(program)
    refused = ""
    try:
        act()
    except ValidationError as refusal:
        refused = " ".join(refusal.messages)
    said = refused or change_words(before, boards.cost_now(program))
    number = _number(request)
    if not request.htmx:  # type: ignore[attr-defined]
        (messages.error if refused else messages.success)(request, said)
        return redirect(f"{reverse('cohorts:groups', args=[program.pk])}?round={number}#board")
    words = {"program": program, "board": boards.board_of(program, number), "said": said, "refused": bool(refused)}
    return render(request, "programs/cohorts/_board.html", words)


@member
@require_POST
def seat(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody to a group (`to`), to nowhere (`to=away`), or in exchange with somebody (`with`)."""
    program = led(request, pk)
    round_, person, to = _round(request, program), _person(request, program), request.POST.get("to", "")
    if request.POST.get("with"):
        other = _person(request, program, "with")
        return _changed(
            request, program, lambda: grouping.swap(round_=round_, one=person, other=other, by=request.user)
        )
    if to != "away" and not (to.isascii() and to.isdigit() and len(to) < 4):
        raise Http404
    group = None if to == "away" else int(to)
    return _changed(
        request, program, lambda: grouping.seat(round_=round_, nomination=person, group=group, by=request.user)
    )


@member
@require_POST
def hold(request: HttpRequest, pk: int) -> HttpResponse:
    program = led(request, pk)
    round_, person, held = _round(request, program), _person(request, program), request.POST.get("held") == "1"
    return _changed(
        request, program, lambda: grouping.hold(round_=round_, nomination=person, held=held, by=request.user)
    )


@member
@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    program = led(request, pk)
    return _changed(request, program, lambda: grouping.undo(program=program, by=request.user))


@member
@require_POST
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    program = led(request, pk)
    round_ = _round(request, program)
    told = tried(request, lambda: grouping.publish(round_=round_, by=request.user))
    if told is not None:
        messages.success(
            request,
            _("%(n)d人にお知らせしました。") % {"n": len(told)} if told else _("変わった人はいませんでした。"),
        )
    return redirect(f"{reverse('cohorts:groups', args=[pk])}?round={round_.number}")


@member
@require_POST
def mend(request: HttpRequest, pk: int) -> HttpResponse:
    program = led(request, pk)
    done = _("離れた人の席をなくし、いちばん少ない動きで整えました。確かめてから、お知らせください。")
    tried(request, lambda: grouping.mend(program=program, by=request.user), done)
    return redirect("cohorts:groups", pk)


@member
@require_POST
def together(request: HttpRequest, pk: int) -> HttpResponse:
    program = led(request, pk)
    form = TogetherForm(request.POST, people=_inside(program))
    if form.is_valid():
        people = form.cleaned_data["people"]
        done = _("残しました。次にグループをつくるときから、守られます。")
        tried(request, lambda: grouping.nobody_alone(program=program, people=people, by=request.user), done)
    return redirect("cohorts:groups", pk)


def _apart_people(request: HttpRequest, program: Program) -> Any:
    """Who may be named: everybody for who leads; for a desk its own people."""
    if rules.can_lead(request.user, program) and not rules.stands_in_the_way(request.user, program):
        return _inside(program)
    return _inside(program).filter(company__in=desk_ids(request.user))


@member
@require_http_methods(["GET", "HEAD", "POST"])
def apart(request: HttpRequest, pk: int) -> HttpResponse:
    """Two who shouldn't share a group, said by their desk or by who leads."""
    program = get_object_or_404(Program.objects.visible_to(request.user).select_related("company"), pk=pk)
    people = _apart_people(request, program)
    if not people.exists():
        raise Http404
    form = ApartForm(request.POST if request.method == "POST" else None, people=people)
    if form.is_valid():
        try:
            grouping.keep_apart(by=request.user, **form.cleaned_data)
            messages.success(request, _("別のグループになるようにします。"))
            return redirect(request.POST.get("next") == "groups" and "cohorts:groups" or "cohorts:group_apart", pk)
        except ValidationError as refusal:
            form.add_error(None, refusal)
    aparts = program.aparts.filter(one__in=people, other__in=people).select_related(
        "one__person", "other__person", "by"
    )
    words = {"program": program, "form": form, "aparts": aparts}
    return render(request, "programs/cohorts/apart.html", words, status=422 if form.errors else 200)


@member
@require_POST
def meet(request: HttpRequest, pk: int, apart: int) -> HttpResponse:
    program = get_object_or_404(Program.objects.visible_to(request.user), pk=pk)
    people = _apart_people(request, program)
    rows = Apart.objects.filter(program=program, one__in=people, other__in=people).select_related("program__company")
    found = get_object_or_404(rows, pk=apart)
    tried(request, lambda: grouping.let_meet(apart=found, by=request.user), _("外しました。"))
    return redirect("cohorts:groups" if rules.can_lead(request.user, program) else "cohorts:group_apart", pk)
