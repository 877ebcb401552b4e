"""The gallery: every component in every state, light and dark. Only with DEBUG or in the demo (config/urls.py)."""

import datetime as dt

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext_lazy as _

from accounts.users.access import public
from config.icons import ICONS
from programs.events import covers

TONES = ["", "ai", "yu", "gold", "ok", "warn", "error", "info"]
DRAWINGS = ["v", "sea", "mail", "people", "search", "apart"]
ERRORS = {"400": 400, "403": 403, "403_csrf": 403, "404": 404, "413": 413, "500": 500}
STARTS = dt.datetime(2027, 7, 24, 11, 0)
HOURS = [(4, 6), (7, 12), (10, 17), (1, 20), (8, 20)]


class SampleForm(forms.Form):
    """One field of each kind."""

    title = forms.CharField(
        label=_("題名"), max_length=60, help_text=_("60文字まで。読んだ人が思いうかべられる言葉で。")
    )
    day = forms.DateField(label=_("日付"), widget=forms.DateInput(attrs={"type": "date"}))
    seats = forms.IntegerField(label=_("定員"), required=False, min_value=1)
    place = forms.ChoiceField(
        label=_("会場"), choices=[("", _("選んでください")), ("sea", _("海の家")), ("hall", _("会館"))]
    )
    guests = forms.ChoiceField(
        label=_("同伴"),
        widget=forms.RadioSelect,
        choices=[("yes", _("歓迎する")), ("no", _("本人だけ"))],
        help_text=_("ご家族など。"),
    )
    told = forms.MultipleChoiceField(
        label=_("知らせる相手"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[("now", _("いまの仲間")), ("gone", _("卒業した仲間"))],
    )
    words = forms.CharField(label=_("ことば"), required=False, widget=forms.Textarea(attrs={"rows": 4}))
    photo = forms.FileField(label=_("写真"), required=False)
    agreed = forms.BooleanField(label=_("使いみちを読み、同意します"), help_text=_("あとからいつでも取り消せます。"))


def _settings(prefix: str) -> dict[str, object]:
    bad = SampleForm({"title": "", "day": "2027-13-40", "seats": "0", "place": "moon"}, auto_id=f"{prefix}_bad_%s")
    return {"theme": prefix, "form": SampleForm(auto_id=f"{prefix}_%s"), "bad": bad}


@public
def gallery(request: HttpRequest) -> HttpResponse:
    drawn = [(scene, dt.datetime(2027, month, 10, hour)) for scene in covers.SCENES for month, hour in HOURS]
    words = {"tones": TONES, "icons": sorted(ICONS), "drawings": DRAWINGS, "covers": drawn, "errors": ERRORS}
    days = {"starts": STARTS, "ends": STARTS + dt.timedelta(hours=7, minutes=30), "holiday": dt.date(2027, 7, 19)}
    themes = [_settings("light"), _settings("dark")]
    return render(request, "gallery/gallery.html", {**words, **days, "themes": themes})


@public
def error_page(request: HttpRequest, code: str) -> HttpResponse:
    """As Django renders it: without a request."""
    if code not in ERRORS:
        raise Http404
    return render(None, f"{code}.html", status=ERRORS[code])  # type: ignore[arg-type]


urlpatterns = [
    path("", gallery, name="gallery"),
    path("errors/<slug:code>/", error_page, name="gallery_error"),
]
