"""A search in words: what it asks for, one part after another."""

from collections.abc import Iterator

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from alumni.directory.regions import region_words
from alumni.directory.searching import Asked, Choice, Facets


def asked_parts(asked: Asked, facets: Facets | None = None) -> Iterator[tuple[tuple[str, ...], str]]:
    """(names in the address, words) of each wish. A company and a unit are named as the viewer's own posts or the
    numbers beside the filters name them: whoever writes a number into the address learns no name by it."""
    given, found = asked.given, facets or Facets()
    if given.get("q"):
        yield ("q",), _("「%s」") % given["q"]
    if given.get("company"):
        yield ("company", "unit"), _chosen(found.companies) or asked.company_name or _("選んだ会社")
    if given.get("unit"):
        yield ("unit",), _chosen(found.units) or asked.unit_name or _("選んだ部署")
    if given.get("since") or given.get("until"):
        yield ("since", "until"), _years(given.get("since"), given.get("until"))
    if given.get("entered"):
        yield ("entered",), _("%(year)s年に入社") % {"year": given["entered"]}
    if given.get("place"):
        yield ("place",), region_words(given["place"], get_language() or "ja")
    if given.get("skill"):
        yield ("skill",), given["skill"]
    if given.get("free"):
        yield ("free",), _("いま動ける人")
    if given.get("together"):
        yield ("together",), _("いっしょに働いた人")


def asked_words(asked: Asked) -> list[str]:
    """The same without marks, for a name."""
    return [unquoted(words) for _names, words in asked_parts(asked)]


def unquoted(words: str) -> str:
    return words.strip("「」“”")


def _chosen(choices: list[Choice]) -> str:
    return next((choice.label for choice in choices if choice.chosen), "")


def _years(since: int | None, until: int | None) -> str:
    if since and until:
        return _("%(since)s–%(until)s年にいた人") % {"since": since, "until": until}
    return _("%(year)s年からいた人") % {"year": since} if since else _("%(year)s年までいた人") % {"year": until}
