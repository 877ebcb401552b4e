"""PURE: how two people stand to one another, told from the verified posts of both.

Worked together = posts in one department family (below, above, or through its history) at the same time, as far as
the dates are known. Every answer has its mirror: a boss here is a report there, a senior a junior; the rest is mutual.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property

from alumni.companies.lineage import Lineage

BOSS, REPORT, INTAKE, SENIOR, JUNIOR, COWORKER = "boss", "report", "intake", "senior", "junior", "coworker"
PROJECT, DIVISION, COMPANY, NONE = "project", "division", "company", "none"
NEARNESS = (BOSS, REPORT, INTAKE, SENIOR, JUNIOR, COWORKER, PROJECT, DIVISION, COMPANY, NONE)
MIRROR = {BOSS: REPORT, REPORT: BOSS, SENIOR: JUNIOR, JUNIOR: SENIOR}

TRANSFER, UNKNOWN_ENTRY = "transfer", "joined"
DAYS_OF_A_MONTH = 30.44


@dataclass(frozen=True)
class Stay:
    """One verified post: [since, until) as far as it is known; `until` empty = still there; no `since` = no dates."""

    company: int
    unit: int | None = None
    since: date | None = None
    until: date | None = None
    heads: bool = False
    entry: str = UNKNOWN_ENTRY
    entered: int | None = None  # the year in which this post began, if it is known


@dataclass(frozen=True)
class Relation:
    """What the other is to the viewer; years, months and unit tell of the time they worked together."""

    kind: str = NONE
    company: int | None = None
    unit: int | None = None
    since: int | None = None
    until: int | None = None
    months: int = 0
    lasting: bool = False
    entered: int | None = None
    unit_name: str = ""
    company_name: str = ""

    @property
    def worked_together(self) -> bool:
        return self.since is not None

    @property
    def near(self) -> bool:
        """Worked together, or came into the company in the same year."""
        return self.kind in (BOSS, REPORT, INTAKE, SENIOR, JUNIOR, COWORKER, PROJECT)

    @property
    def new_here(self) -> bool:
        """The same division, but never at the same time or place: somebody to meet for the first time."""
        return self.kind == DIVISION

    @property
    def nearness(self) -> tuple[int, int]:
        """For sorting: the nearest first, among these the longest together."""
        return NEARNESS.index(self.kind), -self.months


@dataclass(frozen=True)
class Meeting:
    """Two posts in one department family at the same time."""

    mine: Stay
    theirs: Stay
    start: date
    end: date
    lasting: bool

    @property
    def days(self) -> int:
        return (self.end - self.start).days

    @property
    def last_year(self) -> int:
        return (self.end if self.lasting else self.end - timedelta(days=1)).year


@dataclass(frozen=True)
class Kinship:
    """Questions about units, remembered: the viewer's few units are asked about again and again."""

    lineages: Mapping[int, Lineage]
    _families: dict[tuple[int, int], frozenset[int]] = field(default_factory=dict, compare=False)
    _divisions: dict[tuple[int, int], frozenset[int]] = field(default_factory=dict, compare=False)

    def within(self, company: int, unit: int, other: int) -> bool:
        """The people of `unit` count as people of `other`."""
        if unit == other:
            return True
        key = (company, other)
        if key not in self._families:
            self._families[key] = frozenset(self._lineage(company).family(other))
        return unit in self._families[key]

    def same_family(self, company: int, a: int, b: int) -> bool:
        return self.within(company, a, b) or self.within(company, b, a)

    def same_division(self, company: int, a: int, b: int) -> bool:
        return b in self.division(company, a) or a in self.division(company, b)

    def division(self, company: int, unit: int) -> frozenset[int]:
        lineage = self._lineage(company)
        top = next((u for u in lineage.above(unit) if lineage.parents.get(u) is None), unit)
        if (company, top) not in self._divisions:
            self._divisions[company, top] = frozenset(lineage.family(top))
        return self._divisions[company, top]

    def _lineage(self, company: int) -> Lineage:
        return self.lineages.get(company) or Lineage({})


@dataclass(frozen=True)
class Pair:
    """The viewer's posts beside another's, and what follows from them."""

    mine: tuple[Stay, ...]
    theirs: tuple[Stay, ...]
    kinship: Kinship
    today: date

    @cached_property
    def meetings(self) -> list[Meeting]:
        found = (self._meeting(a, b) for a in self.mine for b in self.theirs if a.company == b.company)
        return [meeting for meeting in found if meeting]

    def _meeting(self, a: Stay, b: Stay) -> Meeting | None:
        if a.unit is None or b.unit is None or a.since is None or b.since is None:
            return None
        start = max(a.since, b.since)
        end = min(a.until or date.max, b.until or date.max)
        lasting = end > self.today >= start
        end = min(end, max(self.today, start))
        if end < start or (end == start and not lasting):
            return None
        return Meeting(a, b, start, end, lasting) if self.kinship.same_family(a.company, a.unit, b.unit) else None

    def days_under(self, *, viewer: bool) -> int:
        """How long the viewer (or the other) worked in a unit that the other (or the viewer) headed."""
        spans = []
        for meeting in self.meetings:
            low, high = (meeting.mine, meeting.theirs) if viewer else (meeting.theirs, meeting.mine)
            assert low.unit is not None and high.unit is not None
            if high.heads and self.kinship.within(high.company, low.unit, high.unit):
                spans.append(meeting)
        return _days(spans) + (1 if spans else 0)

    @cached_property
    def kind(self) -> str:
        under, over = self.days_under(viewer=True), self.days_under(viewer=False)
        if under != over:
            return BOSS if under > over else REPORT
        if self.intake:
            return INTAKE
        if self.meetings:
            return self._by_seniority()
        return self._from_afar()

    def _by_seniority(self) -> str:
        company = self.longest.mine.company
        mine, theirs = _entry_year(self.mine, company), _entry_year(self.theirs, company)
        if mine is None or theirs is None or mine == theirs:
            return COWORKER
        return SENIOR if theirs < mine else JUNIOR

    def _from_afar(self) -> str:
        shared = [(a, b) for a in self.mine for b in self.theirs if a.company == b.company]
        units = ((a.company, a.unit, b.unit) for a, b in shared if a.unit is not None and b.unit is not None)
        if any(self.kinship.same_division(company, a, b) for company, a, b in units):
            return DIVISION
        return COMPANY if shared else NONE

    @cached_property
    def intake(self) -> tuple[int, int] | None:
        """(company, year) in which both came in by the same kind of door."""
        for company in sorted({stay.company for stay in self.mine}):
            mine, theirs = _entry(self.mine, company), _entry(self.theirs, company)
            if mine and theirs and mine.entered == theirs.entered and _same_door(mine.entry, theirs.entry):
                assert mine.entered is not None
                return company, mine.entered
        return None

    @property
    def longest(self) -> Meeting:
        return max(self.meetings, key=lambda m: (m.days, m.start, m.mine.company))


def relate(
    mine: Iterable[Stay], theirs: Iterable[Stay], kinship: Kinship | Mapping[int, Lineage], today: date
) -> Relation:
    """What the person of `theirs` is to the person of `mine`."""
    known = kinship if isinstance(kinship, Kinship) else Kinship(kinship)
    pair = Pair(tuple(mine), tuple(theirs), known, today)
    if not pair.meetings:
        return _apart(pair)
    longest = pair.longest
    assert longest.mine.unit is not None and longest.theirs.unit is not None
    inner = known.within(longest.mine.company, longest.mine.unit, longest.theirs.unit)
    return Relation(
        kind=pair.kind,
        company=longest.mine.company,
        unit=longest.mine.unit if inner else longest.theirs.unit,
        since=min(m.start for m in pair.meetings).year,
        until=max(m.last_year for m in pair.meetings),
        months=max(1, round(_days(pair.meetings) / DAYS_OF_A_MONTH)),
        lasting=any(m.lasting for m in pair.meetings),
        entered=pair.intake[1] if pair.intake else None,
    )


def as_both_say(relation: Relation, said: str) -> Relation:
    """The relation with what both people say of it: it fills in what the company's records don't tell."""
    if said in (BOSS, REPORT) and relation.kind not in (BOSS, REPORT):
        return replace(relation, kind=said)
    if said == PROJECT and relation.kind in (COWORKER, DIVISION, COMPANY, NONE):
        return replace(relation, kind=PROJECT)
    return relation


def _apart(pair: Pair) -> Relation:
    if pair.kind == INTAKE and pair.intake:
        return Relation(kind=INTAKE, company=pair.intake[0], entered=pair.intake[1])
    shared = {stay.company for stay in pair.mine} & {stay.company for stay in pair.theirs}
    return Relation(kind=pair.kind, company=min(shared, default=None))


def _days(meetings: Iterable[Meeting]) -> int:
    """The days on which any of these meetings went on, each day once."""
    days, reached = 0, date.min
    for meeting in sorted(meetings, key=lambda m: m.start):
        start = max(meeting.start, reached)
        if meeting.end > start:
            days += (meeting.end - start).days
            reached = meeting.end
    return days


def _entry(stays: Iterable[Stay], company: int) -> Stay | None:
    """The post by which somebody first came into the company, if its year is known."""
    doors = [s for s in stays if s.company == company and s.entry != TRANSFER and s.entered is not None]
    return min(doors, key=lambda s: (s.entered, s.entry), default=None)


def _entry_year(stays: Iterable[Stay], company: int) -> int | None:
    years = [s.entered for s in stays if s.company == company and s.entered is not None]
    return min(years, default=None)


def _same_door(a: str, b: str) -> bool:
    return a == b or UNKNOWN_ENTRY in (a, b)
