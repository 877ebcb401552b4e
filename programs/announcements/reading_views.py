"""An announcement as it is read: the sample in its frame at the desk, and the page of whoever was told."""

from typing import Any
from urllib.parse import urlencode

from csp.constants import SELF
from csp.decorators import csp_update
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from accounts.users.access import member
from accounts.users.models import User
from programs.announcements import readers, views
from programs.announcements.forms import ReaderForm
from programs.announcements.models import Announcement
from programs.announcements.notices import in_language, is_open
from programs.announcements.samples import Sample, sample_of
from programs.events.models import Event

# A mail brings its own few rules of style; nothing in it runs, and no link of the sample leads anywhere.
MAIL_POLICY = "default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; frame-ancestors 'self'; sandbox"


def _chosen(request: HttpRequest, slug: str, pk: int) -> tuple[Announcement, ReaderForm, Sample]:
    user, found = views.one_of(request, slug, pk)
    form = ReaderForm(request.GET, announcement=found, viewer=user)
    if form.is_missing:
        raise Http404
    language, zone = form.chosen["lang"], form.chosen["zone"]
    return found, form, sample_of(found, reader=form.reader, language=language, zone=zone, viewer=user)


@member
@xframe_options_sameorigin
@require_safe
def mail(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """The sample exactly as the mail will be."""
    _found, _form, made = _chosen(request, slug, pk)
    return HttpResponse(made.html, headers={"Content-Security-Policy": MAIL_POLICY})


@member  # type: ignore[arg-type]
@csp_update({"frame-src": [SELF]})  # type: ignore[arg-type]
@require_safe
def sample(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """The sample with its subject and sender, for a chosen reader, in a chosen language and place."""
    found, form, made = _chosen(request, slug, pk)
    asked = form.chosen["q"].strip()
    people, more = readers.found(found.company, asked) if asked else ([], False)
    kept = urlencode({name: form.chosen[name] for name in ("lang", "zone")})
    words: dict[str, Any] = {"one": found, "readers": form, "chosen": form.chosen, "mail": made, "kept": kept}
    return views.answer(request, "sample", found.company, **words, asked=asked, people=people, more=more)


@member
@require_safe
def read(request: HttpRequest, pk: int) -> HttpResponse:
    """The company's words in the product, for whoever was told; the gathering for whoever may see it."""
    user: User = request.user  # type: ignore[assignment]
    found = get_object_or_404(Announcement.objects.visible_to(user).select_related("company", "event"), pk=pk)
    subject, words = in_language(found, get_language() or "ja")
    seen = is_open(found.event) and Event.objects.visible_to(user).filter(pk__in=[found.event_id]).exists()
    page = {"one": found, "subject": subject, "words": words, "event": found.event if seen else None}
    return render(request, "programs/announcements/read.html", page)
