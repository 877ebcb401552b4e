"""A career session in three taps on a phone, and the room of the two."""

import pytest

from programs.mentoring.models import CareerSession
from tests.cast import Cast, build
from tests.programs.mentoring import building

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_time_a_button_and_it_is_booked(page_as, serious) -> None:  # type: ignore[no-untyped-def]
    cast: Cast = build()
    advisor = building.advisor(cast.alumnus_other, headline="港のそばで聞いています")
    building.slot(advisor)
    page = page_as(cast.employee)
    page.goto("/together/")
    page.get_by_role("link", name="キャリアの対話").click()  # one
    assert page.get_by_text("港のそばで聞いています").is_visible()
    assert serious(page) == []
    page.locator(".plan-times a").first.click()  # two
    assert serious(page) == []
    page.get_by_role("button", name="予約する").click()  # three
    assert page.get_by_text("知っているのは、おふたりだけです").is_visible()
    assert page.title().startswith("予定")
    page.get_by_label("覚え書き").fill("聞きたいことを三つ")
    page.get_by_role("button", name="残す").click()
    assert page.get_by_text("聞きたいことを三つ").is_visible()
    assert serious(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    page.get_by_text("取りやめる").first.click()
    page.get_by_role("button", name="取りやめる").click()
    assert page.get_by_text("取りやめました").first.is_visible()
    assert CareerSession.objects.get().state == "cancelled"
