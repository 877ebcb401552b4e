"""The desk's page: rounded counts, funds, who is confirmed, where to turn; never who meets whom."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.users.access import member
from alumni.companies.models import Company
from alumni.companies.queries import desk_or_404, desks_of
from programs.mentoring import advising, funding, queries
from programs.mentoring.desk_forms import ContactForm, EvaluationForm, FundForm
from programs.mentoring.forms import refuse
from programs.mentoring.fund_models import Transition
from programs.mentoring.models import Advisor, CareContact, Evaluation


def answer(request: HttpRequest, page: str, company: Company, status: int = 200, **words: Any) -> HttpResponse:
    frame = {"company": company, "desks": desks_of(request.user)}
    return render(request, f"programs/mentoring/{page}.html", {**frame, **words}, status=status)


def _shown(request: HttpRequest, company: Company, **forms: Any) -> HttpResponse:
    words = {
        "months": funding.months_of(company.scope), "funds": funding.funds_of(company),
        "asking": queries.waiting_at(company), "confirmed": queries.confirmed_by(company),
        "evaluations": queries.evaluations_of(company), "contacts": CareContact.objects.filter(company=company),
        "transitions": Transition.objects.filter(company=company).select_related("department"),
        "fund": FundForm(), "evaluation": EvaluationForm(company=company), "contact": ContactForm(),
    }  # fmt: skip
    wrong = any(form.errors for form in forms.values())
    return answer(request, "desk", company, 422 if wrong else 200, **{**words, **forms})


@member
@require_safe
def desk(request: HttpRequest, slug: str) -> HttpResponse:
    return _shown(request, desk_or_404(request.user, slug))


def _kept(request: HttpRequest, company: Company, name: str, form: Any, act: Any, done: str) -> HttpResponse:
    if form.is_valid():
        try:
            act(company=company, by=request.user, **form.cleaned_data)
            messages.success(request, done)
            return redirect("mentoring:desk", company.slug)
        except ValidationError as refusal:
            refuse(form, refusal)
    return _shown(request, company, **{name: form})


@member
@require_POST
def fund(request: HttpRequest, slug: str) -> HttpResponse:
    company = desk_or_404(request.user, slug)
    done = _("対話の回数を用意しました。だれが使うかは、会社には伝わりません。")
    return _kept(request, company, "fund", FundForm(request.POST), advising.open_fund, done)


@member
@require_POST
def evaluation(request: HttpRequest, slug: str) -> HttpResponse:
    company = desk_or_404(request.user, slug)
    form = EvaluationForm(request.POST, company=company)
    done = _("このおふたりは、対話の組み合わせに出ません。")
    return _kept(request, company, "evaluation", form, advising.say_evaluates, done)


@member
@require_POST
def contact(request: HttpRequest, slug: str) -> HttpResponse:
    company = desk_or_404(request.user, slug)
    return _kept(
        request, company, "contact", ContactForm(request.POST), advising.add_contact, _("窓口を加えました。")
    )


@member
@require_POST
def evaluation_end(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    company = desk_or_404(request.user, slug)
    advising.end_evaluation(evaluation=get_object_or_404(Evaluation, company=company, pk=pk), by=request.user)
    messages.success(request, _("外しました。"))
    return redirect("mentoring:desk", slug)


@member
@require_POST
def contact_drop(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    company = desk_or_404(request.user, slug)
    advising.drop_contact(contact=get_object_or_404(CareContact, company=company, pk=pk), by=request.user)
    messages.success(request, _("窓口を外しました。"))
    return redirect("mentoring:desk", slug)


@member
@require_http_methods(["POST"])
def confirm(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """The desk says: we know this credential; or sends it back with a word."""
    company = desk_or_404(request.user, slug)
    found = get_object_or_404(Advisor.objects.select_related("company", "person"), company=company, pk=pk)
    word = request.POST.get("word", "")[:200]
    act = advising.send_back if "back" in request.POST else advising.confirm
    try:
        act(advisor=found, by=request.user, word=word)
        messages.success(request, _("お返事しました。"))
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    return redirect("mentoring:desk", slug)
