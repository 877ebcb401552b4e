"""The forms of groups: how many rounds and how large, who is kept apart, and who shouldn't be alone."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from programs.cohorts.grouping import MOST_ROUNDS
from programs.cohorts.models import Nomination


class PlanForm(forms.Form):
    rounds = forms.IntegerField(label=_("何回、組みかえますか"), min_value=1, max_value=MOST_ROUNDS)
    least = forms.IntegerField(label=_("一グループは、少なくとも"), min_value=2, max_value=20)
    most = forms.IntegerField(
        label=_("多くとも"), min_value=2, max_value=20,
        help_text=_("4〜6人のように幅をとると、直前に欠席が出ても、ほかの人が動かずにすみます。"),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("least") and data.get("most") and data["most"] < data["least"]:
            self.add_error("most", _("「少なくとも」より小さくはできません。"))
        return data


class Named(forms.ModelChoiceField):
    def label_from_instance(self, obj: Nomination) -> str:
        return f"{obj.person.name}（{obj.company}）"


class ManyNamed(forms.ModelMultipleChoiceField):
    def label_from_instance(self, obj: Nomination) -> str:
        return f"{obj.person.name}（{obj.company}）"


class ApartForm(forms.Form):
    one = Named(label=_("この方と"), queryset=Nomination.objects.none())
    other = Named(label=_("この方を別に"), queryset=Nomination.objects.none())
    reason = forms.CharField(
        label=_("理由（書かなくても大丈夫です）"), required=False, max_length=200,
        help_text=_("読めるのは、書いた側だけです。"),
    )  # fmt: skip

    def __init__(self, data: Any = None, *, people: Any) -> None:
        super().__init__(data)
        for name in ("one", "other"):
            self.fields[name].queryset = people  # type: ignore[attr-defined]


class TogetherForm(forms.Form):
    people = ManyNamed(
        label=_("ひとりにしない人"), queryset=Nomination.objects.none(), required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("選んだ人たちが、グループでただひとりにならないようにします。なぜかは、どこにも残りません。"),
    )  # fmt: skip

    def __init__(self, data: Any = None, *, people: Any, initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        self.fields["people"].queryset = people  # type: ignore[attr-defined]
