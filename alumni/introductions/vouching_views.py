"""Words for somebody who isn't here: a member's pages, and the desk's."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.users.access import member
from accounts.users.models import User
from alumni.arrivals.forms import DeclineForm, NewRecordForm
from alumni.companies.models import Company, Enrolment
from alumni.companies.queries import desk_or_404, desks_of
from alumni.introductions import vouching
from alumni.introductions.forms import VouchForm
from alumni.introductions.models import Vouch
from alumni.introductions.queries import meant_by
from alumni.tenures.standing import standing_of

READ_AND_WRITE = ["GET", "HEAD", "POST"]


@member
@require_safe
def vouches(request: HttpRequest) -> HttpResponse:
    assert isinstance(request.user, User)
    mine = Vouch.objects.filter(voucher=request.user).select_related("company").order_by("-asked_at")[:50]
    may = bool(standing_of(request.user).posts)
    return render(request, "alumni/introductions/vouches.html", {"vouches": mine, "may": may})


@member
@require_http_methods(READ_AND_WRITE)
def vouch(request: HttpRequest) -> HttpResponse:
    assert isinstance(request.user, User)
    companies = standing_of(request.user).company_ids
    if not companies:
        messages.info(request, _("在籍が確認されると、いっしょに働いた方にことばを送れるようになります。"))
        return redirect("introductions:vouches")
    form = VouchForm(request.POST if request.method == "POST" else None, companies=companies)
    if request.method == "POST" and form.is_valid():
        try:
            vouching.vouch(by=request.user, **form.cleaned_data)
            messages.success(request, _("ことばをお預かりしました。会社の担当者が在籍を確かめてから、お届けします。"))
            return redirect("introductions:vouches")
        except ValidationError as refusal:
            form.add_error(None, refusal)
    return render(request, "alumni/introductions/vouch.html", {"form": form})


@member
@require_POST
def vouch_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    own = Vouch.objects.filter(voucher=request.user).select_related("company")  # type: ignore[misc]
    found = get_object_or_404(own, pk=pk)
    try:
        vouching.withdraw(given=found, by=request.user)  # type: ignore[arg-type]
        messages.success(request, _("取り下げました。ことばは、だれにも届きません。"))
    except ValidationError as refusal:
        messages.error(request, refusal.message)
    return redirect("introductions:vouches")


def _show(request: HttpRequest, template: str, company: Company, **more: object) -> HttpResponse:
    frame = {"company": company, "desks": desks_of(request.user)}  # type: ignore[arg-type]
    return render(request, f"alumni/introductions/{template}.html", {**frame, **more})


@member
@require_safe
def desk(request: HttpRequest, slug: str) -> HttpResponse:
    """Whose words wait for the desk's check, the longest waiting first."""
    company = desk_or_404(request.user, slug)  # type: ignore[arg-type]
    rows = Vouch.objects.waiting().filter(company=company).select_related("voucher").order_by("asked_at", "id")
    return _show(request, "desk_vouches", company, rows=list(rows[:50]))


@member
@require_http_methods(READ_AND_WRITE)
def desk_one(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """What the member remembers, beside the company's records: this one, a new record, or it can't be confirmed."""
    company = desk_or_404(request.user, slug)  # type: ignore[arg-type]
    rows = Vouch.objects.filter(company=company).exclude(state=Vouch.State.WITHDRAWN)
    found = get_object_or_404(rows.select_related("voucher", "company", "answered_by"), pk=pk)
    what = request.POST.get("what", "")
    no = DeclineForm(request.POST if what == "decline" else None)
    no.fields["reason"].label = _("お返事（ことばを預けた方に、そのまま届きます）")
    new = NewRecordForm(request.POST if what == "new" else None, company=company)
    if request.method == "POST":
        try:
            if _answered(request, found, what, no, new):
                messages.success(request, _("お返事しました。"))
                return redirect("introductions:desk", slug)
        except ValidationError as refusal:
            messages.error(request, refusal.message)
    forms = {"decline_form": no, "new_form": new}
    return _show(request, "desk_vouch", company, given=found, meant=meant_by(found), **forms)


def _answered(request: HttpRequest, found: Vouch, what: str, no: DeclineForm, new: NewRecordForm) -> bool:
    by: Any = request.user
    if what == "confirm":
        wanted = request.POST.get("enrolment", "")
        own = Enrolment.objects.filter(company=found.company, pk=int(wanted) if wanted.isdecimal() else 0)
        vouching.confirm(given=found, enrolment=get_object_or_404(own), by=by)
    elif what == "new" and new.is_valid():
        title = new.cleaned_data["title"]
        vouching.confirm_as_new(given=found, period=new.period, department=new.unit, title=title, by=by)
    elif what == "decline" and no.is_valid():
        vouching.decline(given=found, reason=no.cleaned_data["reason"], by=by)
    else:
        return False
    return True
