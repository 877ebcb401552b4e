"""PURE: who is too near for a career session, and who of the others comes first.

The oracle of suggesting.py, which asks the same of PostgreSQL; a property test holds them together.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from alumni.companies.lineage import Lineage

BOSS, LINE, EVALUATOR, TEAM, EMPLOYER = "boss", "line", "evaluator", "team", "employer"
WORKING, BLOCKED, CHOSEN, FREE = "working", "blocked", "chosen", ""
# The first that holds is the reason.
REASONS = (BOSS, LINE, EVALUATOR, TEAM, EMPLOYER, WORKING, BLOCKED, CHOSEN)
DECADE, SHORTLIST, SHOWN = 10, 40, 5


@dataclass(frozen=True)
class Stay:
    """One post: [since, until) by the widest reading of its dates; None is unbounded."""

    company: int
    unit: int | None = None
    since: date | None = None
    until: date | None = None
    open: bool = False
    heads: bool = False
    verified: bool = True
    began: date | None = None

    def meets(self, other: "Stay") -> bool:
        return self._before(self.since, other.until) and self._before(other.since, self.until)

    @staticmethod
    def _before(start: date | None, end: date | None) -> bool:
        return start is None or end is None or start < end


@dataclass(frozen=True)
class Person:
    key: int
    stays: tuple[Stay, ...] = ()
    desks: frozenset[int] = frozenset()  # companies for which they act

    @property
    def companies(self) -> frozenset[int]:
        return frozenset(stay.company for stay in self.stays)


@dataclass(frozen=True)
class Known:
    """What is known beside the posts: pairs of people, (by, of)."""

    lineages: Mapping[int, Lineage] = field(default_factory=dict)
    evaluates: frozenset[tuple[int, int]] = frozenset()
    line_said: frozenset[tuple[int, int]] = frozenset()
    blocks: frozenset[tuple[int, int]] = frozenset()
    distances: frozenset[tuple[int, int]] = frozenset()

    def reach(self, stay: Stay) -> set[int]:
        return self.lineages[stay.company].reach(stay.unit) if stay.unit is not None else set()

    def through_time(self, stay: Stay) -> set[int]:
        return self.lineages[stay.company].through_time(stay.unit) if stay.unit is not None else set()


def reason(viewer: Person, advisor: Person, known: Known) -> str:
    """Why the two are too near; FREE when they aren't."""
    pair = (viewer.key, advisor.key)
    holds = {
        BOSS: _is_boss(viewer, advisor, known),
        LINE: _line_once(viewer, advisor, known) or _either(known.line_said, pair),
        EVALUATOR: _either(known.evaluates, pair),
        TEAM: _same_team(viewer, advisor, known),
        EMPLOYER: bool(_now(viewer) & _now(advisor)),
        WORKING: bool(viewer.companies & (_now(advisor) | advisor.desks)),
        BLOCKED: _either(known.blocks, pair),
        CHOSEN: _either(known.distances, pair),
    }
    return next((name for name in REASONS if holds[name]), FREE)


def _is_boss(viewer: Person, advisor: Person, known: Known) -> bool:
    over = {unit for stay in viewer.stays if stay.open for unit in known.reach(stay)}
    return any(stay.open and stay.heads and stay.unit in over for stay in advisor.stays)


def _line_once(viewer: Person, advisor: Person, known: Known) -> bool:
    return any(
        (b.heads and b.unit in known.reach(a)) or (a.heads and a.unit in known.reach(b))
        for a in viewer.stays
        for b in advisor.stays
        if a.company == b.company and a.meets(b)
    )


def _same_team(viewer: Person, advisor: Person, known: Known) -> bool:
    return any(b.unit in known.through_time(a) and a.meets(b) for a in viewer.stays for b in advisor.stays)


def _now(person: Person) -> frozenset[int]:
    return frozenset(stay.company for stay in person.stays if stay.open)


def _either(pairs: frozenset[tuple[int, int]], pair: tuple[int, int]) -> bool:
    return pair in pairs or pair[::-1] in pairs


@dataclass(frozen=True)
class Candidate:
    """What the order looks at; `years` lie between the beginnings of both working lives."""

    advisor: int
    person: int
    themes: int = 0
    inside: bool = False
    years: int | None = None
    close: bool = False
    load: int = 0  # booked this month, in thousandths of what they take
    last: str = ""  # when they were asked last; "" never

    @property
    def decade(self) -> bool:
        return self.years is not None and self.years >= DECADE


def lot(viewer: int, advisor: int) -> str:
    """Decides between equals; another for each pair, so that nobody is always first."""
    return hashlib.md5(f"{viewer}|{advisor}".encode(), usedforsecurity=False).hexdigest()


def shortlist(viewer: int, candidates: Iterable[Candidate]) -> list[Candidate]:
    """The best forty by what is known of all; only of these it is asked who shares a close colleague."""
    return sorted(
        candidates, key=lambda one: (-one.themes, not one.inside, not one.decade, lot(viewer, one.advisor))
    )[:SHORTLIST]


def best(viewer: int, candidates: Iterable[Candidate]) -> list[Candidate]:
    """The five from which the person chooses."""
    return sorted(
        candidates,
        key=lambda one: (
            -one.themes, not one.inside, one.close, not one.decade, one.load, one.last, lot(viewer, one.advisor)
        ),
    )[:SHOWN]  # fmt: skip


def years_between(viewer: Iterable[Stay], advisor: Iterable[Stay]) -> int | None:
    mine, theirs = _beginning(viewer), _beginning(advisor)
    return abs(mine - theirs) if mine is not None and theirs is not None else None


def _beginning(stays: Iterable[Stay]) -> int | None:
    return min((stay.began.year for stay in stays if stay.began and stay.verified), default=None)


def share_a_colleague(viewer: Person, advisor: Person, others: Iterable[Person]) -> bool:
    """Somebody third was in one unit with each of them at the same time."""
    return any(_sat_with(one, viewer) and _sat_with(one, advisor) for one in others
               if one.key not in (viewer.key, advisor.key))  # fmt: skip


def _sat_with(one: Person, other: Person) -> bool:
    return any(a.unit is not None and a.unit == b.unit and a.meets(b) for a in one.stays for b in other.stays)
