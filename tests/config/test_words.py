"""Django's own sentences: where its Japanese only says that something is wrong, ours says what to do."""

import pytest
from django import forms
from django.utils import translation


@pytest.mark.parametrize(
    ("language", "words"), [("ja", "空欄です。入力するか、選んでください。"), ("en", "This field is required.")]
)
def test_an_empty_field_says_what_to_do(language: str, words: str) -> None:
    with translation.override(language):
        with pytest.raises(forms.ValidationError) as refusal:
            forms.CharField().clean("")
        assert refusal.value.messages == [words]
