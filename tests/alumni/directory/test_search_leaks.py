"""Leaks planted into searches, one documented seam at a time: the oracle finds each, and nothing once it is gone.

What comes out of pages, files and mails is looked at in tests/properties/test_leaks.py.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from accounts.users.models import User
from alumni.blocks.models import Block
from alumni.companies.names import fold
from alumni.directory import finding, indexing, keys
from alumni.directory.finding import Search
from alumni.directory.indexing import reindex_stale
from alumni.directory.keys import held_by
from alumni.directory.searching import cards_of, suggestions
from alumni.directory.wishes import Wish
from alumni.profiles.disclosure import Audience
from alumni.profiles.models import Profile, StoryPart
from alumni.profiles.queries import shown
from alumni.tenures.models import Tenure
from tests.alumni.directory.search_oracle import answer, counted, in_order
from tests.alumni.directory.search_worlds import FIELDS, NAMES, World, fresh

DEPARTMENT, COLLEAGUES = int(Audience.DEPARTMENT), int(Audience.DEPARTMENT | Audience.COMPANY)
POST = {"unit": 0, "since": "2003-04-01", "until": None, "open": True, "title": "課長", "entry": "new_graduate"}
POST |= {"state": "verified", "telling": None}
WISHES = [Wish("林"), Wish("警備情報"), Wish("課長"), Wish("設計士"), Wish("東京"), Wish("北辰"), Wish("技術")]


def person(name: int, to: int, *posts: dict) -> dict:
    masks = (to,) * len(FIELDS)
    return {
        "name": NAMES[name], "seen_by": "network", "masks": masks, "posts": [{**POST, **post} for post in posts],
        "free": False, "desk": None, "active": True,
    }  # fmt: skip


def to(mask: int, **parts: int) -> dict:
    return dict.fromkeys(("employer", "department", "title", "period"), mask) | parts


@pytest.fixture
def world(db: None) -> World:
    """A coworker, a colleague, somebody whose employer is hidden, somebody who claims a post; two keep apart."""
    made = World({"met": set(), "people": [
        person(3, 31, {}),
        person(0, DEPARTMENT, {}),
        person(1, 0, {"unit": 2, "since": "1999-04-01"}),
        person(2, COLLEAGUES, {"unit": 3, "telling": to(0, period=31)}),
        person(3, 31, {"unit": 3}, {"state": "claimed", "title": "技術顧問", "telling": to(COLLEAGUES)}),
        person(2, 31, {"unit": 0, "telling": to(31, department=0)}),
    ]})  # fmt: skip
    Block.objects.create(by=made.people[2], person=made.people[4], called="林 渉")
    return made


def wrong(world: World) -> Iterator[tuple[str, User, Wish]]:
    """Where a search says something else than the oracle."""
    reindex_stale()
    wishes = [*WISHES, Wish(company=world.companies[1].pk), Wish(worked_together=True)]
    for viewer in map(fresh, world.people):
        for wish in wishes:
            right = answer(viewer, wish)
            search = Search(wish, held_by(viewer), viewer.pk, "kana")
            if search.page(100).people != in_order(right):
                yield "people and their order", viewer, wish
            numbers = search.numbers()
            told = {(number.kind, number.value, number.people) for number in numbers.rows if number.people}
            if (search.count(), numbers.count, told) != (
                len(right),
                len(right),
                counted(viewer, right, wish.company),
            ):
                yield "numbers", viewer, wish
            yield from ((what, viewer, wish) for what in wrong_words(viewer, wish, right))


def wrong_words(viewer: User, wish: Wish, right: set[int]) -> Iterator[str]:
    if wish.text and {card.companion.person.pk for card in suggestions(viewer, wish.text)} != right:
        yield "suggestions"
    read = shown(viewer, right, whole=True)
    for card in cards_of(viewer, sorted(right), wish)[0]:
        words = "".join(stretch.text for stretch in card.told).split()
        if not all(word in str(read[card.companion.person.pk]) for word in words):
            yield "marked words"


_audiences, _rows, _held_by = indexing._audiences, indexing._rows, keys.held_by


def as_the_department_reads(source: Any) -> Any:
    return ((key, replace(ties, held=ties.held | Audience.DEPARTMENT)) for key, ties in _audiences(source))


def sorted_by_reading(source: Any) -> Any:
    entry, posts = _rows(source)
    return (*entry[:4], fold(source.profile.person.reading), *entry[5:]), posts


def coworker_of_everybody(viewer: User) -> Any:
    held = _held_by(viewer)
    return replace(held, common=(*held.common, *held.near))


def whole_story(shown: Any) -> Iterator[str]:
    yield from StoryPart.objects.filter(profile__person=shown.person).values_list("text", flat=True)


def of_one_company(viewer: User) -> frozenset[int]:
    mine = Tenure.objects.filter(person=viewer).values("company")
    return frozenset(Tenure.objects.filter(company__in=mine).exclude(person=viewer).values_list("person", flat=True))


LEAKS = {
    "words of the department lie under the company's key": ("indexing._audiences", as_the_department_reads),
    "a hidden employer is counted": ("finding.NUMBERS", finding.NUMBERS.replace(" AND p.key = ANY(s.keys)", "")),
    "a hidden place is counted": (
        "finding.NUMBERS", finding.NUMBERS.replace("split_part(t.tag, '.', 1) = ANY(s.keys)", "true"),
    ),
    "a hidden reading sorts": ("indexing._rows", sorted_by_reading),
    "a hidden department is suggested": ("searching.held_by", coworker_of_everybody),
    "hidden words are marked": ("searching._lines", whole_story),
    "a claimed post makes a colleague": ("indexing.through", lambda company, other: f"c{company}"),
    "a block is ignored": ("finding.AWAY", finding.AWAY.replace(finding.APART_SQL, "SELECT 0 WHERE %s + %s = 0")),
    "whoever hides the department is a coworker": ("keys._coworkers", of_one_company),
}  # fmt: skip


@pytest.mark.parametrize("where, instead", LEAKS.values(), ids=LEAKS)
def test_a_planted_leak_is_found(world: World, monkeypatch: pytest.MonkeyPatch, where: str, instead: Any) -> None:
    seam = f"alumni.directory.{where}"
    monkeypatch.setattr(seam, instead)
    assert next(wrong(world), None)


def test_nothing_is_wrong_where_nothing_is_planted(world: World) -> None:
    assert list(wrong(world)) == []


def test_whoever_just_hid_something_is_found_by_nobody_and_without_the_mark_they_would_be(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    reindex_stale()
    viewer, hiding = fresh(world.people[1]), world.people[0]
    Profile.objects.filter(person=hiding).update(now_to=0)
    search = Search(Wish("設計士"), held_by(viewer), viewer.pk)
    assert hiding.pk not in search.page(100).people
    stale = " UNION ALL SELECT s.person FROM alumni_searchstale s"
    assert stale in finding.AWAY
    monkeypatch.setattr(finding, "AWAY", finding.AWAY.replace(stale, ""))
    assert hiding.pk in search.page(100).people
