"""Every page in a real browser: silent console, nothing sticking out, one heading, nothing that shuts anybody out."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page

from accounts.users.access import MEMBER, PUBLIC
from tests import cast
from tests.browser.conftest import Watch
from tests.structure.doors import Door, every_door
from tests.structure.world import World, build

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

STICKING_OUT = "() => document.documentElement.scrollWidth - window.innerWidth"
HEADINGS = "() => document.querySelectorAll('h1').length"
LANGUAGE = "() => document.documentElement.lang"
DOWNLOADS = ("download", "export", "ics", "calendar", "feed", "csv", "xlsx", "healthz", "readyz", "logout")


@pytest.fixture
def world(live_server: object) -> World:
    return build(cast.build())


def pages(world: World, who: str) -> Iterator[tuple[Door, str]]:
    """A visitor meets the log-in at all doors for members: that is one page."""
    open_to = (PUBLIC, MEMBER) if who else (PUBLIC,)
    for door in every_door():
        readable = door.policy in open_to and not any(word in door.name + door.route for word in DOWNLOADS)
        if readable and (address := door.address(world.ours)):
            yield door, address


def look_at(page: Page, address: str, width: int) -> list[str]:
    page.set_viewport_size({"width": width, "height": 844})
    problems = []
    if (wide := page.evaluate(STICKING_OUT)) > 0:
        problems.append(f"{address}: {wide}px stick out at {width}px")
    return problems


def open_page(page: Page, address: str, watch: Watch, seen: set[str]) -> bool:
    """False where this person has no page (the matrix of doors looks at those), and where it was seen before."""
    answer = page.context.request.get(address)
    if answer.url in seen:
        return False
    seen.add(answer.url)
    if answer.status in (403, 404, 405) or "text/html" not in answer.headers.get("content-type", ""):
        return False
    if answer.status >= 500:
        watch.faults.append(f"answer {answer.status}: {address}")
        return False
    if "sandbox" in answer.headers.get("content-security-policy", ""):
        return False  # a mail shown in a frame, where no script runs: asking it anything would wait for ever
    if "<html" not in answer.text():
        return False  # a part of a page, fetched by htmx
    page.route(answer.url, lambda route: route.fulfill(response=answer), times=1)  # not asked for twice
    page.goto(answer.url)
    return True


@pytest.mark.parametrize("who", ["", "alumna", "hr"])
def test_every_page_is_quiet_narrow_and_open_to_all(
    who: str, world: World, page_as: Callable[..., Page], serious: Callable[[Page], list[str]], watch: Watch
) -> None:
    page = page_as(getattr(world.cast, who) if who else None)
    problems, seen, opened = list[str](), set[str](), 0
    for door, address in pages(world, who):
        if not open_page(page, address, watch, seen):
            continue
        opened += 1
        if page.evaluate(HEADINGS) != 1 or page.evaluate(LANGUAGE) != "ja":
            problems.append(f"{door.name}: {page.evaluate(HEADINGS)} h1, lang={page.evaluate(LANGUAGE)}")
        problems += look_at(page, address, 320) + look_at(page, address, 390)
        problems += [f"{door.name}: {finding}" for finding in serious(page)]
    assert problems + watch.faults == []
    assert opened > 3


@pytest.mark.parametrize("who", ["company_admin", "admin"])
def test_the_admin_stays_quiet_under_the_strict_policy(
    who: str, world: World, page_as: Callable[..., Page], watch: Watch
) -> None:
    page = page_as(getattr(world.cast, who), width=1280)
    seen, opened = set[str](), 0
    for door in every_door():
        if not door.name.startswith("admin:") or door.name.endswith(("delete", "logout", "jsi18n", "autocomplete")):
            continue
        if address := door.address(world.ours):
            opened += open_page(page, address, watch, seen)
    assert watch.faults == []
    assert opened > 10
