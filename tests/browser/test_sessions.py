"""A career session on a phone: found, booked, moved, called off, missed; and what each of the two may read of it."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page

from programs.mentoring.models import Advisor, CareerSession
from tests import cast as casts
from tests.browser.conftest import press
from tests.cast import Cast
from tests.programs.mentoring import building

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    return casts.build()


def unfold(page: Page, words: str) -> None:
    page.locator("main summary").filter(has_text=words).first.click()


def missed_and_forgotten(cast: Cast, advisor: Advisor, client: Page, giver: Page, serious: Callable) -> None:
    """The second time they don't meet; then the client leaves all that has been, which the other sees."""
    again = building.booked(advisor, cast.employee, building.soon(200))
    now = timezone.now()
    span = {"starts_at": now - timedelta(minutes=30), "ends_at": now + timedelta(minutes=20)}
    CareerSession.objects.filter(pk=again.pk).update(**span, free_at=span["ends_at"])
    client.goto(f"/plans/{again.pk}/")
    unfold(client, "すれ違ったことを知らせる")
    press(client, "知らせる")
    assert client.get_by_text("だれのせいでもありません").is_visible() and serious(client) == []

    client.goto("/plans/")
    unfold(client, "これまでの予定も消す")
    press(client, "これまでのすべてを消す")
    assert client.get_by_text("入っている予定はありません").is_visible() and serious(client) == []
    giver.goto(f"/plans/{again.pk}/")
    assert giver.get_by_text("お相手は表示されません").is_visible()


def test_a_session_from_finding_to_missing_each_other(
    cast: Cast, page_as: Callable[..., Page], serious: Callable[[Page], list[str]]
) -> None:
    advisor = building.advisor(cast.alumnus_other, themes=[1, 3])
    for hours in (72, 96, 120):
        building.slot(advisor, building.soon(hours))
    client, giver = page_as(cast.employee), page_as(cast.alumnus_other, width=1280)

    client.goto("/advisors/")
    assert serious(client) == []
    client.locator("main .plan-times a").first.click()  # the first tap: a time
    client.wait_for_load_state()
    assert serious(client) == []
    client.get_by_label("話したいこと").select_option("1")
    client.fill("[name=words]", "異動のことを、すこし")
    press(client, "予約する")
    session = CareerSession.objects.get()
    room = f"/plans/{session.pk}/"
    assert client.url.endswith(room) and client.get_by_text("北村 洋").first.is_visible()
    assert serious(client) == []

    client.fill("[name=text]", "だれにも言わない一行")
    press(client, "残す")
    giver.goto(room)
    assert giver.get_by_text("異動のことを、すこし").is_visible() and serious(giver) == []
    assert giver.get_by_text("だれにも言わない一行").count() == 0

    file = client.request.get(f"{room}kanae.ics").text()
    assert "SUMMARY:予定" in file and "北村" not in file and "異動" not in file

    unfold(giver, "時間を変える")
    giver.locator("#slot").select_option(index=1)
    press(giver, "この時間に変える")
    moved = CareerSession.objects.get()
    assert (moved.revision, moved.starts_at > session.starts_at) == (1, True)

    client.goto(room)
    unfold(client, "取りやめる")
    client.locator("main form[action$='/cancel/'] button").click()
    client.wait_for_load_state()
    assert client.get_by_text("取りやめました。お相手にも、そっと伝わります。").is_visible()
    assert client.get_by_role("link", name="また話す").is_visible()

    missed_and_forgotten(cast, advisor, client, giver, serious)
