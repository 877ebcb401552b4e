"""What people write when they introduce, and when they remember somebody."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.users.forms import MailboxField, clean_line
from alumni.arrivals.forms import LineField
from alumni.companies.models import Company

WORDS = {"rows": 5}


class AskForm(forms.Form):
    words = forms.CharField(
        label=_("お願いのことば"),
        max_length=600,
        widget=forms.Textarea(attrs=WORDS),
        help_text=_("取り次ぐ方と、取り次がれたら相手の方が読みます。連絡先は書かなくて大丈夫です。"),
    )
    told_as = LineField(
        label=_("相手にあなたが見えないとき、どう伝えますか"),
        max_length=80,
        help_text=_("お名前のかわりに出ます。例：昔、公共の事業部で働いていた人"),
    )
    gives_address = forms.BooleanField(
        label=_("相手が「はい」と答えたら、メールアドレスも渡す"),
        required=False,
        help_text=_("お名前は、おたがいが「はい」と言ったときに伝わります。"),
    )


class PassForm(forms.Form):
    words = forms.CharField(
        label=_("相手へのことば"),
        max_length=600,
        widget=forms.Textarea(attrs=WORDS),
        help_text=_("どんな方か、なぜ引き合わせたいか。あなたのことばで。"),
    )


class AcceptForm(forms.Form):
    gives_address = forms.BooleanField(label=_("わたしのメールアドレスも渡す"), required=False)


class VouchForm(forms.Form):
    company = forms.ModelChoiceField(Company.objects.none(), label=_("どの会社でいっしょでしたか"))
    family_name = LineField(label=_("その方の姓"), max_length=60)
    given_name = LineField(label=_("名"), max_length=60, required=False)
    department_text = LineField(
        label=_("いっしょに働いた部署"), max_length=120, help_text=_("そのころの名前でかまいません。")
    )
    period_text = LineField(
        label=_("いっしょに働いたころ"), max_length=80, help_text=_("だいたいで。例：2002年から2005年ごろ")
    )
    address = MailboxField(
        label=_("その方のメールアドレス"),
        help_text=_("この1通のためだけに使います。会社の担当者には見せません。"),
    )
    subject = LineField(label=_("メールの件名"), max_length=60, initial=_("ごぶさたしています"))
    words = forms.CharField(
        label=_("あなたのことば"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 7}),
        help_text=_("そのままメールになります。会社の担当者も読みます。戻ることや仕事の話より、思い出や近況を。"),
    )

    def __init__(self, *args: Any, companies: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["company"]
        field.queryset = Company.objects.filter(pk__in=companies)
        if len(companies) == 1:
            field.initial = companies[0]

    def clean_subject(self) -> str:
        return clean_line(self.cleaned_data["subject"])


class HelloForm(forms.Form):
    word = forms.CharField(
        label=_("ひとこと"), max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
