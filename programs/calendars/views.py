"""The pages of one's calendar: the address for calendar programs, and one gathering for calendars on the web."""

import hashlib
import zoneinfo

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.users.access import member, public
from programs.calendars import actions, links, queries
from programs.calendars.models import Feed
from programs.events.models import Event
from programs.events.queries import calendar_entry
from programs.events.rules import can_see_link


@member
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def settings_page(request: HttpRequest) -> HttpResponse:
    """The address is shown in the answer to its making and never again: only its hash is kept."""
    address = ""
    if request.method == "POST":
        address = settings.SITE_URL + reverse("calendars:feed", args=[actions.renew(by=request.user)])
    feed = Feed.objects.visible_to(request.user).first()
    webcal = address.replace("https://", "webcal://").replace("http://", "webcal://")
    words = {"feed": feed, "address": address, "webcal": webcal}
    return render(request, "programs/calendars/settings.html", words)


@member
@require_POST
def revoke(request: HttpRequest) -> HttpResponse:
    if actions.revoke(by=request.user):
        messages.success(request, _("購読のアドレスを止めました。もうだれも、そのアドレスでは読めません。"))
    return redirect("calendars:settings")


@public
@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """The calendar behind a secret address: its owner's, as they may see things now."""
    found = queries.feed_behind(token)
    if found is None:
        raise Http404
    actions.note_fetch(feed=found)
    person = found.person
    with translation.override(person.language), timezone.override(zoneinfo.ZoneInfo(person.time_zone)):
        content = queries.calendar_of(person)
    # Made of the file alone: what its owner may not see can't move it.
    etag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    made = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    made["Content-Disposition"] = 'inline; filename="kanae.ics"'
    answer = get_conditional_response(request, etag=etag, response=made) or made
    answer["ETag"], answer["Cache-Control"] = etag, "private, no-cache"
    answer["X-Robots-Tag"] = "noindex"
    return answer


@member
@require_safe
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """One gathering for whichever calendar somebody uses."""
    seen = Event.objects.visible_to(request.user).shown().select_related("company")
    event = get_object_or_404(seen, pk=pk)
    mine = event.replies.filter(person=request.user).first()
    linked = can_see_link(request.user, event, mine.answer if mine else "")
    entry = calendar_entry(event, request.user, with_link=linked)
    span = (entry.starts_at, entry.ends_at)
    words = {
        "event": event,
        "sessions": event.sittings(),
        "google": links.google(entry.title, *span, entry.zone, entry.place, entry.words),
        "outlook": links.outlook(entry.title, *span, entry.place, entry.words),
        "office": links.outlook(entry.title, *span, entry.place, entry.words, kind="work"),
    }
    return render(request, "programs/calendars/add.html", words)
