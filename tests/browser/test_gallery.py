"""The look in a real browser: nothing sticks out, nothing is said on the console, thumbs find their targets."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, sync_playwright

from tests.plugins.services import chromium

pytestmark = [pytest.mark.browser, pytest.mark.urls("tests.structure.gallery_urls"), pytest.mark.django_db]
SWITCHES = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

TOO_SMALL = """() => [...document.querySelectorAll(".btn, .tabs a, .menu-body a, .field, input:not([type=hidden]), select")]
    .filter(one => one.offsetParent && !["checkbox", "radio"].includes(one.type) && one.getBoundingClientRect().height < 44)
    .map(one => one.outerHTML.slice(0, 80))"""
STICKING_OUT = "() => document.documentElement.scrollWidth - window.innerWidth"
GROUND = "() => getComputedStyle(document.documentElement).backgroundColor"


@pytest.fixture
def page(live_server: Any) -> Iterator[Page]:
    """A fresh browser; closed before the database is, since its loop would forbid Django's."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=SWITCHES)
        yield browser.new_context(base_url=live_server.url, locale="ja-JP").new_page()
        browser.close()


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_nothing_sticks_out_of_the_page_and_the_console_stays_silent(page, width):
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.set_viewport_size({"width": width, "height": 800})

    page.goto("/gallery/")

    assert page.evaluate(STICKING_OUT) <= 0
    assert [line for line in said if "does not conform to the required format" not in line] == []


def test_every_target_is_as_tall_as_a_thumb(page):
    page.set_viewport_size({"width": 390, "height": 800})

    page.goto("/gallery/")

    assert page.evaluate(TOO_SMALL) == []


def test_dark_follows_the_system_and_the_choice_wins(page):
    page.emulate_media(color_scheme="dark")
    page.goto("/gallery/")
    system = page.evaluate(GROUND)
    page.evaluate("() => localStorage.setItem('theme', 'light')")
    page.reload()

    assert (system, page.evaluate(GROUND)) == ("rgb(16, 21, 28)", "rgb(250, 248, 244)")


def test_the_first_tab_leads_past_the_menus_to_the_words(page):
    page.goto("/gallery/")

    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    assert page.evaluate("() => document.activeElement.id") == "main"


def test_a_confirmation_can_be_left_with_the_keyboard(page):
    page.goto("/gallery/")
    confirm = page.locator("details.confirm").first

    confirm.locator("summary").press("Enter")
    confirm.get_by_role("button", name="やめておく").press("Enter")

    assert not confirm.evaluate("one => one.open")
    assert page.evaluate("() => document.activeElement.tagName") == "SUMMARY"
