"""PURE: groups after somebody dropped out: the fewest moves that make them right again, and of these the best.

Some of the smallest groups may be given up. With `d` of them gone, their people must move, and groups that are too
small must be filled: the moves are the greater of both numbers, and the best `d` is found by trying all.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from programs.cohorts.mixing.assigning import NEVER, cheapest
from programs.cohorts.mixing.people import Groups, Plan, Wish
from programs.cohorts.mixing.prices import USUAL, Prices, beside, matrix


@dataclass(frozen=True)
class Repair:
    plan: Plan
    moves: tuple[int, ...]  # in each round
    gone: frozenset[int]


class CannotRepair(ValueError):
    """Too few people are left for any group of the least size."""


def repair(
    wish: Wish, plan: Plan, gone: Iterable[int], sizes: tuple[int, int], first: int = 0, prices: Prices = USUAL
) -> Repair:
    """The plan without `gone`, from round `first` on, each group within `sizes` (least, most). Earlier rounds stay.

    A group that is given up is left empty, so that the others keep their numbers. Raises CannotRepair.
    """
    away = frozenset(gone)
    turns: list[Groups] = list(plan)
    for turn in range(first, len(plan)):
        turns[turn] = tuple(tuple(key for key in group if key not in away) for group in plan[turn])
    moves = [0] * len(plan)
    base = matrix(wish, prices)
    for turn in range(first, len(plan)):
        price = beside(wish, base, tuple(turns), turn, prices)
        held = {wish.people[at].key for at in wish.held(turn)}
        left = [list(group) for group in turns[turn]]
        turns[turn], moves[turn] = _mended(left, sizes, held, price, wish.index)
    return Repair(tuple(turns), tuple(moves), away)


def fewest_moves(groups: list[int], sizes: tuple[int, int]) -> tuple[int, int]:
    """(moves, how many of the smallest groups are given up) for groups of these sizes. Raises CannotRepair."""
    least, most = sizes
    order = sorted(size for size in groups if size)
    best: tuple[int, int] | None = None
    for given_up in range(len(order)):
        rest = order[given_up:]
        loose = sum(order[:given_up])
        if not least * len(rest) <= sum(order) <= most * len(rest):
            continue
        short = sum(max(0, least - size) for size in rest)
        over = sum(max(0, size - most) for size in rest)
        found = (max(loose + over, short), given_up)
        best = min(best or found, found)
    if best is None:
        raise CannotRepair(f"{sum(order)} people can't sit in groups of {least} to {most}")
    return best


def _mended(
    groups: list[list[int]], sizes: tuple[int, int], held: set[int], price: list[list[int]], index: dict[int, int]
) -> tuple[Groups, int]:
    least, most = sizes
    _moves, given_up = fewest_moves([len(group) for group in groups], sizes)
    smallest = sorted((n for n, group in enumerate(groups) if group), key=lambda n: (len(groups[n]), n))[:given_up]
    loose = [key for n in smallest for key in groups[n]]
    kept = [[] if n in smallest else list(group) for n, group in enumerate(groups)]
    loose += _spared(kept, sizes, len(loose), held, price, index)
    places = [n for n, group in enumerate(groups) if group and n not in smallest]
    seats = [(n, True) for n in places for _ in range(max(0, least - len(kept[n])))]
    seats += [(n, False) for n in places for _ in range(max(0, most - max(least, len(kept[n]))))]
    costs = [[_joining(key, kept[n], price, index) + (0 if must else NEVER) for n, must in seats] for key in loose]
    for key, seat in zip(loose, cheapest(costs), strict=True):
        kept[seats[seat][0]].append(key)
    return tuple(tuple(sorted(group)) for group in kept), len(loose)


def _spared(
    kept: list[list[int]],
    sizes: tuple[int, int],
    loose: int,
    held: set[int],
    price: list[list[int]],
    index: dict[int, int],
) -> list[int]:
    """Those who leave groups that are too large, or large enough while others are too small: the worst placed first."""
    least, most = sizes
    found: list[int] = []
    short = sum(max(0, least - len(group)) for group in kept if group)
    while True:
        full = [group for group in kept if len(group) > most]
        if not full and len(found) + loose >= short:
            return found
        givers = full or [group for group in kept if len(group) > least]
        choices = [
            (-_joining(key, [k for k in group if k != key], price, index), key, number)
            for number, group in enumerate(givers)
            for key in group
            if key not in held
        ]
        if not choices:
            raise CannotRepair("everybody who could move is locked")
        _gain, key, number = min(choices)
        givers[number].remove(key)
        found.append(key)


def _joining(key: int, group: list[int], price: list[list[int]], index: dict[int, int]) -> int:
    row = price[index[key]]
    return sum(row[index[other]] for other in group)
