"""Groups of a cohort: what always holds, whatever people, wishes and seed."""

import random
from collections import Counter
from dataclasses import replace
from itertools import combinations, permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from programs.cohorts.mixing import (
    CannotRepair,
    Member,
    Prices,
    Wish,
    cost_of,
    mix,
    obstacles,
    quality_of,
    reason_of,
    repair,
)
from programs.cohorts.mixing.assigning import cheapest
from programs.cohorts.mixing.bounds import bound_of, random_plan, spread
from programs.cohorts.mixing.chance import Chance
from programs.cohorts.mixing.obstacles import Trouble
from programs.cohorts.mixing.people import tidy
from programs.cohorts.mixing.prices import matrix
from programs.cohorts.mixing.repairing import fewest_moves
from programs.cohorts.mixing.seats import shifts
from programs.cohorts.mixing.solving import _anneal, _plain, _table, total

FEW = settings(max_examples=30, deadline=None)


def people(number: int, companies: int, seed: int = 1, bosses: int = 0) -> tuple[Member, ...]:
    chance = random.Random(seed)
    found = [
        Member(
            key=100 + at,
            company=at % companies,
            department=10 * (at % companies) + chance.randrange(3),
            function=chance.randrange(4),
            level=chance.choice([None, 1, 2, 3]),
            gender=chance.randrange(2),
            place=chance.randrange(5),
        )
        for at in range(number)
    ]
    for at in range(bosses):
        boss = found[at]
        report = next((one for one in found[at + 1 :] if one.company == boss.company), found[-1])
        found[found.index(report)] = replace(report, bosses=report.bosses | {boss.key})
    return tuple(found)


@st.composite
def wishes(draw):
    groups, size = draw(st.integers(2, 5)), draw(st.integers(2, 4))
    number = groups * size + draw(st.integers(0, groups - 1))
    rounds = draw(st.integers(1, 4))
    members = people(number, draw(st.integers(2, 5)), draw(st.integers(0, 99)), draw(st.integers(0, 1)))
    keys = [one.key for one in members]
    locks = {}
    for turn in range(rounds):
        for group in draw(st.lists(st.integers(0, groups - 1), max_size=2, unique=True)):
            locks[turn, draw(st.sampled_from(keys))] = group
    absent = frozenset((turn, draw(st.sampled_from(keys))) for turn in range(draw(st.integers(0, min(rounds, 2)))))
    met = {
        frozenset(pair): 1 for pair in draw(st.lists(st.tuples(st.sampled_from(keys[:3]), st.sampled_from(keys[3:]))))
    }
    return Wish(members, groups, rounds, locks=locks, absent=absent, met=met, seed=draw(st.integers(0, 9)))


@FEW
@given(wishes())
def test_everybody_who_is_there_sits_in_one_group_of_each_round_and_locks_hold(wish: Wish) -> None:
    plan = mix(wish, proposals=2_000)
    assert len(plan) == wish.rounds
    for turn, groups in enumerate(plan):
        there = sorted(wish.people[at].key for at in wish.present(turn))
        assert sorted(key for group in groups for key in group) == there
        assert len(groups) == wish.groups and max(map(len, groups)) - min(map(len, groups)) <= 1
        for (when, key), group in wish.locks.items():
            if when == turn and (turn, key) not in wish.absent:
                assert key in groups[group]


@FEW
@given(wishes(), st.randoms())
def test_the_same_seed_gives_the_same_groups_in_whatever_order_people_come(wish: Wish, chance) -> None:
    members = list(wish.members)
    chance.shuffle(members)
    assert mix(replace(wish, members=tuple(members)), proposals=2_000) == mix(wish, proposals=2_000)


@FEW
@given(wishes())
def test_no_plan_costs_less_than_the_bound_and_percent_stays_between_its_ends(wish: Wish) -> None:
    for plan in (mix(wish, proposals=2_000), random_plan(wish, Chance(3))):
        quality = quality_of(wish, plan)
        assert quality.cost.total >= quality.bound.total
        assert quality.cost.again >= quality.bound.again or wish.absent
        assert 0 <= quality.percent <= 100


@FEW
@given(wishes())
def test_the_price_kept_while_swapping_is_the_price_counted_pair_by_pair(wish: Wish) -> None:
    base = matrix(wish)
    table = _table(wish, _plain(wish, Chance(5)), base, Prices())
    price, groups = _anneal(table, Chance(7), 3_000, total(table, base), warmth=200)
    plan = tuple(tidy([[wish.people[at].key for at in group] for group in turn]) for turn in groups)
    assert price == cost_of(wish, plan).total


def test_the_best_of_all_is_found_where_all_can_be_tried() -> None:
    for seed in range(8):
        wish = Wish(people(8, 3, seed), groups=2, seed=seed)
        keys = [one.key for one in wish.people]
        best = min(
            cost_of(wish, (tidy([list(some), [k for k in keys if k not in some]]),)).total
            for some in combinations(keys, 4)
        )
        assert cost_of(wish, mix(wish, proposals=5_000)).total == best


@pytest.mark.parametrize("number, size, rounds", [(60, 5, 8), (48, 4, 6), (200, 5, 8)])
def test_nobody_meets_twice_where_a_design_exists(number: int, size: int, rounds: int) -> None:
    wish = Wish(people(number, number // 4, bosses=3), groups=number // size, rounds=rounds)
    cost = cost_of(wish, mix(wish, proposals=120_000))
    assert (cost.again, cost.forbidden, cost.department) == (0, 0, 0)


def test_an_affine_plane_is_walked_to_its_end() -> None:
    """Seven groups of seven, eight times: everybody meets everybody once, and there is no ninth."""
    wish = Wish(tuple(Member(at, at) for at in range(49)), groups=7, rounds=8)
    plan = mix(wish, proposals=20_000)
    assert Counter(frozenset(pair) for turn in plan for group in turn for pair in combinations(group, 2)) == {
        frozenset(pair): 1 for pair in combinations(range(49), 2)
    }


@pytest.mark.parametrize("classes, rounds, groups", [(5, 8, 12), (6, 8, 10), (4, 6, 9), (7, 8, 33), (5, 5, 5)])
def test_classes_are_turned_so_that_two_meet_once_at_most(classes: int, rounds: int, groups: int) -> None:
    table = shifts(classes, rounds, groups, Chance(1))
    for one, other in combinations(table, 2):
        assert len({(a - b) % groups for a, b in zip(one, other, strict=True)}) == rounds


@FEW
@given(st.lists(st.integers(1, 7), min_size=1, max_size=5), st.integers(2, 4), st.integers(4, 7))
def test_a_repair_moves_as_few_as_can_be(groups: list[int], least: int, most: int) -> None:
    right = _fewest_by_trying(groups, least, most)
    try:
        found = fewest_moves(groups, (least, most))[0]
    except CannotRepair:
        found = None
    assert found == right


def _fewest_by_trying(groups: list[int], least: int, most: int) -> int | None:
    """Every way to spread the people over these groups, the moves being those who leave theirs."""
    people_in_all, best = sum(groups), None

    def spreads(left: int, places: int):
        if places == 0:
            if left == 0:
                yield []
            return
        for size in (0, *range(least, most + 1)):
            if size <= left:
                yield from ([size, *rest] for rest in spreads(left - size, places - 1))

    for sizes in spreads(people_in_all, len(groups)):
        moves = sum(max(0, before - after) for before, after in zip(groups, sizes, strict=True))
        best = moves if best is None else min(best, moves)
    return best


def test_after_a_drop_out_earlier_rounds_stay_and_the_rest_moves_as_few_as_can_be() -> None:
    wish = Wish(people(24, 6), groups=6, rounds=3)
    plan = mix(wish, proposals=20_000)
    gone = [plan[1][0][0], plan[1][0][1]]
    mended = repair(wish, plan, gone, (3, 5), first=1)
    assert mended.plan[0] == plan[0]
    for turn in (1, 2):
        sizes = [len([key for key in group if key not in gone]) for group in plan[turn]]
        stayed = [set(before) & set(after) for before, after in zip(plan[turn], mended.plan[turn], strict=True)]
        assert 22 - sum(map(len, stayed)) == mended.moves[turn] == fewest_moves(sizes, (3, 5))[0]
        assert sorted(k for group in mended.plan[turn] for k in group) == sorted(
            one.key for one in wish.people if one.key not in gone
        )
        assert all(3 <= len(group) <= 5 for group in mended.plan[turn] if group)


def test_groups_that_stay_large_enough_are_left_alone() -> None:
    wish = Wish(people(25, 5), groups=5, rounds=2)
    plan = mix(wish, proposals=5_000)
    assert repair(wish, plan, [plan[0][0][0]], (4, 6)).moves == (0, 0)


def test_too_few_people_for_any_group_is_said() -> None:
    wish = Wish(people(4, 2), groups=1)
    with pytest.raises(CannotRepair):
        repair(wish, mix(wish, proposals=100), [100, 101], (3, 5))


@FEW
@given(
    st.integers(1, 5).flatmap(
        lambda n: st.lists(st.lists(st.integers(-9, 99), min_size=5, max_size=5), min_size=n, max_size=n)
    )
)
def test_the_cheapest_places_are_found(costs: list[list[int]]) -> None:
    found = cheapest(costs)
    best = min(
        sum(row[c] for row, c in zip(costs, order, strict=False)) for order in permutations(range(5), len(costs))
    )
    assert sum(row[c] for row, c in zip(costs, found, strict=True)) == best
    assert len(set(found)) == len(costs)


def test_what_cannot_be_had_is_named() -> None:
    members = people(12, 2)
    a, b = members[0].key, members[1].key
    wish = Wish(members, groups=4, rounds=2, apart=frozenset([frozenset((a, b))]), locks={(0, a): 1, (0, b): 1})
    found = [(one.trouble, one.people, one.groups, one.fewest) for one in obstacles(wish)]
    assert found[0] == (Trouble.APART_LOCKED, 2, 1, 0) and obstacles(wish)[0].stops
    assert (Trouble.COMPANY, 6, 4, spread(6, 4)) in found and spread(6, 4) == 2


def test_a_group_tells_what_it_has_and_the_cheapest_swap_really_costs_that() -> None:
    wish = Wish(people(20, 4), groups=5, rounds=2)
    plan = mix(wish, proposals=5_000)
    reason = reason_of(wish, plan, 1, 0)
    some = [one for one in wish.people if one.key in plan[1][0]]
    assert (reason.people, reason.companies, reason.pairs) == (4, len({one.company for one in some}), 6)
    swap = reason.swap
    assert swap is not None
    groups = [[{swap.here: swap.there, swap.there: swap.here}.get(key, key) for key in group] for group in plan[1]]
    after = (plan[0], tidy(groups))
    assert cost_of(wish, after).total - cost_of(wish, plan).total == swap.more


def test_the_bound_counts_an_even_spread() -> None:
    wish = Wish(people(12, 2), groups=4, rounds=3)
    assert bound_of(wish).company == 3 * 2 * spread(6, 4)
    assert Counter(one.company for one in wish.people) == {0: 6, 1: 6}
