"""Who came: once each, whatever devices say and however late; taken back stays taken back."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from programs.checkins import actions, tickets
from programs.checkins.actions import Step
from programs.checkins.models import Attendance
from programs.events.models import Event
from tests import make
from tests.cast import Cast


@pytest.fixture
def tonight(cast: Cast) -> Event:
    start = timezone.now() - timedelta(minutes=10)
    return make.event(cast.company, cast.boss, title="今夜の集い", starts_at=start)


def step(person=None, minutes: int = 0, **more) -> Step:
    return Step(uuid4(), timezone.now() + timedelta(minutes=minutes), person and person.pk, **more)


def roll(event: Event) -> list[tuple[str, str]]:
    rows = Attendance.objects.standing().filter(event=event).order_by("pk").select_related("person")
    return [(row.person.name if row.person else row.guest_name, row.how) for row in rows]


def test_the_same_message_twice_is_one_arrival(cast: Cast, tonight: Event) -> None:
    once = step(cast.alumna, how="qr")
    became = [actions.check_in(event=tonight, step=once, by=cast.boss).became for _time in range(3)]
    assert (became, roll(tonight)) == (["done", "already", "already"], [("岡田 千尋", "qr")])


def test_two_devices_for_one_person_are_one_arrival_and_the_second_hears_of_the_first(
    cast: Cast, tonight: Event
) -> None:
    actions.check_in(event=tonight, step=step(cast.alumna), by=cast.boss)
    second = actions.check_in(event=tonight, step=step(cast.alumna, how="code"), by=cast.hr)
    assert (second.became, second.row.by) == ("already", cast.boss)
    assert roll(tonight) == [("岡田 千尋", "name")]


def test_the_database_itself_keeps_the_roll_free_of_doubles_and_nameless_rows(cast: Cast, tonight: Event) -> None:
    make.attendance(tonight, cast.alumna)
    for wrong in ({"person": cast.alumna}, {"person": None}, {"person": cast.junior, "guest_name": "だれか"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            make.attendance(tonight, **wrong)


def test_a_guest_twice_by_the_same_message_is_one_guest(cast: Cast, tonight: Event) -> None:
    guest = step(guest_name="  山本　さくら ", how="walk_in")
    for _time in range(2):
        actions.check_in(event=tonight, step=guest, by=cast.boss)
    assert roll(tonight) == [("山本 さくら", "walk_in")]


def test_what_was_taken_back_is_not_brought_back_by_a_message_written_before(cast: Cast, tonight: Event) -> None:
    late = step(cast.alumna, minutes=-5)
    first = step(cast.alumna, minutes=-6)
    actions.check_in(event=tonight, step=first, by=cast.boss)
    actions.undo(event=tonight, person=cast.alumna.pk, at=timezone.now(), by=cast.hr)
    assert [actions.check_in(event=tonight, step=one, by=cast.boss).became for one in (first, late)] == [
        "kept", "kept",
    ]  # fmt: skip
    assert roll(tonight) == []
    assert actions.check_in(event=tonight, step=step(cast.alumna), by=cast.boss).became == "done"


def test_an_old_taking_back_leaves_a_newer_arrival(cast: Cast, tonight: Event) -> None:
    actions.check_in(event=tonight, step=step(cast.alumna), by=cast.boss)
    ago = timezone.now() - timedelta(minutes=3)
    assert actions.undo(event=tonight, person=cast.alumna.pk, at=ago, by=cast.hr).became == "kept"
    assert roll(tonight) == [("岡田 千尋", "name")]


def test_a_bundle_says_of_each_step_what_became_of_it(cast: Cast, tonight: Event) -> None:
    came, left = step(cast.alumna, minutes=-4), Step(uuid4(), timezone.now(), cast.alumna.pk, leaves=True)
    steps = [came, step(cast.stranger), step(guest_name="　"), left, left, step(cast.junior)]
    found = [one.became for one in actions.sync(event=tonight, steps=steps, by=cast.boss)]
    assert found == ["done", "refused", "refused", "done", "already", "done"]
    assert roll(tonight) == [("早川 翔", "name")]


def test_somebody_whom_the_desk_may_not_see_is_no_walk_in(cast: Cast, tonight: Event) -> None:
    with pytest.raises(ValidationError):
        actions.check_in(event=tonight, step=step(cast.alumnus_other, how="walk_in"), by=cast.boss)


@pytest.mark.parametrize("who", ["alumna", "hr_other", "stranger", "junior"])
def test_only_who_holds_it_keeps_the_desk(who: str, cast: Cast, tonight: Event) -> None:
    with pytest.raises(ValidationError):
        actions.check_in(event=tonight, step=step(cast.employee), by=getattr(cast, who))
    assert roll(tonight) == []


def test_the_desk_is_open_from_three_hours_before_to_a_week_after(cast: Cast) -> None:
    for hours, opened in ((4, False), (2, True), (-24 * 6, True), (-24 * 8, False)):
        event = make.event(cast.company, cast.boss, starts_at=timezone.now() + timedelta(hours=hours))
        try:
            actions.check_in(event=event, step=step(cast.alumna), by=cast.boss)
            assert opened
        except ValidationError:
            assert not opened


def test_the_code_on_the_wall_lets_in_whoever_reads_it_within_the_time(cast: Cast, tonight: Event) -> None:
    code = tickets.wall_code(tonight)
    typed = f" {code[:3].lower()}-{code[3:]} "
    assert actions.arrive(event=tonight, code=typed, by=cast.alumna).became == "done"
    assert actions.arrive(event=tonight, code=code, by=cast.alumna).became == "already"
    assert roll(tonight) == [("岡田 千尋", "wall")]
    for wrong in ("", "AAAAAA", tickets.wall_code(make.event(cast.company, cast.boss))):
        with pytest.raises(ValidationError):
            actions.arrive(event=tonight, code=wrong, by=cast.junior)
    later = make.event(cast.company, cast.boss, starts_at=timezone.now() + timedelta(hours=2))
    with pytest.raises(ValidationError):
        actions.arrive(event=later, code=tickets.wall_code(later), by=cast.alumna)
    with pytest.raises(ValidationError):
        actions.arrive(event=tonight, code=code, by=cast.stranger)


def test_what_was_taken_back_by_mistake_stands_again_with_its_time(cast: Cast, tonight: Event) -> None:
    row = actions.check_in(event=tonight, step=step(cast.alumna), by=cast.boss).row
    actions.undo(event=tonight, row=row.pk, at=timezone.now(), by=cast.boss)
    actions.put_back(event=tonight, row=row.pk, by=cast.boss)
    again = Attendance.objects.standing().get(event=tonight)
    assert (again.pk, again.at, again.undone_by) == (row.pk, row.at, None)
