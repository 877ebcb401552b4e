"""The page of one session, for its two people: time and place, notes, moving, calling off, having missed each other."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.users.access import member
from programs.events import ics
from programs.mentoring import actions, calendar, noting, refusals, rooms, rules
from programs.mentoring.forms import NoteForm, WhereForm, WordForm, refuse
from programs.mentoring.models import Advisor
from programs.mentoring.rooms import Room
from programs.mentoring.times import Time, days_of
from programs.mentoring.views import answer


def _room(request: HttpRequest, pk: int) -> Room:
    """To anybody but the two it doesn't exist."""
    found = rooms.room_of(request.user, pk)
    if found is None:
        raise Http404
    return found


def _shown(request: HttpRequest, room: Room, **forms: Any) -> HttpResponse:
    may_change = rules.can_change(room)
    words = {
        "room": room, "notes": rooms.notes_of(room), "may_change": may_change, "early": rules.is_early(room),
        "may_miss": rules.can_say_missed(room), "slots": _other_times(room) if may_change else [],
        "note": NoteForm(), "where": WhereForm(initial={"where": room.words.where}), "word": WordForm(),
        "advisor": Advisor.objects.filter(person=room.words.advisor).first(),
    }  # fmt: skip
    wrong = any(form.errors for form in forms.values())
    return answer(request, "room", 422 if wrong else 200, **{**words, **forms})


def _other_times(room: Room) -> list[Time]:
    advisor = Advisor.objects.filter(person=room.words.advisor).first()
    return days_of([advisor], but=room.pk)[advisor.pk].free[:40] if advisor else []


@member
@never_cache
@require_safe
def room(request: HttpRequest, pk: int) -> HttpResponse:
    return _shown(request, _room(request, pk))


def _done(request: HttpRequest, found: Room, done: str, act: Callable[[], Any], form: Any, name: str) -> HttpResponse:
    """The action with its sentence; what it refuses is said beside what was typed."""
    if form.is_valid():
        try:
            act()
            messages.success(request, done)
            return redirect("mentoring:room", found.pk)
        except ValidationError as refusal:
            refuse(form, refusal)
    return _shown(request, found, **{name: form})


@member
@require_POST
def shift(request: HttpRequest, pk: int) -> HttpResponse:
    found, form = _room(request, pk), WordForm(request.POST)
    chosen = request.POST.get("slot", "")
    slot = next((one for one in _other_times(found) if str(one.pk) == chosen), None)

    def act() -> None:
        if slot is None:
            raise refusals.taken()
        actions.shift(room=found, slot=slot, by=request.user, word=form.cleaned_data["word"])

    return _done(request, found, _("時間を変えました。お相手のカレンダーにも伝わります。"), act, form, "word")


@member
@require_POST
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    found, form = _room(request, pk), WordForm(request.POST)
    return _done(
        request, found, _("取りやめました。お相手にも、そっと伝わります。"),
        lambda: actions.cancel(room=found, by=request.user, word=form.cleaned_data["word"]), form, "word",
    )  # fmt: skip


@member
@require_POST
def miss(request: HttpRequest, pk: int) -> HttpResponse:
    found, form = _room(request, pk), WordForm(request.POST)
    said = _("知らせてくださって、ありがとうございます。だれのせいでもありません。また別の時間を選べます。")
    return _done(request, found, said, lambda: actions.miss(room=found, by=request.user), form, "word")


@member
@require_POST
def note(request: HttpRequest, pk: int) -> HttpResponse:
    found, form = _room(request, pk), NoteForm(request.POST)
    return _done(
        request, found, _("覚え書きを残しました。"),
        lambda: noting.write(room=found, by=request.user, **form.cleaned_data), form, "note",
    )  # fmt: skip


@member
@require_POST
def erase(request: HttpRequest, pk: int, key: UUID) -> HttpResponse:
    found = _room(request, pk)
    try:
        noting.erase(room=found, key=key, by=request.user)
        messages.success(request, _("完全に消しました。どこにも残っていません。"))
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    return redirect("mentoring:room", pk)


@member
@require_POST
def where(request: HttpRequest, pk: int) -> HttpResponse:
    found, form = _room(request, pk), WhereForm(request.POST)
    return _done(
        request, found, _("会うところを書きました。ふたりだけに見えます。"),
        lambda: actions.say_where(room=found, by=request.user, **form.cleaned_data), form, "where",
    )  # fmt: skip


@member
@require_safe
def file(request: HttpRequest, pk: int) -> HttpResponse:
    """For one's own calendar."""
    found = _room(request, pk)
    gone = found.session.state in ("cancelled", "missed")
    entry = calendar.entry(found.session, request.user, status=ics.CANCELLED if gone else ics.CONFIRMED)
    made = HttpResponse(ics.calendar(entry, ics.PUBLISH), content_type="text/calendar; charset=utf-8")
    made["Content-Disposition"] = 'attachment; filename="kanae.ics"'
    made["Cache-Control"] = "private, no-store"
    return made
