"""The pages of whoever is invited: what there is, one gathering, one's answer."""

import zoneinfo
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST, require_safe

from accounts.users.access import member, public
from accounts.users.models import User
from alumni.companies.queries import desks_of
from programs.events import choosing, ics, prose, queries, replying, rules, serial, tokens, turns
from programs.events.forms import ReplyForm, add_refusal
from programs.events.life_forms import NoteForm
from programs.events.models import Event, Reply
from programs.events.rooms import room_of


def event_for(viewer: User, pk: int) -> Event:
    """The event if this viewer may see it; a foreign one is missing."""
    seen = Event.objects.visible_to(viewer).select_related("company", "host", "department", "series", "reading")
    return get_object_or_404(seen.with_hold_of(viewer).with_parts(), pk=pk)


@member
@require_safe
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    return _shown(request, event_for(request.user, pk))  # type: ignore[arg-type]


def _shown(request: HttpRequest, event: Event, form: ReplyForm | None = None) -> HttpResponse:
    words = _words(request.user, event, form)
    return render(request, "programs/events/detail.html", words, status=422 if form else 200)


def as_guest(request: HttpRequest, event: Event) -> HttpResponse:
    """The page as somebody reads it who is invited and hasn't answered: to look at, not to use."""
    words = _words(request.user, event, None)
    words |= {"may_edit": False, "shows_link": False, "preview": True, "current": "", "open": rules.May(" ")}
    words |= {"sees_list": event.guest_list == Event.GuestList.INVITED, "asked": None, "my_role": None}
    return render(request, "programs/events/detail.html", words)


def _words(user: User, event: Event, form: ReplyForm | None) -> dict[str, Any]:
    table = queries.table_of(user, event)
    role, verified = queries.role_of_host(event)
    answer = table.mine.answer if table.mine else ""
    return {
        "event": event,
        "table": table,
        "body": mark_safe(prose.html_of(event.body)),  # noqa: S308 (made safe by prose)
        "own_time": queries.own_time(user, event),
        "host": {"role": role, "verified": verified},
        "may_edit": rules.can_edit(user, event),
        "shows_link": rules.can_see_link(user, event, answer),
        "sees_list": rules.can_see_list(user, event, answer),
        "asks_again": rules.asks_again(event, table.mine),
        **_parts(user, event),
        "later": turns.following(event, user).count() if event.series_id else 0,
        **_answering(event, table.mine, form),
    }


def _parts(user: User, event: Event) -> dict[str, Any]:
    """What only some gatherings have: asked for only where there is something (`with_parts` has looked)."""
    roles = choosing.roles_of(user, event) if event.has_roles else []  # type: ignore[attr-defined]
    own_desk = any(desk.pk == event.company_id for desk in desks_of(user))
    return {
        "room": room_of(user, event),
        "reading": getattr(event, "reading", None),
        "sessions": list(event.sessions.all()) if event.has_sessions else [],  # type: ignore[attr-defined]
        "roles": roles,
        "my_role": next((one["role"] for one in roles if one["role"].person_id == user.pk), None),
        "asked": None if own_desk else choosing.asked_of(user, event),
        "siblings": choosing.siblings_of(user, event) if event.series_id else [],
        "notes": choosing.notes_of(user, event) if event.has_notes else [],  # type: ignore[attr-defined]
        "may_note": event.kind == Event.Kind.STUDY and rules.can_keep_notes(user, event),
        "note_form": NoteForm(),
    }


def _answering(event: Event, mine: Reply | None, form: ReplyForm | None = None) -> dict[str, Any]:
    """What the answer's buttons need: typed things stay, otherwise what was answered stands there."""
    typed = {name: form[name].value() for name in ("guests", "word", "unseen", "following")} if form else {}
    kept = {
        "guests": mine.guests if mine else 0,
        "word": mine.word if mine else "",
        "unseen": bool(mine and mine.unseen),
    }
    return {
        "current": mine.answer if mine else "",
        "brings": kept["guests"],
        "typed": {**kept, **typed},
        "errors": [error for errors in form.errors.values() for error in errors] if form else [],
        "open": rules.can_reply(event),
        "may_come": rules.can_come(event),
        "full": event.free == 0,
        "days_left": _days_left(event),
        **_seat(event, mine),
    }


def _seat(event: Event, mine: Reply | None) -> dict[str, Any]:
    """How the person's own seat stands: held for them until when, to be confirmed, resting, still asked something."""
    if mine is None:
        return {"asks_first": event.approval}
    asked = event.reconfirm_for == event.starts_at and mine.answer == Reply.Answer.YES
    return {
        "mine": mine,
        "asks_first": event.approval and not mine.accepted_at,
        "to_confirm": asked and mine.confirmed_for != event.starts_at,
        "confirmed": asked and mine.confirmed_for == event.starts_at,
        "stands": mine.answer in queries.STANDS,
        "missing": getattr(mine, "missing", 0) if mine.answer in queries.STANDS else 0,
        "resting": mine.passed_at is not None,
        "nearly": event.free if mine.answer == Reply.Answer.WAITING and mine.guests and event.free else 0,
    }


def _days_left(event: Event) -> int | None:
    if event.reply_by is None or event.reply_by <= timezone.now():
        return None
    return (timezone.localdate(event.reply_by) - timezone.localdate()).days


@member
@require_POST
def reply(request: HttpRequest, pk: int) -> HttpResponse:
    user: User = request.user  # type: ignore[assignment]
    event = event_for(user, pk)
    form = ReplyForm(request.POST)
    if form.is_valid():
        try:
            made = _tap(request, event, user, form.cleaned_data)
            return redirect("events:reply_more" if queries.missing(made) else "events:detail", pk)
        except ValidationError as refusal:
            add_refusal(form, refusal)
    return _shown(request, event, form)


def _tap(request: HttpRequest, event: Event, person: User, typed: dict[str, Any]) -> Reply:
    """The button that was pressed, for this gathering and, where it was ticked, for those that follow in its series."""
    along = typed.pop("following")
    if not along:
        made = replying.tap(event=event, by=person, **typed)
        _say(request, made, typed["answer"])
        return made
    made, refused = serial.reply_along(event=event, by=person, **typed)
    _say(request, made, typed["answer"])
    for one, why in refused:
        messages.warning(request, _("第%(turn)d回には、同じお返事ができませんでした。") % {"turn": one.turn} + why)
    if not refused:
        messages.success(request, _("このあとの回にも、同じお返事をしました。回ごとに、いつでも変えられます。"))
    return made


def _say(request: HttpRequest, made: Reply, asked: str = "") -> None:
    """What has become of the answer, in a sentence."""
    if made.answer == Reply.Answer.WAITING:
        return messages.warning(request, _of_line(made, asked))
    said = {
        Reply.Answer.YES: _("参加のお返事を承りました。カレンダーの予定をメールでお送りします。"),
        Reply.Answer.MAYBE: _("検討中と承りました。いつでも変えられます。"),
        Reply.Answer.NO: _("今回は行けないと承りました。またの機会に。"),
        Reply.Answer.ASKED: _("参加のお願いを主催の方へ届けました。お返事があり次第、お知らせします。"),
        Reply.Answer.OFFERED: _("お席を取ってあります。期限までにお返事ください。"),
        Reply.Answer.DECLINED: _("承りました。"),
    }
    words = _("ありがとうございます。お待ちしています。") if asked == rules.CONFIRM else said[made.answer]  # type: ignore[index]
    return messages.success(request, words)


def _of_line(made: Reply, asked: str) -> str:
    if asked == rules.PASS:
        return _(
            "お席を次の方へゆずりました。列にはそのままいらっしゃいます。また待つときは「ひきつづき待つ」を選んでください。"
        )
    place = {"place": queries.place_in_line(made)}
    if made.event.offer_hours:
        return _("満席のため、キャンセル待ちの%(place)d番目に並びました。席が空いたら、順番にご案内します。") % place
    return (
        _("満席のため、キャンセル待ちの%(place)d番目に並びました。席が空くと自動で参加になり、お知らせします。")
        % place
    )


@member
@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    user: User = request.user  # type: ignore[assignment]
    event = event_for(user, pk)
    try:
        replying.withdraw(event=event, by=user)
        messages.success(request, _("お返事を取り消しました。"))
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    return redirect("events:detail", pk)


@member
@require_GET
def calendar(request: HttpRequest, pk: int) -> HttpResponse:
    """The event as a calendar file; with its online address for those who come."""
    user: User = request.user  # type: ignore[assignment]
    event = event_for(user, pk)
    mine = event.replies.filter(person=user).first()
    linked = rules.can_see_link(user, event, mine.answer if mine else "")
    method = ics.CANCEL if event.is_cancelled else ics.PUBLISH
    response = HttpResponse(
        queries.calendar_file(event, user, method, with_link=linked),
        content_type=f"text/calendar; method={method}; charset=utf-8",
    )
    response["Content-Disposition"] = f'attachment; filename="kanae-{event.pk}.ics"'
    return response


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """One tap from a mail, without logging in. Opening the link (mail scanners do) answers nothing; a button does."""
    door = tokens.opened(token)
    if door is None:
        return render(request, "programs/events/link_over.html", status=404)
    with translation.override(door.person.language), timezone.override(zoneinfo.ZoneInfo(door.person.time_zone)):
        form = ReplyForm(request.POST) if request.method == "POST" else None
        if form and form.is_valid():
            try:
                made = _tap(request, door.event, door.person, form.cleaned_data)
                return redirect("events:answer_more" if queries.missing(made) else "events:answer", token)
            except ValidationError as refusal:
                add_refusal(form, refusal)
        mine = queries.own_reply(door.person, door.event)
        place = queries.place_in_line(mine) if mine and mine.answer == Reply.Answer.WAITING else 0
        chosen = request.GET.get("answer") if request.GET.get("answer") in rules.TAPS else ""
        words: dict[str, Any] = {
            "event": door.event,
            "person": door.person,
            "chosen": chosen,
            "place": place,
            "token": token,
        }
        words["sessions"] = door.event.sittings()
        words["more_url"] = reverse("events:answer_more", args=[token])
        words["later"] = turns.following(door.event, door.person).count() if door.event.series_id else 0
        words |= _answering(door.event, mine, form) | {"asks_again": rules.asks_again(door.event, mine)}
        return render(request, "programs/events/answer.html", words, status=422 if form else 200)
