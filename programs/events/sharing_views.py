"""What leaves the house: the public page of a share link, its card picture, and the printed sheet."""

import io
import uuid

import qrcode
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.views.decorators.http import require_POST, require_safe
from qrcode.image.svg import SvgPathImage

from accounts.users.access import member, public
from programs.events import cards, prose, sharing
from programs.events.hosting import own_event
from programs.events.models import Event
from programs.events.views import event_for

DAY = 86400


@member
@require_POST
def share(request: HttpRequest, pk: int) -> HttpResponse:
    """Opens the link with a new key, or closes it."""
    event = own_event(request, pk)
    act = sharing.open_link if request.POST.get("open") == "yes" else sharing.close_link
    try:
        act(event=event, by=request.user)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    return redirect(reverse("events:prepare", args=[pk]) + "#share")


def by_key(key: uuid.UUID) -> Event:
    event = sharing.shared(key)
    if event is None:
        raise Http404
    return event


@public
@require_safe
def shared(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Title and day, and the way in: nothing of who comes, nothing of where."""
    event = by_key(key)
    # What reads the picture speaks no language: its address says which one the page that names it was in.
    card = f"{settings.SITE_URL}{reverse('events:card', args=[key])}?language={get_language()}"
    return render(
        request, "programs/events/shared.html", {"event": event, "card": card, "here": sharing.url_of(event)}
    )


@public
@require_safe
def card(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    event = by_key(key)
    asked = request.GET.get("language")
    with translation.override(asked if asked in dict(settings.LANGUAGES) else "ja"):
        day, company = render_to_string("programs/events/_day.txt", {"event": event}), str(event.company)
    picture = cards.png(event.pk, event.starts_there, event.title, day, company, event.title, event.kind)
    response = HttpResponse(picture, content_type="image/png")
    response["Cache-Control"] = f"public, max-age={DAY}"
    return response


@member
@require_safe
def printed(request: HttpRequest, pk: int) -> HttpResponse:
    """One A4 sheet to hang up, with a code that leads to the page; the online address isn't on it."""
    event = event_for(request.user, pk)
    page = sharing.url_of(event) or settings.SITE_URL + reverse("events:detail", args=[pk])
    words = {
        "event": event,
        "page": page,
        "qr": mark_safe(qr_of(page)),  # noqa: S308 (drawn here, from an address of ours)
        "body": mark_safe(prose.html_of(event.body)),  # noqa: S308 (made safe by prose)
        "reading": getattr(event, "reading", None),
        "sessions": list(event.sessions.all()) if event.has_sessions else [],  # type: ignore[attr-defined]
    }
    return render(request, "programs/events/print.html", words)


def qr_of(address: str) -> str:
    """The code as a piece of SVG."""
    out = io.BytesIO()
    qrcode.make(address, image_factory=SvgPathImage, box_size=12, border=2).save(out)
    return out.getvalue().decode().partition("?>")[2] or out.getvalue().decode()
