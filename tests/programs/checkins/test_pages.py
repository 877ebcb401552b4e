"""The pages of the door, without JavaScript, and for whom they are."""

import json
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from accounts.users.models import User
from alumni.directory.indexing import reindex_stale
from alumni.profiles.models import Profile
from programs.checkins import tickets
from programs.checkins.models import Attendance
from programs.events.models import Event
from programs.events.tokens import ticket_token
from tests import make
from tests.cast import Cast


@pytest.fixture
def tonight(cast: Cast) -> Event:
    event = make.event(cast.company, cast.boss, starts_at=timezone.now() - timedelta(minutes=10))
    make.reply(event, cast.alumna, guests=1)
    make.reply(event, cast.junior)
    return event


def came(event: Event) -> set[tuple[str, str]]:
    rows = Attendance.objects.standing().filter(event=event).select_related("person")
    return {(row.person.name if row.person else row.guest_name, row.how) for row in rows}


def test_the_desk_takes_names_codes_walk_ins_and_guests(cast: Cast, tonight: Event, login) -> None:
    desk, mark = login(cast.boss), f"/events/{tonight.pk}/checkin/mark/"
    code = tickets.code_of(tonight.replies.get(person=cast.junior))
    desk.post(mark, {"person": cast.alumna.pk, "how": "name"})
    desk.post(mark, {"code": code.lower(), "how": "code"})
    reindex_stale()
    found = desk.get(f"/events/{tonight.pk}/checkin/?q=高梨").content.decode()
    assert "当日参加で受付する" in found
    desk.post(mark, {"person": cast.employee.pk, "how": "walk_in"})
    desk.post(mark, {"guest_name": "山本 さくら", "how": "walk_in"})
    names = {("岡田 千尋", "name"), ("早川 翔", "code"), ("高梨 直", "walk_in"), ("山本 さくら", "walk_in")}
    assert came(tonight) == names
    page = desk.get(f"/events/{tonight.pk}/checkin/").content.decode()
    assert all(name in page for name, _how in names)


def test_a_reading_kept_from_the_desk_stands_nowhere_and_finds_nobody(cast: Cast, tonight: Event, login) -> None:
    desk, page = login(cast.boss), f"/events/{tonight.pk}/checkin/"

    def read() -> tuple[bool, bool, bool]:
        """Whether the reading of somebody expected stands there, finds them, and finds somebody who may walk in."""
        reindex_stale()
        answers = [desk.get(f"{page}{ask}").content.decode() for ask in ("", "?q=おかだ", "?q=たかなし")]
        return "おかだ" in answers[0], "岡田" in answers[1], "高梨" in answers[2]

    readings = {cast.alumna.pk: "おかだ", cast.employee.pk: "たかなし"}
    for pk, reading in readings.items():
        User.objects.filter(pk=pk).update(family_kana=reading)
    assert read() == (True, True, True)
    Profile.objects.filter(person__in=readings).update(reading_to=0)
    assert read() == (False, False, False)


def test_a_code_of_nobody_is_refused_in_words(cast: Cast, tonight: Event, login) -> None:
    answer = login(cast.boss).post(f"/events/{tonight.pk}/checkin/mark/", {"code": "222222"}, follow=True)
    assert ("お名前でさがしてください" in answer.content.decode(), came(tonight)) == (True, set())


@pytest.mark.parametrize("page", ["checkin/", "checkin/poster/"])
def test_the_roll_is_for_the_hosts(page: str, cast: Cast, tonight: Event, login) -> None:
    statuses = {
        who: login(getattr(cast, who)).get(f"/events/{tonight.pk}/{page}").status_code
        for who in ("boss", "hr", "alumna", "hr_other", "stranger")
    }
    assert statuses == {"boss": 200, "hr": 200, "alumna": 403, "hr_other": 404, "stranger": 404}


def test_a_device_sends_what_it_kept_and_may_send_it_again(cast: Cast, tonight: Event, login) -> None:
    desk = login(cast.boss)
    rows = [
        {"key": str(uuid4()), "at": timezone.now().isoformat(), "person": cast.alumna.pk, "how": "qr"},
        {"key": str(uuid4()), "at": timezone.now().isoformat(), "guest_name": "山本 さくら"},
    ]

    def send() -> dict:
        answer = desk.post(
            f"/events/{tonight.pk}/checkin/sync/", json.dumps({"steps": rows}), content_type="application/json"
        )
        return answer.json()

    first, again = send(), send()
    assert [one["became"] for one in first["outcomes"]] == ["done", "done"]
    assert [one["became"] for one in again["outcomes"]] == ["already", "already"]
    assert (again["here"], again["count"]) == ([cast.alumna.pk], 2)


@pytest.mark.parametrize("body", ["", "[]", '{"steps": 3}', '{"steps": [{"key": "x"}]}', '{"steps": [[]]}'])
def test_nonsense_from_a_device_is_refused(body: str, cast: Cast, tonight: Event, login) -> None:
    answer = login(cast.boss).post(f"/events/{tonight.pk}/checkin/sync/", body, content_type="application/json")
    assert answer.status_code == 400


def test_a_ticket_opens_without_logging_in_and_names_nobody(cast: Cast, tonight: Event, login) -> None:
    reply = tonight.replies.get(person=cast.alumna)
    address = f"/tickets/{ticket_token(reply)}/"
    page = Client().get(address).content.decode()
    assert (tickets.code_of(reply) in page, "岡田" in page) == (True, False)
    assert "岡田 千尋さんの受付をする" in login(cast.boss).get(address).content.decode()
    assert "受付をする" not in login(cast.hr_other).get(address).content.decode()


def test_a_forged_and_an_outlived_ticket_open_nothing(cast: Cast, tonight: Event) -> None:
    reply = tonight.replies.get(person=cast.alumna)
    other = tonight.replies.get(person=cast.junior)
    forged = f"{reply.pk}-{ticket_token(other).partition('-')[2]}"
    assert [Client().get(f"/tickets/{one}/").status_code for one in (forged, "x", "99-", "１-x")] == [404] * 4
    token = ticket_token(reply)
    reply.answer = "no"
    reply.save()
    assert Client().get(f"/tickets/{token}/").status_code == 404


def test_each_sees_their_own_arrival_and_nobody_elses(cast: Cast, tonight: Event, login) -> None:
    make.attendance(tonight, cast.alumna)
    rows = {who: set(Attendance.objects.visible_to(getattr(cast, who)).values_list("person", flat=True))
            for who in ("alumna", "junior", "boss", "hr_other")}  # fmt: skip
    assert rows == {"alumna": {cast.alumna.pk}, "junior": set(), "boss": {cast.alumna.pk}, "hr_other": set()}
    assert "受付が済みました" in login(cast.alumna).get(f"/events/{tonight.pk}/ticket/").content.decode()
    assert "受付が済みました" not in login(cast.junior).get(f"/events/{tonight.pk}/ticket/").content.decode()


def test_scanning_the_wall_shows_a_button_and_writes_nothing_by_itself(cast: Cast, tonight: Event, login) -> None:
    phone, code = login(cast.alumna), tickets.wall_code(tonight)
    page = phone.get(f"/events/{tonight.pk}/here/?code={code}").content.decode()
    assert (f'value="{code}"' in page, came(tonight)) == (True, set())
    phone.post(f"/events/{tonight.pk}/here/", {"code": code})
    assert came(tonight) == {("岡田 千尋", "wall")}
    wrong = phone.post(f"/events/{tonight.pk}/here/", {"code": "AAAAAA"})
    assert wrong.status_code == 422


@pytest.mark.parametrize("more", [0, 2])
def test_the_desk_takes_the_same_questions_for_two_and_four(
    more: int, cast: Cast, tonight: Event, login, django_assert_num_queries
) -> None:
    for person in (cast.employee, cast.facilitator)[:more]:
        make.reply(tonight, person)
        make.attendance(tonight, person)
    desk = login(cast.boss)
    with django_assert_num_queries(12):
        desk.get(f"/events/{tonight.pk}/checkin/")
