"""Every kind of notice has its words: a subject and a body, a label, and a quiet way to be turned off."""

import pytest
from django.template import TemplateDoesNotExist
from django.template.loader import get_template

from accounts.notices import kinds
from accounts.notices.kinds import Kind


def with_templates() -> list[Kind]:
    """The kinds whose words are files; a few carry theirs in the fact."""
    return [kind for kind in kinds.all() if kind.by_mail and type(kind).words is Kind.words]


@pytest.mark.parametrize("part", ["subject.txt", "body.txt"])
def test_every_mail_has_its_words(part: str) -> None:
    missing = []
    for kind in with_templates():
        try:
            get_template(f"{kind.template_of()}.{part}")
        except TemplateDoesNotExist:
            missing.append(f"{kind.code}: templates/{kind.template_of()}.{part}")
    assert missing == []


def test_every_kind_says_in_japanese_what_it_is() -> None:
    assert [kind.code for kind in kinds.all() if str(kind.label).isascii()] == []


def test_news_can_be_turned_off() -> None:
    forced = [kind.code for kind in kinds.all() if kind.legal == "announcement" and not kind.can_mute]
    assert forced == []
