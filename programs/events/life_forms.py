"""The forms of a gathering's life: put off, a new day, a series, what is read, what is prepared, who is asked."""

import datetime as dt
import unicodedata
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.forms.models import modelform_factory
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from programs.events import rhythms
from programs.events.forms import MomentField
from programs.events.models import Event
from programs.events.parts import Note, Reading, Series

FEW, SOME = {"rows": 3}, {"rows": 5}


class PostponeForm(forms.Form):
    reason = forms.CharField(
        label=_("延期の理由"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("参加・検討中・キャンセル待ちの方へ、このまま届きます。"),
        error_messages={"required": _("延期の理由をひとこと書いてください。参加予定の方へそのまま届きます。")},
    )


class DayForm(forms.Form):
    """A new day by the clocks of the place; where there are sittings, the end follows from them."""

    starts_at = MomentField(label=_("はじまり"))
    ends_at = MomentField(label=_("おわり"))
    reply_by = MomentField(label=_("返事の締切"), required=False)

    def __init__(self, *args: Any, zone: str, sittings: bool = False, **more: Any) -> None:
        super().__init__(*args, **more)
        self.zone = ZoneInfo(zone)
        if sittings:
            del self.fields["ends_at"]
            self.fields["starts_at"].label = _("はじめの回のはじまり")

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {name: at and at.replace(tzinfo=self.zone) for name, at in data.items()}


class SeriesForm(forms.Form):
    """How a gathering goes on: in a rhythm so many times, or on days chosen one by one."""

    rhythm = forms.ChoiceField(
        label=_("くりかえし"), choices=Series.Rhythm.choices, initial=Series.Rhythm.MONTHLY_WEEKDAY
    )
    count = forms.IntegerField(
        label=_("ぜんぶで何回"), min_value=2, max_value=rhythms.MOST, initial=6, required=False,
        help_text=_("はじめの回も数えます。24回まで。"),
    )  # fmt: skip
    dates = forms.CharField(
        label=_("日を選ぶとき"),
        required=False,
        widget=forms.Textarea(attrs={**FEW, "placeholder": "2027-05-13\n2027-06-24"}),
        help_text=_("「日を選ぶ」のときに、2回目からの日を1行にひとつずつ書きます（例: 2027-05-13）。"),
    )

    def __init__(self, *args: Any, event: Event, **more: Any) -> None:
        super().__init__(*args, **more)
        self.first = event.starts_there.date()

    def clean_dates(self) -> list[dt.date]:
        found = []
        for line in unicodedata.normalize("NFKC", self.cleaned_data["dates"]).split():
            try:
                found.append(dt.date.fromisoformat(line.replace("/", "-")))
            except ValueError as wrong:
                raise forms.ValidationError(
                    gettext("「%(line)s」は日として読めません。2027-05-13 のように書いてください。") % {"line": line}
                ) from wrong
        return found

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        if data.get("rhythm") == Series.Rhythm.DATES:
            days = data.get("dates", [])
            if not days and "dates" not in self.errors:
                self.add_error("dates", gettext("2回目からの日を、1行にひとつずつ書いてください。"))
        elif data.get("rhythm"):
            days = rhythms.days(data["rhythm"], self.first, data.get("count") or 2)
        else:
            days = []
        return {**data, "days": days}


class ItemForm(forms.Form):
    words = forms.CharField(label=_("すること"), max_length=120)
    days = forms.IntegerField(
        label=_("何日前まで"), min_value=-60, max_value=365, initial=7, help_text=_("あとにすることは、マイナスで。")
    )


class SessionForm(forms.Form):
    """One further sitting of a gathering with several."""

    title = forms.CharField(label=_("題名"), max_length=80, required=False)
    starts_at = MomentField(label=_("はじまり"))
    ends_at = MomentField(label=_("おわり"))
    place = forms.CharField(label=_("場所（ちがうときだけ）"), max_length=120, required=False)

    def __init__(self, *args: Any, zone: str, **more: Any) -> None:
        super().__init__(*args, **more)
        self.zone = ZoneInfo(zone)

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        return data | {
            name: data[name].replace(tzinfo=self.zone) for name in ("starts_at", "ends_at") if data.get(name)
        }


ReadingForm = modelform_factory(
    Reading,
    fields=["book", "author", "chapters", "prompts", "preparation"],
    widgets={"prompts": forms.Textarea(attrs=SOME), "preparation": forms.Textarea(attrs=FEW)},
    help_texts={"prompts": _("1行にひとつ。集いのページに番号つきで並びます。")},  # type: ignore[dict-item]
)
NoteForm = modelform_factory(
    Note,
    fields=["text"],
    widgets={"text": forms.Textarea(attrs=SOME)},
    labels={"text": _("記録")},  # type: ignore[dict-item]
)
