"""Forms about oneself; letters of full width are as good as any in an e-mail address or a code."""

import re
from typing import Any

from allauth.account import forms as allauth
from allauth.mfa.webauthn import forms as passkeys
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.users.mailbox import mailbox
from accounts.users.models import User
from accounts.users.zones import choices_with

# Line breaks and marks that turn the direction of writing have no place in a name.
UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
NAMES = ["family_name", "given_name", "family_kana", "given_kana"]


def clean_line(words: str) -> str:
    """One line of plain words. Raises ValidationError for characters that nobody can see."""
    if UNSEEN.search(words):
        raise ValidationError(_("目に見えない文字が入っています。打ちなおしてください。"))
    return words


class MailboxField(forms.EmailField):
    def __init__(self, **options: Any) -> None:
        look = {"autocomplete": "email", "inputmode": "email", "autocapitalize": "none", "spellcheck": "false"}
        standard = {"label": _("メールアドレス"), "max_length": 254, "widget": forms.EmailInput(attrs=look)}
        super().__init__(**{**standard, **options})

    def to_python(self, value: Any) -> str | None:
        return super().to_python(mailbox(value) if isinstance(value, str) else value)


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("確認コード（8けた）"),
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code", "autofocus": True}),
    )


class NamesForm(forms.ModelForm):
    """Who I am and how the site speaks to me; prefilled, and every letter one's own to change."""

    class Meta:
        model = User
        fields = [*NAMES, "language", "time_zone"]
        labels = {"language": _("表示とメールの言語"), "time_zone": _("お住まいの地域の時刻")}
        help_texts = {"family_kana": _("なくてもかまいません。五十音でさがしてもらいやすくなります。")}
        widgets = {
            "family_name": forms.TextInput(attrs={"autocomplete": "family-name"}),
            "given_name": forms.TextInput(attrs={"autocomplete": "given-name"}),
            "time_zone": forms.Select,
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["family_name"].required = True
        self.fields["time_zone"].widget.choices = choices_with(self.instance.time_zone)  # type: ignore[attr-defined]

    def clean_time_zone(self) -> str:
        value: str = self.cleaned_data["time_zone"]
        if value not in dict(choices_with(self.instance.time_zone)):
            raise ValidationError(_("一覧から選んでください。"))
        return value

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for name in NAMES:
            try:
                clean_line(cleaned.get(name, ""))
            except ValidationError as wrong:
                self.add_error(name, wrong)
        return cleaned


def _any_width(form: forms.Form, name: str = "email") -> None:
    field = form.fields.get(name)
    if field is not None:
        plain = field.to_python
        field.to_python = lambda value: plain(mailbox(value) if isinstance(value, str) else value)  # type: ignore[method-assign]
        field.label = _("メールアドレス")
        field.widget.attrs.update({"inputmode": "email", "autocapitalize": "none"})
        field.widget.attrs.pop("placeholder", None)


class LoginForm(allauth.LoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _any_width(self, "login")
        self.fields["password"].help_text = ""
        self.fields["password"].widget.attrs.pop("placeholder", None)


class RequestLoginCodeForm(allauth.RequestLoginCodeForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _any_width(self)


class ResetPasswordForm(allauth.ResetPasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _any_width(self)


class AddEmailForm(allauth.AddEmailForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _any_width(self)


class AddPasskeyForm(passkeys.AddWebAuthnForm):
    name = forms.CharField(label=_("名前"), max_length=100, required=False)


class EditPasskeyForm(passkeys.EditWebAuthnForm):
    name = forms.CharField(label=_("名前"), max_length=100)
