"""What a company reads: rounded, from ten people on, and never enough to tell of one."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from programs.mentoring import funding, timetable
from programs.mentoring.fund_models import Tally
from programs.mentoring.rounding import FLOOR, STEP, told
from programs.mentoring.sealing import tally_mark
from tests.cast import Cast


def every_draw():  # type: ignore[no-untyped-def]
    """Each way in which the floor and the rounding can fall."""
    for floor in range(5):
        for offset in range(10):
            yield lambda what, sides, f=floor, o=offset: f if what.startswith("floor") else o


def test_below_ten_people_nothing_is_told_and_no_number_is_exact() -> None:
    for draw in every_draw():
        for people in range(40):
            for sessions in range(people, people + 30):
                shown = told("x", sessions, people, draw)
                assert people >= FLOOR or shown is None
                assert shown is None or (shown % STEP == 0 and abs(shown - sessions) <= STEP and shown > 0)


def test_one_session_more_could_have_been_there_all_along() -> None:
    """Whatever two numbers are shown for months that differ by one: with another draw the months would be equal."""
    can_be = {n: {told("x", n, 20, draw) for draw in every_draw()} for n in range(20, 60)}
    for n in range(20, 59):
        for one in can_be[n]:
            for other in can_be[n + 1]:
                assert any(
                    {one, other} <= can_be[m] or (one in can_be[m] and other in can_be[m]) for m in range(20, 60)
                )


def test_only_closed_months_are_told_and_reading_again_tells_the_same(cast: Cast, login) -> None:
    for month, people in ((date(2027, 2, 1), 30), (date(2027, 1, 1), 9), (date(2027, 3, 1), 30)):
        Tally.objects.bulk_create(
            Tally(scope=cast.company.scope, month=month, mark=tally_mark(cast.company.scope, str(month), n))
            for n in range(people)
        )
    months = funding.months_of(cast.company.scope, today=date(2027, 3, 20))
    assert months == funding.months_of(cast.company.scope, today=date(2027, 3, 21))
    assert (months[0].month, months[0].sessions in (30, 20)) == (date(2027, 2, 1), True)
    assert (months[1].month, months[1].sessions) == (date(2027, 1, 1), None)
    assert funding.months_of(cast.company.scope, today=date(2027, 3, 3))[0].month == date(2027, 1, 1)
    assert {one.sessions for one in funding.months_of(cast.other_company.scope, today=date(2027, 3, 20))} == {None}
    status = {name: login(who).get("/desk/aomi/sessions/").status_code for name, who in cast.everybody().items()}
    assert {name for name, code in status.items() if code == 200} == {"hr", "company_admin"}


def test_marks_of_two_months_have_nothing_in_common() -> None:
    assert len({tally_mark(scope, month, 7) for scope in ("company:1", "company:2") for month in ("a", "b")}) == 4


def rhythm(**more):  # type: ignore[no-untyped-def]
    given = {
        "first": date(2027, 3, 22), "last": date(2027, 4, 4), "weekdays": frozenset({6}), "opens": time(9),
        "closes": time(11), "minutes": 50, "buffer": 10, "zone": "Europe/Berlin",
    }  # fmt: skip
    return timetable.Rhythm(**{**given, **more})


def test_nine_stays_nine_when_summer_time_begins() -> None:
    """28 March 2027 is the day in Berlin: 9:00 is 7:00 UTC from then on."""
    starts = [start for start, _end in timetable.times(rhythm(first=date(2027, 3, 20)))]
    there = [start.astimezone(ZoneInfo("Europe/Berlin")) for start in starts]
    assert [(at.day, at.hour, start.hour) for at, start in zip(there, starts, strict=True)] == [
        (21, 9, 8), (21, 10, 9), (28, 9, 7), (28, 10, 8), (4, 9, 7), (4, 10, 8),
    ]  # fmt: skip


def test_a_skipped_hour_is_not_offered_and_a_doubled_one_once() -> None:
    night = {"opens": time(1), "closes": time(5), "minutes": 60, "buffer": 0, "weekdays": frozenset({6})}
    spring = timetable.times(rhythm(first=date(2027, 3, 28), last=date(2027, 3, 28), **night))
    autumn = timetable.times(rhythm(first=date(2027, 10, 31), last=date(2027, 10, 31), **night))
    berlin = ZoneInfo("Europe/Berlin")
    assert [start.astimezone(berlin).hour for start, _end in spring] == [1, 3, 4]
    assert [start.astimezone(berlin).hour for start, _end in autumn] == [1, 2, 3, 4]
    for made in (spring, autumn):
        assert all(one[1] <= other[0] for one, other in zip(made, made[1:], strict=False)), "none meets another"
    assert timetable.moment(datetime(2027, 3, 28, 2, 30), "Europe/Berlin") is None
