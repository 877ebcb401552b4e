"""The search as the address bar carries it."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error
from datetime import datetime
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from alumni.directory.regions import region_of
from alumni.directory.wishes import KANA, NEAR, RECENT, RELEVANCE, Place

LARGEST = 2**31 - 1
ORDER_WORDS = [
    (RELEVANCE, _("ことばに合う順")),
    (NEAR, _("近かった人から")),
    (KANA, _("よみの順")),
    (RECENT, _("更新の新しい順")),
]


def year(label: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, required=False, min_value=1900, max_value=2100)


def number() -> forms.IntegerField:
    return forms.IntegerField(required=False, min_value=1, max_value=LARGEST, widget=forms.Select)


class SearchForm(forms.Form):
    q = forms.CharField(label=_("ことば"), required=False, max_length=80)
    company = number()
    unit = number()
    since = year(_("いつから"))
    until = year(_("いつまで"))
    entered = number()
    place = forms.CharField(label=_("いまいる地域"), required=False, max_length=60)
    skill = forms.CharField(label=_("得意なこと・関心"), required=False, max_length=40)
    free = forms.BooleanField(label=_("いま動ける人だけ"), required=False)
    together = forms.BooleanField(label=_("いっしょに働いた人だけ"), required=False)
    order = forms.ChoiceField(label=_("ならび"), required=False, choices=ORDER_WORDS)

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if not found.get("company"):
            found["unit"] = None  # a department belongs to the company that was chosen
        since, until = found.get("since"), found.get("until")
        if since and until and since > until:
            found["since"], found["until"] = until, since
        if found.get("place"):
            found["place"] = region_of(found["place"])
        return found

    @property
    def wishes(self) -> dict[str, Any]:
        """What is asked for; a field that makes no sense asks for nothing."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class NameForm(forms.Form):
    name = forms.CharField(label=_("名前"), max_length=60)


class SaveForm(NameForm):
    tells = forms.BooleanField(
        label=_("新しい人がいたら知らせる"),
        required=False,
        help_text=_("一日に一度まで。だれが、なぜかは知らせません。"),
    )


def in_address(query: str) -> str:
    """What an address asks for, in one order and nothing else: two that ask for the same are the same."""
    wishes = SearchForm(QueryDict(query[:2000])).wishes
    return urlencode({name: plain(wishes[name]) for name in SearchForm.base_fields if name in wishes})


def plain(value: object) -> str:
    return "1" if value is True else str(value)


def written(place: Place) -> str:
    return urlsafe_b64encode(json.dumps([place.tier, place.key, place.person]).encode()).decode().rstrip("=")


def read(text: str, order: str) -> Place | None:
    """The place that a link to the next page names; whatever else stands there is the beginning."""
    try:
        tier, key, person = json.loads(urlsafe_b64decode(text + "=" * (-len(text) % 4)))
        place = Place(int(tier), str(key).replace("\0", ""), int(person))
        if order == RECENT:
            datetime.fromisoformat(place.key)
    except (ValueError, TypeError, Error):
        return None
    return place if 0 <= place.tier <= 9 and abs(place.person) <= LARGEST else None
