"""Why something is reported."""

from django import forms
from django.utils.translation import gettext_lazy as _

from alumni.blocks.models import Report


class ReportForm(forms.Form):
    reason = forms.ChoiceField(label=_("理由"), choices=Report.Reason.choices, widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("どんなことがありましたか（書かなくてもかまいません）"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=1000,
        required=False,
    )
    also_block = forms.BooleanField(label=_("この人をブロックもする"), required=False)
