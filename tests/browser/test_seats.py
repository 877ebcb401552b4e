"""The last seat in two browsers, and how it goes on from one to the other."""

import pytest

from programs.events.models import Event
from tests import make
from tests.cast import Cast, build

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_two_browsers_for_the_last_seat_and_the_one_who_waits_is_offered_it(page_as, serious) -> None:  # type: ignore[no-untyped-def]
    cast: Cast = build()
    event: Event = make.event(cast.company, cast.hr, capacity=1, offer_hours=24)
    first, second = page_as(cast.alumna), page_as(cast.junior, width=1280)
    for page in (first, second):
        page.goto(f"/events/{event.pk}/")
        assert page.get_by_role("button", name="参加する", exact=True).is_visible()
    for page in (first, second):
        page.get_by_role("button", name="参加する", exact=True).click()
    assert first.get_by_text("あなたは参加します").is_visible()
    assert second.get_by_text("キャンセル待ち 1番目").is_visible()
    assert serious(second) == []
    first.get_by_role("button", name="席をゆずる（行けない）").click()
    second.reload()
    assert second.get_by_text("あなたのために取ってあります").is_visible()
    assert serious(second) == []
    second.get_by_role("button", name="参加する", exact=True).click()
    assert second.get_by_text("あなたは参加します").is_visible()
    event.refresh_from_db()
    assert (event.taken, event.replies.filter(answer="yes").count()) == (1, 1)
