"""PURE: what it costs when two share a group, in whole numbers, and what a plan costs in all."""

from dataclasses import dataclass, fields
from itertools import combinations

from programs.cohorts.mixing.people import Member, Plan, Wish


@dataclass(frozen=True)
class Prices:
    """Of one pair in one group of one round; `again` for each time that the two met before."""

    forbidden: int = 20_000
    department: int = 600
    company: int = 300
    again: int = 100
    function: int = 6
    level: int = 5
    gender: int = 5
    place: int = 3
    # For each group with only one of those whom nobody wants to be alone.
    alone: int = 250


USUAL = Prices()
ALIKE = ("department", "company", "function", "level", "gender", "place")
assert {*ALIKE, "forbidden", "again", "alone"} == {one.name for one in fields(Prices)}


def forbidden(wish: Wish, a: Member, b: Member) -> bool:
    return a.key in b.bosses or b.key in a.bosses or frozenset((a.key, b.key)) in wish.apart


def alike(a: Member, b: Member, name: str) -> bool:
    value = getattr(a, name)
    return value is not None and value == getattr(b, name)


def matrix(wish: Wish, prices: Prices = USUAL) -> list[list[int]]:
    """What the next meeting of each two would cost, before any round of this plan."""
    people = wish.people
    weights = [(name, getattr(prices, name)) for name in ALIKE]
    rows = [[0] * len(people) for _ in people]
    for (i, a), (j, b) in combinations(enumerate(people), 2):
        price = sum(weight for name, weight in weights if alike(a, b, name))
        rows[i][j] = rows[j][i] = price
    for pair, times in wish.met.items():
        first, second = (wish.index.get(key) for key in sorted(pair))
        if first is not None and second is not None:
            rows[first][second] += prices.again * times
            rows[second][first] += prices.again * times
    for i, j in _forbidden_pairs(wish):
        rows[i][j] += prices.forbidden
        rows[j][i] += prices.forbidden
    return rows


def beside(wish: Wish, base: list[list[int]], plan: Plan, turn: int, prices: Prices = USUAL) -> list[list[int]]:
    """What sharing a group in one round costs each two, given all other rounds of the plan."""
    rows = [list(row) for row in base]
    index = wish.index
    for groups in (*plan[:turn], *plan[turn + 1 :]):
        for pair in (pair for group in groups for pair in combinations(group, 2)):
            a, b = index[pair[0]], index[pair[1]]
            rows[a][b] += prices.again
            rows[b][a] += prices.again
    return rows


def _forbidden_pairs(wish: Wish) -> set[tuple[int, int]]:
    found = {tuple(sorted(pair)) for pair in wish.apart if len(pair) == 2}
    found |= {tuple(sorted((member.key, boss))) for member in wish.people for boss in member.bosses}
    index = wish.index
    return {(index[a], index[b]) for a, b in found if a in index and b in index and a != b}


@dataclass(frozen=True)
class Cost:
    """How often each thing that isn't wished happens in a plan, and its price in all."""

    total: int = 0
    forbidden: int = 0
    department: int = 0
    company: int = 0
    again: int = 0
    function: int = 0
    level: int = 0
    gender: int = 0
    place: int = 0
    alone: int = 0


def cost_of(wish: Wish, plan: Plan, prices: Prices = USUAL) -> Cost:
    """Counted pair by pair, the plain way."""
    member = {one.key: one for one in wish.people}
    met = dict(wish.met)
    counts = dict.fromkeys((*ALIKE, "forbidden", "again", "alone"), 0)
    for groups in plan:
        for pair in (pair for group in groups for pair in combinations(group, 2)):
            a, b = member[pair[0]], member[pair[1]]
            for name in ALIKE:
                counts[name] += alike(a, b, name)
            counts["forbidden"] += forbidden(wish, a, b)
            counts["again"] += met.get(frozenset(pair), 0)
        for group in groups:
            counts["alone"] += sum(key in wish.together for key in group) == 1
            for pair in combinations(group, 2):
                met[frozenset(pair)] = met.get(frozenset(pair), 0) + 1
    return Cost(total=sum(getattr(prices, name) * times for name, times in counts.items()), **counts)
