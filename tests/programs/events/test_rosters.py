"""Whose names a host reads: whoever holds the gathering all, the company's desk its own people; the others count."""

from datetime import timedelta

import pytest
from django.utils import timezone

from alumni.blocks import actions as blocks
from programs.checkins import queries as checkins
from programs.checkins import tickets
from programs.checkins.models import Attendance
from programs.events.models import Event
from programs.events.tokens import ticket_token
from tests import make
from tests.cast import Cast

OWN, THEIRS = "岡田 千尋", "北村 洋"


@pytest.fixture
def seminar(cast: Cast) -> Event:
    """Held by a member of 青海システムズ for both companies; of each somebody comes, and one of theirs is asked for."""
    event = make.event(cast.company, cast.boss, kind="seminar", open_to="companies", approval=True, guests_allowed=2)
    make.asked_company(event, cast.other_company)
    make.reply(event, cast.alumna)
    make.reply(event, cast.alumnus_other, guests=2, word="よその人のことば", needs="よその人のそば")
    make.reply(event, cast.hr_other, "asked")
    return event


def files(event: Event) -> list[str]:
    return [f"/events/{event.pk}/people{end}" for end in ("/", "/?q=北村", "/?show=yes", ".csv")]


def test_a_desk_reads_its_own_people_and_counts_those_of_another_company(cast: Cast, seminar: Event, login) -> None:
    for page in files(seminar):
        words = login(cast.hr).get(page).content.decode()
        assert not any(word in words for word in (THEIRS, "よその人のことば", cast.hr_other.name)), page
    assert OWN in words and "ほかの会社の方 1名" in words
    page = login(cast.hr).get(files(seminar)[0]).content.decode()
    assert ("お名前のない方" in page, "同伴 2名" in page, "よその人のそば" in page) == (True, True, True)


def test_who_holds_it_reads_everybody(cast: Cast, seminar: Event, login) -> None:
    make.role(seminar, cast.employee)
    for host in (cast.boss, cast.employee):
        for page in files(seminar):
            words = login(host).get(page).content.decode()
            assert THEIRS in words and "ほかの会社の方" not in words


def test_a_desk_reads_whom_it_may_see_anyway(cast: Cast, seminar: Event, login) -> None:
    cast.alumnus_other.profile.seen_by = "network"
    cast.alumnus_other.profile.save()
    assert THEIRS in login(cast.hr).get(files(seminar)[3]).content.decode()


def test_the_other_companys_desk_has_no_roll(cast: Cast, seminar: Event, login) -> None:
    assert {login(cast.hr_other).get(page).status_code for page in files(seminar)} == {403}
    for page in files(seminar):
        assert login(cast.stranger).get(page).status_code == 404


def test_a_desk_decides_and_removes_only_where_it_reads_the_name(cast: Cast, seminar: Event, login) -> None:
    desk, at = login(cast.hr), f"/events/{seminar.pk}/people"
    desk.post(f"/events/{seminar.pk}/people/decide/", {"people": [cast.hr_other.pk], "verdict": "accept"})
    assert desk.post(f"{at}/{cast.alumnus_other.pk}/remove/").status_code == 404
    assert seminar.replies.get(person=cast.hr_other).answer == "asked"
    assert seminar.replies.get(person=cast.alumnus_other).answer == "yes"


def test_the_door_lets_in_by_ticket_whom_the_desk_may_not_look_up(cast: Cast, seminar: Event, login) -> None:
    now = timezone.now()
    Event.objects.filter(pk=seminar.pk).update(starts_at=now, ends_at=now + timedelta(hours=2))
    desk, mark = login(cast.hr), f"/events/{seminar.pk}/checkin/mark/"
    page = desk.get(f"/events/{seminar.pk}/checkin/").content.decode()
    assert (OWN in page, THEIRS in page, "ほかの会社の方 1名" in page) == (True, False, True)
    assert THEIRS not in desk.get(f"/events/{seminar.pk}/checkin/?q=北村").content.decode()
    guessed = desk.post(mark, {"person": cast.alumnus_other.pk, "how": "code"}, follow=True).content.decode()
    assert (THEIRS in guessed, Attendance.objects.count()) == (False, 0)
    theirs = seminar.replies.get(person=cast.alumnus_other)
    desk.post(mark, {"code": tickets.code_of(theirs), "how": "code"})
    assert Attendance.objects.get().person == cast.alumnus_other
    Attendance.objects.all().delete()
    desk.post(mark, {"token": ticket_token(theirs), "how": "qr"})
    assert (Attendance.objects.get().how, checkins.numbers_of(seminar)) == ("qr", {"here": 1, "expected": 2})


def test_a_blocked_guest_is_named_to_the_host_and_to_no_guest(cast: Cast, login) -> None:
    event = make.event(cast.company, cast.boss)
    for person in (cast.alumna, cast.junior):
        make.reply(event, person)
    page = f"/events/{event.pk}/"
    assert cast.alumna.name in login(cast.junior).get(page).content.decode()
    for other in (cast.boss, cast.junior):
        blocks.block(person=cast.alumna, by=other)
    assert cast.alumna.name in login(cast.boss).get(page + "people/").content.decode()
    assert cast.alumna.name not in login(cast.junior).get(page).content.decode()
