"""PURE: who gets a seat: the arithmetic of a table of limited size and the line in front of it."""

from collections.abc import Iterable
from datetime import datetime, timedelta

SHORTEST = timedelta(minutes=30)


def answer_until(now: datetime, hours: int, starts_at: datetime) -> datetime:
    """How long an offered seat is held: as the host says, near the gathering a quarter of the time that is left
    (so that the seat can still go on to others), at least half an hour, and never past the start."""
    window = max(min(timedelta(hours=hours), (starts_at - now) / 4), SHORTEST)
    return min(now + window, starts_at)


def has_room(seats: int, *, capacity: int | None, taken: int) -> bool:
    """Room for `seats` more."""
    return capacity is None or taken + seats <= capacity


def admitted(line: Iterable[tuple[int, int]], *, capacity: int | None, taken: int) -> list[int]:
    """The ids of those at the head of the line, (id, seats), who can come in now, in order.

    It stops at the first party that doesn't fit: passing it by would let small parties overtake a larger one
    for ever, and the promise of a waiting list is its order. Only a party larger than the whole table (the table
    was made smaller after they came) is passed by, since nobody behind it would ever move again.
    """
    found = []
    for reply, seats in line:
        if capacity is not None and seats > capacity:
            continue
        if capacity is not None and taken + seats > capacity:
            break
        found.append(reply)
        taken += seats
    return found
