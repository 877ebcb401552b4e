"""PURE: who belongs to a unit when units are renamed, split and merged.

The family of a unit = what lies below it, what those units came from and became, and what lies below these.
`reach` is the same relation seen from below: the units whose family a given unit belongs to. For every tree,
`a in family(b)` exactly when `b in reach(a)`; a test holds them together.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Lineage:
    """One company's units: `parents` by id, and pairs (earlier, later)."""

    parents: Mapping[int, int | None]
    successions: frozenset[tuple[int, int]] = frozenset()
    _children: dict[int, list[int]] = field(default_factory=dict, compare=False)
    _later: dict[int, list[int]] = field(default_factory=dict, compare=False)
    _earlier: dict[int, list[int]] = field(default_factory=dict, compare=False)

    def __post_init__(self) -> None:
        for child, parent in self.parents.items():
            if parent is not None:
                self._children.setdefault(parent, []).append(child)
        for earlier, later in self.successions:
            self._later.setdefault(earlier, []).append(later)
            self._earlier.setdefault(later, []).append(earlier)

    def below(self, unit: int) -> set[int]:
        """The unit and everything under it."""
        return _closure([unit], self._children)

    def above(self, unit: int) -> set[int]:
        """The unit and everything over it."""
        found: set[int] = set()
        step: int | None = unit
        while step is not None and step not in found:
            found.add(step)
            step = self.parents.get(step)
        return found

    def through_time(self, unit: int) -> set[int]:
        """The unit, all it came from, and all it became."""
        return _closure([unit], self._earlier) | _closure([unit], self._later)

    def family(self, unit: int) -> set[int]:
        """Units whose people count as people of `unit`."""
        return self._spread([unit], self.below)

    def reach(self, unit: int) -> set[int]:
        """Units as whose people the people of `unit` count."""
        return self._spread([unit], self.above)

    def _spread(self, units: Iterable[int], along) -> set[int]:  # type: ignore[no-untyped-def]
        near = {u for unit in units for u in along(unit)}
        through = {u for unit in near for u in self.through_time(unit)}
        return {u for unit in through for u in along(unit)}


def _closure(start: Iterable[int], edges: Mapping[int, list[int]]) -> set[int]:
    found: set[int] = set()
    waiting = list(start)
    while waiting:
        unit = waiting.pop()
        if unit not in found:
            found.add(unit)
            waiting.extend(edges.get(unit, ()))
    return found
