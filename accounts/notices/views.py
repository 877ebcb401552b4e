"""A person's notices, how they want to be told, and the way out that stands in every mail."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.notices import actions, queries, ways_out
from accounts.notices.forms import PacesForm, RhythmForm
from accounts.notices.kinds import CATEGORIES
from accounts.notices.models import Notice
from accounts.users.access import member, public


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isdecimal() and len(text) < 18 else None


@member
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    before, after = _number(request.GET.get("before")), _number(request.GET.get("after"))
    notices, newer, older = queries.page_of(request.user, before=before, after=after)
    here = reverse("notices:list")
    context = {
        "lines": queries.lines_of(notices, request.user),
        "unread": any(notice.read_at is None for notice in notices),
        "newer": f"{here}?after={notices[0].pk}" if newer and notices else "",
        "older": f"{here}?before={notices[-1].pk}" if older and notices else "",
    }
    return render(request, "accounts/notices/list.html", context)


@member
@require_POST
def open_one(request: HttpRequest, pk: int) -> HttpResponse:
    """Read, and on to where it leads: a GET would be fetched by scanners and previews."""
    notice = get_object_or_404(Notice.objects.visible_to(request.user).select_related("fact"), pk=pk)
    actions.read(notice=notice, by=request.user)
    lines = queries.lines_of([notice], request.user)
    return redirect(lines[0].url if lines and lines[0].url else reverse("notices:list"))


@member
@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    actions.read_all(by=request.user)
    return redirect("notices:list")


@member
@require_http_methods(["GET", "HEAD", "POST"])
def preferences(request: HttpRequest) -> HttpResponse:
    typed = request.POST if request.method == "POST" else None
    paces = PacesForm(typed, choices=queries.choices_of(request.user))
    rhythm = RhythmForm(typed, instance=queries.rhythm_of(request.user))
    if request.method == "POST" and paces.is_valid() and rhythm.is_valid():
        actions.prefer(person=request.user, paces=paces.chosen(), by=request.user)
        actions.keep_time(person=request.user, by=request.user, **rhythm.cleaned_data)
        messages.success(request, _("保存しました。次のお知らせから、この受け取り方になります。"))
        return redirect("notices:settings")
    context = {"paces": paces, "rhythm": rhythm, "dead": queries.dead_mailbox(request.user), "now": timezone.now()}
    return render(request, "accounts/notices/settings.html", context)


@member
@require_POST
def mend(request: HttpRequest) -> HttpResponse:
    """The mailbox works again, its owner says: it is written to once more."""
    actions.mend(person=request.user)
    messages.success(request, _("このアドレスに、またメールをお送りします。"))
    return redirect("notices:settings")


@public
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """The signed token is the permission; only a POST changes anything (RFC 8058: without log-in, cookie or page)."""
    way = ways_out.read(token)
    if way is None:
        raise Http404
    what = {**CATEGORIES, ways_out.ALL: _("お知らせ")}[way.category] if way.person else _("招待")
    stopped, everybody = None, "all" in request.POST
    if request.method == "POST":
        stopped = "again" not in request.POST
        actions.leave(way=way, back=not stopped, all_senders=everybody)
    if way.sender and not everybody:
        what = _("%(sender)sからのお知らせ") % {"sender": way.sender}
    page = {"what": what, "stopped": stopped, "sender": way.sender, "everybody": everybody, "member": way.person}
    return render(request, "accounts/notices/stop.html", page)
