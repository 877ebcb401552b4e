"""A company's breadth: kinds and rounded numbers, nothing of few, and a picture that is the same for the same rows."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from programs.ledger.breadth import FLOOR, RADIUS, WIDTH, Given, picture, rounded, spans, way

ROWS = st.lists(
    st.builds(
        Given, year=st.integers(1999, 2026), kind=st.sampled_from(["time", "idea", "rehire", "growth"]),
        by_company=st.booleans(), person=st.integers(1, 12),
    ),
    max_size=80,
)  # fmt: skip


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(ROWS)
def test_nothing_is_told_of_few_and_no_year_stands_alone_with_few(rows: list[Given]) -> None:
    for side in (True, False):
        told, people = way(rows, by_company=side), {row.person for row in rows if row.by_company == side}
        assert told.told == (len(people) >= FLOOR)
        assert told.kinds == () if not told.told else told.people <= len(people)  # type: ignore[operator]
    found = spans(rows)
    for span in found:
        assert len({row.person for row in rows if span.first <= row.year <= span.last}) >= FLOOR
    years = [year for span in found for year in (span.first, span.last)]
    assert years == sorted(years)
    assert found == () or {row.year for row in rows} <= {y for s in found for y in range(s.first, s.last + 1)}
    drawn = picture(found)
    assert all(0 < dot.x < WIDTH and RADIUS < dot.y < drawn.label_y - 14 - RADIUS for dot in drawn.dots)
    assert drawn == picture(spans(list(reversed(rows))))


def test_numbers_are_coarse() -> None:
    assert [rounded(n) for n in (0, 4, 5, 9, 10, 23)] == [None, None, 5, 5, 10, 20]
