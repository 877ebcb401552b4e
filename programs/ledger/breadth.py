"""PURE: how broadly a company and its people fulfil each other, told so that nobody in it can be singled out.

Kinds of value are counted, never entries and never a person; a number of people is told from FLOOR on, in steps.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

FLOOR, STEP = 5, 5
MOST_SPANS = 8
# The picture: one dot a kind, the company's above the middle line, the people's below.
WIDTH, STEP_Y, RADIUS, MARGIN, TOP, FOOT = 640, 19, 7, 34, 20, 40


def rounded(count: int) -> int | None:
    """Rounded down to a step; None below the floor: nothing is told of so few."""
    return None if count < FLOOR else count - count % STEP


@dataclass(frozen=True)
class Given:
    """One confirmed entry with a company: in which year, what kind, which way, with which person."""

    year: int
    kind: str
    by_company: bool
    person: int


@dataclass(frozen=True)
class Way:
    """One direction: its kinds, and about how many people. `told` is False below the floor."""

    kinds: tuple[str, ...] = ()
    people: int | None = None

    @property
    def told(self) -> bool:
        return self.people is not None


@dataclass(frozen=True)
class Span:
    """Some years in a row, as many as it takes until enough people are in them."""

    first: int
    last: int
    given: tuple[str, ...]
    got: tuple[str, ...]

    @property
    def words(self) -> str:
        return str(self.first) if self.first == self.last else f"{self.first}–{self.last}"


@dataclass(frozen=True)
class Dot:
    x: float
    y: float
    side: str  # ai, yu; gold where the kind went both ways in these years
    r: int = RADIUS


@dataclass(frozen=True)
class Picture:
    dots: tuple[Dot, ...]
    labels: tuple[tuple[float, str], ...]
    middle: int
    height: int
    width: int = WIDTH

    @property
    def label_y(self) -> int:
        return self.height - 14


def way(rows: Iterable[Given], *, by_company: bool) -> Way:
    own = [row for row in rows if row.by_company == by_company]
    people = rounded(len({row.person for row in own}))
    return Way() if people is None else Way(tuple(sorted({row.kind for row in own})), people)


def spans(rows: Iterable[Given]) -> tuple[Span, ...]:
    """Years from the latest back, joined until FLOOR people are in each; what is left over joins the oldest."""
    by_year: dict[int, list[Given]] = {}
    for row in rows:
        by_year.setdefault(row.year, []).append(row)
    groups: list[list[Given]] = []
    waiting: list[Given] = []
    for year in sorted(by_year, reverse=True):
        waiting = [*waiting, *by_year[year]]
        if len({row.person for row in waiting}) >= FLOOR:
            groups.append(waiting)
            waiting = []
    if waiting and groups:
        groups[-1] = [*groups[-1], *waiting]
    while len(groups) > MOST_SPANS:
        groups[-2:] = [[*groups[-2], *groups[-1]]]
    return tuple(_span(group) for group in reversed(groups))


def _span(rows: Sequence[Given]) -> Span:
    years = [row.year for row in rows]
    ways = [tuple(sorted({row.kind for row in rows if row.by_company == side})) for side in (True, False)]
    return Span(min(years), max(years), *ways)


def picture(found: Sequence[Span]) -> Picture:
    """A column for each span: dots grow away from the middle line, so that both sides are seen at once."""
    step = (WIDTH - 2 * MARGIN) / max(len(found), 1)
    middle = TOP + STEP_Y * max((len(span.given) for span in found), default=0)
    height = middle + STEP_Y * max((len(span.got) for span in found), default=0) + TOP + FOOT
    dots, labels = [], []
    for place, span in enumerate(found):
        x = round(MARGIN + step * (place + 0.5), 1)
        both = set(span.given) & set(span.got)
        labels.append((x, span.words))
        for kinds, side, sign in ((span.given, "ai", -1), (span.got, "yu", 1)):
            ordered = sorted(kinds, key=lambda kind: (kind not in both, kind))
            for up, kind in enumerate(ordered, start=1):
                dots.append(Dot(x, middle + sign * up * STEP_Y, "gold" if kind in both else side))
    return Picture(tuple(dots), tuple(labels), middle, height)
