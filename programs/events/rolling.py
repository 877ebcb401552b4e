"""The host's roll: who comes, what they need and said, who asked to come; as a page, a CSV and a workbook."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.users.access import member
from accounts.users.models import User
from programs.events import queries, replying, roll, rosters, rules
from programs.events.hosting import own_event
from programs.events.models import Event, Reply
from programs.events.reply_forms import DecideForm

PAGE = 100
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@member
@never_cache
@require_safe
def people(request: HttpRequest, pk: int) -> HttpResponse:
    event = own_event(request, pk)
    chosen, asked = request.GET.get("show", ""), request.GET.get("q", "").strip()
    sheet = rosters.Sheet(event)
    unnamed = rosters.unnamed(event, request.user)
    paginator = Paginator(rosters.chosen(event, request.user, chosen, asked), PAGE)
    if not (chosen or asked or unnamed):
        paginator.count = len(sheet.rows)  # type: ignore[misc]
    page = paginator.get_page(request.GET.get("page"))
    words = {
        "event": event,
        "page": page,
        "lines": [sheet.line(reply) for reply in page],
        "counts": sheet.counts,
        "heads": sheet.heads(),
        "stuck": sheet.stuck,
        "filters": rosters.FILTERS,
        "unnamed": unnamed,
        "asking": _named(request, event)
        .filter(answer=Reply.Answer.ASKED)
        .select_related("person")
        .order_by("at", "pk")[:PAGE],
        "now": chosen if chosen in rosters.FILTERS else "",
        "q": asked,
        "open": rules.can_reply(event),
    }
    return render(request, "programs/events/people.html", words)


@member
@never_cache
@require_safe
def people_csv(request: HttpRequest, pk: int) -> HttpResponse:
    event = own_event(request, pk)
    return _file(
        request, event, roll.csv_of(rosters.cells_of(event, _viewer(request))), "text/csv; charset=utf-8", "csv"
    )


@member
@never_cache
@require_safe
def people_xlsx(request: HttpRequest, pk: int) -> HttpResponse:
    event = own_event(request, pk)
    return _file(request, event, roll.xlsx_of(rosters.cells_of(event, _viewer(request))), XLSX, "xlsx")


def _named(request: HttpRequest, event: Event) -> QuerySet[Reply]:
    return event.replies.filter(queries.names_told_to(_viewer(request), event))


def _viewer(request: HttpRequest) -> User:
    return request.user  # type: ignore[return-value]


def _file(request: HttpRequest, event: Event, made: bytes, kind: str, ending: str) -> HttpResponse:
    response = HttpResponse(made, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="kanae-{event.pk}.{ending}"'
    return response


@member
@require_POST
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """A yes or a no to those who asked, one or many."""
    event = own_event(request, pk)
    asking = list(
        _named(request, event)
        .filter(answer__in=[Reply.Answer.ASKED, Reply.Answer.DECLINED])
        .values_list("person", flat=True)
    )
    form = DecideForm(request.POST, asking=asking)
    try:
        if not form.is_valid():
            raise ValidationError([error for errors in form.errors.values() for error in errors])
        people, by = form.cleaned_data["people"], request.user
        if form.cleaned_data["verdict"] == "accept":
            count = replying.accept(event=event, people=people, by=by)  # type: ignore[arg-type]
            messages.success(request, _("%(count)d名のお願いを受け、ご本人へお知らせしました。") % {"count": count})
        else:
            word = form.cleaned_data["word"]
            count = replying.decline(event=event, people=people, by=by, word=word)  # type: ignore[arg-type]
            messages.success(request, _("%(count)d名の方へ、今回は見送りとお伝えしました。") % {"count": count})
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    return redirect("events:people", pk)
