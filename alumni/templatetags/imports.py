"""Small words that the import pages need in templates."""

from collections.abc import Mapping
from typing import Any

from django import template

register = template.Library()


@register.filter
def get(things: Mapping[Any, Any], key: Any) -> Any:
    """The thing of that key, or nothing."""
    return things.get(key)


@register.filter
def add_text(text: str, more: Any) -> str:
    return f"{text}{more}"
