"""The forms of the ledger: what was given, to whom or by whom, when; an answer; a postscript."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.users.models import User
from alumni.companies.models import Company
from programs.ledger.models import Contribution

SAY = {"required": _("ひとこと書いてください。短くて大丈夫です。")}


class SaidForm(forms.Form):
    """What is said of it: the same for a draft and for words that are put anew."""

    kind = forms.ChoiceField(label=_("何をですか"), choices=Contribution.Kind, widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("ことばで"), max_length=300, error_messages=SAY,
        widget=forms.Textarea(attrs={"rows": 3, "placeholder": _("若手三人の、はじめての顧客訪問に付きそった")}),
        help_text=_("相手が読んで、そのとおりだと思えることばで。"),
    )  # fmt: skip
    on = forms.DateField(
        label=_("いつのことですか"), help_text=_("だいたいの日で大丈夫です。"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )  # fmt: skip

    def clean_on(self) -> Any:
        day = self.cleaned_data["on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("これからの日は選べません。かなったことを書きとめる場所です。"))
        return day


class TellForm(SaidForm):
    direction = forms.ChoiceField(
        label=_("どちらですか"), choices=[("gave", _("渡した")), ("got", _("受けとった"))], widget=forms.RadioSelect
    )
    other = forms.ChoiceField(label=_("だれと"), error_messages={"required": _("だれとのことかを選んでください。")})

    field_order = ["direction", "other", "kind", "words", "on"]

    def __init__(self, *args: Any, companies: list[Company], people: list[User], **more: Any) -> None:
        super().__init__(*args, **more)
        self.sides: dict[str, User | Company] = {f"company:{one.pk}": one for one in companies}
        self.sides |= {f"user:{one.pk}": one for one in people}
        groups: list[Any] = [("", _("選んでください"))]
        if companies:
            groups.append((_("会社"), [(f"company:{one.pk}", str(one)) for one in companies]))
        if people:
            groups.append((_("人"), [(f"user:{one.pk}", one.name) for one in people]))
        self.fields["other"].choices = groups  # type: ignore[attr-defined]

    def sides_of(self, own: User | Company) -> dict[str, Any]:
        other = self.sides[self.cleaned_data["other"]]
        gave = self.cleaned_data["direction"] == "gave"
        return {"giver": own, "receiver": other} if gave else {"giver": other, "receiver": own}

    def said(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("kind", "words", "on")}


class WordsForm(forms.Form):
    words = forms.CharField(
        label=_("ことば"), max_length=300, error_messages=SAY, widget=forms.Textarea(attrs={"rows": 2})
    )
