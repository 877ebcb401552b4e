"""Introductions: asking, passing on, answering. Each of the three sees their own part of it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.users.access import member
from accounts.users.models import User
from alumni.companies.models import Company
from alumni.companies.queries import hr_of
from alumni.introductions import actions
from alumni.introductions.forms import AcceptForm, AskForm, PassForm
from alumni.introductions.queries import Role, one_role, roles_of
from alumni.introductions.rules import can_answer, can_ask, can_pass, can_withdraw
from alumni.tenures.standing import standing_of

READ_AND_WRITE = ["GET", "HEAD", "POST"]


@member
@require_safe
def own(request: HttpRequest) -> HttpResponse:
    assert isinstance(request.user, User)
    own_posts = standing_of(request.user).posts
    companies = {post.tenure.company_id: post.tenure.company for post in own_posts}
    page = {"roles": roles_of(request.user), "companies": companies.values()}
    return render(request, "alumni/introductions/list.html", page)


@member
@require_http_methods(READ_AND_WRITE)
def ask(request: HttpRequest, other: int, middle: int) -> HttpResponse:
    """Asking an acquaintance to introduce me to somebody they know."""
    people = User.objects.active().in_bulk([other, middle])
    if len(people) < 2 or not can_ask(request.user, people[middle], people[other]):
        raise Http404
    return _ask(request, people[middle], people[other], None)


@member
@require_http_methods(READ_AND_WRITE)
def ask_company(request: HttpRequest, slug: str, middle: int) -> HttpResponse:
    """The same, to whoever answers for a company's alumni; that person isn't named."""
    company = get_object_or_404(Company, slug=slug)
    one = get_object_or_404(User.objects.active(), pk=middle)
    ends = [who for who in hr_of(company) if can_ask(request.user, one, who, company)]
    if not ends:
        raise Http404
    return _ask(request, one, ends[0], company)


def _ask(request: HttpRequest, middle: User, other: User, company: Company | None) -> HttpResponse:
    form = AskForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            by: Any = request.user
            actions.ask(by=by, middle=middle, other=other, company=company, **form.cleaned_data)
            messages.success(request, _("%sさんにお願いを送りました。") % middle.name)
            return redirect("introductions:list")
        except ValidationError as refusal:
            form.add_error(None, refusal)
    page = {"form": form, "middle": middle.name, "other": str(company) if company else other.name, "company": company}
    return render(request, "alumni/introductions/ask.html", page)


def _role(request: HttpRequest, pk: int) -> Role:
    found = one_role(request.user, pk)  # type: ignore[arg-type]
    if found is None:
        raise Http404
    return found


@member
@require_http_methods(READ_AND_WRITE)
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """One introduction from where I stand; the middle passes it on, the other end says yes."""
    role = _role(request, pk)
    passing, answering = can_pass(request.user, role.row), can_answer(request.user, role.row)
    kind: Any = PassForm if passing else AcceptForm
    form = kind(request.POST if request.method == "POST" else None) if passing or answering else None
    if request.method == "POST" and form is not None and form.is_valid():
        try:
            done = actions.pass_on if passing else actions.accept
            done(introduction=role.row, by=request.user, **form.cleaned_data)  # type: ignore[operator]
            messages.success(request, _("取り次ぎました。") if passing else _("つながりました。"))
            return redirect("introductions:one", pk)
        except ValidationError as refusal:
            form.add_error(None, refusal)
    page = {"role": role, "row": role.row, "form": form, "passing": passing, "answering": answering}
    page["may_withdraw"] = can_withdraw(request.user, role.row)
    return render(request, "alumni/introductions/one.html", page)


@member
@require_POST
def leave(request: HttpRequest, pk: int) -> HttpResponse:
    """Not now: by the middle, by the other end, or taken back by whoever asked."""
    role = _role(request, pk)
    asks = can_withdraw(request.user, role.row)
    if not (asks or can_pass(request.user, role.row) or can_answer(request.user, role.row)):
        raise Http404
    try:
        done = actions.withdraw if asks else actions.leave
        done(introduction=role.row, by=request.user)  # type: ignore[arg-type]
        words = _("お願いを取り下げました。") if asks else _("そのままにしました。だれにも知らされません。")
        messages.success(request, words)
    except ValidationError as refusal:
        messages.error(request, refusal.message)
    return redirect("introductions:list")
