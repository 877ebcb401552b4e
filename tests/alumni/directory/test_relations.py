"""How two people stand to one another: every answer has its mirror."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alumni.companies.lineage import Lineage
from alumni.directory.relations import MIRROR, Kinship, Stay, relate

TODAY = date(2026, 11, 23)
# 1 division > 2 group (became 5), 3 group; 4 another division.
LINEAGES = {1: Lineage({1: None, 2: 1, 3: 1, 4: None, 5: 1}, frozenset({(2, 5)}))}


def stay(unit: int | None, since: str, until: str | None = None, **more: object) -> Stay:
    start = date.fromisoformat(since)
    end = date.fromisoformat(until) if until else None
    return Stay(**{"company": 1, "unit": unit, "since": start, "until": end, "entered": start.year, **more})


def kind(mine: Stay, theirs: Stay) -> str:
    return relate([mine], [theirs], LINEAGES, TODAY).kind


ME = stay(2, "2003-04-01", "2011-04-01", entry="new_graduate")


@pytest.mark.parametrize(
    ("theirs", "expected"),
    [
        (stay(1, "1990-04-01", "2012-04-01", heads=True), "boss"),
        (stay(5, "2010-04-01", None, heads=True), "boss"),
        (stay(1, "1990-04-01", "2003-04-01", heads=True), "division"),
        (stay(3, "1990-04-01", "2012-04-01", heads=True), "division"),
        (stay(4, "2003-04-01", "2020-04-01", entry="new_graduate"), "intake"),
        (stay(4, "2003-10-01", "2020-04-01", entry="joined"), "intake"),
        (stay(4, "2003-10-01", "2020-04-01", entry="mid_career"), "company"),
        (stay(4, "2003-10-01", "2020-04-01", entry="transfer"), "company"),
        (stay(2, "1999-04-01", "2006-10-01", entry="new_graduate"), "senior"),
        (stay(2, "2007-04-01", "2014-04-01", entry="new_graduate"), "junior"),
        (stay(2, "2003-10-01", "2014-04-01", entry="mid_career"), "coworker"),
        (stay(2, "2011-04-01", "2014-04-01"), "division"),
        (stay(5, "2010-04-01", "2014-04-01"), "junior"),
        (stay(3, "2003-05-01", "2014-04-01", entry="mid_career"), "division"),
        (stay(None, "2004-04-01", "2014-04-01"), "company"),
        (Stay(company=1, unit=2), "division"),
        (stay(2, "2007-04-01", "2014-04-01", company=9), "none"),
    ],
)
def test_what_somebody_is_to_me(theirs: Stay, expected: str) -> None:
    assert kind(ME, theirs) == expected


def test_head_of_the_unit_sees_a_member_of_the_team() -> None:
    assert kind(stay(1, "1990-04-01", "2012-04-01", heads=True), ME) == "report"


def test_years_months_and_unit_of_the_time_together() -> None:
    found = relate([ME], [stay(1, "1990-04-01", "2006-01-01", heads=True)], LINEAGES, TODAY)
    assert (found.since, found.until, found.months, found.unit, found.lasting) == (2003, 2005, 33, 2, False)


def test_those_who_are_both_still_there_are_together_now() -> None:
    found = relate([stay(2, "2020-04-01")], [stay(2, "2022-04-01")], LINEAGES, TODAY)
    assert (found.kind, found.since, found.until, found.lasting) == ("junior", 2022, 2026, True)


def test_two_posts_at_the_same_time_count_each_day_once() -> None:
    mine = [stay(2, "2003-04-01", "2005-04-01"), stay(1, "2003-04-01", "2005-04-01")]
    assert relate(mine, [stay(2, "2003-04-01", "2005-04-01")], LINEAGES, TODAY).months == 24


def test_heads_of_one_unit_are_coworkers() -> None:
    a = stay(1, "2003-04-01", "2011-04-01", heads=True, entry="transfer")
    assert kind(a, a) == "coworker"


days = st.dates(date(1995, 1, 1), date(2026, 1, 1))


@st.composite
def stays(draw: st.DrawFn) -> Stay:
    start = draw(st.none() | days)
    end = draw(st.none() | days) if start else None
    if start and end and end <= start:
        start, end = end, date.fromordinal(start.toordinal() + 1)
    return Stay(
        company=draw(st.sampled_from([1, 2])),
        unit=draw(st.none() | st.integers(1, 5)),
        since=start,
        until=end,
        heads=draw(st.booleans()),
        entry=draw(st.sampled_from(["new_graduate", "mid_career", "joined", "transfer"])),
        entered=start.year if start else None,
    )


@settings(max_examples=400, deadline=None)
@given(st.lists(stays(), max_size=3), st.lists(stays(), max_size=3))
def test_every_answer_has_its_mirror(mine: list[Stay], theirs: list[Stay]) -> None:
    kinship = Kinship({1: LINEAGES[1], 2: LINEAGES[1]})
    one, other = relate(mine, theirs, kinship, TODAY), relate(theirs, mine, kinship, TODAY)
    assert other.kind == MIRROR.get(one.kind, one.kind)
    assert (other.since, other.until, other.months, other.lasting, other.entered) == (
        one.since, one.until, one.months, one.lasting, one.entered,
    )  # fmt: skip
