"""What somebody says."""

from django import forms
from django.utils.translation import gettext_lazy as _

from alumni.talks.models import LONGEST


class WordsForm(forms.Form):
    text = forms.CharField(
        label=_("ことば"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "off"})
    )
