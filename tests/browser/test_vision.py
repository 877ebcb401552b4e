"""Two people draw a V: from the empty page to gold, on a phone and on a desk's screen, and onto one sheet of paper."""

import re

import pytest
from playwright.sync_api import Page

from tests.cast import Cast, build

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_two_people_bring_their_lines_together(page_as, serious) -> None:  # type: ignore[no-untyped-def]
    cast: Cast = build()
    own: Page = page_as(cast.employee, width=390)
    own.goto("/v/")
    assert serious(own) == []
    own.get_by_role("button", name=re.compile("をはじめる")).click()
    own.get_by_label("あなたのビジョン").fill("夜勤の知恵を、次の人に手渡したい。")
    assert serious(own) == []
    own.get_by_role("button", name="つぎへ").click()
    own.get_by_role("button", name="つぎへ").click()
    own.get_by_label(re.compile("一歩")).first.fill("新人と夜勤をいっしょに歩く")
    own.get_by_role("button", name="この一歩を書く").click()
    own.locator("li", has_text=cast.hr.name).get_by_role("button", name="お願いする").click()
    sheet = own.url
    theirs: Page = page_as(cast.hr, width=1280)
    theirs.goto(sheet)
    theirs.get_by_role("button", name="いっしょに書く").click()
    theirs.get_by_role("link", name="めざす点を書く").click()
    theirs.get_by_label(re.compile("めざす点のことば")).fill("育つ人が、次の人を育てる")
    theirs.get_by_role("button", name="このことばを届ける").click()
    own.goto(sheet)
    own.get_by_role("button", name="このことばでいきましょう").click()
    for page, layout in ((own, "tall"), (theirs, "wide")):
        page.goto(sheet)
        assert page.locator(f"svg.v-{layout} .v-sun.lit").is_visible()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert serious(page) == []
    theirs.goto(f"{sheet}print/")
    assert len(re.findall(rb"/Type\s*/Page[^s]", theirs.pdf(format="A4", prefer_css_page_size=True))) == 1
