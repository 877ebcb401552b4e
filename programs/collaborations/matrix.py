"""PURE: which parts of an outcome are carried by which roles, where there is a gap, and where two do the same."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Carrier:
    """A role as the matrix knows it: what it carries, and whether somebody has said yes to it."""

    role: int
    parts: frozenset[int]
    held: bool


@dataclass(frozen=True)
class Line:
    """One part of the outcome. `roles` carry it, `held` are those of them that somebody holds."""

    part: int
    roles: tuple[int, ...]
    held: tuple[int, ...]

    @property
    def uncarried(self) -> bool:
        """No role carries it."""
        return not self.roles

    @property
    def unheld(self) -> bool:
        """Roles carry it, and nobody holds one of them."""
        return bool(self.roles) and not self.held

    @property
    def is_gap(self) -> bool:
        return not self.held

    @property
    def is_overlap(self) -> bool:
        return len(self.roles) > 1


@dataclass(frozen=True)
class Matrix:
    lines: tuple[Line, ...] = ()
    idle: tuple[int, ...] = ()  # roles that carry nothing

    @property
    def gaps(self) -> tuple[int, ...]:
        return tuple(line.part for line in self.lines if line.is_gap)

    @property
    def overlaps(self) -> tuple[int, ...]:
        return tuple(line.part for line in self.lines if line.is_overlap)

    @property
    def is_whole(self) -> bool:
        """Each part is carried by exactly one role that somebody holds, and no role is idle."""
        return bool(self.lines) and not (self.gaps or self.overlaps or self.idle)


def weigh(parts: Iterable[int], carriers: Iterable[Carrier]) -> Matrix:
    """The lines in the order of the parts; what a role says of a part that isn't there counts for nothing."""
    order, roles = list(dict.fromkeys(parts)), list(carriers)
    known = set(order)
    lines = []
    for part in order:
        carry = [role for role in roles if part in role.parts]
        lines.append(Line(part, tuple(role.role for role in carry), tuple(role.role for role in carry if role.held)))
    return Matrix(tuple(lines), tuple(role.role for role in roles if not role.parts & known))


# The drawing: a row for each part, a column for each role, in units of the viewBox.
CELL, HEAD, EDGE = 48, 40, 6


@dataclass(frozen=True)
class Dot:
    x: int
    y: int
    role: int
    held: bool


@dataclass(frozen=True)
class Row:
    y: int
    line: Line
    dots: tuple[Dot, ...]


@dataclass(frozen=True)
class Drawing:
    width: int
    height: int
    columns: tuple[tuple[int, int], ...]  # (role, x)
    rows: tuple[Row, ...]


def draw(matrix: Matrix, roles: Iterable[int]) -> Drawing:
    """The same rows give the same picture; no two dots share a place."""
    columns = tuple((role, HEAD + CELL * at + CELL // 2) for at, role in enumerate(roles))
    rows = []
    for at, line in enumerate(matrix.lines):
        y = HEAD + CELL * at + CELL // 2
        dots = tuple(Dot(x, y, role, role in line.held) for role, x in columns if role in line.roles)
        rows.append(Row(y, line, dots))
    width = HEAD + CELL * max(len(columns), 1) + EDGE
    return Drawing(width, HEAD + CELL * len(rows) + EDGE, columns, tuple(rows))
