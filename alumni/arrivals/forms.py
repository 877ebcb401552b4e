"""Forms of coming in, on both sides of the desk."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.users.forms import MailboxField, clean_line
from accounts.users.models import User
from alumni.arrivals.queries import open_companies
from alumni.arrivals.roll import STATES, Filter
from alumni.companies.models import Company, Department
from alumni.tenures.periods import PartialDate, Period


class LineField(forms.CharField):
    """One line without unseen characters."""

    def clean(self, value: Any) -> str:
        return clean_line(super().clean(value))


class AgreeForm(forms.Form):
    document = forms.IntegerField(widget=forms.HiddenInput)
    agree = forms.BooleanField(
        label=_("この使いみちに同意します"),
        error_messages={
            "required": _(
                "先に進むには、同意のしるしを付けてください。同意しないときは、このまま閉じてかまいません。"
            )
        },
    )


class JoinForm(forms.Form):
    company = forms.ModelChoiceField(Company.objects.none(), label=_("会社"), empty_label=_("えらんでください"))
    family_name = LineField(
        label=_("姓"), max_length=60, widget=forms.TextInput(attrs={"autocomplete": "family-name"})
    )
    given_name = LineField(
        label=_("名"), max_length=60, required=False, widget=forms.TextInput(attrs={"autocomplete": "given-name"})
    )
    period_text = LineField(
        label=_("在籍していたころ"), max_length=80, help_text=_("だいたいでかまいません。例：1999年から2006年ごろ")
    )
    department_text = LineField(
        label=_("部署"), max_length=120, required=False, help_text=_("覚えている名前でかまいません。")
    )
    employee_number = LineField(
        label=_("社員番号"), max_length=40, required=False, help_text=_("覚えていれば。確かめるのが早くなります。")
    )
    message = forms.CharField(
        label=_("担当者へのひとこと"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("書かなくてもかまいません。離れた理由をたずねることはありません。"),
    )
    email = MailboxField(help_text=_("確認コードをお送りします。お返事もこのアドレスに届きます。"))

    def __init__(self, *args: Any, user: User | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        companies = open_companies()
        field: Any = self.fields["company"]
        field.queryset = Company.objects.filter(pk__in=[company.pk for company in companies])
        if user is not None:
            self.fields.pop("email")
            if user.name:
                self.fields.pop("family_name")
                self.fields.pop("given_name")


class InviteForm(forms.Form):
    message = forms.CharField(
        label=_("ひとこと（メールに入ります）"),
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("担当者からのあいさつなど。書かなくてもかまいません。"),
    )


class FilterForm(forms.Form):
    q = forms.CharField(
        label=_("名前・よみ・社員番号・アドレス"),
        required=False,
        max_length=80,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    state = forms.ChoiceField(required=False, choices=[("", _("すべて")), *STATES.items()], widget=forms.HiddenInput)
    unit = forms.ChoiceField(label=_("部署（前後の部署も含む）"), required=False)
    employed = forms.ChoiceField(
        label=_("在籍"), required=False, choices=[("", _("すべて")), ("yes", _("在籍中")), ("no", _("離れた人"))]
    )

    def __init__(self, *args: Any, company: Company, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["unit"]
        field.choices = [("", _("すべて")), *department_choices(company)]

    @property
    def chosen(self) -> Filter:
        """What is wrong in the address is as if it weren't there."""
        self.is_valid()
        values = self.cleaned_data
        unit = values.get("unit") or ""
        return Filter(
            values.get("q", ""), values.get("state", ""), int(unit) if unit else None, values.get("employed", "")
        )


def department_choices(company: Company) -> list[tuple[str, str]]:
    units = Department.objects.filter(company=company).order_by("path")
    return [(str(unit.pk), "　" * (unit.path.count(".") - 1) + unit.name) for unit in units]


class DeclineForm(forms.Form):
    reason = LineField(
        label=_("お返事（申し込んだ方にそのまま届きます）"),
        max_length=300,
        help_text=_(
            "例：記録が見つかりませんでした。在籍中のお名前が違うときは、それを書いてもう一度お申し込みください。"
        ),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class NewRecordForm(forms.Form):
    """A person whom no record shows: the post HR has checked."""

    since_year = forms.IntegerField(label=_("いつから（年）"), min_value=1900, max_value=2200)
    since_month = forms.IntegerField(label=_("月"), min_value=1, max_value=12, required=False)
    until_year = forms.IntegerField(label=_("いつまで（年）"), min_value=1900, max_value=2200, required=False)
    until_month = forms.IntegerField(label=_("月"), min_value=1, max_value=12, required=False)
    still_there = forms.BooleanField(label=_("いまも在籍しています"), required=False)
    department = forms.ChoiceField(label=_("部署"), required=False)
    title = LineField(label=_("役職"), max_length=80, required=False)

    def __init__(self, *args: Any, company: Company, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.company = company
        field: Any = self.fields["department"]
        field.choices = [("", _("えらばない")), *department_choices(company)]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        since, until = self._date("since"), self._date("until")
        if until and cleaned.get("still_there"):
            raise ValidationError(_("「いつまで」と「いまも在籍しています」は、どちらか一つにしてください。"))
        if since and until and until.latest < since.earliest:
            self.add_error("until_year", _("「いつから」より前になっています。"))
        if since and since.earliest > timezone.localdate():
            self.add_error("since_year", _("まだ来ていない日付です。"))
        return cleaned

    def _date(self, end: str) -> PartialDate | None:
        year, month = self.cleaned_data.get(f"{end}_year"), self.cleaned_data.get(f"{end}_month")
        return PartialDate.of(year, month) if year else None

    @property
    def period(self) -> Period:
        return Period(since=self._date("since"), until=self._date("until"), open=self.cleaned_data["still_there"])

    @property
    def unit(self) -> Department | None:
        chosen = self.cleaned_data["department"]
        return Department.objects.filter(company=self.company, pk=chosen).first() if chosen else None
