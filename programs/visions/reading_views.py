"""Reading a V sheet in other ways: years side by side, one sheet of paper; and who may read it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.users.access import member
from programs.visions import actions, queries
from programs.visions.models import SheetShare
from programs.visions.pictures import picture_of
from programs.visions.views import reading_of, tried


@member
@require_safe
def years(request: HttpRequest, pk: int) -> HttpResponse:
    """All years of this person with this company that the viewer may read, side by side."""
    this = get_object_or_404(queries.sheets_of(request.user), pk=pk)
    rows = queries.sheets_of(request.user).filter(person=this.person_id, company=this.company_id)
    readings = [one for one in queries.read(request.user, rows.order_by("year", "pk")) if one.role != "asked"]
    if this.pk not in {one.sheet.pk for one in readings}:
        raise Http404
    shown = [(one, picture_of(one)) for one in readings]
    return render(request, "programs/visions/years.html", {"sheet": this, "shown": shown})


@member
@require_safe
def print_(request: HttpRequest, pk: int) -> HttpResponse:
    reading = reading_of(request, pk)
    page = {"reading": reading, "sheet": reading.sheet, "picture": picture_of(reading)}
    return render(request, "programs/visions/print.html", page)


@member
@require_http_methods(["GET", "HEAD", "POST"])
def readers(request: HttpRequest, pk: int) -> HttpResponse:
    """Who may read it now, and whom one could let read."""
    reading = reading_of(request, pk, "person")
    offered = queries.readers_for(reading.sheet, request.user)
    if request.method == "POST":
        chosen = next((one for one, _why in offered if str(one.pk) == request.POST.get("person")), None)
        if chosen is None:
            raise Http404
        done = _("%(name)sさんに見せました。いつでも、すぐにやめられます。") % {"name": chosen.name}
        tried(request, done, lambda: actions.share(sheet=reading.sheet, reader=chosen, by=request.user))
        return redirect("visions:readers", pk)
    shares = SheetShare.objects.visible_to(request.user).filter(sheet=pk).select_related("reader").order_by("-pk")
    page = {"reading": reading, "sheet": reading.sheet, "offered": offered, "shares": shares}
    return render(request, "programs/visions/readers.html", page)


@member
@require_POST
def unshare(request: HttpRequest, pk: int, share: int) -> HttpResponse:
    reading = reading_of(request, pk, "person")
    rows = SheetShare.objects.standing().filter(sheet=reading.sheet).select_related("sheet", "reader")
    found = get_object_or_404(rows, pk=share)
    done = _("%(name)sさんに見せるのをやめました。もう開けません。") % {"name": found.reader.name}
    tried(request, done, lambda: actions.unshare(share=found, by=request.user))
    return redirect("visions:readers", pk)
