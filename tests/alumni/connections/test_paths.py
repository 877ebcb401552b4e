"""Paths of introduction: the shortest, over links that nobody hides and people whom the viewer may see."""

import itertools
import random

import pytest
from django.urls import reverse

from alumni.connections import actions
from alumni.connections.paths import Chain, chains_between, chains_into
from alumni.profiles.models import Telling
from tests import make

pytestmark = pytest.mark.django_db


def people(cast, count, seen_by="company"):
    made = [make.user(f"鎖 {n}", seen_by=seen_by) for n in range(count)]
    for person in made:
        make.tenure(person, cast.division, "2001-04-01", "2005-03-31")
    return made


def in_a_row(*everybody):
    return [make.connection(a, b) for a, b in itertools.pairwise(everybody)]


@pytest.mark.parametrize("between", [1, 2, 3])
def test_up_to_three_people_between(cast, between):
    middle = people(cast, between)
    in_a_row(cast.junior, *middle, cast.boss)
    assert chains_between(cast.junior, cast.boss) == [Chain(tuple(p.pk for p in middle))]


def test_four_between_are_too_far(cast):
    in_a_row(cast.junior, *people(cast, 4), cast.boss)
    assert chains_between(cast.junior, cast.boss) == []


def test_who_is_connected_needs_nobody(cast):
    (one,) = people(cast, 1)
    in_a_row(cast.junior, one, cast.boss)
    make.connection(cast.junior, cast.boss)
    assert chains_between(cast.junior, cast.boss) == []


@pytest.mark.parametrize("which", [0, 1])
@pytest.mark.parametrize("how", ["first_hides", "second_hides", "first_rests", "second_rests"])
def test_a_link_that_either_end_hides_or_rests_is_no_way(cast, which, how):
    (one,) = people(cast, 1)
    links = in_a_row(cast.junior, one, cast.boss)
    assert chains_between(cast.junior, cast.boss)
    setattr(links[which], how, True)
    links[which].save()
    assert chains_between(cast.junior, cast.boss) == []


@pytest.mark.parametrize("hidden", [0, 1, 2])
def test_an_unseen_person_between_makes_no_way(cast, hidden):
    middle = people(cast, 3)
    in_a_row(cast.junior, *middle, cast.boss)
    assert len(chains_between(cast.junior, cast.boss)) == 1
    middle[hidden].profile.seen_by = "nobody"
    middle[hidden].profile.save()
    assert chains_between(cast.junior, cast.boss) == []


def test_a_question_that_waits_is_no_way(cast):
    (one,) = people(cast, 1)
    make.connection(cast.junior, one)
    actions.ask(person=cast.boss, by=one, says="worked")
    assert chains_between(cast.junior, cast.boss) == []


def test_the_shortest_way_is_what_a_plain_search_finds(cast):
    """Against breadth first over all links and all seen people, in random networks."""
    chance = random.Random(7)
    for _round in range(4):
        seen, unseen = people(cast, 12), people(cast, 4, "nobody")
        pairs = [pair for pair in itertools.combinations([*seen, *unseen], 2) if chance.random() < 0.16]
        links = {}
        for a, b in pairs:
            hidden = chance.random() < 0.25
            make.connection(a, b, first_hides=hidden)
            if not hidden:
                links.setdefault(a.pk, set()).add(b.pk)
                links.setdefault(b.pk, set()).add(a.pk)
        allowed = {person.pk for person in seen}
        start = seen[0]
        for end in seen[1:]:
            chains = chains_between(start, end)
            lengths = {len(chain.between) for chain in chains}
            expected = plain_distance(links, allowed, start.pk, end.pk)
            assert lengths == ({expected} if expected in (1, 2, 3) else set())
            for chain in chains:
                assert set(chain.between) <= allowed
                steps = itertools.pairwise((start.pk, *chain.between, end.pk))
                assert all(b in links[a] for a, b in steps)


def plain_distance(links, allowed, start, end):
    """How many stand between; None where nothing leads there."""
    level, done, steps = {start}, {start}, 0
    while level:
        if end in level:
            return steps - 1
        level = {b for a in level for b in links.get(a, ()) if b in allowed} - done
        done |= level
        steps += 1
    return None


def test_into_a_company_through_whoever_tells_of_it(cast):
    first, last = people(cast, 2, "network")
    in_a_row(cast.junior, first, last)
    make.tenure(last, cast.other_company, "2015-04-01")
    assert chains_into(cast.junior, cast.other_company) == [Chain((first.pk, last.pk))]


def test_nobody_leads_into_a_company_who_keeps_it_to_themself(cast):
    (one,) = people(cast, 1, "network")
    make.connection(cast.junior, one)
    post = make.tenure(one, cast.other_company, "2015-04-01")
    assert chains_into(cast.junior, cast.other_company) == [Chain((one.pk,))]
    Telling.objects.create(tenure=post, employer=0, employer_blurred=31)
    assert chains_into(cast.junior, cast.other_company) == []


def test_the_page_costs_the_same_for_one_way_and_for_three(cast, login, django_assert_max_num_queries):
    browser = login(cast.junior)
    for one in people(cast, 3):
        in_a_row(cast.junior, one, cast.boss)
        browser.get(reverse("connections:ways", args=[cast.boss.pk]))
        with django_assert_max_num_queries(12):
            page = browser.get(reverse("connections:ways", args=[cast.boss.pk]))
        assert page.status_code == 200
    assert page.content.decode().count("に頼む") == 3
