"""The pages of V sheets: one's own and those one may read, one of them as a V, and its beginning and end."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.users.access import member
from programs.visions import actions, queries
from programs.visions.models import SheetShare
from programs.visions.pictures import picture_of
from programs.visions.queries import Reading
from programs.visions.years import year_of

SCREENS = ("vision", "gives", "step", "with")


def first_screen(pk: int, screen: str) -> str:
    """The address of one screen of the row that begins a sheet."""
    if screen == "with":
        return reverse("visions:with", args=[pk])
    address = (
        reverse("visions:step_new", args=[pk]) if screen == "step" else reverse("visions:write", args=[pk, screen])
    )
    return f"{address}?first=1"


def reading_of(request: HttpRequest, pk: int, *roles: str) -> Reading:
    """The sheet as this person reads it; with `roles` only for those. Who is merely asked reads nothing yet."""
    sheet = get_object_or_404(queries.sheets_of(request.user), pk=pk)
    (reading,) = queries.read(request.user, [sheet])
    if reading.role not in (roles or ("person", "company", "")):
        raise Http404
    return reading


def tried(request: HttpRequest, done: str, act: Callable[[], Any]) -> Any:
    """The action with its sentence, or the refusal's."""
    try:
        made = act()
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
        return None
    if done:
        messages.success(request, done)
    return made or True


@member
@require_safe
def list_(request: HttpRequest) -> HttpResponse:
    """One's own by company, those one writes along, those one may read; where there is none, one tap begins."""
    readings = queries.read(request.user, queries.sheets_of(request.user))
    year = year_of(timezone.localdate())
    begun = {r.sheet.company_id for r in readings if r.role == "person" and r.sheet.year == year}
    begin = [one for one, _unit in queries.companies_to_begin_with(request.user) if one.pk not in begun]
    page = {
        "mine": [r for r in readings if r.role == "person"],
        "along": [r for r in readings if r.role == "company"],
        "asked": [r for r in readings if r.role == "asked"],
        "shared": [r for r in readings if r.role == ""],
        "begin": begin,
        "year": year,
    }
    return render(request, "programs/visions/list.html", page)


@member
@require_POST
def begin(request: HttpRequest) -> HttpResponse:
    """One tap: this year's sheet with the company that was named."""
    slug = request.POST.get("company", "")
    own = {one.slug: one for one, _unit in queries.companies_to_begin_with(request.user)}
    if slug not in own:
        raise Http404
    sheet = actions.begin(company=own[slug], year=year_of(timezone.localdate()), by=request.user)
    if sheet.parts.exists():
        return redirect("visions:show", sheet.pk)
    return redirect(first_screen(sheet.pk, "vision"))


@member
@require_safe
def show(request: HttpRequest, pk: int) -> HttpResponse:
    reading = reading_of(request, pk, "person", "company", "", "asked")
    if reading.role == "asked":
        return render(request, "programs/visions/asked.html", {"reading": reading, "sheet": reading.sheet})
    page = {"reading": reading, "sheet": reading.sheet, "picture": picture_of(reading)}
    if reading.role == "person":
        page["readers"] = SheetShare.objects.standing().filter(sheet=pk).select_related("reader")
    if reading.role in ("person", "company"):
        page["notes"] = queries.notes_of(request.user, reading.sheet).count()
    return render(request, "programs/visions/show.html", page)


@member
@require_POST
def copy(request: HttpRequest, pk: int) -> HttpResponse:
    reading = reading_of(request, pk, "person")
    done = _("次の年のシートに、ことばと、これからの一歩を写しました。")
    made = tried(request, done, lambda: actions.copy_forward(sheet=reading.sheet, by=request.user))
    return redirect("visions:show", made.pk if made else pk)


@member
@require_POST
def close(request: HttpRequest, pk: int) -> HttpResponse:
    reading = reading_of(request, pk, "person")
    done = _("会社側を閉じました。シートは、これからもあなたのものです。")
    tried(request, done, lambda: actions.close(sheet=reading.sheet, by=request.user))
    return redirect("visions:show", pk)


@member
@require_POST
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    reading = reading_of(request, pk, "person")
    if tried(request, _("シートを消しました。"), lambda: actions.discard(sheet=reading.sheet, by=request.user)):
        return redirect("visions:list")
    return redirect("visions:show", pk)
