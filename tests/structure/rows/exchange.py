"""Rows and addresses of exchange for the structure tests."""

from typing import Any

from alumni.profiles.models import Skill
from programs.exchange.asking_models import Aside, Ask, Relay
from programs.exchange.models import Openness, Shown, ThemeWeight
from programs.exchange.private_models import WorkWish
from tests.programs.exchange import building
from tests.structure.rows import Given

ROWS: dict[tuple[str, str], str] = {
    ("exchange:", "pk"): "listing",
    ("exchange:do", "what"): "'pause'",
    ("exchange:ask", "pk"): "ask",
    ("exchange:ask_new", "pk"): "listing",
    ("exchange:withdraw", "pk"): "ask",
    ("exchange:pass_on", "pk"): "ask",
    ("exchange:relay", "pk"): "relay",
    ("exchange:bring_back", "pk"): "aside",
}


def made(given: Given) -> dict[str, Any]:
    word = given.word
    theme = Skill.objects.create(name=f"{word}のテーマ")
    listing = building.need(
        given.staff,
        company=given.company,
        title=f"{word}の願い",
        words=f"{word}を願います",
        themes_by_number=[theme.pk],
    )
    ask = Ask.objects.create(listing=listing, by=given.host, note=f"{word}に声をかけます")
    return {
        "listing": listing,
        "ask": ask,
        "relay": Relay.objects.create(ask=ask, by=given.host, to=given.guest, note=f"{word}を思いました"),
        "aside": Aside.objects.create(person=given.host, theme=theme),
        "openness": Openness.objects.create(person=given.host, open=True),
        "shown": Shown.objects.create(viewer=given.staff, listing=listing, day=listing.since),
        "themeweight": ThemeWeight.objects.create(skill=theme, weight=500),
        "workwish": WorkWish.objects.create(person=given.host, thinks_of_it=True, words=f"{word}の覚え書き"),
    }
