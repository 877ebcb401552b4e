"""PURE: what a group has going for it, as facts a page can say in a sentence, and the swap that would cost least."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

from programs.cohorts.mixing.people import Pair, Plan, Wish
from programs.cohorts.mixing.prices import USUAL, Prices, alike, beside, forbidden, matrix


@dataclass(frozen=True)
class Swap:
    """`here` of this group and `there` of another change places; `more` is what the plan then costs more."""

    here: int
    there: int
    group: int
    more: int


@dataclass(frozen=True)
class Reason:
    people: int
    companies: int
    departments: int
    pairs: int
    new_pairs: int  # who meet for the first time
    company_pairs: int
    department_pairs: int
    forbidden_pairs: int = 0
    swap: Swap | None = None


def reason_of(wish: Wish, plan: Plan, turn: int, group: int, prices: Prices = USUAL) -> Reason:
    return reasons_of(wish, plan, turn, prices, [group])[0]


def reasons_of(
    wish: Wish, plan: Plan, turn: int, prices: Prices = USUAL, groups: Iterable[int] | None = None
) -> list[Reason]:
    """Of all groups of a round (or of some): what two share and whom they met is counted once for all of them."""
    price = beside(wish, matrix(wish, prices), plan, turn, prices)
    met = meetings(wish, plan, turn)
    wanted = range(len(plan[turn])) if groups is None else groups
    return [_reason(wish, plan, turn, group, prices, price, met) for group in wanted]


def _reason(
    wish: Wish, plan: Plan, turn: int, group: int, prices: Prices, price: list[list[int]], met: Counter[Pair]
) -> Reason:
    some = [wish.people[wish.index[key]] for key in plan[turn][group]]
    pairs = list(combinations(some, 2))
    return Reason(
        people=len(some),
        companies=len({one.company for one in some}),
        departments=len({one.department if one.department is not None else -one.key for one in some}),
        pairs=len(pairs),
        new_pairs=sum(not met[frozenset((a.key, b.key))] for a, b in pairs),
        company_pairs=sum(alike(a, b, "company") for a, b in pairs),
        department_pairs=sum(alike(a, b, "department") for a, b in pairs),
        forbidden_pairs=sum(forbidden(wish, a, b) for a, b in pairs),
        swap=_cheapest_swap(wish, plan, turn, group, prices, price),
    )


def meetings(wish: Wish, plan: Plan, but: int) -> Counter[Pair]:
    """How often each two met before this program, and meet in its other rounds up to this one."""
    met: Counter[Pair] = Counter(wish.met)
    for groups in plan[:but]:
        met.update(frozenset(pair) for group in groups for pair in combinations(group, 2))
    return met


def _cheapest_swap(
    wish: Wish, plan: Plan, turn: int, group: int, prices: Prices, price: list[list[int]]
) -> Swap | None:
    """Of all swaps with another group of this round; nobody who is locked moves."""
    held = {wish.people[at].key for at in wish.held(turn)}
    index = wish.index
    swaps = []
    for number, other in enumerate(plan[turn]):
        if number == group:
            continue
        here, there = [index[key] for key in plan[turn][group]], [index[key] for key in other]
        for a in plan[turn][group]:
            for b in other:
                if a not in held and b not in held:
                    more = _more(price, here, there, index[a], index[b])
                    more += prices.alone * _more_alone(wish, plan[turn][group], other, a, b)
                    swaps.append(Swap(a, b, number, more))
    return min(swaps, key=lambda swap: (swap.more, swap.here, swap.there), default=None)


def _more_alone(wish: Wish, here: Iterable[int], there: Iterable[int], a: int, b: int) -> int:
    """How many groups more hold only one of those who don't want to be alone."""
    gives = (a in wish.together) - (b in wish.together)
    one, other = sum(key in wish.together for key in here), sum(key in wish.together for key in there)
    return (one - gives == 1) - (one == 1) + (other + gives == 1) - (other == 1)


def _more(price: list[list[int]], here: list[int], there: list[int], a: int, b: int) -> int:
    before = sum(price[a][x] for x in here if x != a) + sum(price[b][y] for y in there if y != b)
    after = sum(price[b][x] for x in here if x != a) + sum(price[a][y] for y in there if y != b)
    return after - before
