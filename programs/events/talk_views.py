"""A small talk, made in a minute: a few words, a time, and the people one would like to see."""

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from accounts.users.access import member
from accounts.users.models import User
from alumni.companies.models import Company
from alumni.profiles.queries import people_visible_to, shown
from alumni.tenures.standing import standing_of
from programs.events import actions, choosing, circles, replying
from programs.events.forms import MomentField, add_refusal
from programs.events.models import Event

LENGTHS = [
    (60, gettext_lazy("1時間")),
    (90, gettext_lazy("1時間半")),
    (120, gettext_lazy("2時間")),
    (180, gettext_lazy("3時間")),
]


class TalkForm(forms.Form):
    title = forms.CharField(
        label=gettext_lazy("なにを話しますか"), max_length=80,
        widget=forms.TextInput(attrs={"placeholder": gettext_lazy("お茶でも飲みながら、近況を")}),
    )  # fmt: skip
    starts_at = MomentField(label=gettext_lazy("いつ"))
    minutes = forms.TypedChoiceField(label=gettext_lazy("どのくらい"), choices=LENGTHS, coerce=int, initial=90)
    place = forms.CharField(label=gettext_lazy("場所"), max_length=120, required=False)
    online_url = forms.URLField(
        label=gettext_lazy("オンラインなら、リンク"), max_length=200, required=False, assume_scheme="https"
    )

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        if not data.get("place") and not data.get("online_url") and "online_url" not in self.errors:
            self.add_error("place", _("場所か、オンラインのリンクのどちらかを書いてください。"))
        return data


def _company(user: User) -> Company:
    """The company of one's latest verified post: a small talk has to stand somewhere, and no desk reads it."""
    posts = standing_of(user).posts
    if not posts:
        raise PermissionDenied
    return posts[-1].tenure.company


@member
@require_http_methods(["GET", "HEAD", "POST"])
def new_talk(request: HttpRequest) -> HttpResponse:
    """Those chosen stay in the form while more are looked for; nothing is saved before the last button."""
    user: User = request.user  # type: ignore[assignment]
    company, given = _company(user), request.POST if request.method == "POST" else request.GET
    chosen = [int(pk) for pk in given.getlist("person") if pk.isdecimal()]
    sending = request.method == "POST" and "find" not in given
    form = TalkForm(given if sending else None, initial={**_usual(user), **_typed(given)})
    if sending and form.is_valid():
        try:
            event = _begin(user, company, form.cleaned_data, chosen)
            messages.success(request, _("お誘いを届けました。返事が届くと、お知らせします。"))
            return redirect("events:detail", event.pk)
        except ValidationError as refusal:
            add_refusal(form, refusal)
    asked = given.get("q", "")
    found = [one for one in choosing.found(user, asked) if one.person not in chosen]
    words = {"form": form, "chosen": shown(user, chosen).values(), "asked": asked, "found": found}
    return render(request, "programs/events/talk.html", words, status=422 if sending else 200)


def _typed(given: Any) -> dict[str, Any]:
    names = ("title", "starts_at", "minutes", "place", "online_url")
    return {name: given[name] for name in names if given.get(name)}


def _usual(user: User) -> dict[str, Any]:
    """A week from now, in the evening, by the clocks of whoever asks."""
    day = timezone.now().astimezone(ZoneInfo(user.time_zone)).date() + dt.timedelta(days=7)
    return {"starts_at": dt.datetime.combine(day, dt.time(19)), "minutes": 90}


@transaction.atomic
def _begin(user: User, company: Company, data: dict[str, Any], chosen: list[int]) -> Event:
    start = data["starts_at"].replace(tzinfo=ZoneInfo(user.time_zone))
    placed, linked = bool(data["place"]), bool(data["online_url"])
    event = actions.create(
        company=company, by=user, kind=Event.Kind.TALK, open_to=Event.OpenTo.PEOPLE, title=data["title"],
        starts_at=start, ends_at=start + dt.timedelta(minutes=data["minutes"]), time_zone=user.time_zone,
        mode=Event.Mode.BOTH if placed and linked else Event.Mode.ONSITE if placed else Event.Mode.ONLINE,
        place=data["place"], online_url=data["online_url"],
    )  # fmt: skip
    circles.invite(event=event, by=user, people=people_visible_to(user).filter(pk__in=chosen))
    replying.reply(event=actions.publish(event=event, by=user), by=user, answer="yes")
    return event
