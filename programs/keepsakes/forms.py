"""The forms of the days after: a photo, three answers, a word of thanks, what came of both hopes."""

from django import forms
from django.utils.translation import gettext_lazy as _

from programs.keepsakes.models import EventOutcome, Feedback


class PhotoForm(forms.Form):
    photo = forms.FileField(
        label=_("写真"),
        help_text=_("JPEG・PNG・WebP、8MBまで。撮った場所などの記録は取りのぞきます。"),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
        error_messages={"required": _("写真を選んでから送ってください。")},
    )
    words = forms.CharField(label=_("ひとこと"), required=False, max_length=120)
    agreed = forms.BooleanField(
        label=_("写っている方に、のせることを伝えました"),
        error_messages={"required": _("写っている方にひと声かけてから、のせてください。")},
    )


class FeedbackForm(forms.Form):
    glad = forms.ChoiceField(label=_("来てよかったですか"), choices=Feedback.Glad, widget=forms.RadioSelect)
    again = forms.ChoiceField(label=_("次もあったら"), choices=Feedback.Again, widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("次の集いへのひとこと"),
        required=False,
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    named = forms.BooleanField(
        label=_("名前を添えて届ける"),
        required=False,
        help_text=_("添えないときは、名前のない感想が5件あつまるたびに、まとめて主催へ届きます。"),
    )


class ThanksForm(forms.Form):
    to = forms.IntegerField(widget=forms.HiddenInput)
    text = forms.CharField(
        label=_("お礼のことば"), max_length=400, widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("ひとこと書いてください。短くて大丈夫です。")},
    )  # fmt: skip


class OutcomeForm(forms.Form):
    company_words = forms.CharField(
        label=_("会社の願いから生まれたこと"), required=False, max_length=600,
        widget=forms.Textarea(attrs={"rows": 4, "placeholder": _("若手三人が、卒業した先輩に相談できる約束ができました。")}),
    )  # fmt: skip
    people_words = forms.CharField(
        label=_("集った人の願いから生まれたこと"), required=False, max_length=600,
        widget=forms.Textarea(attrs={"rows": 4, "placeholder": _("二十年ぶりの再会から、小さな勉強会が始まります。")}),
    )  # fmt: skip

    def __init__(self, data: object = None, *, outcome: EventOutcome | None = None) -> None:
        said = {name: getattr(outcome, name) for name in ("company_words", "people_words")} if outcome else {}
        super().__init__(data, initial=said)  # type: ignore[arg-type]
