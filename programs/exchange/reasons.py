"""Why something is suggested, in plain words; rooms above (a step of one's V) hand in what this room can't know."""

from collections.abc import Callable, Iterable

from django.utils.formats import date_format
from django.utils.translation import get_language, gettext

from accounts.users.models import User
from alumni.profiles.areas import words as area_words
from alumni.profiles.disclosure import Audience
from programs.exchange.models import Listing

# (the viewer, what is suggested to them) → for each by its number, reasons in the viewer's language.
Source = Callable[[User, list[Listing]], dict[int, list[str]]]
sources: list[Source] = []


def told_by_others(viewer: User, listings: list[Listing]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for source in sources:
        for key, words in source(viewer, listings).items():
            found.setdefault(key, []).extend(words)
    return found


def time_in_common(one: Listing, other: Listing) -> str:
    since, until = max(one.since, other.since), min(one.until, other.until)
    span = {"since": date_format(since, "MONTH_DAY_FORMAT"), "until": date_format(until, "MONTH_DAY_FORMAT")}
    return gettext("時期が合います（%(since)sから%(until)sまで）") % span


def place_in_common(one: Listing, other: Listing) -> str:
    if one.area and one.area == other.area:
        return gettext("同じ場所です（%(place)s）") % {"place": area_words(one.area, "", get_language() or "ja")}
    return gettext("オンラインでできます")


def theme_in_common(one: Listing, other: Listing, words: dict[int, str]) -> str:
    named = [words[theme] for theme in one.themes if theme in other.themes and theme in words]
    return gettext("テーマが合います（%(themes)s）") % {"themes": gettext("、").join(named)} if named else ""


def tie(held: Audience) -> str:
    if held & Audience.DEPARTMENT:
        return gettext("同じ部署で働きました")
    if held & Audience.MET:
        return gettext("集いでご一緒しました")
    return gettext("同じ会社の仲間です") if held & Audience.COMPANY else ""


def present(words: Iterable[str]) -> list[str]:
    return [word for word in words if word]
