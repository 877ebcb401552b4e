"""A company's desk: the programs it takes part in, its answer, its own people in each, and nobody else's."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.users.access import member
from accounts.users.models import User
from alumni.companies.models import Company
from alumni.companies.queries import desk_or_404, desks_of
from programs.cohorts import figures, joining, partnering, queries, rules
from programs.cohorts.forms import JoinForm, ReasonForm, WordForm, add_refusal
from programs.cohorts.models import Nomination
from programs.cohorts.partner_models import Partner
from programs.cohorts.views import attempt
from programs.events import roll

PAGE = 30
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def desk_of(request: HttpRequest, slug: str) -> tuple[User, Company]:
    user: User = request.user  # type: ignore[assignment]
    return user, desk_or_404(user, slug)


def part_of(request: HttpRequest, slug: str, pk: int) -> tuple[User, Partner]:
    """What this desk's company has to do with the program; where it has nothing to do with it, there is none."""
    user, company = desk_of(request, slug)
    return user, get_object_or_404(queries.at_desk(company).select_related("company"), program=pk)


def reply(request: HttpRequest, name: str, company: Company, status: int = 200, **words: Any) -> HttpResponse:
    frame = {"company": company, "desks": desks_of(request.user)}  # type: ignore[arg-type]
    return render(request, f"programs/cohorts/{name}.html", {**frame, **words}, status=status)


@member
@require_safe
def list_(request: HttpRequest, slug: str) -> HttpResponse:
    _user, company = desk_of(request, slug)
    page = Paginator(queries.at_desk(company), PAGE).get_page(request.GET.get("page"))
    return reply(request, "desk", company, page=page)


@member
@never_cache
@require_safe
def one(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    user, partner = part_of(request, slug, pk)
    words: dict[str, Any] = {
        "partner": partner,
        "program": partner.program,
        "found": figures.page_of(user, partner),
        "nominates": rules.can_nominate(user, partner),
        "is_host": partner.company_id == partner.program.company_id,
    }
    return reply(request, "desk_one", partner.company, **words)


@member
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """The company's yes with its own words, its no, or other words later."""
    user, partner = part_of(request, slug, pk)
    if request.POST.get("answer") == "no":
        attempt(request, _("今回は見送ると、お返事しました。"), partnering.answer_partner, partner=partner, yes=False)
        return redirect("cohorts:desk_one", slug, pk)
    data = request.POST if request.method == "POST" else None
    form = JoinForm(data, initial={"brings": partner.brings, "hopes": partner.hopes})
    if form.is_valid():
        joined = partner.state == Partner.State.JOINED
        try:
            if joined:
                partnering.say_words(partner=partner, by=user, **form.cleaned_data)
            else:
                partnering.answer_partner(partner=partner, yes=True, by=user, **form.cleaned_data)
            messages.success(request, _("変更を保存しました。") if joined else _("参加することにしました。"))
            return redirect("cohorts:desk_one", slug, pk)
        except ValidationError as refusal:
            add_refusal(form, refusal)
    words: dict[str, Any] = {"partner": partner, "program": partner.program, "form": form}
    return reply(request, "desk_answer", partner.company, 422 if form.is_bound else 200, **words)


@member
@require_POST
def leave(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    _user, partner = part_of(request, slug, pk)
    done = attempt(request, _("このプログラムから離れました。"), partnering.leave, partner=partner)
    return redirect("cohorts:desk", slug) if done else redirect("cohorts:desk_one", slug, pk)


@member
@require_http_methods(["GET", "HEAD", "POST"])
def nominate(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Somebody of the company's present people is found by name and put forward."""
    user, partner = part_of(request, slug, pk)
    if not rules.can_nominate(user, partner):
        messages.error(request, _("いまは推薦できません。会社が参加していて、募集中であることを確かめてください。"))
        return redirect("cohorts:desk_one", slug, pk)
    asked = request.GET.get("q", "").strip()
    form = WordForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        who = request.POST.get("person", "")
        person = get_object_or_404(queries.staff_of(partner.company), pk=who if who.isdecimal() else 0)
        done = _("%(name)sさんへ、推薦をお届けしました。ご本人のお返事を待っています。") % {"name": person.name}
        word = form.cleaned_data["word"]
        if attempt(request, done, joining.nominate, partner=partner, person=person, word=word):
            return redirect("cohorts:desk_one", slug, pk)
    found = queries.candidates(partner, asked)
    words: dict[str, Any] = {
        "partner": partner,
        "program": partner.program,
        "form": form,
        "q": asked,
        "people": found,
    }
    return reply(request, "nominate", partner.company, **words)


def own_person(request: HttpRequest, slug: str, pk: int, nomination: int) -> tuple[User, Partner, Nomination]:
    user, partner = part_of(request, slug, pk)
    rows = Nomination.objects.filter(company=partner.company, program=pk)
    return (
        user,
        partner,
        get_object_or_404(rows.select_related("program__company", "company", "person"), pk=nomination),
    )


@member
@require_POST
def approve(request: HttpRequest, slug: str, pk: int, nomination: int) -> HttpResponse:
    _user, _partner, found = own_person(request, slug, pk, nomination)
    name = {"name": found.person.name}
    attempt(
        request,
        _("%(name)sさんの申し込みを承諾しました。進行役へ伝わっています。") % name,
        joining.approve,
        nomination=found,
    )
    return redirect("cohorts:desk_one", slug, pk)


@member
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, slug: str, pk: int, nomination: int) -> HttpResponse:
    """The desk says no on the way in, or that somebody of its own leaves."""
    user, partner, found = own_person(request, slug, pk, nomination)
    if not (found.is_in or found.is_on_the_way):
        return redirect("cohorts:desk_one", slug, pk)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        action = joining.drop if found.is_in else joining.decline
        done = _("お返事しました。") if found.person_id == user.pk else _("ご本人へお知らせしました。")
        attempt(request, done, action, nomination=found, reason=form.cleaned_data["reason"])
        return redirect("cohorts:desk_one", slug, pk)
    words: dict[str, Any] = {"program": partner.program, "one": found, "form": form, "own": False}
    return reply(request, "desk_leave", partner.company, **words)


# Files


@member
@never_cache
@require_safe
def people_csv(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    user, partner = part_of(request, slug, pk)
    return _file(roll.csv_of(figures.cells_of(user, partner)), "text/csv; charset=utf-8", "csv")


@member
@never_cache
@require_safe
def people_xlsx(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    user, partner = part_of(request, slug, pk)
    return _file(roll.xlsx_of(figures.cells_of(user, partner)), XLSX, "xlsx")


def _file(content: bytes, kind: str, ending: str) -> HttpResponse:
    name = f"program_{timezone.localtime():%Y%m%d%H%M}.{ending}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(content, content_type=kind, headers=headers)
