"""A real Chromium for the tests: a page of somebody, and no fault on it goes unheard."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, Request, Response, sync_playwright

from accounts.users.models import User
from tests.plugins.services import chromium

SWITCHES = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
AXE = Path(__file__).parent / "vendor" / "axe.min.js"


def press(page: Page, words: str) -> None:
    """A button of the page itself, not of the frame around it."""
    page.locator("main").get_by_role("button", name=words, exact=True).first.click()
    page.wait_for_load_state()


class Watch:
    """What a page complained of; `forgive("404")` takes a complaint that the test itself provoked."""

    def __init__(self) -> None:
        self.faults: list[str] = []

    def on(self, page: Page) -> None:
        page.on("console", lambda said: self._console(said.type, said.text, said.location.get("url", "")))
        page.on("pageerror", lambda error: self.faults.append(f"error on {page.url}: {error}"))
        page.on("requestfailed", self._failed)
        page.on("response", self._answered)

    def _console(self, kind: str, text: str, where: str) -> None:
        # A breach of the content security policy is said here too.
        if kind in ("error", "warning"):
            self.faults.append(f"console {kind}: {text} ({where})")

    def _failed(self, request: Request) -> None:
        # Leaving a page ends what it was still loading; that is nobody's fault.
        if request.failure != "net::ERR_ABORTED":
            self.faults.append(f"not loaded: {request.url} {request.failure}")

    def _answered(self, response: Response) -> None:
        if response.status >= 400:
            self.faults.append(f"answer {response.status}: {response.url}")

    def forgive(self, word: str) -> None:
        self.faults = [fault for fault in self.faults if word not in fault]


@pytest.fixture(scope="module")
def chrome() -> Iterator[Browser]:
    """One browser for a module. Its loop runs in this thread, which Django would take for asynchronous code."""
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), headless=True, args=SWITCHES)
        yield browser
        browser.close()
    if before is None:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]
    else:
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = before


@pytest.fixture
def watch() -> Iterator[Watch]:
    watch = Watch()
    yield watch
    assert watch.faults == []


@pytest.fixture
def page_as(chrome: Browser, live_server: Any, watch: Watch) -> Iterator[Callable[..., Page]]:
    """`page_as(cast.alumna, width=390, language="ja")`: somebody's page; `page_as(None)`: a visitor's."""
    opened: list[BrowserContext] = []

    def page_as(user: User | None, *, width: int = 390, language: str = "ja", dark: bool = False) -> Page:
        context = chrome.new_context(
            base_url=live_server.url,
            viewport={"width": width, "height": 844},
            locale={"ja": "ja-JP", "en": "en-GB"}[language],
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
        )
        opened.append(context)
        if user is not None:
            User.objects.filter(pk=user.pk).update(language=language)
            context.add_cookies(
                [{"name": settings.SESSION_COOKIE_NAME, "value": session_of(user), "url": live_server.url}]
            )
        page = context.new_page()
        watch.on(page)
        return page

    yield page_as
    for context in opened:
        context.close()


def session_of(user: User) -> str:
    client = Client()
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
    return client.cookies[settings.SESSION_COOKIE_NAME].value


@pytest.fixture
def serious() -> Callable[[Page], list[str]]:
    """What axe finds serious or worse on a page."""

    def look(page: Page) -> list[str]:
        page.evaluate(AXE.read_text())
        found = page.evaluate("() => axe.run(document, {resultTypes: ['violations'], iframes: false})")
        return [
            f"{one['id']}: {node['html'][:160]}"
            for one in found["violations"]
            if one["impact"] in ("serious", "critical")
            for node in one["nodes"][:3]
        ]

    return look
