"""The desk's answer to what a person told of themself."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

VERIFY, DISPUTE, REFUSE = "verify", "dispute", "refuse"
ANSWERS = [
    (VERIFY, _("確認する（「在籍確認済」になります）")),
    (DISPUTE, _("本人にたずねる（答えが届くまで「確認中」になります）")),
    (REFUSE, _("確認できないと伝える（本人のほかには見えなくなります）")),
]


class JudgeForm(forms.Form):
    answer = forms.ChoiceField(label=_("お返事"), choices=ANSWERS, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("たずねたいこと、または確認できない理由"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("本人がそのまま読みます。確認するときは、書かなくてかまいません。"),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("answer") in (DISPUTE, REFUSE) and not cleaned.get("reason", "").strip():
            raise ValidationError({"reason": _("理由を書いてください。本人が読みます。")})
        return cleaned
