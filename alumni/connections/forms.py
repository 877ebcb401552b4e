"""What somebody says of how two people know each other."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.users.forms import clean_line
from alumni.connections.models import Form

SAID = [choice for choice in Form.choices if choice[0] != Form.INTRODUCED]


class SaysForm(forms.Form):
    says = forms.ChoiceField(label=_("どんなつながりですか"), choices=SAID, widget=forms.RadioSelect)
    project = forms.CharField(
        label=_("いっしょだったプロジェクト"),
        max_length=80,
        required=False,
        help_text=_("あれば。ふたりが同じ名前を書くと、「同じプロジェクト」と出ます。"),
    )
    hides = forms.BooleanField(
        label=_("このつながりを、ほかの人の紹介の道すじに出さない"),
        required=False,
        help_text=_("相手には知らされません。あとからいつでも変えられます。"),
    )

    def clean_project(self) -> str:
        return clean_line(self.cleaned_data["project"])


class ConnectForm(SaysForm):
    word = forms.CharField(
        label=_("ひとこと"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("書かなくてもかまいません。"),
    )
    field_order = ["says", "project", "word", "hides"]


class ChooseForm(SaysForm):
    rests = forms.BooleanField(
        label=_("しばらく休む"),
        required=False,
        help_text=_("紹介や、ことばのやりとりに使われなくなります。相手には知らされません。"),
    )

    def __init__(self, *args: Any, introduced: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if introduced:
            field: Any = self.fields["says"]
            field.choices = [*SAID, (Form.INTRODUCED.value, Form.INTRODUCED.label)]
