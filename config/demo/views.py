"""The demo's own pages: who would you like to be, and every mail that was sent. They exist in the demo only."""

from collections.abc import Callable
from functools import wraps
from pathlib import Path

from allauth.usersessions.models import UserSession
from csp.constants import SELF
from csp.decorators import csp_update
from django.conf import settings
from django.contrib.auth import get_user_model, login
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header, urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods, require_safe

from accounts.users.access import public
from config.demo import cast, outbox

PER_PAGE = 50
# A mail comes from anywhere: no script, nothing fetched, no form; its links open a page of their own.
MAIL_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; frame-ancestors 'self'; "
    "sandbox allow-popups allow-popups-to-escape-sandbox"
)


def demo_only(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The second lock: outside the demo these pages have no address, and they refuse even if they were given one."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if settings.KANAE_ENV != "demo":
            raise Http404
        return view(request, *args, **kwargs)

    return public(never_cache(guarded))


@demo_only
@csrf_protect
@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: HttpRequest) -> HttpResponse:
    users = get_user_model().objects
    if request.method == "POST":
        role = cast.role_of(request.POST.get("email", ""))
        user = get_object_or_404(users.active(), email=role.email if role else None)
        login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
        UserSession.objects.create_from_request(request)  # the list of one's devices, as allauth's own ways in do
        return redirect((role and role.start) or settings.LOGIN_REDIRECT_URL)
    return render(request, "demo/choose.html", {"cast": cast.with_people(users)})


@demo_only
@require_safe
def mails(request: HttpRequest) -> HttpResponse:
    wanted = request.GET.get("to", "").strip()
    every = outbox.listing(_folder())
    found = outbox.listing(_folder(), wanted) if wanted else every
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    names = outbox.recipients(every)[:500]
    context = {"page": page, "wanted": wanted, "names": names, "total": len(every)}
    if page.has_previous():
        context["newer"] = _page_address(page.previous_page_number(), wanted)
    if page.has_next():
        context["older"] = _page_address(page.next_page_number(), wanted)
    context["note"] = f"{page.number} / {page.paginator.num_pages}" if page.paginator.num_pages > 1 else ""
    return render(request, "demo/outbox.html", context)


@demo_only  # type: ignore[arg-type]
@csp_update({"frame-src": [SELF]})  # type: ignore[arg-type]
@require_safe
def mail(request: HttpRequest, key: str) -> HttpResponse:
    return render(request, "demo/mail.html", {"mail": _mail(key)})


@demo_only
@xframe_options_sameorigin
@require_safe
def mail_html(request: HttpRequest, key: str) -> HttpResponse:
    # Without a base each link would open inside the frame, where nothing may run.
    return HttpResponse('<base target="_blank">' + _mail(key).html, headers={"Content-Security-Policy": MAIL_POLICY})


@demo_only
@require_safe
def mail_raw(request: HttpRequest, key: str) -> HttpResponse:
    return _download(_mail(key).path.read_bytes(), f"{key}.eml", "message/rfc822")


@demo_only
@require_safe
def mail_part(request: HttpRequest, key: str, number: int) -> HttpResponse:
    for part in _mail(key).parts:
        if part.number == number:
            return _download(part.content, part.name, part.kind)
    raise Http404


def _download(content: bytes, name: str, kind: str) -> HttpResponse:
    headers = {"Content-Disposition": content_disposition_header(True, name), "X-Content-Type-Options": "nosniff"}
    return HttpResponse(content, content_type=kind, headers=headers)


def _page_address(number: int, wanted: str) -> str:
    return "?" + urlencode({"page": str(number), "to": wanted})


def _folder() -> Path:
    return Path(settings.DATA_DIR) / "outbox"


def _mail(key: str) -> outbox.Mail:
    found = outbox.one(_folder(), key)
    if found is None:
        raise Http404
    return found
