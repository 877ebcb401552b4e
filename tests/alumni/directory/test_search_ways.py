"""Whichever way a search goes, it finds the same people in the same order; a sample chooses, and only chooses."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alumni.directory.finding import BOTH, INDEX, LIST, UNITS, WALK, Search
from alumni.directory.indexing import reindex_stale
from alumni.directory.keys import Group, held_by
from alumni.directory.lexemes import Query
from alumni.directory.sample import Sample
from alumni.directory.wishes import ORDERS, Place, Wish
from tests.alumni.directory.search_worlds import fresh
from tests.cast import Cast

WAYS = [(few, listed, others) for few in (True, False) for listed in (INDEX, BOTH, LIST) for others in (INDEX, WALK)]


def told(search: Search, size: int = 2) -> tuple[list[list[int]], int, int]:
    """All pages, and how many there are said to be, twice."""
    found: list[list[int]] = []
    after: Place | None = None
    while not found or after:
        page = search.page(size, after)
        found, after = [*found, page.people], page.next
    return found, search.count(), search.numbers().count


def force(monkeypatch: pytest.MonkeyPatch, few: bool, listed: str, others: str) -> None:
    def way(self: Search, group: Group, *_more: object) -> str:
        if self.wish.units is not None and others == INDEX:
            return UNITS
        return others if group.ids is None else listed

    monkeypatch.setattr(Search, "_way", way)
    monkeypatch.setattr(Search, "_few", few)


@pytest.mark.parametrize("order", ORDERS)
def test_every_way_finds_the_same_people_in_the_same_order(
    cast: Cast, order: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    reindex_stale()
    company, unit = cast.company.pk, cast.group.pk
    wishes = [Wish("公共"), Wish("早"), Wish("青海システムズ"), Wish(company=company), Wish("三", company=company)]
    wishes += [Wish(company=company, units=(unit,), years=(2000, 2006)), Wish("グループ", entered=2004)]
    seen = 0
    for person in (cast.alumna, cast.hr, cast.hr_other, cast.stranger):
        viewer = fresh(person)
        for wish in wishes:
            answers = []
            for ways in WAYS:
                with monkeypatch.context() as patch:
                    force(patch, *ways)
                    answers.append(told(Search(wish, held_by(viewer), viewer.pk, order)))
            assert answers == [answers[0]] * len(WAYS), (person, wish)
            seen += answers[0][1]
    assert seen > 20


WORDS = st.sampled_from("abcde")
ENTRIES = st.lists(st.sets(WORDS), min_size=1, max_size=12)
NEEDED = st.lists(st.lists(WORDS, min_size=1, max_size=3).map(tuple), max_size=3).map(tuple)


@settings(max_examples=100, deadline=None)
@given(ENTRIES, NEEDED, NEEDED)
def test_a_sample_knows_who_fits(entries: list[set[str]], needed, without) -> None:
    having = {word: sum(1 << at for at, entry in enumerate(entries) if word in entry) for word in "abcde"}
    sample = Sample(1000, [f"{at:02}" for at in range(len(entries))], having)
    query = Query(needed, (without,) if without else ())
    fits = [
        all(entry.intersection(any_of) for any_of in needed)
        and not (without and all(entry.intersection(any_of) for any_of in without))
        for entry in entries
    ]
    assert sample.fit(query) == sum(1 << at for at, one in enumerate(fits) if one)


def test_who_stands_at_the_end_of_the_order_is_not_walked_to() -> None:
    rare_start = Sample(1_000_000, [f"{at:04}" for at in range(1000)], {"spread": 0, "end": 0})
    spread, end = sum(1 << at for at in range(0, 1000, 10)), sum(1 << at for at in range(900, 1000))
    assert rare_start.steps(spread, 20) == 200
    assert rare_start.steps(end, 20) > 800_000
    assert rare_start.steps(end, 20, after="0899") < 1_000
