"""The desk's pages of posts that people told of themselves: what waits, and one of them with the company's record."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.users.access import member
from alumni.companies.models import Company
from alumni.companies.queries import desk_or_404, desks_of
from alumni.tenures import actions, forms
from alumni.tenures.models import Tenure
from alumni.tenures.queries import notes_of, recorded_posts_of, to_answer_at
from alumni.tenures.rules import belongs_to, can_judge

QUEUE = 50
ACTS = {forms.DISPUTE: actions.dispute, forms.REFUSE: actions.refuse}


def _show(request: HttpRequest, template: str, company: Company, **page: Any) -> HttpResponse:
    frame = {"company": company, "desks": desks_of(request.user)}
    return render(request, f"alumni/tenures/{template}.html", {**frame, **page})


def in_words(tenure: Tenure) -> Tenure:
    tenure.time = tenure.period.text(get_language() or "ja")  # type: ignore[attr-defined]
    return tenure


@member
@require_safe
def queue(request: HttpRequest, slug: str) -> HttpResponse:
    """What people told of themselves, the longest waiting first; or what the desk has asked back or refused."""
    company = desk_or_404(request.user, slug)
    asked = request.GET.get("show") == "asked"
    waiting = to_answer_at(company)
    rows = Tenure.objects.filter(
        company=company, person__isnull=False, state__in=[Tenure.State.DISPUTED, Tenure.State.REFUSED]
    )
    shown = (rows.order_by("-pk") if asked else waiting).select_related("person", "department", "company")
    found = [in_words(tenure) for tenure in shown[:QUEUE]]
    return _show(request, "queue", company, rows=found, asked=asked, waits=not asked, count=waiting.count())


@member
@require_http_methods(["GET", "HEAD", "POST"])
def claim(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """The person's word beside the company's own record, all that was said so far, and the desk's answer."""
    company = desk_or_404(request.user, slug)
    rows = Tenure.objects.filter(company=company, person__isnull=False)
    tenure = in_words(get_object_or_404(rows.select_related("company", "department", "person", "enrolment"), pk=pk))
    form = forms.JudgeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            _answer(request, tenure, **form.cleaned_data)
            messages.success(request, _("お返事しました。本人にも伝わります。"))
            return redirect("tenures:queue", slug)
        except ValidationError as refusal:
            form.add_error(None, refusal)
    page = {"notes": notes_of(tenure), "recorded": [in_words(post) for post in recorded_posts_of(tenure)]}
    page |= {"may": can_judge(request.user, tenure), "own": belongs_to(tenure, request.user)}
    return _show(request, "claim", company, tenure=tenure, form=form, **page)


def _answer(request: HttpRequest, tenure: Tenure, answer: str, reason: str) -> None:
    if answer == forms.VERIFY:
        actions.verify(tenure=tenure, by=request.user)
    else:
        ACTS[answer](tenure=tenure, by=request.user, reason=reason)
