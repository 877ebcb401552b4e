"""Units that were renamed, split or merged still know one another."""

from hypothesis import given
from hypothesis import strategies as st

from alumni.companies.lineage import Lineage


@st.composite
def lineages(draw: st.DrawFn) -> Lineage:
    count = draw(st.integers(1, 9))
    parents = {n: draw(st.none() | st.integers(1, n - 1)) if n > 1 else None for n in range(1, count + 1)}
    unit = st.integers(1, count)
    pairs = draw(st.frozensets(st.tuples(unit, unit).filter(lambda pair: pair[0] < pair[1]), max_size=6))
    return Lineage(parents, pairs)


@given(lineages())
def test_reach_is_family_seen_from_below(lineage: Lineage) -> None:
    for one in lineage.parents:
        for other in lineage.parents:
            assert (one in lineage.family(other)) == (other in lineage.reach(one))


def test_a_merger_brings_both_halves_in_but_not_one_half_to_the_other() -> None:
    lineage = Lineage({1: None, 2: None, 3: None}, frozenset({(1, 3), (2, 3)}))
    assert lineage.family(3) == {1, 2, 3}
    assert lineage.family(1) == {1, 3}


def test_what_lies_below_an_old_unit_belongs_to_the_new_one() -> None:
    lineage = Lineage({1: None, 2: 1, 3: None}, frozenset({(1, 3)}))
    assert lineage.family(3) == {1, 2, 3}
