"""The board of groups in a browser: dragged by mouse, by finger and by keyboard, undone, told, and axe finds nothing."""

import pytest
from playwright.sync_api import Locator, Page

from programs.cohorts import grouping
from programs.cohorts.models import Program
from tests import make
from tests.cast import Cast, build
from tests.programs.cohorts import building_rounds

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def middle(one: Locator) -> tuple[float, float]:
    box = one.bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def grip(page: Page, person: int) -> Locator:
    return page.locator(f'#board [data-person="{person}"] .grip')


def touch(page: Page, start: tuple[float, float], end: tuple[float, float]) -> None:
    """A finger goes down, moves in steps, and lets go."""
    finger = page.context.new_cdp_session(page)
    steps = [tuple(a + (b - a) * n / 8 for a, b in zip(start, end, strict=True)) for n in range(9)]
    for number, (x, y) in enumerate(steps):
        kind = "touchMove" if number else "touchStart"
        finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y}]})
    finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def world() -> tuple[Cast, Program]:
    """Twelve people of four companies in three groups of one round."""
    cast = build()
    program = building_rounds.running(cast.company)
    building_rounds.leads(program, cast.facilitator)
    for company in (cast.company, cast.other_company, make.company(), make.company()):
        for _n in range(3):
            building_rounds.takes_part(program, company)
    grouping.plan(program=program, rounds=1, least=3, most=5, by=cast.facilitator)
    grouping.make(program=program, by=cast.facilitator)
    building_rounds.work()
    return cast, program


def test_people_are_dragged_by_mouse_finger_and_keyboard_and_told(page_as, serious) -> None:  # type: ignore[no-untyped-def]
    cast, program = world()
    round_ = program.rounds.get()
    before = building_rounds.sitting(round_)
    one, other = min(before[1]), min(before[2])

    page = page_as(cast.facilitator, width=1280)
    page.goto(f"/programs/{program.pk}/groups/")
    assert serious(page) == []
    page.mouse.move(*middle(grip(page, one)))
    page.mouse.down()
    page.mouse.move(*middle(page.locator("#group-2")), steps=8)
    page.mouse.up()
    page.locator(f'[data-group="2"] [data-person="{one}"]').wait_for()
    assert one in building_rounds.sitting(round_)[2]
    assert (
        "混ざりかた" in page.locator("#board-said").inner_text() or "組が" in page.locator("#board-said").inner_text()
    )
    page.get_by_role("button", name="ひとつ戻す").click()
    page.locator(f'[data-group="1"] [data-person="{one}"]').wait_for()
    assert building_rounds.sitting(round_) == before

    grip(page, one).focus()
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Escape")
    assert building_rounds.sitting(round_) == before
    for key in ("Enter", "ArrowRight", "Enter"):
        page.keyboard.press(key)
    page.locator(f'[data-group="2"] [data-person="{one}"]').wait_for()
    assert page.evaluate("document.activeElement.closest('[data-person]').dataset.person") == str(one)
    page.get_by_role("button", name="ひとつ戻す").click()
    page.locator(f'[data-group="1"] [data-person="{one}"]').wait_for()

    phone = page_as(cast.facilitator, width=390)
    phone.goto(f"/programs/{program.pk}/groups/")
    phone.locator("#group-2").evaluate("one => one.scrollIntoView({block: 'center'})")
    last = phone.locator('[data-group="1"] .mix-person').last
    moved = int(last.get_attribute("data-person") or 0)
    touch(phone, middle(grip(phone, moved)), middle(phone.locator(f'[data-person="{other}"] .grow')))
    phone.locator(f'[data-group="2"] [data-person="{moved}"]').wait_for()
    after = building_rounds.sitting(round_)
    assert (moved in after[2], other in after[1]) == (True, True)  # on somebody: the two change places
    assert serious(phone) == []
    phone.get_by_role("button", name="この回を知らせる").click()
    assert phone.get_by_text("12人にお知らせしました").is_visible()
