"""PURE: what a group has going for it, as facts a page can say in a sentence, and the swap that would cost least."""

from collections import Counter
from dataclasses import dataclass
from itertools import combinations

from programs.cohorts.mixing.people import Plan, Wish
from programs.cohorts.mixing.prices import USUAL, Prices, alike, beside, matrix


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
    swap: Swap | None = None


def reason_of(wish: Wish, plan: Plan, turn: int, group: int, prices: Prices = USUAL) -> Reason:
    member = {one.key: one for one in wish.people}
    some = [member[key] for key in plan[turn][group]]
    met = meetings(wish, plan, turn)
    pairs = list(combinations(some, 2))
    return Reason(
        people=len(some),
        companies=len({one.company for one in some}),
        departments=len({one.department if one.department is not None else -one.key for one in some}),
        pairs=len(pairs),
        new_pairs=sum(not met[frozenset((a.key, b.key))] for a, b in pairs),
        company_pairs=sum(alike(a, b, "company") for a, b in pairs),
        department_pairs=sum(alike(a, b, "department") for a, b in pairs),
        swap=cheapest_swap(wish, plan, turn, group, prices),
    )


def meetings(wish: Wish, plan: Plan, but: int) -> Counter[frozenset[int]]:
    """How often each two met before this program, and meet in its other rounds up to this one."""
    met: Counter[frozenset[int]] = Counter(wish.met)
    for groups in plan[:but]:
        met.update(frozenset(pair) for group in groups for pair in combinations(group, 2))
    return met


def cheapest_swap(wish: Wish, plan: Plan, turn: int, group: int, prices: Prices = USUAL) -> Swap | None:
    """Of all swaps with another group of this round; nobody who is locked moves."""
    price = beside(wish, matrix(wish, prices), plan, turn, prices)
    held = {wish.people[at].key for at in wish.held(turn)}
    index = wish.index
    swaps = [
        Swap(a, b, number, _more(price, [index[k] for k in plan[turn][group]], [index[k] for k in other], index[a], index[b]))
        for number, other in enumerate(plan[turn])
        if number != group
        for a in plan[turn][group]
        for b in other
        if a not in held and b not in held
    ]  # fmt: skip
    return min(swaps, key=lambda swap: (swap.more, swap.here, swap.there), default=None)


def _more(price: list[list[int]], here: list[int], there: list[int], a: int, b: int) -> int:
    before = sum(price[a][x] for x in here if x != a) + sum(price[b][y] for y in there if y != b)
    after = sum(price[b][x] for x in here if x != a) + sum(price[a][y] for y in there if y != b)
    return after - before
