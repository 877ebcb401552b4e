"""PURE: what no plan whatever can go below, by counting; and how far a plan is from it, and from a split by chance."""

from collections import Counter
from dataclasses import dataclass

from programs.cohorts.mixing.chance import Chance
from programs.cohorts.mixing.people import Plan, Wish, tidy
from programs.cohorts.mixing.prices import ALIKE, USUAL, Cost, Prices, cost_of

SPLITS = 5  # random splits whose mean is shown beside


@dataclass(frozen=True)
class Quality:
    """`percent`: 100 is the bound, 0 a split by chance. The bound may lie lower than anything that is possible."""

    cost: Cost
    bound: Cost
    random: int
    percent: int


def quality_of(wish: Wish, plan: Plan, prices: Prices = USUAL) -> Quality:
    cost, bound, random = cost_of(wish, plan, prices), bound_of(wish, prices), random_cost(wish, prices)
    room = random - bound.total
    percent = 100 if room <= 0 else max(0, 100 * (random - cost.total) // room)
    return Quality(cost, bound, random, min(percent, 100))


def spread(people: int, groups: int) -> int:
    """The fewest pairs that share a group when `people` who are alike sit in `groups` groups."""
    each, more = divmod(people, groups)
    return groups * (each * (each - 1) // 2) + more * each


def bound_of(wish: Wish, prices: Prices = USUAL) -> Cost:
    """Each count for itself at its lowest: together they are perhaps out of reach."""
    counts = {name: sum(_alike(wish, turn, name) for turn in range(wish.rounds)) for name in ALIKE}
    counts["again"] = fewest_repeats(wish)
    return Cost(total=sum(getattr(prices, name) * times for name, times in counts.items()), **counts)


def _alike(wish: Wish, turn: int, name: str) -> int:
    values = Counter(getattr(wish.people[at], name) for at in wish.present(turn))
    return sum(spread(people, wish.groups) for value, people in values.items() if value is not None)


def fewest_repeats(wish: Wish) -> int:
    """The greatest of three counts: by each one's reach, by all pairs there are, and by where a full group can go."""
    sizes = [wish.sizes(turn) for turn in range(wish.rounds)]
    people = len(wish.people)
    seats = sum(min(one) - 1 for one in sizes)
    by_reach = -(-people * max(0, seats - (people - 1)) // 2) if not wish.absent else 0
    pairs = sum(size * (size - 1) // 2 for one in sizes for size in one)
    by_pairs = max(0, pairs - people * (people - 1) // 2)
    by_groups = (wish.rounds - 1) * sum(spread(min(one), wish.groups) for one in zip(*sizes, strict=True))
    return max(by_reach, by_pairs, 0 if wish.absent else by_groups)


def random_cost(wish: Wish, prices: Prices = USUAL) -> int:
    """The mean of a few splits by chance, in whole numbers."""
    total = 0
    for number in range(SPLITS):
        chance = Chance(wish.seed * 53 + number)
        total += cost_of(wish, random_plan(wish, chance), prices).total
    return total // SPLITS


def random_plan(wish: Wish, chance: Chance) -> Plan:
    turns = []
    for turn in range(wish.rounds):
        order = chance.shuffled(wish.present(turn))
        groups, start = [], 0
        for size in wish.sizes(turn):
            groups.append([wish.people[at].key for at in order[start : start + size]])
            start += size
        turns.append(tidy(groups))
    return tuple(turns)
