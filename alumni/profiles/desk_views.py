"""The desk's page of blurred words: which stand for this company, and proposing new ones."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.users.access import member
from accounts.users.models import User
from alumni.companies.models import Company
from alumni.companies.queries import desk_or_404, desks_of
from alumni.profiles import labels
from alumni.profiles.forms import LabelForm
from alumni.profiles.models import FITS_AT_LEAST, BlurLabel
from alumni.profiles.rules import can_fit_labels


def _desk(request: HttpRequest, slug: str) -> tuple[User, Company]:
    assert isinstance(request.user, User)
    return request.user, desk_or_404(request.user, slug)


@member
@require_http_methods(["GET", "HEAD", "POST"])
def desk_labels(request: HttpRequest, slug: str) -> HttpResponse:
    """The vocabulary as it stands for this company; a proposal fits the own company from the start."""
    user, company = _desk(request, slug)
    may = can_fit_labels(user, company)
    form = LabelForm(request.POST or None)
    if request.method == "POST":
        if not may:
            raise PermissionDenied
        if form.is_valid():
            try:
                label = labels.fit(company=company, by=user, **form.cleaned_data)
                messages.success(request, _("「%s」を、あてはまることばに加えました。") % label.text)
                return redirect("profiles:labels", slug)
            except ValidationError as refusal:
                form.add_error("text", refusal)
    page: dict[str, Any] = {"company": company, "desks": desks_of(user), "form": form, "may": may}
    page |= {"offers": labels.offers_for(company), "least": FITS_AT_LEAST}
    return render(request, "alumni/profiles/labels.html", page)


@member
@require_POST
def label_answer(request: HttpRequest, slug: str) -> HttpResponse:
    """This one fits us; or it doesn't (any more)."""
    user, company = _desk(request, slug)
    if not can_fit_labels(user, company):
        raise PermissionDenied
    chosen, fits = request.POST.get("label", ""), request.POST.get("fits") == "yes"
    label = get_object_or_404(BlurLabel, pk=int(chosen) if chosen.isascii() and chosen.isdigit() else 0)
    try:
        if fits:
            labels.fit(company=company, text=label.text, text_en=label.text_en, by=user)
            messages.success(request, _("「%s」を、あてはまることばにしました。") % label.text)
        else:
            labels.unfit(company=company, label=label, by=user)
            messages.success(
                request,
                _("「%s」を外しました。選んでいた人の会社名は「ある会社」になります。") % label.text,
            )
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    return redirect("profiles:labels", slug)
