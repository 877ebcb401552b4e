"""Finding somebody to talk with, and booking in three taps."""

import json
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.users.access import member
from accounts.users.models import User
from programs.mentoring import actions, advising, noting, queries, refusals, rooms, suggesting, transiting
from programs.mentoring.forms import BookForm, LookForm, refuse
from programs.mentoring.models import Advisor, Slot
from programs.mentoring.nearness import FREE
from programs.mentoring.times import days_of


def answer(request: HttpRequest, page: str, status: int = 200, **words: Any) -> HttpResponse:
    """Nothing of these pages stays in a browser that somebody else opens."""
    made = render(request, f"programs/mentoring/{page}.html", words, status=status)
    made["Cache-Control"] = "private, no-store"
    return made


@member
@require_safe
def list_(request: HttpRequest) -> HttpResponse:
    look = LookForm(request.GET)
    return answer(
        request, "list", look=look, coming=rooms.coming(request.user), asked=look.asked,
        suggestions=queries.suggestions(request.user, **look.asked), me=queries.advisor_of(request.user),
        transitions=transiting.open_for(request.user), distances=queries.distances_of(request.user),
    )  # fmt: skip


@member
@never_cache
@require_safe
def plans(request: HttpRequest) -> HttpResponse:
    return answer(request, "plans", coming=rooms.coming(request.user), past=rooms.past(request.user))


def _advisor(request: HttpRequest, pk: int) -> Advisor:
    rows = Advisor.objects.visible_to(request.user).select_related("person", "company", "verified_by")
    return get_object_or_404(rows, pk=pk)


@member
@require_safe
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """An advisor with their free times; one who is too near says so instead."""
    advisor = _advisor(request, pk)
    why = suggesting.reason_between(request.user, advisor)
    near = refusals.too_near(why) if why else ""
    slots = days_of([advisor])[advisor.pk].free if why == FREE else []
    return answer(request, "one", advisor=advisor, near=near, slots=slots)


@member
@require_http_methods(["GET", "HEAD", "POST"])
def book(request: HttpRequest, pk: int, slot: int) -> HttpResponse:
    """The last tap: when, with whom, and if one likes about what."""
    advisor = _advisor(request, pk)
    found = get_object_or_404(Slot.objects.filter(advisor=advisor, starts_at__gt=timezone.now()), pk=slot)
    theme = request.GET.get("theme", "")
    form = BookForm(request.POST or None, initial={"key": uuid4(), "theme": theme})
    if form.is_valid():
        try:
            made = actions.book(advisor=advisor, slot=found, by=request.user, **form.cleaned_data)
            messages.success(request, _("予定に入りました。知っているのは、おふたりだけです。"))
            return redirect("mentoring:room", made.pk)
        except ValidationError as refusal:
            refuse(form, refusal)
    status = 422 if form.errors else 200
    return answer(request, "book", status, advisor=advisor, slot=found, form=form)


@member
@require_POST
def distance(request: HttpRequest, pk: int) -> HttpResponse:
    """This advisor isn't suggested any more; only the person knows."""
    advisor = _advisor(request, pk)
    advising.keep_distance(person=advisor.person, by=request.user)
    messages.success(request, _("この方は、もう出てきません。お相手には伝わりません。下の一覧から戻せます。"))
    return redirect("mentoring:list")


@member
@require_POST
def distance_back(request: HttpRequest, pk: int) -> HttpResponse:
    person = get_object_or_404(User, pk=pk, pk__in=[row.person_id for row in queries.distances_of(request.user)])
    advising.keep_distance(person=person, by=request.user, back=True)
    messages.success(request, _("戻しました。"))
    return redirect("mentoring:list")


@member
@require_safe
def care(request: HttpRequest) -> HttpResponse:
    """What to do when a life is in danger, and where to turn. Opening it is written down nowhere."""
    return answer(request, "care", contacts=queries.contacts_for(request.user))


@member
@require_safe
def export(request: HttpRequest) -> HttpResponse:
    """All of one's own sessions and notes, as a file for oneself."""
    words = json.dumps(noting.everything_of(request.user), ensure_ascii=False, indent=2)
    made = HttpResponse(words, content_type="application/json; charset=utf-8")
    made["Content-Disposition"] = 'attachment; filename="kanae-plans.json"'
    made["Cache-Control"] = "private, no-store"
    return made


@member
@require_POST
def erase_all(request: HttpRequest) -> HttpResponse:
    gone = noting.erase_all(by=request.user)
    messages.success(request, _("あなたの覚え書きを%(count)d件、完全に消しました。") % {"count": gone})
    return redirect("mentoring:plans")


@member
@require_POST
def forget(request: HttpRequest) -> HttpResponse:
    """What has been knows the person no more."""
    gone = actions.forget(by=request.user)
    messages.success(
        request, _("これまでの%(count)d件から、あなたを消しました。どこにも残っていません。") % {"count": gone}
    )
    return redirect("mentoring:plans")
