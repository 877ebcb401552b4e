"""The reckoning and the search's SQL agree, and both sides gain or nothing is suggested."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.users.models import User
from alumni.companies.models import Department
from programs.exchange import matching, suggesting
from programs.exchange.keeping import weights_of
from programs.exchange.matching import Fit, Side
from programs.exchange.models import Listing, Shown, ThemeWeight
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
    assert fit() == Fit(2, "person:5", 500, 500, 500, 3, 0, lot=2)


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
openings = st.fixed_dictionaries(
    {
        "seen": st.booleans(),
        "circle": st.sampled_from(["all", "aomi", "hokushin", "both", "division", "group", "far"]),
        "years": st.sampled_from(
            [(None, None), (1995, None), (2012, None), (None, 1999), (2001, 2003), (None, 2100)]
        ),
        "reach": st.sampled_from([("", ""), ("aomi", ""), ("", "aomi"), ("hokushin", ""), ("aomi", "hokushin")]),
    }
)
OPEN: dict = {"seen": False, "circle": "all", "years": (None, None), "reach": ("", "")}
FITS: dict = {
    "themes": {0, 1}, "returns": {1, 2}, "start": 0, "length": 60, "effort": 1, "online": True, "area": "", "languages": 1,
    "capacity": 3, "load": 0, "shown": 4,
}  # fmt: skip
# Where the people of the stage were: unit, first and last year.
POSTS = [
    ("group", 2000, 2010),
    ("group", 1990, 1999),
    ("division", 2004, None),
    ("far", 2000, 2010),
    ("group", 2012, 2020),
]
VIEWERS = {"boss": [("division", 1990, 2012)], "employee": [("division", 2010, None)]}
FAMILY = {"division": ("division", "group"), "group": ("group",), "far": ("far",)}


@dataclass
class Stage:
    cast: Cast
    skills: list[int]
    people: list[User]
    units: dict[str, Department]

    def companies(self, names: Iterable[str]) -> list[int]:
        known = {"aomi": self.cast.company.pk, "hokushin": self.cast.other_company.pk}
        return sorted(known[name] for name in names if name in known)


@pytest.fixture
def stage(cast: Cast) -> Stage:
    skills = [building.skills_of([f"テーマ{n}"])[0].pk for n in range(4)]
    ThemeWeight.objects.create(skill_id=skills[0], weight=100)
    ThemeWeight.objects.create(skill_id=skills[1], weight=371)
    units = {"division": cast.division, "group": cast.group, "far": make.department(cast.company, "遠い部")}
    people = [make.user(f"人{n} 〇") for n in range(len(POSTS))]
    for person, (unit, first, last) in zip(people, POSTS, strict=True):
        make.tenure(person, units[unit], f"{first}-04-01", f"{last}-03-31" if last else None)
    return Stage(cast, skills, people, units)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(anchor=sides, others=st.lists(sides, max_size=len(POSTS)), of_company=st.booleans(), turned=st.booleans())
def test_the_search_finds_what_the_reckoning_finds_in_the_same_order(
    stage: Stage, anchor: dict, others: list[dict], of_company: bool, turned: bool
) -> None:
    """Everybody is open to everybody: only what is asked and given differs."""
    opened = [{**OPEN, **plan} for plan in (anchor, *others)]
    agree(stage, opened[0], opened[1:], None, "hr" if of_company else "boss", turned)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    anchor=openings, others=st.lists(openings, min_size=len(POSTS), max_size=len(POSTS)), company=openings,
    who=st.sampled_from(["boss", "employee", "hr"]), turned=st.booleans(),
)  # fmt: skip
def test_both_are_in_the_circle_of_the_other_and_where_somebody_wants_to_be_found(
    stage: Stage, anchor: dict, others: list[dict], company: dict, who: str, turned: bool
) -> None:
    """Everything fits: only circles, years, inside and outside, and what was seen differ."""
    fitting = [{**FITS, **plan} for plan in (anchor, *others, company)]
    agree(stage, fitting[0], fitting[1:-1], fitting[-1], who, turned)


def agree(stage: Stage, anchor: dict, others: list[dict], company: dict | None, who: str, turned: bool) -> None:
    cast, today = stage.cast, timezone.localdate()
    Listing.objects.all().delete()
    one, other = ("offer", "need") if turned else ("need", "offer")
    viewer, own = getattr(cast, who), cast.company if who == "hr" else None
    mine = _listing(stage, one, viewer, {**anchor, "seen": False, "reach": ("", "")}, company=own)
    spots = VIEWERS.get(who, [("", today.year, None)])
    rows = [(_listing(stage, other, who, plan, viewer), plan, [post])
            for who, plan, post in zip(stage.people, others, POSTS, strict=False)]  # fmt: skip
    if company:
        row = _listing(stage, other, cast.hr_other, company, viewer, company=cast.other_company)
        rows.append((row, company, [("hokushin", today.year, None)]))
    there, expected = frozenset(stage.companies(["aomi"] if who != "boss" else [])), []
    for row, plan, posts in rows:
        if not (_takes(anchor, posts) and _takes(plan, spots)):
            continue
        side = replace(suggesting.side_of(row), shown=max(row.shown - plan["seen"], 0))
        origin = replace(suggesting.side_of(mine), where=there)
        need, offer = (side, origin) if turned else (origin, side)
        turn = matching.turn_of(viewer.pk, today)
        found = matching.reckon(need, offer, weights_of(mine.themes), found=side, turn=turn)
        expected += [found] if found else []
    assert suggesting.fits(mine, viewer) == matching.ranked(expected)
    if who != "hr":
        read = Listing.objects.visible_to(viewer).exclude(pk=mine.pk)
        assert set(read) == {row for row, plan, _posts in rows if _takes(plan, spots)}


def _takes(plan: dict, posts: list[tuple]) -> bool:
    """Whether a circle takes in somebody who was there; "" is the company itself without a unit, "hokushin" the other."""
    circle, (since, until) = plan["circle"], plan["years"]
    if circle == "all":
        return True
    for unit, first, last in posts:
        company = "hokushin" if unit == "hokushin" else "aomi"
        inside = unit in FAMILY[circle] if circle in FAMILY else circle in (company, "both")
        if inside and (until is None or first <= until) and (since is None or last is None or last >= since):
            return True
    return False


def _listing(stage: Stage, kind: str, person: User, plan: dict, viewer: User | None = None, **more) -> Listing:
    since = timezone.localdate() + timedelta(days=plan["start"])
    same = {name: plan[name] for name in ("effort", "online", "area", "languages", "capacity", "load", "shown")}
    more |= {"themes_by_number": sorted(stage.skills[n] for n in plan["themes"]), "returns": sorted(plan["returns"])}
    circle, unit = plan["circle"], stage.units.get(plan["circle"])
    names = ["aomi", "hokushin"] if circle == "both" else ["aomi"] if unit else [circle]
    more |= {"circle": stage.companies(names), "circle_unit": unit, "near": stage.companies(plan["reach"][:1]),
             "far": stage.companies(plan["reach"][1:])}  # fmt: skip
    years = plan["years"] if circle != "all" else (None, None)
    more |= {"years_from": years[0], "years_until": years[1], "since": since, "suggested": True}
    made = building.listing(kind, person, **same, **more, until=since + timedelta(days=plan["length"]))
    if viewer is not None and plan["seen"]:
        Shown.objects.create(viewer=viewer, listing=made, day=timezone.localdate())
    return made
