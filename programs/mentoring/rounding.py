"""PURE: what a company may read of a month: to tens by a secret draw, and only when at least ten people stand behind it.

The draw is fixed for a company and month, so that reading again tells nothing more. Each shown number stands for nineteen
true ones, and whether there is a number at all turns at a floor between ten and fourteen that is drawn too: one session,
or one person, more or less is never seen in a month nor in the difference of two.
"""

from collections.abc import Callable

STEP, FLOOR, FLOORS = 10, 10, 5
Draw = Callable[[str, int], int]


def told(what: str, sessions: int, people: int, draw: Draw) -> int | None:
    """The number to show; None when too few people stand behind it."""
    if people < FLOOR + draw(f"floor:{what}", FLOORS):
        return None
    return max((sessions + draw(f"round:{what}", STEP)) // STEP * STEP, STEP)
