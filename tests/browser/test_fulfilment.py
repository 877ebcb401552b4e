"""The line of a relation and the ledger in real browsers: from a draft on a phone to the yes at the desk, drawn as a line."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from programs.ledger import actions
from programs.ledger.models import Contribution
from programs.lines import actions as lines
from tests import cast as casts
from tests.cast import Cast
from tests.programs.ledger.building import DAY, fulfilled

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    cast = casts.build()
    fulfilled(cast.company, cast.facilitator, by=cast.hr, yes=cast.facilitator, kind="place", words="二部門の現場")
    lines.thank(to=cast.facilitator, words="連れ出してくれて、ありがとう", by=cast.alumna)
    actions.suggest(
        kind="time", giver=cast.facilitator, receiver=cast.company, words="「対話の会」をひらきました", on=DAY,
        to=cast.facilitator, about="event:1",
    )  # fmt: skip
    return cast


def press(page: Page, words: str) -> None:
    page.get_by_role("button", name=words, exact=True).first.click()
    page.wait_for_load_state()


def test_from_a_draft_to_the_line(
    cast: Cast, page_as: Callable[..., Page], serious: Callable[[Page], list[str]]
) -> None:
    phone, desk = page_as(cast.facilitator), page_as(cast.hr, width=1280, dark=True)

    def fine(page: Page) -> None:
        assert serious(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")

    phone.goto("/ledger/")
    fine(phone)
    phone.get_by_role("link", name="ことばにして伝える").click()
    phone.fill("[name=words]", "課長たちとの対話の会をひらいた")
    fine(phone)
    press(phone, "書きとめて、確かめてもらう")
    fine(phone)
    desk.goto("/desk/aomi/ledger/")
    fine(desk)
    press(desk, "はい、そのとおりです")
    assert Contribution.objects.get(words="課長たちとの対話の会をひらいた").state == "confirmed"

    phone.goto("/lines/companies/aomi/")
    fine(phone)
    assert phone.locator("svg.line-picture.narrow").is_visible() and phone.locator("svg.wide").is_hidden()
    assert "離れていた18年" in (phone.locator("svg.narrow").text_content() or "")
    wide = page_as(cast.facilitator, width=1280, language="en")
    wide.goto("/lines/companies/aomi/")
    fine(wide)
    assert "18 years apart" in (wide.locator("svg.line-picture.wide").text_content() or "")
    wide.get_by_text("Read the picture as a table").click()
    assert wide.locator("tbody tr").count() == 4
    for path in ("/lines/", f"/lines/people/{cast.alumna.pk}/", f"/people/{cast.alumna.pk}/", "/lines/thanks/new/"):
        wide.goto(path)
        fine(wide)
