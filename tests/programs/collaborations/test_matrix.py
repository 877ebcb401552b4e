"""Gaps and overlaps, and whom the next step waits for: pure reasoning, held by properties."""

from hypothesis import given
from hypothesis import strategies as st

from programs.collaborations import matrix
from programs.collaborations.matrix import Carrier, draw, weigh
from programs.collaborations.waits import ACCEPT, AGREE, FINISH, OUTCOME, SIGN, START, Stand, asked_of, waits_of

PARTS = st.lists(st.integers(1, 9), unique=True, max_size=9)
CARRIERS = st.lists(
    st.builds(
        Carrier, role=st.integers(1, 50), parts=st.frozensets(st.integers(1, 12), max_size=6), held=st.booleans()
    ),
    unique_by=lambda one: one.role,
    max_size=8,
)


def test_a_gap_an_overlap_and_a_whole_are_told_apart() -> None:
    roles = [
        Carrier(10, frozenset({1, 2}), held=True),
        Carrier(11, frozenset({2}), held=True),
        Carrier(12, frozenset({3}), held=False),
        Carrier(13, frozenset(), held=True),
    ]
    found = weigh([1, 2, 3, 4], roles)
    assert (found.gaps, found.overlaps, found.idle, found.is_whole) == ((3, 4), (2,), (13,), False)
    assert [(line.uncarried, line.unheld) for line in found.lines] == [
        (False, False), (False, False), (False, True), (True, False),
    ]  # fmt: skip
    assert weigh([1, 2], roles[:1]).is_whole
    assert not weigh([], []).is_whole


@given(PARTS, CARRIERS)
def test_each_part_is_weighed_once_as_counting_by_hand_says(parts: list[int], roles: list[Carrier]) -> None:
    found = weigh(parts, roles)
    carried = {part: [role for role in roles if part in role.parts] for part in parts}
    assert [line.part for line in found.lines] == parts
    assert set(found.gaps) == {part for part in parts if not any(role.held for role in carried[part])}
    assert set(found.overlaps) == {part for part in parts if len(carried[part]) > 1}
    assert set(found.idle) == {role.role for role in roles if not role.parts & set(parts)}


@given(PARTS, CARRIERS, st.randoms())
def test_order_of_roles_changes_nothing_and_more_hands_open_no_gap(parts, roles, random) -> None:
    found, mixed = weigh(parts, roles), [*roles]
    random.shuffle(mixed)
    again = weigh(parts, mixed)
    assert (set(found.gaps), set(found.overlaps)) == (set(again.gaps), set(again.overlaps))
    everything = Carrier(99, frozenset(parts), held=True)
    assert weigh(parts, [*roles, everything]).gaps == ()


@given(PARTS, CARRIERS)
def test_the_drawing_is_the_matrix_and_no_two_dots_share_a_place(parts: list[int], roles: list[Carrier]) -> None:
    found = weigh(parts, roles)
    picture = draw(found, [role.role for role in roles])
    dots = [(dot.x, dot.y) for row in picture.rows for dot in row.dots]
    assert len(dots) == len(set(dots)) == sum(len(line.roles) for line in found.lines)
    assert all(12 <= x <= picture.width - 12 and 12 <= y <= picture.height - 12 for x, y in dots)
    assert picture == draw(found, [role.role for role in roles])


def test_too_little_room_is_seen(monkeypatch) -> None:
    """What the property above looks for: planted, two dots share a place."""
    monkeypatch.setattr(matrix, "CELL", 0)
    found = weigh([1, 2], [Carrier(10, frozenset({1, 2}), held=True), Carrier(11, frozenset({1}), held=False)])
    dots = [(dot.x, dot.y) for row in draw(found, [10, 11]).rows for dot in row.dots]
    assert len(dots) == 3 > len(set(dots))


SIDES = st.frozensets(st.integers(1, 5), min_size=2)
STANDS = st.builds(
    Stand, state=st.sampled_from(["proposed", "agreed", "under_way", "closing", "closed", "ended"]), standing=SIDES,
    signed=SIDES, statement_agreed=st.booleans(), has_outcome=st.booleans(), agreed=SIDES,
    outcome_agreed=st.booleans(), has_roles=st.booleans(), offered=SIDES, finished=SIDES,
)  # fmt: skip


@given(STANDS)
def test_nobody_is_waited_for_who_has_answered_or_left(stand: Stand) -> None:
    for wait in waits_of(stand):
        assert wait.parties and wait.parties <= stand.standing
        done = {SIGN: stand.signed, AGREE: stand.agreed, FINISH: stand.finished}.get(wait.what, frozenset())
        assert not wait.parties & done
    if stand.state in ("closed", "ended"):
        assert waits_of(stand) == ()
    assert all(what in (SIGN, AGREE, ACCEPT, FINISH) for one in stand.standing for what in asked_of(stand, one))


def test_the_steps_come_in_their_order() -> None:
    both = frozenset({1, 2})
    begin = Stand("proposed", both, signed=frozenset({1}))
    signed = Stand("proposed", both, both, statement_agreed=True)
    aimed = Stand("proposed", both, both, True, has_outcome=True, agreed=frozenset({2}))
    agreed = Stand("agreed", both, both, True, True, both, True, has_roles=True)
    assert [[wait.what for wait in waits_of(one)] for one in (begin, signed, aimed, agreed)] == [
        [SIGN], [OUTCOME], [AGREE], [START],
    ]  # fmt: skip
    assert (asked_of(begin, 2), asked_of(begin, 1), asked_of(aimed, 1)) == ((SIGN,), (), (AGREE,))
