"""The desk's pages of announcements: those there are, writing one, one of them, sending it and taking it back."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.users.access import member
from accounts.users.models import User
from alumni.companies.models import Company
from alumni.companies.queries import desk_or_404, desks_of
from programs.announcements import actions, segments
from programs.announcements.forms import AnnouncementForm, SegmentForm, SendForm
from programs.announcements.models import Announcement
from programs.announcements.rounding import LEAST, coarse

PAGE = 20


def desk_of(request: HttpRequest, slug: str) -> tuple[User, Company]:
    assert isinstance(request.user, User)
    return request.user, desk_or_404(request.user, slug)


def one_of(request: HttpRequest, slug: str, pk: int) -> tuple[User, Announcement]:
    """An announcement of the company whose desk this person may open; anything else doesn't exist."""
    user, company = desk_of(request, slug)
    rows = Announcement.objects.visible_to(user).filter(company=company)
    return user, get_object_or_404(rows.select_related("company", "author", "event", "department", "came_to"), pk=pk)


def answer(request: HttpRequest, template: str, company: Company, status: int = 200, **words: Any) -> HttpResponse:
    frame = {"company": company, "desks": desks_of(request.user), "least": LEAST}  # type: ignore[arg-type]
    return render(request, f"programs/announcements/{template}.html", {**frame, **words}, status=status)


@member
@require_safe
def list_(request: HttpRequest, slug: str) -> HttpResponse:
    user, company = desk_of(request, slug)
    rows = Announcement.objects.visible_to(user).filter(company=company).order_by("-pk")
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    return answer(request, "list", company, page=page)


@member
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, slug: str) -> HttpResponse:
    user, company = desk_of(request, slug)
    form = AnnouncementForm(request.POST if request.method == "POST" else None, company=company)
    if form.is_bound and "count" not in request.POST and form.is_valid():
        try:
            made = actions.write(company=company, by=user, **form.cleaned_data)
            return redirect("announcements:one", slug, made.pk)
        except ValidationError as refusal:
            form.add_error(None, refusal)
    return _drawn_up(request, form)


@member
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    user, found = one_of(request, slug, pk)
    if not found.is_draft:
        messages.error(request, _("直せるのは下書きだけです。"))
        return redirect("announcements:one", slug, pk)
    data = request.POST if request.method == "POST" else None
    form = AnnouncementForm(data, company=found.company, announcement=found)
    if form.is_bound and "count" not in request.POST and form.is_valid():
        try:
            actions.change(announcement=found, by=user, **form.cleaned_data)
            return redirect("announcements:one", slug, pk)
        except ValidationError as refusal:
            form.add_error(None, refusal)
    return _drawn_up(request, form, announcement=found)


def _drawn_up(request: HttpRequest, form: AnnouncementForm, **words: Any) -> HttpResponse:
    """The form; with about how many people if the button asked for it (which needs no JavaScript)."""
    user, counting = request.user, "count" in request.POST
    assert isinstance(user, User)
    data = request.POST if form.is_bound else {name: form.initial.get(name) or "" for name in form.fields}
    words |= SegmentForm(data, company=form.company).reach(author=user)
    status = 422 if form.is_bound and not counting and form.errors else 200
    return answer(request, "edit", form.company, status, form=form, counting=counting, **words)


@member
@require_safe
def reach(request: HttpRequest, slug: str) -> HttpResponse:
    """About how many the choice takes in, while the form is being filled in."""
    user, company = desk_of(request, slug)
    words = SegmentForm(request.GET, company=company).reach(author=user)
    return render(request, "programs/announcements/_reach.html", {"least": LEAST, **words})


@member
@require_safe
def one(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    _user, found = one_of(request, slug, pk)
    return _one(request, found)


def _one(request: HttpRequest, found: Announcement, send: SendForm | None = None) -> HttpResponse:
    """The sample beside what can be done now; once it has gone, what became of it."""
    user: User = request.user  # type: ignore[assignment]
    words: dict[str, Any] = {"one": found, "send": send or SendForm()}
    if found.is_draft or found.is_scheduled:
        segment = segments.segment_of(found)
        words["reach"] = segments.reach_of(found.company, segment, author=user)
        words["narrow"] = segment.is_narrowed and words["reach"] is None
    words["shows_figures"] = coarse(found.told) is not None
    return answer(request, "one", found.company, 422 if send else 200, **words)


@member
@require_POST
def schedule(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """At the chosen hour; or now, which is in ten minutes."""
    user, found = one_of(request, slug, pk)
    form, now = SendForm(request.POST), "now" in request.POST
    if now or form.is_valid():
        try:
            actions.schedule(announcement=found, by=user, send_at=None if now else form.cleaned_data["send_at"])
            messages.success(request, _("送る予定にしました。送りはじめるまでは、取りやめられます。"))
            return redirect("announcements:one", slug, pk)
        except ValidationError as refusal:
            if now or not hasattr(refusal, "error_dict"):
                messages.error(request, " ".join(refusal.messages))
                return redirect("announcements:one", slug, pk)
            form.add_error(None, refusal)
    return _one(request, found, form)


@member
@require_POST
def try_out(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    user, found = one_of(request, slug, pk)
    actions.try_out(announcement=found, by=user)
    messages.success(request, _("%(address)s へ試し送りをしました。") % {"address": user.email})
    return redirect("announcements:one", slug, pk)


@member
@require_POST
def cancel(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    user, found = one_of(request, slug, pk)
    try:
        actions.cancel(announcement=found, by=user)
        messages.success(request, _("取りやめました。だれにも届きません。"))
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    return redirect("announcements:one", slug, pk)


@member
@require_POST
def reopen(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    user, found = one_of(request, slug, pk)
    try:
        actions.reopen(announcement=found, by=user)
        messages.success(request, _("下書きに戻しました。"))
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    return redirect("announcements:one", slug, pk)


@member
@require_POST
def copy(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    user, found = one_of(request, slug, pk)
    made = actions.copy(announcement=found, by=user)
    messages.success(request, _("写しを下書きに作りました。"))
    return redirect("announcements:edit", slug, made.pk)
