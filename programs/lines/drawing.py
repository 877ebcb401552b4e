"""PURE: the line of a relation as geometry: two lines that run together, part, and draw near with each thing done together.

Time goes from left to right in the wide picture and downwards in the narrow one. The same moments always give the same
picture, and no label ever lies on another: what happened close together is moved apart, in its order.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from unicodedata import east_asian_width

# How far apart the two lines are (each from the middle).
TOGETHER, NEAR, FAR = 3.5, 13.0, 58.0
NEARER = 0.82  # each thing done together draws them nearer than the one before
DRIFT_YEARS = 8.0  # after so many years without anything they are as far apart as they get
LONG_APART, VERY_LONG = 730, 1826  # days from which a gap is named: after time together, and after anything else
MOST = 12

# The wide picture.
W_WIDTH, W_MARGIN, W_FONT, W_LINE = 1000, 64, 13, 19
W_LABEL = 9.4  # full-width characters in a line of a label
W_GAP = 71.0  # at least between two moments; labels alternate above and below
W_NAMED = 44.0  # more, where the time apart is named between them
W_CLEAR = 16  # between the lines and the labels
# The narrow picture.
N_WIDTH, N_LEFT, N_TEXT, N_FONT, N_LINE = 360, 62, 134, 14, 21
N_LABEL = 15.6
N_STEP, N_APART, N_TOP = 34.0, 34.0, 26.0


@dataclass(frozen=True)
class Point:
    """A moment to be drawn: its day, its words; `end` True for the end of time together, `both` for what both did."""

    on: date
    words: str
    when: str
    mark: str = "gold"  # ai, yu, gold: whose dot it is


@dataclass(frozen=True)
class Span:
    """Time together, in one house."""

    since: date
    until: date | None  # None: still


@dataclass(frozen=True)
class Line:
    """What there is to draw. `gap`: how to name a number of years apart."""

    points: tuple[Point, ...]
    spans: tuple[Span, ...]
    today: date
    gap: str = "{}"


@dataclass(frozen=True)
class Box:
    """Where a label stands, so that tests can see that none lies on another."""

    x: float
    y: float
    width: float
    height: float

    def overlaps(self, other: "Box") -> bool:
        return (
            self.x < other.x + other.width and other.x < self.x + self.width
            and self.y < other.y + other.height and other.y < self.y + self.height
        )  # fmt: skip


@dataclass(frozen=True)
class Text:
    x: float
    y: float
    words: str


@dataclass(frozen=True)
class Label:
    box: Box
    when: Text
    lines: tuple[Text, ...]
    anchor: str
    stem: tuple[float, float, float, float]
    dot: tuple[float, float]
    mark: str


@dataclass(frozen=True)
class Picture:
    width: int
    height: int
    first: str  # path of the company, or of the other person
    second: str  # path of the person
    labels: tuple[Label, ...]
    gaps: tuple[Text, ...]


@dataclass(frozen=True)
class _Key:
    """A place on the way of time, and how far apart the lines are there."""

    at: float
    apart: float


# Words


def size_of(words: str) -> float:
    """In full-width characters; anything not wide counts for a little more than half, as its widest letters do."""
    return sum(1.0 if east_asian_width(one) in "WFA" else 0.62 for one in words)


def wrapped(words: str, room: float) -> tuple[str, ...]:
    """Lines that fit the room: broken at spaces where there are some, else between characters, never before a stop."""
    lines, line = [], ""
    for piece in _pieces(words):
        if line and size_of(line + piece.rstrip()) > room:
            lines.append(line.rstrip())
            line = piece.lstrip()
        else:
            line += piece
        while size_of(line.rstrip()) > room:  # a long word without a space
            cut = _fits(line, room)
            lines.append(line[:cut])
            line = line[cut:]
    return tuple([*lines, line.rstrip()] if line.strip() else lines) or ("",)


def _pieces(words: str) -> list[str]:
    found: list[str] = []
    for one in " ".join(words.split()):
        narrow = east_asian_width(one) not in "WF"
        if (
            found
            and (one in "、。」）・！？ー" or (narrow and one != " " and found[-1][-1] != " " and _narrow(found[-1])))
            or found
            and one == " "
        ):
            found[-1] += one
        else:
            found.append(one)
    return found


def _narrow(piece: str) -> bool:
    return east_asian_width(piece[-1]) not in "WF"


def _fits(line: str, room: float) -> int:
    size, cut = 0.0, 0
    for one in line:
        size += size_of(one)
        if size > room:
            break
        cut += 1
    return max(cut, 1)


# Time


def spread(days: Sequence[int], start: float, end: float, least: float, named: Sequence[bool] = ()) -> list[float]:
    """Places in order, as far apart as time says, but never nearer than `least` (if there is room for it).

    A gap that is `named` gets, as far as there is room, what its words need.
    """
    if not days:
        return []
    if len(days) == 1:
        return [round((start + end) / 2, 2)]
    room, count = end - start, len(days) - 1
    least = min(least, room / count)
    gaps = [max(later - earlier, 0) for earlier, later in zip(days, days[1:], strict=False)]
    total, free = sum(gaps) or 1, room - least * count
    wants = list(named) or [False] * count
    more = min(W_NAMED, free / max(sum(wants), 1))
    free -= more * sum(wants)
    places = [start]
    for gap, wanted in zip(gaps, wants, strict=True):
        places.append(places[-1] + least + (more if wanted else 0) + free * gap / total)
    return [round(place, 2) for place in places]


def _inside(line: Line, day: date) -> bool:
    return any(span.since <= day and (span.until is None or day <= span.until) for span in line.spans)


def _together(line: Line, earlier: date, later: date) -> bool:
    """Is the whole time between two days spent in one house?"""
    return any(span.since <= earlier and (span.until is None or later <= span.until) for span in line.spans)


def _keys(line: Line, places: Sequence[float], end: float) -> list[_Key]:
    """Near at each moment, apart between them by as much as time went by, together in a tenure."""
    keys: list[_Key] = []
    near, done = NEAR, 0
    for place, point in enumerate(line.points):
        inside = _inside(line, point.on)
        apart = TOGETHER if inside else max(TOGETHER, near * NEARER**done)
        done += not inside
        if place and not _together(line, line.points[place - 1].on, point.on):
            keys.append(_bulge(keys[-1], places[place], apart, (point.on - line.points[place - 1].on).days))
        keys.append(_Key(places[place], apart))
    if line.points and end > places[-1]:
        last = line.points[-1].on
        days = max((line.today - last).days, 0)
        still = any(span.until is None for span in line.spans)
        away = keys[-1].apart + (FAR - keys[-1].apart) * min(days / 365 / DRIFT_YEARS, 1) * 0.6
        keys.append(_Key(end, TOGETHER if still else round(away, 2)))
    return keys


def _bulge(before: _Key, at: float, apart: float, days: int) -> _Key:
    far = max(before.apart, apart) + (FAR - max(before.apart, apart)) * min(days / 365 / DRIFT_YEARS, 1)
    return _Key((before.at + at) / 2, round(far, 2))


def _named(line: Line, place: int) -> bool:
    """Is the time before this moment so long apart that it is named?"""
    earlier, later = line.points[place - 1].on, line.points[place].on
    ended = any(span.until == earlier for span in line.spans)
    long = (later - earlier).days >= (LONG_APART if ended else VERY_LONG)
    return long and not _together(line, earlier, later)


def _gaps(line: Line, places: Sequence[float]) -> list[tuple[float, int]]:
    """Where the lines were long apart, and for how many years."""
    return [
        (
            (places[place - 1] + places[place]) / 2,
            round((line.points[place].on - line.points[place - 1].on).days / 365.25),
        )
        for place in range(1, len(line.points))
        if _named(line, place)
    ]


def _path(keys: Sequence[_Key], middle: float, sign: int, *, down: bool = False) -> str:
    """A smooth curve through the keys, level at each of them, so that it never swings beyond them."""
    if not keys:
        return ""
    spots = [(key.at, middle + sign * key.apart) for key in keys]

    def put(at: float, across: float) -> str:
        return f"{across:.1f} {at:.1f}" if down else f"{at:.1f} {across:.1f}"

    way = f"M{put(*spots[0])}"
    for (at, across), (to, over) in zip(spots, spots[1:], strict=False):
        half = (at + to) / 2
        way += f" C{put(half, across)} {put(half, over)} {put(to, over)}"
    return way


# Pictures


def wide(line: Line, width: int = W_WIDTH) -> Picture:
    """Time from left to right; labels above and below in turn, beyond the furthest the lines can go.

    A narrower one (a card among others) has room for `holds(width)` moments.
    """
    end = float(width - 24)
    days = [point.on.toordinal() for point in line.points]
    named = [_named(line, place) for place in range(1, len(days))]
    places = _places(line, days, named, width, end)
    words = [wrapped(point.words, W_LABEL) for point in line.points]
    above = max((len(lines) + 1 for lines in words[::2]), default=0) * W_LINE + 6
    below = max((len(lines) + 1 for lines in words[1::2]), default=0) * W_LINE + 6
    middle = above + W_CLEAR + FAR
    keys = _keys(line, places, end)
    labels = []
    for place, (point, lines) in enumerate(zip(line.points, words, strict=True)):
        x, high = places[place], (len(lines) + 1) * W_LINE
        top = above - high if place % 2 == 0 else middle + FAR + W_CLEAR
        edge = above + 2 if place % 2 == 0 else middle + FAR + W_CLEAR - 2
        labels.append(_label(point, lines, x, top, middle, edge))
    gaps = tuple(Text(round(x, 1), middle + 5, line.gap.format(years)) for x, years in _gaps(line, places))
    height = round(middle + FAR + W_CLEAR + below + 4)
    return Picture(width, height, _path(keys, middle, -1), _path(keys, middle, 1), tuple(labels), gaps)


def _places(line: Line, days: list[int], named: list[bool], width: int, end: float) -> list[float]:
    """Where the moments stand; the time since the last one has its length too, once it is long."""
    today = line.today.toordinal()
    if days and today - days[-1] >= LONG_APART:
        return spread([*days, today], W_MARGIN, end, W_GAP, [*named, False])[:-1]
    return spread(days, W_MARGIN, width - W_MARGIN - 20, W_GAP, named)


def holds(width: int) -> int:
    """How many moments a wide picture of this width can hold without a label lying on another."""
    return min(MOST, int((width - 2 * W_MARGIN - 20) // W_GAP) + 1)


def _label(point: Point, lines: Sequence[str], x: float, top: float, middle: float, edge: float) -> Label:
    width = W_LABEL * W_FONT + 4
    texts = tuple(Text(x, top + (row + 2) * W_LINE - 5, words) for row, words in enumerate(lines))
    box = Box(x - width / 2, top, width, (len(lines) + 1) * W_LINE)
    return Label(
        box, Text(x, top + W_LINE - 5, point.when), texts, "middle", (x, middle, x, edge), (x, middle), point.mark
    )


def narrow(line: Line) -> Picture:
    """Time downwards; each label beside its moment, as high as its words need."""
    words = [wrapped(point.words, N_LABEL) for point in line.points]
    long = {place for place, _years in _gaps(line, [float(n) for n in range(len(line.points))])}
    places, labels, y = [], [], N_TOP
    for place, (point, lines) in enumerate(zip(line.points, words, strict=True)):
        if place:
            y += N_STEP + (N_APART if place - 0.5 in long else 0)
        places.append(y)
        high = (len(lines) + 1) * N_LINE
        texts = tuple(Text(N_TEXT, y + (row + 1) * N_LINE + 4, one) for row, one in enumerate(lines))
        box = Box(N_TEXT, y - N_LINE + 6, N_WIDTH - N_TEXT, high)
        stem = (N_LEFT, y, N_TEXT - 8, y)
        labels.append(Label(box, Text(N_TEXT, y + 4, point.when), texts, "start", stem, (N_LEFT, y), point.mark))
        y += len(lines) * N_LINE
    end = y + 30
    keys = [_Key(key.at, key.apart * 0.84) for key in _keys(line, places, end)]
    gaps = tuple(
        Text(N_LEFT, round(_beside(labels, at), 1), line.gap.format(years)) for at, years in _gaps(line, places)
    )
    first, second = _path(keys, N_LEFT, -1, down=True), _path(keys, N_LEFT, 1, down=True)
    return Picture(N_WIDTH, round(end + 12), first, second, tuple(labels), gaps)


def _beside(labels: Sequence[Label], at: float) -> float:
    return at + 5
