"""The forms around an answer: what somebody tells besides, the host's questions, and the host's yes or no."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from programs.events.models import Reply
from programs.events.reply_models import Question

YESNO = (("yes", _("はい")), ("no", _("いいえ")))


class MoreForm(forms.Form):
    """One's needs, one's guests, and the host's questions; what was told stands there already."""

    needs = forms.CharField(
        label=_("アレルギーや、あると助かる配慮"),
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2, "placeholder": _("そばアレルギーがあります。車いすで伺います。")}),
        help_text=_("見えるのは主催の方だけです。集いの30日後に自動で消えます。"),
    )

    def __init__(self, *args: Any, mine: Reply, **more: Any) -> None:
        super().__init__(*args, **more)
        self.mine = mine
        self.questions = list(Question.objects.asked().filter(event=mine.event_id))
        self.fields["needs"].initial = mine.needs
        party = {guest.position: guest for guest in mine.party.all()}
        for n in range(1, mine.guests + 1):
            guest = party.get(n)
            name = gettext("同伴の方 %(n)d のお名前") % {"n": n}
            needs = gettext("同伴の方 %(n)d のアレルギーや配慮") % {"n": n}
            self.fields[f"name_{n}"] = forms.CharField(
                label=name, required=False, max_length=60, initial=guest.name if guest else ""
            )
            self.fields[f"needs_{n}"] = forms.CharField(
                label=needs, required=False, max_length=300, initial=guest.needs if guest else ""
            )
        said = {told.question_id: told.words for told in mine.told.all()}
        for question in self.questions:
            self.fields[f"question_{question.pk}"] = _field_of(question, said.get(question.pk, []))

    def told(self) -> dict[str, Any]:
        """As `telling.tell_more` takes it."""
        data = self.cleaned_data
        words = {question.pk: _as_list(data[f"question_{question.pk}"]) for question in self.questions}
        party = [(data[f"name_{n}"], data[f"needs_{n}"]) for n in range(1, self.mine.guests + 1)]
        return {"needs": data["needs"], "party": party, "words": words}


def _as_list(value: Any) -> list[str]:
    return value if isinstance(value, list) else [value] if value else []


def _field_of(question: Question, said: list[str]) -> forms.Field:
    words: dict[str, Any] = {"label": question.text, "required": question.required}
    if question.kind == Question.Kind.SEVERAL:
        several = forms.CheckboxSelectMultiple
        return forms.MultipleChoiceField(choices=_offered(question), initial=said, widget=several, **words)
    first = said[0] if said else ""
    if question.kind == Question.Kind.TEXT:
        area = forms.Textarea(attrs={"rows": 2})
        return forms.CharField(max_length=500, initial=first, widget=area, **words)
    choices = YESNO if question.kind == Question.Kind.YESNO else _offered(question)
    return forms.ChoiceField(choices=choices, initial=first, widget=forms.RadioSelect, **words)


def _offered(question: Question) -> list[tuple[str, str]]:
    return [(word, word) for word in question.choices]


class QuestionForm(forms.Form):
    """One question of the host's own."""

    text = forms.CharField(
        label=_("おたずねすること"),
        max_length=200,
        widget=forms.TextInput(attrs={"placeholder": _("お弁当はどれにしますか")}),
    )
    kind = forms.ChoiceField(label=_("答えかた"), choices=Question.Kind.choices)
    choices = forms.CharField(
        label=_("選べる答え"),
        required=False,
        max_length=2000,
        help_text=_("「選ぶ」質問のとき、一行にひとつずつ書きます。"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    required = forms.BooleanField(label=_("かならず答えてもらう"), required=False)

    def clean_choices(self) -> list[str]:
        return self.cleaned_data["choices"].splitlines()


def question_form(data: Any = None, question: Question | None = None) -> QuestionForm:
    """The form of a new question, or of one as it stands."""
    if question is None:
        return QuestionForm(data)
    now = {"text": question.text, "kind": question.kind, "required": question.required}
    return QuestionForm(data, initial={**now, "choices": "\n".join(question.choices)})


class DecideForm(forms.Form):
    """The host's yes or no to people who asked."""

    people = forms.TypedMultipleChoiceField(
        coerce=int, error_messages={"required": _("どなたへのお返事か、選んでください。")}
    )
    verdict = forms.ChoiceField(choices=[("accept", "accept"), ("decline", "decline")])
    word = forms.CharField(required=False, max_length=300)

    def __init__(self, *args: Any, asking: list[int], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["people"].choices = [(pk, pk) for pk in asking]  # type: ignore[attr-defined]
