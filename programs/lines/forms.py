"""The forms of a relation: a moment, a word of gratitude, the wish to give back."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.users.models import User
from alumni.companies.models import Company, Department
from programs.ledger.models import Contribution

SAY = {"required": _("ひとこと書いてください。短くて大丈夫です。")}


class MomentForm(forms.Form):
    words = forms.CharField(
        label=_("何がありましたか"), max_length=40, error_messages=SAY, help_text=_("40字まで。"),
        widget=forms.TextInput(attrs={"placeholder": _("独立の相談にのってもらう")}),
    )  # fmt: skip
    on = forms.DateField(
        label=_("いつのことですか"), help_text=_("だいたいの日で大丈夫です。"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )  # fmt: skip
    of_me = forms.CharField(
        label=_("そのとき、わたしは"), max_length=20, required=False,
        widget=forms.TextInput(attrs={"placeholder": _("相談する人")}),
    )  # fmt: skip
    of_them = forms.CharField(
        label=_("そのとき、相手は"), max_length=20, required=False,
        widget=forms.TextInput(attrs={"placeholder": _("相談相手")}),
    )  # fmt: skip


class ThanksForm(forms.Form):
    """To somebody, or to a company: then also to which department, and whether those of then read it."""

    to = forms.ChoiceField(label=_("だれに"), error_messages={"required": _("だれに届けるかを選んでください。")})
    words = forms.CharField(
        label=_("ことば"), max_length=1000, error_messages=SAY, widget=forms.Textarea(attrs={"rows": 6})
    )
    department = forms.ModelChoiceField(
        Department.objects.none(), label=_("部署"), required=False, empty_label=_("会社ぜんたい"),
        help_text=_("会社に届けるときだけ選びます。"),
    )  # fmt: skip
    shared = forms.BooleanField(
        label=_("そのころ働いていた人にも読んでもらう"), required=False,
        help_text=_("会社や部署に届けるとき。選ばなければ、会社の担当者だけが読みます。"),
    )  # fmt: skip
    since_year = forms.IntegerField(label=_("いつの年から"), required=False, min_value=1900, max_value=2100)
    until_year = forms.IntegerField(label=_("いつの年まで"), required=False, min_value=1900, max_value=2100)

    def __init__(self, *args: Any, companies: list[Company], people: list[User], **more: Any) -> None:
        super().__init__(*args, **more)
        self.sides: dict[str, User | Company] = {f"user:{one.pk}": one for one in people}
        self.sides |= {f"company:{one.pk}": one for one in companies}
        groups: list[Any] = [("", _("選んでください"))]
        if people:
            groups.append((_("人"), [(f"user:{one.pk}", one.name) for one in people]))
        if companies:
            groups.append((_("会社"), [(f"company:{one.pk}", str(one)) for one in companies]))
        self.fields["to"].choices = groups  # type: ignore[attr-defined]
        units = Department.objects.filter(company__in=companies).select_related("company").order_by("company", "name")
        self.fields["department"].queryset = units  # type: ignore[attr-defined]
        if not companies:
            for name in ("department", "shared", "since_year", "until_year"):
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        unit, to = said.get("department"), self.sides.get(said.get("to", ""))
        if unit and (not isinstance(to, Company) or unit.company_id != to.pk):
            self.add_error("department", _("選んだ会社の部署ではありません。"))
        if said.get("shared") and isinstance(to, Company) and not (said.get("since_year") and said.get("until_year")):
            self.add_error("since_year", _("いつごろの人に届けるかを、年で書いてください。"))
        return said


class GiveBackForm(forms.Form):
    """In which form somebody would like to return what they were given, and to whom."""

    to = forms.ChoiceField(label=_("だれに"), required=False)
    kind = forms.ChoiceField(label=_("どんなかたちで"), choices=Contribution.Kind, widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("どんなことができそうですか"), max_length=300, error_messages=SAY,
        widget=forms.Textarea(attrs={"rows": 3, "placeholder": _("若手リーダーとの対話を、月に一度。オンラインでも。")}),
    )  # fmt: skip
    theme = forms.CharField(
        label=_("テーマ"), max_length=40, error_messages={"required": _("テーマをひとつ書いてください。")},
        widget=forms.TextInput(attrs={"placeholder": _("人材育成")}),
    )  # fmt: skip

    def __init__(self, *args: Any, companies: list[Company], people: list[User], **more: Any) -> None:
        super().__init__(*args, **more)
        self.sides: dict[str, User | Company] = {f"company:{one.pk}": one for one in companies}
        self.sides |= {f"user:{one.pk}": one for one in people}
        named = [(key, str(one) if isinstance(one, Company) else one.name) for key, one in self.sides.items()]
        self.fields["to"].choices = [("", _("これからの人たちに")), *named]  # type: ignore[attr-defined]

    def said(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {"to": self.sides.get(given["to"]), **{name: given[name] for name in ("kind", "words", "theme")}}
