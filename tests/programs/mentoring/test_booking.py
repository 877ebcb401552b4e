"""Booking, moving, calling off, missing each other: what the two can do, and what the database refuses by itself."""

import uuid
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from accounts.audit.models import Entry
from accounts.notices.models import Fact
from programs.mentoring import actions, noting, rooms, times
from programs.mentoring.fund_models import Tally
from programs.mentoring.models import CareerSession, SessionNote
from tests import make
from tests.cast import Cast
from tests.programs.mentoring import building


@pytest.fixture
def advisor(cast: Cast):
    return building.advisor(cast.alumnus_other)


def test_in_three_taps_a_session_stands_in_both_calendars(cast: Cast, login, advisor) -> None:
    free = building.slot(advisor)
    browser = login(cast.employee)
    assert f'href="/advisors/{advisor.pk}/times/{free.pk}/"' in browser.get("/advisors/").content.decode()
    page = browser.get(f"/advisors/{advisor.pk}/times/{free.pk}/")
    key = page.context["form"]["key"].value()
    for _twice in range(2):  # an impatient second tap
        answer = browser.post(
            f"/advisors/{advisor.pk}/times/{free.pk}/", {"key": key, "theme": "1", "words": "はじめまして"}
        )
    session = CareerSession.objects.get()
    assert answer.headers["Location"] == f"/plans/{session.pk}/"
    for person, other in ((cast.employee, "北村 洋"), (cast.alumnus_other, "高梨 直")):
        said = login(person).get(f"/plans/{session.pk}/").content.decode()
        assert other in said and "はじめまして" in said and "次の一歩" in said
    status = {name: login(who).get(f"/plans/{session.pk}/").status_code for name, who in cast.everybody().items()}
    assert {name for name, code in status.items() if code == 200} == {"employee", "alumnus_other"}
    assert times.days_of([advisor])[advisor.pk].free == [], "the time is taken"


def test_the_same_key_twice_is_one_session(cast: Cast, advisor) -> None:
    key, free = uuid.uuid4(), building.slot(advisor)
    made = {actions.book(advisor=advisor, slot=free, by=cast.employee, key=key).pk for _n in range(3)}
    assert len(made) == 1 == CareerSession.objects.count()


def test_the_database_lets_nobody_sit_in_two_sessions(cast: Cast) -> None:
    """As rows, past every check: the advisor with the buffer, the client, and one person on either side."""
    start = datetime(2027, 3, 1, 10, tzinfo=UTC)
    building.row(cast.facilitator, cast.employee, start)
    doubles = [
        (cast.facilitator, cast.alumna, start + timedelta(minutes=55)),
        (cast.alumnus_other, cast.employee, start + timedelta(minutes=49)),
        (cast.employee, cast.alumna, start + timedelta(minutes=10)),
        (cast.alumna, cast.facilitator, start - timedelta(minutes=10)),
    ]
    for giver, client, at in doubles:
        with pytest.raises(IntegrityError, match="session_"), transaction.atomic():
            building.row(giver, client, at)
    building.row(cast.facilitator, cast.alumna, start + timedelta(minutes=60))
    building.row(cast.facilitator, cast.alumna, start, state="cancelled")


def test_a_full_month_and_an_own_appointment_are_refused(cast: Cast, advisor) -> None:
    advisor.capacity = 1
    advisor.save()
    with time_machine.travel(datetime(2027, 3, 2, 3, tzinfo=UTC), tick=False):
        building.booked(advisor, cast.employee, datetime(2027, 3, 10, 3, tzinfo=UTC))
        with pytest.raises(ValidationError, match="埋まりました"):
            building.booked(advisor, cast.alumna, datetime(2027, 3, 12, 3, tzinfo=UTC))
        building.booked(advisor, cast.alumna, datetime(2027, 4, 12, 3, tzinfo=UTC))
        second = building.advisor(make.user())
        with pytest.raises(ValidationError, match="別の予定"):
            building.booked(second, cast.employee, datetime(2027, 3, 10, 3, tzinfo=UTC))


def test_moving_takes_the_new_time_and_frees_the_old_one(cast: Cast, advisor) -> None:
    session = building.booked(advisor, cast.employee)
    later = building.slot(advisor, building.soon(96))
    room = building.room(cast.alumnus_other, session)
    actions.shift(room=room, slot=later, by=cast.alumnus_other)
    session.refresh_from_db()
    assert (session.starts_at, session.revision) == (later.starts_at, 1)
    assert later.pk not in {slot.pk for slot in times.days_of([advisor])[advisor.pk].free}


def test_a_late_change_needs_a_word_and_counts_for_the_fund(cast: Cast, advisor) -> None:
    advisor.paid, advisor.lead_hours = True, 1
    advisor.save()
    fund = building.fund(cast.company)
    late = building.booked(advisor, cast.employee, building.soon(6))
    early = building.booked(advisor, cast.employee, building.soon(96))
    fund.refresh_from_db()
    assert fund.used == 2
    with pytest.raises(ValidationError, match="ひとこと"):
        actions.cancel(room=building.room(cast.employee, late), by=cast.employee)
    actions.cancel(room=building.room(cast.employee, late), by=cast.employee, word="熱が出ました")
    actions.cancel(room=building.room(cast.employee, early), by=cast.employee)
    fund.refresh_from_db()
    assert fund.used == 1, "the early one went back, the late one was used"
    assert [n.text for n in rooms.notes_of(building.room(cast.alumnus_other, late))] == ["熱が出ました"]


def test_missing_each_other_blames_nobody_and_gives_the_session_back(cast: Cast, advisor) -> None:
    advisor.paid = True
    advisor.save()
    fund = building.fund(cast.company)
    session = building.booked(advisor, cast.employee)
    with time_machine.travel(session.starts_at + timedelta(minutes=20), tick=False):
        actions.miss(room=building.room(cast.employee, session), by=cast.employee)
        session.refresh_from_db()
        fund.refresh_from_db()
        assert (session.state, fund.used) == ("missed", 0)
        told = Fact.objects.filter(kind="appointments.missed").values_list("to", flat=True)
        assert list(told) == [[cast.alumnus_other.pk]]


def test_a_fund_ends_at_its_number_and_each_person_at_theirs(cast: Cast, advisor) -> None:
    advisor.paid, advisor.capacity = True, 60
    advisor.save()
    fund = building.fund(cast.company, each=1)
    building.booked(advisor, cast.employee, building.soon(50))
    with pytest.raises(ValidationError, match="使える回数がありません"):
        building.booked(advisor, cast.employee, building.soon(60))
    with pytest.raises(ValidationError, match="使える回数がありません"):
        building.booked(advisor, cast.stranger, building.soon(70))
    with pytest.raises(IntegrityError, match="fund_not_overdrawn"), transaction.atomic():
        type(fund).objects.filter(pk=fund.pk).update(used=31)


def test_a_deleted_note_is_gone_from_every_table(cast: Cast, advisor) -> None:
    session = building.booked(advisor, cast.employee)
    room = building.room(cast.employee, session)
    note = noting.write(room=room, by=cast.employee, text="だれにも言わない", shared=False)
    theirs = building.room(cast.alumnus_other, session)
    assert rooms.notes_of(theirs) == []
    with pytest.raises(ValidationError):
        noting.erase(room=theirs, key=note.pk, by=cast.alumnus_other)
    noting.erase(room=room, key=note.pk, by=cast.employee)
    assert not SessionNote.objects.exists()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_tables WHERE tablename ~ 'sessionnote.+|careersession.+'")
        assert cursor.fetchone() == (0,), "no table of older versions"
    assert not Entry.objects.filter(about__contains=str(note.pk)).exists()


def test_what_is_sealed_opens_only_where_it_belongs(cast: Cast, advisor) -> None:
    one = building.booked(advisor, cast.employee)
    other = building.booked(advisor, cast.alumna, building.soon(90))
    CareerSession.objects.filter(pk=one.pk).update(sealed=bytes(other.sealed))
    assert rooms.room_of(cast.employee, one.pk) is None, "swapped rows are not opened"
    note = noting.write(room=building.room(cast.alumna, other), by=cast.alumna, text="秘密", shared=False)
    SessionNote.objects.filter(pk=note.pk).update(shared=True)
    assert rooms.notes_of(building.room(cast.alumnus_other, other)) == [], "made shared in the table, still shut"


def test_one_takes_along_what_one_may_read_and_nothing_else(cast: Cast, login, advisor) -> None:
    session = building.booked(advisor, cast.employee, words="共有のことば")
    for who in (cast.employee, cast.alumnus_other):
        noting.write(room=building.room(who, session), by=who, text=f"{who.pk}だけのことば", shared=False)
    kept = login(cast.employee).get("/plans/mine.json").json()
    assert [[note["text"] for note in one["notes"]] for one in kept] == [
        ["共有のことば", f"{cast.employee.pk}だけのことば"]
    ]
    login(cast.employee).post("/plans/erase/")
    assert [note.text for note in rooms.notes_of(building.room(cast.alumnus_other, session))] == [
        f"{cast.alumnus_other.pk}だけのことば"
    ]


def test_whoever_forgets_leaves_what_has_been_and_the_other_keeps_their_own(cast: Cast, login, advisor) -> None:
    been, other = (
        building.booked(advisor, cast.employee, theme=1),
        building.booked(advisor, cast.alumna, building.soon(74)),
    )
    coming = building.booked(advisor, cast.employee, building.soon(900))
    for session, who in ((been, cast.employee), (been, cast.alumnus_other), (other, cast.alumna)):
        noting.write(room=building.room(who, session), by=who, text=f"{who.pk}のことば", shared=True)
    with time_machine.travel(been.ends_at + timedelta(hours=3)):  # not yet closed: it is counted all the same
        login(cast.employee).post("/plans/forget/")
        assert [room.pk for room in (*rooms.coming(cast.employee), *rooms.past(cast.employee))] == [coming.pk]
        assert login(cast.employee).get(f"/plans/{been.pk}/").status_code == 404
        left = building.room(cast.alumnus_other, been)
        assert (left.session.state, left.other, left.theme) == ("over", None, "")
        assert [note.text for note in rooms.notes_of(left)] == [f"{cast.alumnus_other.pk}のことば"]
        page = login(cast.alumnus_other).get(f"/plans/{been.pk}/").content.decode()
        assert "お相手は表示されません" in page and "高梨" not in page
        login(cast.alumnus_other).post("/plans/forget/")
    assert set(CareerSession.objects.values_list("pk", flat=True)) == {coming.pk, other.pk}
    assert building.room(cast.alumna, other).other is None
    assert Tally.objects.filter(scope=cast.company.scope).exists()


def test_a_session_is_over_a_day_later_and_counted_once(cast: Cast, advisor) -> None:
    session = building.booked(advisor, cast.employee)
    with time_machine.travel(session.ends_at + timedelta(days=2)):
        assert [actions.close_past(), actions.close_past()] == [1, 0]
    session.refresh_from_db()
    assert session.state == "over"


def test_lists_cost_the_same_for_one_and_for_three(cast: Cast, login, advisor) -> None:
    browser, costs = login(cast.employee), []
    for n in range(3):
        building.booked(advisor, cast.employee, building.soon(60 + 5 * n))
        building.slot(building.advisor(make.user()), building.soon(80))
        with CaptureQueriesContext(connection) as asked:
            browser.get("/advisors/")
        costs.append(len(asked))
    assert costs[0] == costs[2]
