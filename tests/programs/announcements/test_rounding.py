"""Numbers of people are told so that no choice can single somebody out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programs.announcements.rounding import LEAST, coarse


@pytest.mark.parametrize(
    ("count", "told"),
    [
        (0, None),
        (1, None),
        (4, None),
        (5, 5),
        (9, 5),
        (37, 35),
        (99, 95),
        (104, 100),
        (1_037, 1_000),
        (23_456, 23_400),
    ],
)
def test_small_numbers_are_not_told_and_larger_ones_are_coarse(count: int, told: int | None) -> None:
    assert coarse(count) == told


@given(st.integers(0, 200_000))
def test_what_is_told_is_never_more_than_there_are_and_never_falls(count: int) -> None:
    told = coarse(count)
    assert (told is None) == (count < LEAST)
    assert told is None or (0 < told <= count and (coarse(count + 1) or 0) >= told)
