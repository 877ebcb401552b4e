"""The desk's pages: the company's own vision by year and department, its history, and how many sheets there are in fives."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.users.access import member
from alumni.companies.models import Company
from alumni.companies.queries import desk_or_404, desks_of
from programs.visions import actions, queries, rules
from programs.visions.forms import CompanyVisionForm
from programs.visions.models import CompanyVision


def _answer(
    request: HttpRequest, template: str, company: Company, status: int = 200, **words: object
) -> HttpResponse:
    frame = {"company": company, "desks": desks_of(request.user)}
    return render(request, f"programs/visions/{template}.html", {**frame, **words}, status=status)


@member
@require_safe
def desk(request: HttpRequest, slug: str) -> HttpResponse:
    company = desk_or_404(request.user, slug)
    rows = CompanyVision.objects.visible_to(request.user).filter(company=company)
    visions = rows.select_related("department", "written_by")
    counts = queries.counts_of(company)
    return _answer(request, "desk", company, visions=visions, counts=counts, floor=rules.FLOOR)


@member
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, slug: str) -> HttpResponse:
    company = desk_or_404(request.user, slug)
    form = CompanyVisionForm(request.POST if request.method == "POST" else None, company=company)
    if form.is_valid():
        said = form.cleaned_data
        if CompanyVision.objects.filter(company=company, year=said["year"], department=said["department"]).exists():
            form.add_error(None, _("この年度のビジョンは、もう書かれています。一覧からひらいて直してください。"))
        elif _told(request, form, company):
            return redirect("visions:desk", slug)
    return _answer(request, "desk_edit", company, 422 if form.errors else 200, form=form)


@member
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, slug: str, vision: int) -> HttpResponse:
    company = desk_or_404(request.user, slug)
    rows = CompanyVision.objects.visible_to(request.user).filter(company=company)
    found = get_object_or_404(rows.select_related("department"), pk=vision)
    form = CompanyVisionForm(request.POST if request.method == "POST" else None, company=company, vision=found)
    if form.is_valid() and _told(request, form, company, found):
        return redirect("visions:desk", slug)
    before = found.versions.order_by("-pgh_id")[1:21]  # type: ignore[attr-defined]
    return _answer(request, "desk_edit", company, 422 if form.errors else 200, form=form, vision=found, before=before)


def _told(
    request: HttpRequest, form: CompanyVisionForm, company: Company, found: CompanyVision | None = None
) -> bool:
    said = dict(form.cleaned_data)
    if found is not None:
        said |= {"year": found.year, "department": found.department}
    try:
        actions.tell_vision(company=company, by=request.user, **said)
    except ValidationError as refusal:
        form.add_error(None, refusal)
        return False
    messages.success(request, _("書きました。この会社のVシートに出ています。"))
    return True
