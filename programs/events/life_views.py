"""The pages on which a gathering is put off, gets a new day, comes back, is looked at before, and becomes a series."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.users.access import member
from accounts.users.models import User
from programs.events import life, queries, serial
from programs.events.circle_views import say
from programs.events.forms import add_refusal
from programs.events.hosting import own_event
from programs.events.life_forms import DayForm, PostponeForm, SeriesForm
from programs.events.models import Event
from programs.events.views import as_guest


@member
@require_http_methods(["GET", "HEAD", "POST"])
def postpone(request: HttpRequest, pk: int) -> HttpResponse:
    event = own_event(request, pk)
    if event.state != Event.State.PUBLISHED:
        return redirect("events:detail", pk)
    form = PostponeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            life.postpone(event=event, by=request.user, reason=form.cleaned_data["reason"])
            messages.success(request, _("延期にしました。お席はそのまま残り、参加予定の方へお知らせが届きます。"))
            return redirect("events:detail", pk)
        except ValidationError as refusal:
            add_refusal(form, refusal)
    words = {"event": event, "form": form, "told": queries.concerned(event).count()}
    return render(request, "programs/events/postpone.html", words, status=422 if form.is_bound else 200)


@member
@require_http_methods(["GET", "HEAD", "POST"])
def day(request: HttpRequest, pk: int) -> HttpResponse:
    """A new day for what was put off."""
    event = own_event(request, pk)
    if not event.is_postponed:
        return redirect("events:detail", pk)
    sessions = list(event.sessions.all())
    data = request.POST if request.method == "POST" else None
    form = DayForm(data, zone=event.time_zone, sittings=bool(sessions))
    if form.is_valid():
        try:
            life.set_day(event=event, by=request.user, **form.cleaned_data)
            messages.success(request, _("新しい日程を決めました。参加予定の方へ、都合をうかがうお知らせが届きます。"))
            return redirect("events:detail", pk)
        except ValidationError as refusal:
            add_refusal(form, refusal)
    words = {"event": event, "form": form, "told": queries.concerned(event).count(), "sessions": sessions}
    return render(request, "programs/events/day.html", words, status=422 if form.is_bound else 200)


@member
@require_POST
def restore(request: HttpRequest, pk: int) -> HttpResponse:
    event = own_event(request, pk)
    try:
        life.restore(event=event, by=request.user)
        messages.success(request, _("中止を取り消しました。お返事はそのまま残っています。"))
    except ValidationError as refusal:
        say(request, refusal)
    return redirect("events:detail", pk)


@member
@require_POST
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    event = own_event(request, pk)
    try:
        life.discard(event=event, by=request.user)
    except ValidationError as refusal:
        say(request, refusal)
        return redirect("events:detail", pk)
    messages.success(request, _("下書き「%(title)s」を消しました。") % {"title": event.title})
    return redirect("events:list")


@member
@require_safe
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """The page as somebody invited sees it who hasn't answered; nobody is told, and nothing can be pressed."""
    return as_guest(request, own_event(request, pk))


@member
@require_http_methods(["GET", "HEAD", "POST"])
def series(request: HttpRequest, pk: int) -> HttpResponse:
    user: User = request.user  # type: ignore[assignment]
    event = own_event(request, pk)
    if not event.is_draft or event.series_id:
        return redirect("events:detail", pk)
    form = SeriesForm(request.POST if request.method == "POST" else None, event=event)
    if form.is_valid():
        try:
            serial.make_series(
                event=event, by=user, rhythm=form.cleaned_data["rhythm"], days=form.cleaned_data["days"]
            )
            messages.success(request, _("つづきの集いにしました。それぞれの回は、あとから別々に直せます。"))
            return redirect("events:publish", pk)
        except ValidationError as refusal:
            add_refusal(form, refusal)
    return render(
        request, "programs/events/series.html", {"event": event, "form": form}, status=422 if form.is_bound else 200
    )
