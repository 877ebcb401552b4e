"""The forms of practice, dialogue and the close: few fields, and words of one's own."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from programs.cohorts.models import Nomination
from programs.cohorts.practice_models import Practice


def area(rows: int, hint: Any = "") -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, "placeholder": hint} if hint else {"rows": rows})


class PracticeForm(forms.ModelForm):
    class Meta:
        model = Practice
        fields = ["title", "why", "sign", "starts_on", "ends_on", "to_facilitator", "to_cohort"]
        widgets = {
            "title": forms.TextInput(attrs={"placeholder": _("朝会で、最後に話す人を決めておく")}),
            "starts_on": forms.DateInput(attrs={"type": "date"}),
            "ends_on": forms.DateInput(attrs={"type": "date"}),
        }
        help_texts = {
            "title": _("二、三週間で試せる、小さなことを。"),
            "to_facilitator": _("会社の担当者には、実践が続いていることだけが伝わります。ことばは伝わりません。"),
        }

    def _post_clean(self) -> None:
        """What holds is said by the action; the form only reads."""


class LineForm(forms.Form):
    words = forms.CharField(
        label=_("今週のひとこと"),
        max_length=200,
        error_messages={"required": _("ひとことで大丈夫です。うまくいかなかったことも、どうぞ。")},
    )


class ReflectForm(forms.Form):
    words = forms.CharField(label=_("やってみて、わかったこと"), max_length=2000, widget=area(4))


class PurposeForm(forms.Form):
    purpose = forms.CharField(
        label=_("何のために対話するか"), max_length=1000,
        widget=area(3, _("ちがう立場の声を、管理職がまず聞けるようになる。")),
        help_text=_("部署の長が読んで、承諾します。あとで書きかえると、もう一度たずねます。"),
    )  # fmt: skip
    questions_until = forms.DateField(
        label=_("問いを集める期限"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )


class QuestionForm(forms.Form):
    words = forms.CharField(label=_("聞いてみたいこと、話したいこと"), max_length=300, widget=area(3))
    named = forms.BooleanField(
        label=_("名前を添える"), required=False,
        help_text=_("添えないときは、だれが書いたかはどこにも残りません。管理者にも、わかりません。"),
    )  # fmt: skip


class WillDoForm(forms.Form):
    words = forms.CharField(label=_("部署がこれからすること"), max_length=1000, widget=area(4))
    look_back_on = forms.DateField(
        label=_("ふりかえる日"), required=False, widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("空のときは、三か月後です。その日に、お知らせが届きます。"),
    )  # fmt: skip


class LookBackForm(forms.Form):
    words = forms.CharField(label=_("やってみて、どうだったか"), max_length=1000, widget=area(4))


class OutcomeForm(forms.Form):
    gave = forms.CharField(label=_("渡したもの"), max_length=300, widget=area(3))
    got = forms.CharField(label=_("受けとったもの"), max_length=300, widget=area(3))


class CompletedForm(forms.Form):
    people = forms.ModelMultipleChoiceField(
        label=_("修了した人"), queryset=Nomination.objects.none(), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, data: Any = None, *, people: Any, initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        field = self.fields["people"]
        field.queryset = people  # type: ignore[attr-defined]
        field.label_from_instance = lambda one: f"{one.person.name}（{one.company}）"  # type: ignore[attr-defined]


class CertificateForm(forms.Form):
    is_open = forms.BooleanField(
        label=_("確認用のリンクをひらく"),
        required=False,
        help_text=_("ひらいているあいだだけ、リンクを知っている人が、修了したことを確かめられます。"),
    )
    shows_name = forms.BooleanField(label=_("名前を出す"), required=False)
    shows_company = forms.BooleanField(label=_("会社名を出す"), required=False)
