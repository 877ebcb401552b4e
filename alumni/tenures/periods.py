"""PURE: dates known to the day, month or year, and periods whose ends may be unknown or still open."""

from calendar import month_name, monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

PRECISIONS = ("year", "month", "day")
ONE_DAY = timedelta(days=1)
# A day before and after everything, where "unknown" has to take part in a comparison.
NEVER, FOREVER = date.min, date.max

WORDS = {
    "ja": {"open": "在籍中", "unknown": "？", "no_dates": "時期不明", "to": "〜", "short": "1か月未満"},
    "en": {
        "open": "present",
        "unknown": "?",
        "no_dates": "dates unknown",
        "to": " – ",
        "short": "less than a month",
    },
}


def _words(lang: str) -> dict[str, str]:
    return WORDS["ja" if lang.lower().startswith("ja") else "en"]


@dataclass(frozen=True)
class PartialDate:
    """A day, a month or a year. `value` is always the first day of what is known."""

    value: date
    precision: str = "day"

    def __post_init__(self) -> None:
        if self.precision not in PRECISIONS:
            raise ValueError(f"unknown precision: {self.precision!r}")
        first = {"day": self.value.day, "month": 1, "year": 1}[self.precision]
        month = 1 if self.precision == "year" else self.value.month
        object.__setattr__(self, "value", date(self.value.year, month, first))

    @classmethod
    def of(cls, year: int, month: int | None = None, day: int | None = None) -> Self:
        """As precise as what is given. Raises ValueError for a day that no calendar has."""
        precision = "day" if month and day else "month" if month else "year"
        return cls(date(year, month or 1, day or 1), precision)

    @classmethod
    def from_iso(cls, text: str) -> Self:
        """The inverse of `iso`: 1999, 1999-04 or 1999-04-01."""
        return cls.of(*(int(part) for part in text.split("-")))

    @property
    def iso(self) -> str:
        return self.value.isoformat()[: {"year": 4, "month": 7, "day": 10}[self.precision]]

    @property
    def earliest(self) -> date:
        return self.value

    @property
    def latest(self) -> date:
        if self.precision == "day":
            return self.value
        month = 12 if self.precision == "year" else self.value.month
        return date(self.value.year, month, monthrange(self.value.year, month)[1])

    def text(self, lang: str = "ja") -> str:
        """1999年4月1日, 1999年4月, 1999年 / 1 April 1999, April 1999, 1999."""
        year, month, day = self.value.year, self.value.month, self.value.day
        size = PRECISIONS.index(self.precision) + 1
        if lang.lower().startswith("ja"):
            return "".join([f"{year}年", f"{month}月", f"{day}日"][:size])
        return " ".join([str(year), month_name[month], str(day)][:size][::-1])

    def __str__(self) -> str:
        return self.text()


@dataclass(frozen=True)
class Period:
    """First and last day (both included). No `until`: still there when `open`, else nobody knows until when."""

    since: PartialDate | None = None
    until: PartialDate | None = None
    open: bool = False

    def __post_init__(self) -> None:
        if self.open and self.until:
            raise ValueError("an open period has no end")
        if self.since and self.until and self.until.latest < self.since.earliest:
            raise ValueError("a period can't end before it starts")

    @property
    def outer(self) -> tuple[date | None, date | None]:
        """From the earliest to the latest possible day, half-open, None = unbounded: a PostgreSQL daterange."""
        upper = _day_after(self.until.latest) if self.until else None
        return (self.since.earliest if self.since else None, upper)

    @property
    def first_at_latest(self) -> date:
        if self.since and self.until:
            return min(self.since.latest, self.until.latest)
        known = self.since or self.until
        return known.latest if known else FOREVER

    @property
    def last_at_earliest(self) -> date:
        if self.open:
            return FOREVER
        if self.since and self.until:
            return max(self.since.earliest, self.until.earliest)
        known = self.until or self.since
        return known.earliest if known else NEVER

    @property
    def sort_key(self) -> tuple[date, date]:
        """By start; one without a start stands where its end is, one without dates last."""
        start = self.since or self.until
        return (start.earliest if start else FOREVER, self.until.latest if self.until else FOREVER)

    def possibly_overlaps(self, other: "Period") -> bool:
        """At least one reading of the dates lets the two be there on the same day."""
        return _first(self) <= _last(other) and _first(other) <= _last(self)

    def certainly_overlaps(self, other: "Period") -> bool:
        """Whatever the unknown parts turn out to be, the two were there on the same day."""
        if FOREVER in (self.first_at_latest, other.first_at_latest):
            return False
        return self.first_at_latest <= other.last_at_earliest and other.first_at_latest <= self.last_at_earliest

    def months(self, *, today: date) -> int | None:
        """Whole months by the widest reading, an open one counted to today; None when an end is unknown."""
        return self.overlap_months(self, today=today)

    def overlap_months(self, other: "Period", *, today: date) -> int | None:
        """Whole months both were there, by the widest reading; None when an end that matters is unknown."""
        if not self.possibly_overlaps(other):
            return 0
        if not (self.is_bounded and other.is_bounded):
            return None
        end = min(_last(self), _last(other), today)
        return whole_months(max(_first(self), _first(other)), _day_after(end) or end)

    @property
    def is_bounded(self) -> bool:
        return self.since is not None and (self.until is not None or self.open)

    def text(self, lang: str = "ja") -> str:
        """1999年4月〜2006年9月, 2012年4月〜在籍中 / April 1999 – September 2006."""
        words = _words(lang)
        if not (self.since or self.until or self.open):
            return words["no_dates"]
        since = self.since.text(lang) if self.since else words["unknown"]
        until = self.until.text(lang) if self.until else words["open" if self.open else "unknown"]
        return since + words["to"] + until

    def years_text(self, lang: str = "ja") -> str:
        """1999–2006, 2012–在籍中, 2003, ？–2006."""
        words = _words(lang)
        if not (self.since or self.until or self.open):
            return words["no_dates"]
        since = str(self.since.value.year) if self.since else words["unknown"]
        until = str(self.until.value.year) if self.until else words["open" if self.open else "unknown"]
        return since if since == until else f"{since}–{until}"


def _first(period: Period) -> date:
    return period.since.earliest if period.since else NEVER


def _last(period: Period) -> date:
    return period.until.latest if period.until else FOREVER


def _day_after(day: date) -> date | None:
    return day + ONE_DAY if day < FOREVER else None


def whole_months(start: date, end: date) -> int:
    """Full months in [start, end): 1 April to 1 September are five."""
    if end <= start:
        return 0
    months = (end.year - start.year) * 12 + end.month - start.month
    # A start on the 31st is complete at the end of a shorter month.
    reached = end.day >= start.day or end.day == monthrange(end.year, end.month)[1]
    return months if reached else months - 1


def length_text(months: int | None, lang: str = "ja") -> str:
    """3年5か月 / 3 yrs 5 mos; nothing when the length is unknown."""
    if months is None:
        return ""
    years, rest = divmod(months, 12)
    if not months:
        return _words(lang)["short"]
    if lang.lower().startswith("ja"):
        return (f"{years}年" if years else "") + (f"{rest}か月" if rest else "")
    parts = [(years, "yr"), (rest, "mo")]
    return " ".join(f"{count} {unit}{'s' if count > 1 else ''}" for count, unit in parts if count)


def in_order(periods: Iterable[Period]) -> list[Period]:
    return sorted(periods, key=lambda period: period.sort_key)


def merge(periods: Iterable[Period]) -> list[Period]:
    """Overlapping and adjoining periods become one, in order. An unknown end is never bridged by a guess."""
    merged: list[Period] = []
    loose: list[Period] = []
    for period in in_order(periods):
        if not period.is_bounded:
            loose += [period] if period not in loose else []
        elif merged and _touch(merged[-1], period):
            merged[-1] = _joined(merged[-1], period)
        else:
            merged.append(period)
    return in_order(merged + loose)


def _touch(earlier: Period, later: Period) -> bool:
    reach = _day_after(_last(earlier))
    return reach is None or _first(later) <= reach


def _joined(a: Period, b: Period) -> Period:
    since = min((p.since for p in (a, b) if p.since), key=lambda d: (d.earliest, d.latest))
    if a.open or b.open:
        return Period(since=since, open=True)
    return Period(since=since, until=max((p.until for p in (a, b) if p.until), key=lambda d: (d.latest, d.earliest)))


def years_text(periods: Iterable[Period], lang: str = "ja") -> str:
    """All of them in years, adjoining ones as one: 1999–2006, 2012–在籍中 / 1999–2006, 2012–present."""
    return ", ".join(period.years_text(lang) for period in merge(periods))
