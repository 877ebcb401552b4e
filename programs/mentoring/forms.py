"""The forms of career sessions: booking, notes, being an advisor, publishing times."""

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.users.models import User
from accounts.users.zones import choices_with
from programs.mentoring import queries
from programs.mentoring.models import Advisor
from programs.mentoring.timetable import Rhythm
from programs.mentoring.words import Kind, Language, OpenTo, Theme

LONGEST = dt.timedelta(days=186)
WEEKDAYS = [
    (0, pgettext_lazy("weekday", "月")),
    (1, pgettext_lazy("weekday", "火")),
    (2, pgettext_lazy("weekday", "水")),
    (3, pgettext_lazy("weekday", "木")),
    (4, pgettext_lazy("weekday", "金")),
    (5, pgettext_lazy("weekday", "土")),
    (6, pgettext_lazy("weekday", "日")),
]


def text(rows: int, example: Any = "") -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, "placeholder": example})


class LookForm(forms.Form):
    """What somebody wants to talk about; an address with unknown words simply asks for less."""

    theme = forms.TypedMultipleChoiceField(
        label=_("話したいこと"), choices=Theme, coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    language = forms.ChoiceField(
        label=pgettext_lazy("languages", "ことば"), choices=[("", _("どれでも")), *Language.choices], required=False
    )

    @property
    def asked(self) -> dict[str, Any]:
        self.is_valid()
        data = getattr(self, "cleaned_data", {})
        return {"themes": data.get("theme") or [], "language": data.get("language") or ""}


class BookForm(forms.Form):
    key = forms.UUIDField(widget=forms.HiddenInput)
    theme = forms.TypedChoiceField(
        label=_("話したいこと"), choices=[("", _("まだ決めていない")), *Theme.choices], coerce=int, required=False,
        empty_value=0,  # type: ignore[arg-type]
    )  # fmt: skip
    words = forms.CharField(
        label=_("はじめにひとこと"), required=False, max_length=600,
        widget=text(3, _("まとまっていなくて大丈夫です。なにも書かずに予約もできます。")),
    )  # fmt: skip


class WordForm(forms.Form):
    word = forms.CharField(
        label=_("お相手へのひとこと"), required=False, max_length=300, widget=text(2, _("急な変更で、すみません。"))
    )


class NoteForm(forms.Form):
    text = forms.CharField(label=_("覚え書き"), max_length=8000, widget=text(4))
    shared = forms.TypedChoiceField(
        label=_("だれが読むか"), choices=[("", _("わたしだけ")), ("1", _("ふたりで"))], coerce=bool, required=False,
        empty_value=False,  # type: ignore[arg-type]
        widget=forms.RadioSelect,
    )  # fmt: skip


class WhereForm(forms.Form):
    where = forms.CharField(
        label=_("会うところ"), required=False, max_length=300,
        help_text=_("オンラインのリンク、または場所。ふたりだけに見えます。"),
    )  # fmt: skip


class AdvisorForm(forms.ModelForm):  # type: ignore[type-arg]
    """What one says of oneself as an advisor."""

    themes = forms.TypedMultipleChoiceField(
        label=_("テーマ"), choices=Theme, coerce=int, widget=forms.CheckboxSelectMultiple
    )
    languages = forms.MultipleChoiceField(
        label=pgettext_lazy("languages", "ことば"),
        choices=Language,
        widget=forms.CheckboxSelectMultiple,
        initial=[Language.JA],
    )
    minutes = forms.TypedChoiceField(
        label=_("一回の長さ"), coerce=int, initial=50,
        choices=[(n, _("%(n)d分") % {"n": n}) for n in (30, 45, 50, 60, 90)],
    )  # fmt: skip

    class Meta:
        model = Advisor
        fields = [
            "kind", "headline", "bio", "credential", "company", "themes", "languages", "online", "place", "time_zone",
            "minutes", "buffer", "lead_hours", "free_hours", "capacity", "open_to", "shows_inside", "paid",
        ]  # fmt: skip
        widgets = {
            "bio": text(5, _("どんな道を歩いてきたか、どんな話をよく聞くか。")),
            "kind": forms.RadioSelect(choices=Kind),
            "open_to": forms.RadioSelect(choices=OpenTo),
            "headline": forms.TextInput(attrs={"placeholder": _("二十年勤めて、いまは小さな店をしています")}),
            "credential": forms.TextInput(
                attrs={"placeholder": _("国家資格キャリアコンサルタント、在籍時の役割など")}
            ),
        }
        help_texts = {
            "credential": _("確認した会社（または運営）の名と日付が、となりに表示されます。"),
            "place": _("オンラインだけなら空けておけます。"),
            "free_hours": _("この時間までは、理由なしに変更や取りやめができます。"),
            "shows_inside": _("外すと、同じ会社にいたことを表示にも並び順にも使いません。"),
            "paid": _("会社が用意した回数を使う人だけが予約できます。だれが使ったかは、会社には見えません。"),
        }

    def __init__(self, *args: Any, person: User, **more: Any) -> None:
        super().__init__(*args, **more)
        zone = self.instance.time_zone if self.instance.pk else person.time_zone
        self.fields["time_zone"] = forms.ChoiceField(
            label=_("タイムゾーン"), choices=choices_with(zone), initial=zone
        )
        company: Any = self.fields["company"]
        own = queries.companies_to_ask(person)
        company.queryset = company.queryset.filter(pk__in=[one.pk for one in own])
        company.empty_label = _("運営に頼む")
        if not self.instance.pk and own:
            self.initial["company"] = own[0].pk
        self.order_fields(self.Meta.fields)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not data.get("online") and not data.get("place"):
            self.add_error("place", _("オンラインでないときは、会う場所を書いてください。"))
        return data


class RhythmForm(forms.Form):
    """Times to publish, by the advisor's own clock."""

    first = forms.DateField(label=_("いつから"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    last = forms.DateField(label=_("いつまで"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    weekdays = forms.TypedMultipleChoiceField(
        label=_("曜日"), choices=WEEKDAYS, coerce=int, widget=forms.CheckboxSelectMultiple
    )
    opens = forms.TimeField(
        label=_("何時から"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"), initial=dt.time(19)
    )
    closes = forms.TimeField(
        label=_("何時まで"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"), initial=dt.time(21)
    )

    def __init__(self, data: Any = None, *, advisor: Advisor) -> None:
        today = timezone.localdate()
        first = {"first": today + dt.timedelta(days=1), "last": today + dt.timedelta(days=28)}
        super().__init__(data, initial=first)
        self.advisor = advisor

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        first, last = data.get("first"), data.get("last")
        if first and last and not first <= last <= first + LONGEST:
            self.add_error("last", _("はじまりの日から半年までの日を選んでください。"))
        opens, closes = data.get("opens"), data.get("closes")
        if opens and closes and _minutes(closes) - _minutes(opens) < self.advisor.minutes:
            self.add_error("closes", _("一回分の長さより長くあけてください。"))
        return data

    @property
    def rhythm(self) -> Rhythm:
        data, one = self.cleaned_data, self.advisor
        days = frozenset(data["weekdays"])
        span = (data["first"], data["last"], days, data["opens"], data["closes"])
        return Rhythm(*span, one.minutes, one.buffer, one.time_zone)


def _minutes(time: dt.time) -> int:
    return time.hour * 60 + time.minute


def refuse(form: forms.Form | forms.ModelForm, refusal: ValidationError) -> None:
    """What an action refused stands beside its field, or above the form."""
    if hasattr(refusal, "error_dict"):
        for name, errors in refusal.error_dict.items():
            form.add_error(name if name in form.fields else None, errors)
    else:
        form.add_error(None, refusal)
