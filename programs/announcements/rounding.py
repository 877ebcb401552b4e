"""PURE: how many a segment takes in, told so that no choice of segment can single out one person.

Below LEAST nothing is told, not even whether there is anybody. Above, numbers are coarse: two segments that differ
by one person mostly read the same.
"""

LEAST = 5
STEPS = ((100, 5), (1_000, 10), (10_000, 50))
WIDEST = 100


def coarse(count: int) -> int | None:
    """The number that may be shown, rounded down; None when it is too small to be told."""
    if count < LEAST:
        return None
    step = next((step for below, step in STEPS if count < below), WIDEST)
    return count - count % step
