"""The pages of programs: what is open to a member, one program, drawing it up, publishing, withdrawing."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.users.access import member
from accounts.users.models import User
from alumni.companies.models import Company
from alumni.companies.queries import desks_of
from programs.cohorts import actions, boards, patterns, queries, rules
from programs.cohorts.forms import ProgramForm, WithdrawForm, add_refusal
from programs.cohorts.models import Nomination, Program
from programs.cohorts.partner_models import Partner
from programs.events import prose

State = Nomination.State


def program_for(user: User, pk: int) -> Program:
    rows = Program.objects.visible_to(user).select_related("company", "department")
    return get_object_or_404(rows, pk=pk)


def shaped(request: HttpRequest, pk: int) -> Program:
    """The program if this person shapes it; one that is seen but not theirs is refused."""
    user: User = request.user  # type: ignore[assignment]
    program = program_for(user, pk)
    if not rules.can_shape(user, program):
        raise PermissionDenied
    return program


def attempt(request: HttpRequest, done: str, action: Any, **words: Any) -> bool:
    """One action behind a button: what became true is said, or why not."""
    try:
        action(by=request.user, **words)
        messages.success(request, done)
        return True
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
        return False


@member
@require_safe
def list_(request: HttpRequest) -> HttpResponse:
    user: User = request.user  # type: ignore[assignment]
    words = {"shelf": queries.shelf_of(user), "posts": bool(queries.companies_to_post(user)), "desks": desks_of(user)}
    return render(request, "programs/cohorts/list.html", words)


@member
@require_safe
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    user: User = request.user  # type: ignore[assignment]
    program = program_for(user, pk)
    return render(request, "programs/cohorts/detail.html", page_of(user, program))


def page_of(user: User, program: Program) -> dict[str, Any]:
    """What the page of a program shows this viewer, and what they may do there."""
    my = queries.own_of(user, program)
    leads, shapes = rules.can_lead(user, program), rules.can_shape(user, program)
    desks = [company.pk for company in desks_of(user)]
    partners = queries.partners_of(program)
    is_in = my is not None and my.is_in
    stewards = queries.stewards_of(user, program)
    asked = next((one["steward"] for one in stewards if one["steward"].person_id == user.pk), None)  # type: ignore[attr-defined]
    joins = (
        None if my and my.state not in (State.DECLINED, State.DROPPED) else rules.company_to_apply_for(user, program)
    )
    return {
        "program": program,
        "body": mark_safe(prose.html_of(program.body)),  # noqa: S308 (made safe by prose)
        "my": my,
        "leads": leads,
        "shapes": shapes,
        "publishes": rules.can_publish(user, program),
        "partners": partners,
        "joined": [one for one in partners if one.state == Partner.State.JOINED],
        "own_partner": next((one for one in partners if one.company_id in desks), None),
        "stewards": stewards,
        "asked": asked if asked is not None and asked.agreed_at is None else None,  # type: ignore[attr-defined]
        "apply_for": joins if joins and not leads and not rules.stands_in_the_way(user, program) else None,
        "sessions": queries.sessions_of(user, program) if is_in or shapes or leads else [],
        "sees_sessions": is_in or shapes or leads,
        "people": queries.people_of(user, program, State.IN) if is_in or leads else [],
        "to_answer": Nomination.objects.visible_to(user).filter(program=program, state=State.APPROVED).count() if leads else 0,
        "place": queries.turns_of(program).get(my.pk) if my and my.state == State.WAITING else None,
        "told_tables": boards.told_tables(user, program) if is_in else [],
        "now": timezone.now(),
    }  # fmt: skip


# Drawing it up


@member
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """First which company and what kind; then the words, to be made one's own."""
    user: User = request.user  # type: ignore[assignment]
    hosts = queries.companies_to_post(user)
    if not hosts:
        raise PermissionDenied
    company, kind = _company(request, hosts), request.GET.get("kind", "")
    if company is None or kind not in patterns.WORDS:
        words = {"hosts": hosts, "company": company, "kinds": _kinds()}
        return render(request, "programs/cohorts/choose.html", words)
    form = ProgramForm(request.POST if request.method == "POST" else None, company=company, kind=kind)
    if form.is_valid():
        try:
            made = actions.post(company=company, by=user, kind=kind, **form.cleaned_data)
            return redirect("cohorts:publish", made.pk)
        except ValidationError as refusal:
            add_refusal(form, refusal)
    return _drawn_up(request, form)


def _company(request: HttpRequest, hosts: list[Company]) -> Company | None:
    """The company named in the address, or the only one; one where this person can't post is missing."""
    slug = request.GET.get("company", "")
    if not slug:
        return hosts[0] if len(hosts) == 1 else None
    for company in hosts:
        if company.slug == slug:
            return company
    raise Http404


def _kinds() -> list[dict[str, Any]]:
    return [{"key": kind.value, "label": kind.label, "about": patterns.ABOUT[kind]} for kind in Program.Kind]


@member
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    program = shaped(request, pk)
    if program.is_over:
        messages.error(request, _("おわったプログラムは変えられません。"))
        return redirect("cohorts:detail", pk)
    form = ProgramForm(request.POST if request.method == "POST" else None, company=program.company, program=program)
    if form.is_valid():
        try:
            actions.change(program=program, by=request.user, **form.cleaned_data)  # type: ignore[arg-type]
            messages.success(request, _("変更を保存しました。"))
            return redirect("cohorts:publish" if program.is_draft else "cohorts:detail", pk)
        except ValidationError as refusal:
            add_refusal(form, refusal)
    return _drawn_up(request, form, program=program)


def _drawn_up(request: HttpRequest, form: ProgramForm, **words: Any) -> HttpResponse:
    status = 422 if form.is_bound and form.errors else 200
    label = Program.Kind(form.kind).label
    words |= {"form": form, "company": form.company, "kind_label": label}
    return render(request, "programs/cohorts/edit.html", words, status=status)


@member
@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """What still stands in the way, whom it would reach; then publishing, or asking the host's desk to."""
    user: User = request.user  # type: ignore[assignment]
    program = shaped(request, pk)
    if not program.is_draft:
        return redirect("cohorts:detail", pk)
    may = rules.can_publish(user, program)
    if request.method == "POST":
        action, done = (actions.publish, _("公開しました。誘った会社へお知らせしています。"))
        if not may:
            action, done = (actions.propose, _("会社の担当者へ、公開のお願いを送りました。"))
        if attempt(request, done, action, program=program):
            return redirect("cohorts:detail", pk)
    words = {
        "program": program,
        "problems": rules.problems_of_publishing(program).values(),
        "partners": queries.partners_of(program),
        "stewards": queries.stewards_of(user, program),
        "may": may,
    }
    return render(request, "programs/cohorts/publish.html", words, status=422 if request.method == "POST" else 200)


@member
@require_safe
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """As somebody of a company that takes part will read it."""
    user: User = request.user  # type: ignore[assignment]
    program = shaped(request, pk)
    nothing = {"my": None, "leads": False, "shapes": False, "publishes": False, "own_partner": None, "asked": None}
    return render(
        request,
        "programs/cohorts/detail.html",
        {**page_of(user, program), **nothing, "sees_sessions": False, "people": [], "preview": True},
    )


@member
@require_POST
def go_on(request: HttpRequest, pk: int) -> HttpResponse:
    """It begins, draws to its close, goes on after all, or is closed: whatever `to` says."""
    program = shaped(request, pk)
    said = {
        Program.State.RUNNING: _("進行中になりました。"),
        Program.State.CLOSING: _("ふりかえりがはじまりました。みなさんに、ことばをお願いできます。"),
        Program.State.CLOSED: _("しめくくりました。同窓の輪は、これからも残ります。"),
    }
    to = request.POST.get("to", "")
    if to not in said:
        raise Http404
    done = attempt(request, said[to], actions.go_on, program=program, to=to)  # type: ignore[index]
    return redirect("cohorts:closing" if done and to == Program.State.CLOSING else "cohorts:detail", pk)


@member
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    user: User = request.user  # type: ignore[assignment]
    program = shaped(request, pk)
    if not rules.can_publish(user, program):
        raise PermissionDenied
    if program.state not in (Program.State.PUBLISHED, Program.State.RUNNING):
        return redirect("cohorts:detail", pk)
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            actions.withdraw(program=program, by=user, reason=form.cleaned_data["reason"])
            messages.success(request, _("取りやめました。関わる方へお知らせをお送りしています。"))
            return redirect("cohorts:detail", pk)
        except ValidationError as refusal:
            add_refusal(form, refusal)
    words = {"program": program, "form": form, "people": sum(one.taken for one in queries.partners_of(program))}
    return render(request, "programs/cohorts/withdraw.html", words, status=422 if form.is_bound else 200)
