"""PURE: the geometry of a V: two lines that head for one point, their steps with labels, and what ties the steps.

Labels stand outside of the V, each in a band of its own, so they can't meet; the ties run inside. The same plan always
gives the same drawing. Widths are counted in full-width units, and a little too wide rather than too narrow.
"""

import functools
import itertools
import math
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import budoux

NARROW, CAPITAL, BROAD, ROUND = 0.42, 0.76, 0.98, 0.64
THIN = set("iljtfrI.,:;'|!()[] ")
# Never at the beginning of a line.
NO_START = set("、。，．・：；？！」』）】〕〉》”’ーぁぃぅぇぉっゃゅょァィゥェォッャュョ々…‥,.:;!?)]}")


# How much wider than the sun its light is, once both have said yes.
HALO = 1.7

Box = tuple[float, float, float, float]  # left, top, right, bottom


@dataclass(frozen=True)
class Mark:
    """A step as it is to be drawn."""

    words: str
    month: str = ""
    lit: bool = False


@dataclass(frozen=True)
class Plan:
    """What a V is drawn from; `ties` are pairs of places on the left and the right line."""

    left_title: str
    right_title: str
    left: tuple[Mark, ...] = ()
    right: tuple[Mark, ...] = ()
    ties: tuple[tuple[int, int], ...] = ()
    point: str = ""
    golden: bool = False


@dataclass(frozen=True)
class Frame:
    """Sizes of a layout, in the units of its viewBox. `half`: half of the V's opening, from least to most."""

    name: str
    width: int
    half: tuple[int, int]
    font: float
    leading: int
    title: float
    title_leading: int
    point: float
    point_leading: int
    dot: float
    sun: int
    gap: int
    margin: int
    least: int
    point_width: int
    centred: bool

    @property
    def middle(self) -> float:
        return self.width / 2

    @property
    def offset(self) -> float:
        return self.dot + 10

    @property
    def label(self) -> float:
        """The widest a label may be: what is left beside the narrowest V."""
        return self.middle - self.margin - self.offset - self.half[0]


WIDE = Frame("wide", 1000, (190, 340), 15, 22, 17, 25, 23, 34, 10, 22, 18, 16, 300, 560, True)
# On paper the words get more of the width, so that even twelve long steps stay large enough to read.
PAPER = Frame("paper", 1000, (120, 340), 15, 20, 17, 25, 22, 31, 9, 20, 10, 6, 430, 640, True)
TALL = Frame("tall", 332, (46, 104), 13, 19, 14, 20, 17, 26, 7, 15, 16, 4, 300, 316, False)


@dataclass(frozen=True)
class Segment:
    x1: float
    y1: float
    x2: float
    y2: float


@dataclass(frozen=True)
class Row:
    """One line of text at its baseline; `head` is the month that begins a label."""

    y: float
    words: str
    head: str = ""


@dataclass(frozen=True)
class Block:
    """Lines of text with the box that they fill."""

    x: float
    anchor: str
    rows: tuple[Row, ...]
    box: Box


@dataclass(frozen=True)
class Dot:
    x: float
    y: float
    r: float
    lit: bool


@dataclass(frozen=True)
class Line:
    """One side's line with all that stands on it."""

    side: str  # "ai" (the company's), "yu" (the person's)
    path: Segment
    title: Block
    dots: tuple[Dot, ...]
    labels: tuple[Block, ...]


@dataclass(frozen=True)
class Drawing:
    name: str
    width: int
    height: int
    lines: tuple[Line, Line]
    ties: tuple[Segment, ...]
    sun: Dot
    point: Block

    @property
    def halo(self) -> tuple[float, float]:
        """The light around the sun: the outer ring and the inner."""
        return round(self.sun.r * HALO, 1), round(self.sun.r * (1 + HALO) / 2, 1)


def draw(plan: Plan, frame: Frame) -> Drawing:
    bands = _bands(plan, frame)
    body = max(frame.least, *(sum(heights) for heights in bands))
    tail = frame.dot + 14
    half = _opening(plan, frame, bands, body, tail)
    titles = [wrap(words, _title_room(frame, half) / frame.title) for words in (plan.left_title, plan.right_title)]
    top = 10 + max(map(len, titles)) * frame.title_leading + frame.dot + 8
    apex = top + frame.dot + body + tail
    sides = [
        _line(frame, which, marks, titles[at], bands[at], (half, top, apex))
        for at, (which, marks) in enumerate((("ai", plan.left), ("yu", plan.right)))
    ]
    point = _point(plan, frame, apex)
    ties = tuple(
        Segment(a.x + a.r + 3, a.y, b.x - b.r - 3, b.y)
        for one, other in plan.ties
        for a, b in [(sides[0].dots[one], sides[1].dots[other])]
    )
    sun = Dot(frame.middle, apex, frame.sun, plan.golden)
    return Drawing(frame.name, frame.width, round(point.box[3] + 10), (sides[0], sides[1]), ties, sun, point)


def _opening(plan: Plan, frame: Frame, bands: tuple[list[float], list[float]], body: float, tail: float) -> float:
    """As wide as the labels leave room for: those further down stand where the V is narrower anyway."""
    whole, half = frame.dot + body + tail, float(frame.half[1])
    for marks, heights in zip((plan.left, plan.right), bands, strict=True):
        for mark, middle in zip(marks, _middles(heights, body), strict=True):
            lines = wrap(_said(mark), frame.label / frame.font)
            room = frame.middle - frame.margin - frame.offset - max(map(units, lines), default=0) * frame.font
            above = max(middle - len(lines) * frame.leading / 2, 0)
            half = min(half, room * whole / (whole - frame.dot - above))
    return float(max(frame.half[0], math.floor(half)))


def _middles(heights: list[float], body: float) -> list[float]:
    """How far below the first band's edge each step stands; what room is left is shared evenly."""
    spare = (body - sum(heights)) / (len(heights) or 1)
    ends = list(itertools.accumulate(height + spare for height in heights))
    return [end - (height + spare) / 2 for end, height in zip(ends, heights, strict=True)]


def _title_room(frame: Frame, half: float) -> float:
    if not frame.centred:
        return frame.middle - frame.margin - 8
    return 2 * min(half - 12, frame.middle - half - frame.margin)


def _said(mark: Mark) -> str:
    return f"{mark.month} {mark.words}".strip()


def _bands(plan: Plan, frame: Frame) -> tuple[list[float], list[float]]:
    """The height that each step needs; steps that stand opposite each other share theirs, so that ties lie level."""
    room = frame.label / frame.font

    def height(mark: Mark) -> float:
        return max(len(wrap(_said(mark), room)) * frame.leading, 2 * frame.dot) + frame.gap

    left, right = [height(mark) for mark in plan.left], [height(mark) for mark in plan.right]
    if len(left) == len(right):
        left = right = [max(pair) for pair in zip(left, right, strict=True)]
    return left, right


def _line(
    frame: Frame, side: str, marks: tuple[Mark, ...], title: list[str], heights: list[float],
    place: tuple[float, float, float],
) -> Line:  # fmt: skip
    half, top, apex = place
    away = -1 if side == "ai" else 1

    def at(y: float) -> float:
        return frame.middle + away * half * (apex - y) / (apex - top)

    first, last = top + frame.dot, apex - frame.dot - 14
    dots, labels = [], []
    for mark, below in zip(marks, _middles(heights, last - first), strict=True):
        middle = round(first + below, 1)
        dots.append(Dot(round(at(middle), 1), middle, frame.dot, mark.lit))
        labels.append(_label(frame, mark, middle, at, away))
    end = apex - frame.sun * 0.6
    path = Segment(round(at(top), 1), round(top, 1), round(at(end), 1), round(end, 1))
    return Line(side, path, _title(frame, title, at(top), top, away), tuple(dots), tuple(labels))


def _label(frame: Frame, mark: Mark, middle: float, at: Callable[[float], float], away: int) -> Block:
    """Beside its dot, and clear of the line also at its upper edge, where the V is wider."""
    lines = wrap(_said(mark), frame.label / frame.font)
    upper = middle - len(lines) * frame.leading / 2
    x = round(max(away * at(upper), away * at(middle)) * away + away * frame.offset, 1)
    rows = tuple(
        Row(round(upper + (n + 0.76) * frame.leading, 1), _without(line, mark.month if n == 0 else ""), mark.month if n == 0 else "")
        for n, line in enumerate(lines)
    )  # fmt: skip
    return Block(x, "end" if away < 0 else "start", rows, _box(x, away, lines, frame.font, upper, frame.leading))


def _without(line: str, month: str) -> str:
    return line.removeprefix(month).lstrip() if month else line


def _box(x: float, away: int, lines: list[str], font: float, top: float, leading: float) -> Box:
    wide = max((units(line) for line in lines), default=0) * font
    left, right = (x - wide, x) if away < 0 else (x, x + wide) if away > 0 else (x - wide / 2, x + wide / 2)
    return (round(left, 1), round(top, 1), round(right, 1), round(top + len(lines) * leading, 1))


def _title(frame: Frame, lines: list[str], x: float, top: float, away: int) -> Block:
    upper = top - frame.dot - 8 - len(lines) * frame.title_leading
    anchor, side = "middle", 0
    if not frame.centred:
        anchor, side = ("start", 1) if away < 0 else ("end", -1)
        x = frame.margin if away < 0 else frame.width - frame.margin
    rows = tuple(Row(round(upper + (n + 0.76) * frame.title_leading, 1), line) for n, line in enumerate(lines))
    return Block(round(x, 1), anchor, rows, _box(x, side, lines, frame.title, upper, frame.title_leading))


def _point(plan: Plan, frame: Frame, apex: float) -> Block:
    lines = wrap(plan.point, frame.point_width / frame.point) if plan.point else []
    upper = apex + frame.sun * HALO + 4
    rows = tuple(Row(round(upper + (n + 0.76) * frame.point_leading, 1), line) for n, line in enumerate(lines))
    return Block(frame.middle, "middle", rows, _box(frame.middle, 0, lines, frame.point, upper, frame.point_leading))


# Words


def units(text: str) -> float:
    """How wide the text is, in full-width characters."""
    return sum(_width(char) for char in text)


def _width(char: str) -> float:
    if unicodedata.combining(char):
        return 0
    if unicodedata.east_asian_width(char) in "FWA" or ord(char) > 0x2FF:
        return 1
    if char in THIN:
        return NARROW
    if char in "mwMW@%—":
        return BROAD
    return CAPITAL if char.isupper() else ROUND


def wrap(text: str, room: float) -> list[str]:
    """Lines no wider than `room`, broken between phrases; inside a phrase only where it is wider than a line."""
    lines, line = [], ""
    for part in (part for piece in _pieces(" ".join(text.split())) for part in _cut(piece, room)):
        if line and units((line + part).rstrip()) > room:
            lines.append(line.rstrip())
            line = ""
        line += part
    return [*lines, line.rstrip()] if line.strip() else lines


def _cut(piece: str, room: float) -> Iterator[str]:
    """The piece itself, or where it is wider than a line as much as fits, again and again."""
    while units(piece.rstrip()) > room:
        end, wide = 0, 0.0
        while wide + _width(piece[end]) <= room or end == 0:
            wide += _width(piece[end])
            end += 1
        back = end
        while back > 1 and piece[back] in NO_START:
            back -= 1
        yield piece[: back if back > 1 else end]
        piece = piece[back if back > 1 else end :]
    if piece:
        yield piece


def _pieces(text: str) -> list[str]:
    found: list[str] = []
    for word in text.split(" "):
        found += [*(_parser().parse(word) if not word.isascii() else [word])]
        if found:
            found[-1] += " "
    return found


@functools.cache
def _parser() -> budoux.Parser:
    return budoux.load_default_japanese_parser()
