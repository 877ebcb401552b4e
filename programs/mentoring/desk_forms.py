"""The forms of a company's desk: funds, who evaluates whom, where to turn, and a transition."""

import re
from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from alumni.companies.models import Company, Department
from programs.events.queries import units_of
from programs.mentoring import queries
from programs.mentoring.fund_models import LEAST, Fund, Transition
from programs.mentoring.models import CareContact

INDENT = "　　"


def day(label: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))


class FundForm(forms.ModelForm):  # type: ignore[type-arg]
    since, until = day(_("はじまり")), day(_("おわり"))

    class Meta:
        model = Fund
        fields = ["sessions", "each", "since", "until", "also_alumni"]

    def __init__(self, data: Any = None) -> None:
        today = timezone.localdate()
        until = today + timedelta(days=180)
        super().__init__(data, initial={"sessions": 60, "each": 3, "since": today, "until": until})
        self.fields["sessions"].widget.attrs["min"] = LEAST
        self.fields["sessions"].help_text = _("10回から。少ないと、使った人がわかってしまうためです。")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("sessions") is not None and data["sessions"] < LEAST:
            self.add_error("sessions", _("10回以上にしてください。"))
        if data.get("since") and data.get("until") and data["until"] < data["since"]:
            self.add_error("until", _("おわりは、はじまりより後の日にしてください。"))
        return data


class EvaluationForm(forms.Form):
    evaluator = forms.CharField(label=_("評価する人の社員番号"), max_length=40)
    evaluated = forms.CharField(label=_("評価される人の社員番号"), max_length=40)

    def __init__(self, *args: Any, company: Company, **more: Any) -> None:
        super().__init__(*args, **more)
        self.company = company

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for name in ("evaluator", "evaluated"):
            if name in data:
                data[name] = queries.enrolment_numbered(self.company, data[name])
                if data[name] is None:
                    self.add_error(name, _("名簿に、この社員番号の方はいません。"))
        if data.get("evaluator") and data.get("evaluator") == data.get("evaluated"):
            self.add_error("evaluated", _("別の方を選んでください。"))
        return data


class ContactForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = CareContact
        fields = ["label", "reach", "words"]
        widgets = {"label": forms.TextInput(attrs={"placeholder": _("健康相談室、外部の相談窓口など")})}


class TransitionForm(forms.ModelForm):  # type: ignore[type-arg]
    until = day(_("いつまで支えるか"))

    class Meta:
        model = Transition
        fields = ["department", "title", "words", "words_en", "sessions", "each", "until"]
        widgets = {
            "words": forms.Textarea(attrs={"rows": 9}),
            "words_en": forms.Textarea(attrs={"rows": 5}),
        }
        help_texts = {
            "department": _("この部署とその下で、いま働いている方みなさんに伝えます。"),
            "words": _("決まったこと、まだ決まっていないこと、急がなくてよいことを、順に書くと伝わります。"),
        }

    def __init__(self, *args: Any, company: Company, **more: Any) -> None:
        super().__init__(*args, **more)
        field: Any = self.fields["department"]
        field.queryset = Department.objects.filter(company=company)
        field.choices = [("", "—")] + [(one.pk, INDENT * depth + one.name) for one, depth in units_of(company.pk)]
        if not self.instance.pk:
            until = timezone.localdate() + timedelta(days=180)
            self.initial.update(title=TITLE, words=WORDS, until=until)

    def clean_until(self) -> Any:
        until = self.cleaned_data["until"]
        if until <= timezone.localdate():
            raise forms.ValidationError(_("これからの日を選んでください。"))
        return until


TITLE = _("この事業を支えてくださったみなさんへ")
WORDS = _(
    "いっしょにつくってきたこの事業を、閉じることになりました。力を注いでくださったことに、心から感謝しています。\n\n"
    "これからのことを、急いで決める必要はありません。社内で続ける道も、外で始める道も、同じように大切に考えています。\n\n"
    "会社には知られずに話せる相手と時間を用意しました。話したくなったときに、いつでも使ってください。"
)


class ChoiceForm(forms.Form):
    """What somebody whose business ends lets others know; themes are asked for where they offer nothing yet."""

    inside = forms.BooleanField(label=_("社内の「願い」に、候補として名前を出してよい"), required=False)
    outside = forms.BooleanField(label=_("社外の「願い」に、候補として名前を出してよい"), required=False)
    themes = forms.CharField(
        label=_("経験のあるテーマ"), required=False, max_length=250,
        help_text=_("「、」で区切って五つまで。一覧には出ません。合う願いの持ち主にだけ伝わります。"),
    )  # fmt: skip
    tells_desk = forms.BooleanField(label=_("人事デスクに、名前とひとことを伝える"), required=False)
    word = forms.CharField(
        label=_("人事へのひとこと"), required=False, max_length=400, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, gives: bool, **more: Any) -> None:
        super().__init__(*args, **more)
        if gives:
            del self.fields["themes"]

    def clean_themes(self) -> list[str]:
        return list(dict.fromkeys(filter(None, map(str.strip, re.split(r"[、,，\n]", self.cleaned_data["themes"])))))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("word") and not data.get("tells_desk"):
            self.add_error("tells_desk", _("ことばを届けるには、ここにしるしを付けてください。"))
        return data
