"""PURE: seats from which nobody meets twice: a transversal design turned from round to round.

A seat is (class, position). In round r it stands in group (position + shift[class][r]) mod G. Seats of one class
never meet; those of two classes meet at most once if the differences of their shifts are all different mod G.
"""

from programs.cohorts.mixing.chance import Chance

TRIES, STEPS = 12, 1_000


def shifts(classes: int, rounds: int, groups: int, chance: Chance) -> list[list[int]]:
    """A shift for each class and round; where no such table is found, the last classes are turned by chance."""
    if rounds <= groups and classes <= least_factor(groups):
        return [[k * turn % groups for turn in range(rounds)] for k in range(classes)]
    best: list[list[int]] = []
    for _ in range(TRIES if rounds <= groups else 1):
        found = _searched(classes, rounds, groups, chance)
        best = max(best, found, key=len)
        if len(best) == classes:
            break
    while len(best) < classes:
        best.append([chance.below(groups) for _ in range(rounds)])
    return best


def least_factor(number: int) -> int:
    """The smallest prime factor; of 1, 1."""
    return next((d for d in range(2, number + 1) if number % d == 0), number)


def _searched(classes: int, rounds: int, groups: int, chance: Chance) -> list[list[int]]:
    rows = [[0] * rounds]
    steps = 0
    while len(rows) < classes:
        row, used = _row(rows, rounds, groups, chance)
        steps += used
        if row is None:
            if steps > STEPS or len(rows) == 1:
                return rows
            rows.pop()
        else:
            rows.append(row)
    return rows


def _row(rows: list[list[int]], rounds: int, groups: int, chance: Chance) -> tuple[list[int] | None, int]:
    """One more row whose differences to each row before are all different; by trying and going back."""
    used: list[set[int]] = [set() for _ in rows]
    row: list[int] = []
    choices = [chance.shuffled(list(range(groups)))]
    steps = 0
    while choices and steps < 60 * rounds:
        steps += 1
        turn = len(row)
        value = next((v for v in _taken(choices[-1]) if _fits(v, turn, rows, used, groups)), None)
        if value is None:
            choices.pop()
            if row:
                _forget(row.pop(), turn - 1, rows, used, groups)
            continue
        for past, seen in zip(rows, used, strict=True):
            seen.add((value - past[turn]) % groups)
        row.append(value)
        if len(row) == rounds:
            return row, steps
        choices.append(chance.shuffled(list(range(groups))))
    return None, steps


def _taken(values: list[int]):  # type: ignore[no-untyped-def]
    while values:
        yield values.pop()


def _fits(value: int, turn: int, rows: list[list[int]], used: list[set[int]], groups: int) -> bool:
    return all((value - past[turn]) % groups not in seen for past, seen in zip(rows, used, strict=True))


def _forget(value: int, turn: int, rows: list[list[int]], used: list[set[int]], groups: int) -> None:
    for past, seen in zip(rows, used, strict=True):
        seen.discard((value - past[turn]) % groups)
