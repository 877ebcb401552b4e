"""Forms of a company's desk: its departments, and what it says of itself."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from alumni.companies.models import Company, Department


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class UnitForm(forms.Form):
    """A new unit, at the top or under another one."""

    name = forms.CharField(label=_("部署名"), max_length=80)
    parent = forms.ModelChoiceField(
        Department.objects.none(), label=_("上位の部署"), required=False, empty_label=_("（いちばん上）")
    )

    def __init__(self, *args: Any, company: Company, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parent"].queryset = company.departments.filter(until=None).order_by("path")  # type: ignore[attr-defined]


class NameForm(forms.Form):
    name = forms.CharField(label=_("正しい部署名"), max_length=80)


class DatedForm(forms.Form):
    """Whatever happens to a unit happens on a day."""

    on = forms.DateField(label=_("いつから"), widget=DayInput, initial=timezone.localdate)


class RenameForm(DatedForm):
    name = forms.CharField(label=_("新しい部署名"), max_length=80)
    field_order = ["name", "on"]


class SplitForm(DatedForm):
    names = forms.CharField(
        label=_("分かれたあとの部署名"),
        help_text=_("一行に一つずつ書いてください。"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    field_order = ["names", "on"]

    def clean_names(self) -> list[str]:
        return self.cleaned_data["names"].splitlines()


class MergeForm(DatedForm):
    others = forms.ModelMultipleChoiceField(
        Department.objects.none(),
        label=_("いっしょになる部署"),
        help_text=_("パソコンでは Ctrl（⌘）を押しながら、いくつでも選べます。"),
    )
    name = forms.CharField(label=_("統合したあとの部署名"), max_length=80)
    field_order = ["others", "name", "on"]

    def __init__(self, *args: Any, unit: Department, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = unit.company.departments.filter(until=None).exclude(pk=unit.pk).order_by("path")
        self.fields["others"].queryset = others  # type: ignore[attr-defined]


class CompanyForm(forms.ModelForm):
    class Meta:
        model = Company
        fields = ["about", "vision", "contact_email", "postal_address", "members_may_host"]
        help_texts = {
            "about": _("メンバーのページに出ます。"),
            "vision": _("会社が向かう先を、ふだんの言葉で。"),
            "contact_email": _("メールの末尾と、申し込みの返事を待つ人の画面に出ます。"),
            "postal_address": _("メールの末尾に出ます。お知らせのメールには、差出人の住所が要ります。"),
            "members_may_host": _("切ると、集いを開けるのは人事デスクだけになります。"),
        }


class PurposeForm(forms.Form):
    """The text that newcomers agree to; a change is a new version, asked of those who come from now on."""

    text_ja = forms.CharField(label=_("日本語の文"), max_length=4000, widget=forms.Textarea(attrs={"rows": 10}))
    text_en = forms.CharField(
        label=_("英語の文"), max_length=4000, widget=forms.Textarea(attrs={"rows": 10, "lang": "en"})
    )
