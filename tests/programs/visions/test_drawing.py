"""The V's geometry: labels meet neither each other nor a line, whatever is written; the same plan, the same picture."""

import itertools
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from programs.visions.drawing import PAPER, TALL, WIDE, Block, Drawing, Frame, Mark, Plan, draw, units, wrap

JAPANESE = st.text(st.sampled_from("若手が部門を越えて学ぶ役割成果から描く、。ーァABCmWi 5"), min_size=1, max_size=40)
WORDS = st.one_of(
    JAPANESE,
    st.just("若手が部門を越えて学ぶ、次の人を育てる場をつくるひろげる、つづける、手渡す日"),
    st.just("W" * 40),
)
MARKS = st.lists(st.builds(Mark, WORDS, st.sampled_from(["", "12月", "Sep"]), st.booleans()), max_size=12).map(tuple)


@st.composite
def plans(draw_: st.DrawFn) -> Plan:
    left, right = draw_(MARKS), draw_(MARKS)
    pairs = list(itertools.product(range(len(left)), range(len(right))))
    ties = draw_(st.lists(st.sampled_from(pairs), max_size=6, unique=True)) if pairs else []
    titles = st.sampled_from(["青海システムズのビジョン", "とても長い名前の会社" * 4, "W" * 40])
    return Plan(draw_(titles), draw_(titles), left, right, tuple(ties), draw_(WORDS), draw_(st.booleans()))


def boxes(drawing: Drawing) -> list[Block]:
    return [*(label for line in drawing.lines for label in line.labels), *(line.title for line in drawing.lines), drawing.point]  # fmt: skip


def apart(a: tuple, b: tuple) -> bool:
    return a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]


@pytest.mark.parametrize("frame", [WIDE, TALL, PAPER], ids=["wide", "tall", "paper"])
@settings(max_examples=80, deadline=None, derandomize=True)
@given(plan=plans())
def test_nothing_that_is_written_meets_anything_else(frame: Frame, plan: Plan) -> None:
    drawing = draw(plan, frame)
    found = [block.box for block in boxes(drawing)]
    assert all(apart(a, b) for a, b in itertools.combinations(found, 2))
    assert all(0 <= x1 <= x2 <= drawing.width and 0 <= y1 <= y2 <= drawing.height for x1, y1, x2, y2 in found)
    suns = (drawing.sun, *(dot for line in drawing.lines for dot in line.dots))
    assert all(apart(box, (s.x - s.r, s.y - s.r, s.x + s.r, s.y + s.r)) for box in found for s in suns)
    for line, away in zip(drawing.lines, (-1, 1), strict=True):
        ys = [dot.y for dot in line.dots]
        assert ys == sorted(ys)
        for label in line.labels:
            inner = label.box[2] if away < 0 else label.box[0]
            # Clear of its own line at both edges, by more than half of the line's thickness.
            assert all(away * (inner - _on(line.path, y)) >= 5 for y in (label.box[1], label.box[3]))
    assert draw(plan, frame) == drawing


@pytest.mark.parametrize("frame", [WIDE, TALL, PAPER], ids=["wide", "tall", "paper"])
@pytest.mark.parametrize("steps", [1, 12])
def test_too_little_room_is_seen(frame: Frame, steps: int) -> None:
    """Twelve labels of forty characters stand apart; with lines set closer than their letters, or without a margin, not."""
    marks = tuple(
        Mark("若手が部門を越えて学ぶ、次の人を育てる場をつくるひろげる、つづける、手渡す日", "12月")
        for _n in range(steps)
    )
    plan = Plan("会社", "人", marks, marks, point="育てあう")

    def meets(frame: Frame) -> bool:
        found = [block.box for block in boxes(draw(plan, frame))]
        inside = all(x1 >= 0 and x2 <= frame.width for x1, _y1, x2, _y2 in found)
        return not inside or any(not apart(a, b) for a, b in itertools.combinations(found, 2))

    assert not meets(frame)
    assert meets(replace(frame, margin=-90)) and (steps == 1 or meets(replace(frame, gap=-60, least=0)))


def _on(path, y: float) -> float:  # type: ignore[no-untyped-def]
    return path.x1 + (path.x2 - path.x1) * (y - path.y1) / (path.y2 - path.y1)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(text=WORDS, room=st.sampled_from([7.0, 7.4, 16.0, 33.0]))
def test_lines_hold_all_words_and_fit(text: str, room: float) -> None:
    lines = wrap(text, room)
    assert all(units(line) <= room for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


def test_the_mock_is_drawn_as_it_was_meant() -> None:
    left = (Mark("若手が部門を越えて学ぶ"), Mark("役割を成果から描く", lit=True))
    right = (Mark("浜松の企業に対話の場を"), Mark("手法を大きな現場で試す"))
    plan = Plan("青海のビジョン", "緒方さんのビジョン", left, right, ((1, 1),), "育つ人が、次の人を育てる", True)
    drawing = draw(plan, WIDE)
    ai, yu = drawing.lines
    tie = drawing.ties[0]
    assert [len(label.rows) for label in (*ai.labels, *yu.labels)] == [1, 1, 1, 1]
    assert tie.y1 == tie.y2 == ai.dots[1].y and tie.x1 < 500 < tie.x2
    assert [dot.lit for dot in ai.dots] == [False, True] and drawing.sun.lit
    assert (ai.path.x1 + yu.path.x1, ai.path.y1) == (1000, yu.path.y1)
