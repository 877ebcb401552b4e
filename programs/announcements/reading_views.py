"""An announcement as it is read: the sample in its frame at the desk, and the page of whoever was told."""

from csp.constants import SELF
from csp.decorators import csp_update
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from accounts.users.access import member
from accounts.users.models import User
from programs.announcements import views
from programs.announcements.forms import ReaderForm
from programs.announcements.models import Announcement
from programs.announcements.notices import in_language, is_open
from programs.announcements.samples import Sample, sample_of
from programs.events.models import Event

# A mail brings its own few rules of style; nothing in it runs, and no link of the sample leads anywhere.
MAIL_POLICY = "default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; frame-ancestors 'self'; sandbox"


def _sample(request: HttpRequest, slug: str, pk: int) -> Sample:
    user, found = views.one_of(request, slug, pk)
    chosen = ReaderForm(request.GET, announcement=found).chosen
    return sample_of(found, reader=chosen["to"], language=chosen["lang"], viewer=user)


@member
@xframe_options_sameorigin
@require_safe
def mail(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """The sample exactly as the mail will be."""
    return HttpResponse(_sample(request, slug, pk).html, headers={"Content-Security-Policy": MAIL_POLICY})


@member  # type: ignore[arg-type]
@csp_update({"frame-src": [SELF]})  # type: ignore[arg-type]
@require_safe
def sample(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """The sample with its subject and sender, for a chosen kind of reader and in a chosen language."""
    _user, found = views.one_of(request, slug, pk)
    readers = ReaderForm(request.GET, announcement=found)
    mail = _sample(request, slug, pk)
    return views.answer(
        request, "sample", found.company, one=found, readers=readers, chosen=readers.chosen, mail=mail
    )


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
