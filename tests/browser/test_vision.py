"""Two people draw a V: from the empty page to gold, on a phone and on a desk's screen, and onto one sheet of paper."""

import re

import pytest
from playwright.sync_api import Page

from tests.cast import Cast, build
from tests.programs.visions import building as make

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


def test_the_fullest_sheet_fits_one_page_and_every_word_is_on_it(page_as) -> None:  # type: ignore[no-untyped-def]
    cast: Cast = build()
    sheet = make.sheet(cast.employee, cast.company, cast.hr, department=cast.division)
    long = "若手が部門を越えて学び、次の人を育てる場をつくる。" * 8
    make.vision(cast.company, vision=long[:200], seeks=long[:200])
    for side in (make.PERSON, make.COMPANY):
        for kind in ("vision", "gives"):
            make.part(sheet, side, long[:200], kind=kind)
        for _n in range(12):
            make.step(sheet, side, long[:40])
    page = page_as(cast.employee, width=1280)
    page.goto(f"/v/{sheet.pk}/print/")
    assert len(re.findall(rb"/Type\s*/Page[^s]", page.pdf(format="A4", prefer_css_page_size=True))) == 1
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 703, "height": 1032})
    low, high = page.evaluate(
        "[document.querySelector('.v-sheet').getBoundingClientRect().bottom,"
        " document.querySelector('.v-sheet .sides').getBoundingClientRect().bottom]"
    )
    drawn = page.locator("svg.v-paper").bounding_box()
    assert high <= low + 1 and drawn is not None and drawn["height"] > 300
