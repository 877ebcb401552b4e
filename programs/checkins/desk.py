"""The desk at the door: who is here, by camera, name or code; it works without a network and without JavaScript."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.users.access import member, public
from programs.checkins import actions, queries, rules, tickets
from programs.checkins.actions import Outcome
from programs.checkins.forms import MarkForm, steps_of
from programs.checkins.models import Attendance
from programs.events.models import Event

WORKER = Path(settings.BASE_DIR) / "static" / "js" / "checkin-worker.js"


def _own(request: HttpRequest, pk: int) -> Event:
    event = get_object_or_404(Event.objects.visible_to(request.user).shown().select_related("company"), pk=pk)
    if not rules.can_keep_desk(request.user, event):
        raise PermissionDenied
    return event


@member
@require_safe
def desk(request: HttpRequest, pk: int) -> HttpResponse:
    event = _own(request, pk)
    words, lines = request.GET.get("q", "").strip(), queries.desk_of(request.user, event)
    plain = "".join(words.split()).casefold()
    shown = [line for line in lines if plain in f"{line.name}{line.reading}".replace(" ", "").casefold()]
    page: dict[str, Any] = {
        "event": event, "lines": shown, "q": words, "open": rules.is_open(event),
        "found": queries.found_by_name(request.user, event, words) if words else [],
        **queries.numbers_of(event),
    }  # fmt: skip
    page["unnamed"] = page["expected"] - sum(bool(line.token) for line in lines)
    listed = {line.person for line in lines}
    page["found"] = [line for line in page["found"] if line.person not in listed]
    return render(request, "programs/checkins/desk.html", page)


@member
@require_POST
def mark(request: HttpRequest, pk: int) -> HttpResponse:
    event, form = _own(request, pk), MarkForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("だれが来たのか読み取れませんでした。もう一度お願いします。"))
        return redirect("checkins:desk", pk)
    try:
        became = actions.check_in(event=event, step=form.step(_person(event, form)), by=request.user)
        _say(request, became)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    return redirect("checkins:desk", pk)


def _person(event: Event, form: MarkForm) -> int | None:
    """Whom the form means; a ticket of another gathering, a code that is nobody's or two people's, is refused."""
    if form.cleaned_data["token"]:
        ticket = tickets.opened(form.cleaned_data["token"])
        if ticket is None or ticket.event.pk != event.pk:
            raise ValidationError(_("このチケットは、この集いのものではありません。お名前でさがしてください。"))
        return ticket.person.pk
    if not (code := form.cleaned_data["code"]):
        return form.cleaned_data["person"]
    replies = queries.reply_with(event, code)
    if len(replies) != 1:
        raise ValidationError(_("このコードの方は見つかりません。お名前でさがしてください。"))
    return replies[0].person_id


def _say(request: HttpRequest, became: Outcome) -> None:
    name = _name(became.row)
    if became.became == "done":
        messages.success(request, _("%(name)sさんの受付をしました。") % {"name": name})
    elif became.became == "already":
        messages.info(request, _("%(name)sさんは、もう受付が済んでいます。") % {"name": name})
    else:
        messages.warning(request, _("%(name)sさんの受付は取り消されたままです。") % {"name": name})


def _name(row: Attendance | None) -> str:
    return (row.person.name if row.person else row.guest_name) if row else ""


@member
@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Takes an arrival back, or puts it back again."""
    event = _own(request, pk)
    row = request.POST.get("row", "")
    number = int(row) if row.isascii() and row.isdigit() and len(row) < 19 else 0
    try:
        if "back" in request.POST:
            actions.put_back(event=event, row=number, by=request.user)
            messages.success(request, _("受付を元に戻しました。"))
        else:
            actions.undo(event=event, row=number, at=timezone.now(), by=request.user)
            messages.success(request, _("受付を取り消しました。"))
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    return redirect("checkins:desk", pk)


@member
@require_POST
def sync(request: HttpRequest, pk: int) -> HttpResponse:
    """What a device has kept while there was no network; the answer says of each step what has become of it."""
    event, steps = _own(request, pk), steps_of(request.body)
    if steps is None:
        return JsonResponse({"why": _("読み取れませんでした。")}, status=400)
    told = [_told(one) for one in actions.sync(event=event, steps=steps, by=request.user)]
    here = Attendance.objects.standing().filter(event=event)
    people = list(here.filter(person__isnull=False).values_list("person", flat=True))
    return JsonResponse({"outcomes": told, "here": people, "count": here.count()})


def _told(one: Outcome) -> dict[str, Any]:
    row = one.row
    return {
        "key": str(one.key),
        "became": one.became,
        "why": one.why,
        "name": _name(row),
        "by": row.by.name if row and row.by else "",
        "at": timezone.localtime(row.at).strftime("%H:%M") if row else "",
    }


@member
@require_safe
def poster(request: HttpRequest, pk: int) -> HttpResponse:
    """To print and hang up: whoever scans it says themself that they are here."""
    event = _own(request, pk)
    code = tickets.wall_code(event)
    link = f"{settings.SITE_URL}{reverse('checkins:here', args=[pk])}?code={code}"
    qr = mark_safe(tickets.svg_of(link, _("会場のQRコード")))  # noqa: S308 (drawn from numbers)
    return render(request, "programs/checkins/poster.html", {"event": event, "code": code, "qr": qr})


@public
@never_cache
@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker has to lie above the pages it keeps; it holds nobody's data itself."""
    answer = HttpResponse(WORKER.read_text(), content_type="text/javascript; charset=utf-8")
    answer["Service-Worker-Allowed"] = "/events/"
    return answer
