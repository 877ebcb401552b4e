"""Rare words come from the index, frequent ones by walking along the order: both ways find the same."""

import pytest

from alumni.directory.finding import LIST, WALK, Search
from alumni.directory.indexing import reindex_stale
from alumni.directory.keys import held_by
from alumni.directory.sample import Sample
from alumni.directory.wishes import ORDERS, Place, Wish
from tests.alumni.directory.search_worlds import fresh
from tests.cast import Cast


class Everywhere(dict):
    """Each word is met in every entry."""

    def get(self, key, default=None):
        return 1


RARE, FREQUENT = Sample(), Sample(people=1_000_000, keys=[""], having=Everywhere(), recent=[0], texts=[{}])


def pages(search: Search, size: int) -> list[list[int]]:
    found: list[list[int]] = []
    after: Place | None = None
    while not found or after:
        page = search.page(size, after)
        found, after = [*found, page.people], page.next
    return found


@pytest.mark.parametrize("order", ORDERS)
def test_both_ways_find_the_same_people_in_the_same_order(cast: Cast, order: str) -> None:
    reindex_stale()
    company = cast.company.pk
    wishes = [Wish("公共"), Wish("早"), Wish("青海システムズ"), Wish(company=company), Wish("三", company=company)]
    for person in (cast.alumna, cast.hr, cast.hr_other, cast.stranger):
        viewer = fresh(person)
        for wish in wishes:
            ways = [Search(wish, held_by(viewer), viewer.pk, order, known) for known in (RARE, FREQUENT)]
            assert pages(ways[1], 2) == pages(ways[0], 2), (person, wish)
    viewer = fresh(cast.alumna)
    search = Search(Wish("公共"), held_by(viewer), viewer.pk, order, FREQUENT)
    ways = {search._way(group, search._query(group), 3, None) for group in search._groups}
    assert ways == {LIST, WALK} and any(pages(search, 2))
