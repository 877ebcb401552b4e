"""Being an advisor: one's own page with words, confirmation and published times."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from accounts.users.access import member
from programs.mentoring import advising, queries
from programs.mentoring.forms import AdvisorForm, RhythmForm, refuse
from programs.mentoring.models import Advisor, Slot
from programs.mentoring.views import answer


@member
@require_http_methods(["GET", "HEAD", "POST"])
def me(request: HttpRequest) -> HttpResponse:
    """One's words; saving the first time makes a draft that nobody sees."""
    found = queries.advisor_of(request.user)
    form = AdvisorForm(request.POST or None, instance=found, person=request.user)
    if form.is_valid():
        try:
            advising.write(by=request.user, **form.cleaned_data)
            messages.success(request, _("書きとめました。"))
            return redirect("mentoring:me")
        except ValidationError as refusal:
            refuse(form, refusal)
        found = queries.advisor_of(request.user)
    return _shown(request, found, form=form)


def _shown(request: HttpRequest, found: Advisor | None, form: Any = None, times: Any = None) -> HttpResponse:
    slots = Slot.objects.filter(advisor=found, starts_at__gt=timezone.now()).order_by("starts_at")[:60]
    times = times or (RhythmForm(advisor=found) if found else None)
    form = form or AdvisorForm(instance=found, person=request.user)
    wrong = form.errors or (times and times.errors)
    return answer(request, "me", 422 if wrong else 200, advisor=found, form=form, times=times, slots=slots)


def _mine(request: HttpRequest) -> Advisor:
    return get_object_or_404(Advisor.objects.select_related("company"), person=request.user)


@member
@require_POST
def ask(request: HttpRequest) -> HttpResponse:
    return _moved(request, _("確認をお願いしました。返事が届いたらお知らせします。"), advising.ask)


@member
@require_POST
def rest(request: HttpRequest) -> HttpResponse:
    back = "back" in request.POST
    done = _("また受けつけています。") if back else _("お休みにしました。入っている予定は、そのままです。")
    return _moved(request, done, advising.rest, back=back)


def _moved(request: HttpRequest, done: str, act: Any, **more: Any) -> HttpResponse:
    try:
        act(advisor=_mine(request), by=request.user, **more)
        messages.success(request, done)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    return redirect("mentoring:me")


@member
@require_POST
def publish(request: HttpRequest) -> HttpResponse:
    found = _mine(request)
    form = RhythmForm(request.POST, advisor=found)
    if not form.is_valid():
        return _shown(request, found, times=form)
    made = advising.publish_times(advisor=found, rhythm=form.rhythm, by=request.user)
    if made:
        words = ngettext("%(count)d回分の時間を公開しました。", "%(count)d回分の時間を公開しました。", made)
        messages.success(request, words % {"count": made})
    else:
        messages.error(
            request, _("公開できる時間がありませんでした。もう公開した時間と重なっていないか、確かめてください。")
        )
    return redirect("mentoring:me")


@member
@require_POST
def withdraw(request: HttpRequest) -> HttpResponse:
    found, slot, series = _mine(request), request.POST.get("slot", ""), request.POST.get("series", "")
    try:
        wanted = {"series": UUID(series)} if series else {"slot": int(slot)}
    except ValueError:
        return redirect("mentoring:me")
    advising.withdraw_times(advisor=found, by=request.user, **wanted)
    messages.success(request, _("時間を引っこめました。入っている予定は、そのままです。"))
    return redirect("mentoring:me")
