"""The private address of a calendar: only its owner's, only what they may see now, and over when it is ended."""

from datetime import timedelta

import icalendar
import pytest
from django.test import Client
from django.utils import timezone

from alumni.tenures.models import Tenure
from programs.calendars import actions
from programs.calendars.models import Feed
from programs.events import actions as events
from tests import make
from tests.cast import Cast


@pytest.fixture
def address(cast: Cast) -> str:
    return f"/calendar/{actions.renew(by=cast.alumna)}.ics"


def read(address: str, **headers: str) -> list[tuple[str, str]]:
    answer = Client().get(address, headers=headers)
    assert answer.status_code == 200
    found = icalendar.Calendar.from_ical(answer.content).walk("VEVENT")
    return [(str(one["SUMMARY"]), str(one["STATUS"])) for one in found]


def test_own_answers_stand_in_it_with_how_sure_they_are(cast: Cast, address: str) -> None:
    for number, (title, answer) in enumerate(
        [("海へ", "yes"), ("山へ", "maybe"), ("街へ", "no"), ("川へ", "waiting")]
    ):
        start = timezone.now() + timedelta(days=10 + number)
        make.reply(make.event(cast.company, cast.hr, title=title, starts_at=start), cast.alumna, answer)
    make.event(cast.company, cast.hr, title="返事なし")
    assert read(address) == [("海へ", "CONFIRMED"), ("山へ", "TENTATIVE")]


def test_a_cancelled_gathering_is_shown_cancelled_without_its_link(cast: Cast, address: str) -> None:
    event = make.event(cast.company, cast.hr, title="海へ", online_url="https://meet.example/kanaria", link_lead=None)
    make.reply(event, cast.alumna)
    assert b"kanaria" in Client().get(address).content
    events.cancel(event=event, by=cast.hr, reason="台風のため")
    assert read(address) == [("海へ", "CANCELLED")]
    assert b"kanaria" not in Client().get(address).content


def test_whoever_may_no_longer_see_a_gathering_no_longer_reads_it(cast: Cast, address: str) -> None:
    make.reply(make.event(cast.company, cast.hr, title="海へ"), cast.alumna)
    assert read(address) == [("海へ", "CONFIRMED")]
    Tenure.objects.filter(person=cast.alumna).update(state="claimed", verified_at=None)
    assert read(address) == []


def test_nobody_elses_answer_stands_in_it(cast: Cast, address: str) -> None:
    make.reply(make.event(cast.company, cast.hr, title="海へ"), cast.boss)
    assert read(address) == []


def test_the_online_link_is_for_those_who_come(cast: Cast, address: str) -> None:
    event = make.event(cast.company, cast.hr, online_url="https://meet.example/kanaria", link_lead=None)
    mine = make.reply(event, cast.alumna, "maybe")
    assert b"kanaria" not in Client().get(address).content
    mine.answer = "yes"
    mine.save()
    assert b"kanaria" in Client().get(address).content


def test_what_cannot_be_seen_does_not_move_the_mark_of_the_file(cast: Cast, address: str) -> None:
    event = make.event(cast.company, cast.hr, title="海へ")
    make.reply(event, cast.alumna)
    first = Client().get(address)
    make.event(cast.company, cast.hr, title="見えない下書き", state="draft")
    make.reply(event, cast.boss)
    again = Client().get(address, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    events.change(event=event, by=cast.hr, place="逗子の浜")
    assert Client().get(address, headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_a_renewed_a_stopped_and_an_invented_address_are_missing(cast: Cast, address: str) -> None:
    newer = f"/calendar/{actions.renew(by=cast.alumna)}.ics"
    assert [Client().get(one).status_code for one in (address, newer)] == [404, 200]
    actions.revoke(by=cast.alumna)
    invented = "/calendar/xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx.ics"
    assert [Client().get(one).status_code for one in (newer, invented)] == [404, 404]


def test_the_address_of_somebody_who_has_gone_is_missing(cast: Cast, address: str) -> None:
    cast.alumna.is_active = False
    cast.alumna.save()
    assert Client().get(address).status_code == 404


def test_no_table_holds_an_address_that_works(cast: Cast) -> None:
    token = actions.renew(by=cast.alumna)
    (row,) = Feed.objects.values_list("token_hash", flat=True)
    assert token.encode() not in bytes(row)
    assert len(bytes(row)) == 32


def test_the_page_tells_the_address_once_and_when_it_was_read(cast: Cast, login) -> None:
    browser = login(cast.alumna)
    assert "アドレスを作る" in browser.get("/calendar/").content.decode()
    made = browser.post("/calendar/").content.decode()
    address = made.split('value="http://localhost:8000')[1].split('"')[0]
    page = browser.get("/calendar/").content.decode()
    assert (address in page, "まだ読まれていません" in page) == (False, True)
    read(address)
    page = browser.get("/calendar/").content.decode()
    assert "まだ読まれていません" not in page
    browser.post("/calendar/stop/")
    assert Client().get(address).status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_a_calendar_takes_the_same_questions_for_one_and_three(
    cast: Cast, address: str, rows: int, django_assert_num_queries
) -> None:
    for number in range(rows):
        start = timezone.now() + timedelta(days=10 + number)
        make.reply(make.event(cast.company, cast.hr, starts_at=start), cast.alumna)
    with django_assert_num_queries(9):
        Client().get(address)


def test_adding_to_a_calendar_on_the_web_is_offered_to_whoever_sees_the_gathering(cast: Cast, login) -> None:
    event = make.event(
        cast.company, cast.hr, title="海へ & 山へ", online_url="https://meet.example/kanaria", link_lead=None
    )
    page = login(cast.alumna).get(f"/events/{event.pk}/calendar/").content.decode()
    assert "text=%E6%B5%B7%E3%81%B8+%26+%E5%B1%B1%E3%81%B8" in page
    assert ("outlook.live.com" in page, "kanaria" in page) == (True, False)
    for outsider in (cast.hr_other, cast.stranger):
        assert login(outsider).get(f"/events/{event.pk}/calendar/").status_code == 404
