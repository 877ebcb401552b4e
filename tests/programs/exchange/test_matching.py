"""The reckoning and the search's SQL agree, and both sides gain or nothing is suggested."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from programs.exchange import matching, suggesting
from programs.exchange.keeping import weights_of
from programs.exchange.matching import Fit, Side
from programs.exchange.models import Listing, ThemeWeight
from tests import make
from tests.cast import Cast
from tests.programs.exchange import building

TODAY = date(2027, 4, 1)
NEED = Side(
    1, "company:1", frozenset({1, 2}), frozenset({1, 9}), TODAY, TODAY + timedelta(days=29), 2, True, "JP-13", 1, 9, 0, 0, 2000
)  # fmt: skip
OFFER = replace(NEED, pk=2, owner="person:5", themes=frozenset({2, 3}), returns=frozenset({1, 2}), capacity=3)


def fit(need: Side = NEED, offer: Side = OFFER) -> Fit | None:
    return matching.reckon(need, offer, {}, found=offer)


def test_half_of_each_side_is_five_hundred() -> None:
    assert fit() == Fit(2, "person:5", 500, 500, 500, 3, 0)


@pytest.mark.parametrize(
    ("gate", "other"),
    [
        ("others", {"owner": "company:1"}),
        ("time", {"since": TODAY + timedelta(days=17), "until": TODAY + timedelta(days=80)}),
        ("language", {"languages": 2}),
        ("place", {"online": False, "area": "JP-14"}),
        ("effort", {"effort": 1}),
    ],
)
def test_each_gate_alone_keeps_the_two_apart(gate: str, other: dict) -> None:
    kept = replace(OFFER, **other)
    assert (matching.closed(NEED, kept), fit(offer=kept)) == ([gate], None)


@pytest.mark.parametrize("one_sided", [{"returns": frozenset({7})}, {"themes": frozenset({8})}, {"load": 3}])
def test_nothing_is_suggested_where_one_side_gains_nothing_or_was_asked_enough(one_sided: dict) -> None:
    assert fit(offer=replace(OFFER, **one_sided)) is None


def test_whoever_was_shown_to_many_comes_after_whoever_was_not() -> None:
    seen = replace(OFFER, pk=3, shown=12)
    fits = [matching.reckon(NEED, one, {}, found=one) for one in (seen, replace(OFFER, pk=9))]
    assert [one.pk for one in matching.ranked(one for one in fits if one)] == [9, 3]


def test_few_of_one_owner_and_the_last_place_for_somebody_new() -> None:
    def row(pk: int, owner: str, shown: int) -> Fit:
        return Fit(pk, owner, 900, 900, 900, 3, shown)

    rows = [row(n, "company:7", 1) for n in range(4)] + [row(n, f"person:{n}", 1) for n in range(4, 9)]
    assert [one.pk for one in matching.pick(rows)] == [0, 1, 4, 5, 6, 7]
    assert [one.pk for one in matching.pick([*rows, row(20, "person:20", 0)])] == [0, 1, 4, 5, 6, 20]


sides = st.fixed_dictionaries(
    {
        "themes": st.sets(st.integers(0, 3), min_size=1, max_size=3),
        "returns": st.sets(st.integers(1, 5), min_size=1, max_size=3),
        "start": st.integers(0, 40),
        "length": st.integers(0, 60),
        "effort": st.integers(1, 5),
        "online": st.booleans(),
        "area": st.sampled_from(["", "JP-13", "JP-14"]),
        "languages": st.integers(1, 3),
        "capacity": st.integers(1, 4),
        "load": st.integers(0, 3),
        "shown": st.integers(0, 30),
    }
)


@pytest.fixture
def stage(cast: Cast) -> tuple:
    skills = [building.skills_of([f"テーマ{n}"])[0].pk for n in range(4)]
    ThemeWeight.objects.create(skill_id=skills[0], weight=100)
    ThemeWeight.objects.create(skill_id=skills[1], weight=371)
    people = [make.user(f"人{n} 〇") for n in range(6)]
    for person in people:
        make.tenure(person, cast.group, "2000-04-01", "2010-03-31")
    return cast, skills, people


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(anchor=sides, others=st.lists(sides, max_size=6), of_company=st.booleans(), turned=st.booleans())
def test_the_search_finds_what_the_reckoning_finds_in_the_same_order(
    stage: tuple, anchor: dict, others: list[dict], of_company: bool, turned: bool
) -> None:
    cast, skills, people = stage
    Listing.objects.all().delete()
    one, other = ("offer", "need") if turned else ("need", "offer")
    viewer = cast.hr if of_company else cast.boss
    mine = _listing(one, viewer, anchor, skills, company=cast.company if of_company else None)
    rows = [_listing(other, who, plan, skills) for who, plan in zip(people, others, strict=False)]
    weights, expected = weights_of(mine.themes), []
    for row in rows:
        need, offer = (row, mine) if turned else (mine, row)
        found = matching.reckon(
            suggesting.side_of(need), suggesting.side_of(offer), weights, found=suggesting.side_of(row)
        )
        expected += [found] if found else []
    assert suggesting.fits(mine, viewer) == matching.ranked(expected)


def _listing(kind: str, person, plan: dict, skills: list[int], **more) -> Listing:
    since = timezone.localdate() + timedelta(days=plan["start"])
    same = {name: plan[name] for name in ("effort", "online", "area", "languages", "capacity", "load", "shown")}
    more |= {"themes_by_number": sorted(skills[n] for n in plan["themes"]), "returns": sorted(plan["returns"])}
    until = since + timedelta(days=plan["length"])
    return building.listing(kind, person, **same, **more, since=since, until=until, suggested=True)
