"""The door in a real browser: the QR read from a picture of the page, and a desk that goes on without a network."""

import io
import re
from datetime import timedelta

import pytest
import zxingcpp
from django.utils import timezone
from PIL import Image
from playwright.sync_api import expect

from programs.checkins.models import Attendance
from programs.events.models import Event
from programs.events.tokens import ticket_link
from tests import cast as casts
from tests import make
from tests.cast import Cast

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    return casts.build()


@pytest.fixture
def tonight(cast: Cast) -> Event:
    event = make.event(cast.company, cast.boss, starts_at=timezone.now() - timedelta(minutes=10))
    for person in (cast.alumna, cast.junior):
        make.reply(event, person)
    return event


@pytest.mark.parametrize("dark", [False, True])
def test_the_qr_is_read_from_a_picture_of_the_phone(cast: Cast, tonight: Event, page_as, dark: bool) -> None:
    page = page_as(cast.alumna, dark=dark)
    page.goto(f"/events/{tonight.pk}/ticket/")
    picture = Image.open(io.BytesIO(page.screenshot(full_page=True)))
    (found,) = zxingcpp.read_barcodes(picture)
    assert found.text == ticket_link(tonight.replies.get(person=cast.alumna))


def test_the_poster_on_the_wall_is_read_too(cast: Cast, tonight: Event, page_as) -> None:
    page = page_as(cast.boss, width=1280)
    page.goto(f"/events/{tonight.pk}/checkin/poster/")
    (found,) = zxingcpp.read_barcodes(Image.open(io.BytesIO(page.screenshot(full_page=True))))
    assert re.search(rf"/events/{tonight.pk}/here/\?code=[2-9A-Z]{{6}}$", found.text)


def test_the_desk_goes_on_without_a_network_and_sends_later(cast: Cast, tonight: Event, page_as, watch) -> None:
    page = page_as(cast.boss)
    page.goto(f"/events/{tonight.pk}/checkin/")
    page.wait_for_selector("[data-is-kept]", timeout=15000)
    page.context.set_offline(True)
    page.reload()
    line = page.locator(f'.arrival[data-person="{cast.alumna.pk}"]')
    line.get_by_role("button").click()
    expect(line).to_have_class(re.compile("is-waiting"))
    page.reload()
    expect(line).to_have_class(re.compile("is-waiting"))
    assert Attendance.objects.count() == 0
    page.context.set_offline(False)
    page.evaluate("window.dispatchEvent(new Event('online'))")
    expect(line).not_to_have_class(re.compile("is-waiting"), timeout=20000)
    rows = Attendance.objects.standing().filter(event=tonight).values_list("person", "by")
    assert list(rows) == [(cast.alumna.pk, cast.boss.pk)]
    watch.forgive("ERR_INTERNET_DISCONNECTED")
