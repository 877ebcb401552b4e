"""PURE: every way in which a Japanese HR export writes a date, read as precisely as it is meant and no more."""

import re
import unicodedata
from calendar import month_abbr, monthrange
from datetime import date, timedelta
from typing import NamedTuple

from alumni.tenures.hrfile.problems import CellProblem
from alumni.tenures.periods import PartialDate


class Era(NamedTuple):
    name: str
    marks: tuple[str, ...]
    first: date
    last: date

    def year_text(self, year: int) -> str:
        number = year - self.first.year + 1
        return f"{self.name}{'元' if number == 1 else number}年"


ERAS = (
    Era("明治", ("明治", "明", "m"), date(1868, 1, 25), date(1912, 7, 30)),
    Era("大正", ("大正", "大", "t"), date(1912, 7, 30), date(1926, 12, 25)),
    Era("昭和", ("昭和", "昭", "s"), date(1926, 12, 25), date(1989, 1, 7)),
    Era("平成", ("平成", "平", "h"), date(1989, 1, 8), date(2019, 4, 30)),
    Era("令和", ("令和", "令", "r"), date(2019, 5, 1), date.max),
)
ERA_OF = {mark: era for era in ERAS for mark in era.marks}

# What systems write for "no date".
NO_DATE = frozenset(
    {"", "-", "--", "―", "—", "–", "ー", "なし", "無し", "無", "未定", "空白", "n/a", "na", "none", "null"}
)
STILL_THERE = frozenset({"在籍", "在籍中", "在職", "在職中", "現在", "現職", "present", "current", "now"})
ZERO_DATE = re.compile(r"0{4}([/.-]?0{1,2}){0,2}|1900[/.-]0?1[/.-]0?0|9{8}")
# SAP and others write the last day of their calendar for an end that isn't set.
NO_END = frozenset({9999, 2999})
EXCEL_EPOCH = date(1899, 12, 30)
EXCEL_SERIALS = range(10_000, 80_000)

TIME = re.compile(r"(?<=[\d日])[t\s]\s*\d{1,2}(:\d{1,2}|時).*$")
WEEKDAY = re.compile(r"[(\[]?([日月火水木金土]曜日?|(?<=[(\[])[日月火水木金土](?=[)\]]))[)\]]?$")
ISO = re.compile(r"(\d{4})\s*[/.\-年]\s*(\d{1,2})?\s*(?:[/.\-月]\s*(\d{1,2})?\s*日?)?")
COMPACT = re.compile(r"((?:18|19|20|29|99)\d{2})(\d{2})(\d{2})?")
ERA = re.compile(
    r"(明治|大正|昭和|平成|令和|[明大昭平令]|[mtshr])\s*[.']?\s*(\d{1,2}|元)"
    r"(?:\s*[/.\-年]\s*(?:(\d{1,2})\s*(?:[/.\-月]\s*(?:(\d{1,2})\s*日?)?)?)?)?"
)
ERA_COMPACT = re.compile(r"([mtshr])(\d{2})(\d{2})(\d{2})")
SHORT_YEAR = re.compile(r"'?\d{2}[/.\-年]\d{1,2}([/.\-月]\d{1,2}日?)?")
YEAR_LAST = re.compile(r"\d{1,2}[/.\-]\d{1,2}[/.\-]\d{4}")
ENGLISH = re.compile(
    r"(?:(\d{1,2})(?:st|nd|rd|th)?[\s\-]+)?([a-z]{3,9})\.?[\s\-]+(?:(\d{1,2})(?:st|nd|rd|th)?,\s*)?(\d{4})"
)
ENGLISH_MONTHS = {name.lower(): number for number, name in enumerate(month_abbr) if name}


def is_no_date(text: str) -> bool:
    """Empty, or one of the ways to write that there is no date."""
    plain = _plain(text)
    return plain in NO_DATE or plain in STILL_THERE or bool(ZERO_DATE.fullmatch(plain))


def is_no_end(found: PartialDate) -> bool:
    """9999/12/31 and the like, by which systems say that an end isn't set."""
    return found.value.year in NO_END


def is_serial(text: str) -> bool:
    """A spreadsheet's day number, as a date column without a date format comes out."""
    plain = _plain(text)
    return plain.isascii() and plain.isdigit() and len(plain) == 5 and int(plain) in EXCEL_SERIALS


def parse_date(text: str) -> PartialDate:
    """The date as precise as it was written. Raises CellProblem: what is wrong, and what may be meant."""
    shown, plain = text.strip(), _plain(text)
    for pattern, read in READERS:
        if found := pattern.fullmatch(plain):
            return read(shown, found)
    if is_serial(plain):
        return PartialDate(EXCEL_EPOCH + timedelta(days=int(plain)))
    if SHORT_YEAR.fullmatch(plain):
        raise CellProblem("date_two_digit_year", value=shown)
    if YEAR_LAST.fullmatch(plain):
        raise CellProblem("date_day_first", value=shown)
    raise CellProblem("date_unreadable", value=shown)


def _plain(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).strip().casefold().replace("−", "-")
    return WEEKDAY.sub("", TIME.sub("", plain)).strip()


def _western(shown: str, found: re.Match[str]) -> PartialDate:
    year, month, day = found.groups()
    return _date(shown, int(year), _number(month), _number(day))


def _only_year(shown: str, found: re.Match[str]) -> PartialDate:
    return _date(shown, int(found[0]), None, None)


def _english(shown: str, found: re.Match[str]) -> PartialDate:
    day, name, day_after, year = found.groups()
    month = ENGLISH_MONTHS.get(name[:3])
    if month is None or (day and day_after):
        raise CellProblem("date_unreadable", value=shown)
    return _date(shown, int(year), month, _number(day or day_after))


def _in_era(shown: str, found: re.Match[str]) -> PartialDate:
    mark, number, month, day = found.groups()
    era, count = ERA_OF[mark], 1 if number == "元" else int(number)
    if not count:
        raise CellProblem("date_unreadable", value=shown)
    meant = _date(shown, era.first.year + count - 1, _number(month), _number(day))
    if meant.earliest > era.last:
        raise _era_problem("era_ended", shown, era, meant)
    if meant.latest < era.first:
        raise _era_problem("era_not_begun", shown, era, meant)
    return meant


READERS = (
    (ISO, _western),
    (COMPACT, _western),
    (re.compile(r"(18|19|20|99|29)\d\d"), _only_year),
    (ERA, _in_era),
    (ERA_COMPACT, _in_era),
    (ENGLISH, _english),
)


def _number(text: str | None) -> int | None:
    return int(text) if text else None


def _date(shown: str, year: int, month: int | None, day: int | None) -> PartialDate:
    if not year:
        raise CellProblem("date_unreadable", value=shown)
    if month is not None and not 1 <= month <= 12:
        raise CellProblem("date_no_month", value=shown, month=month)
    if day is not None and month is not None:
        last = monthrange(year, month)[1]
        if not 1 <= day <= last:
            raise CellProblem("date_impossible", value=shown, year=year, month=month, last=last)
    return PartialDate.of(year, month, day)


def _era_problem(code: str, shown: str, era: Era, meant: PartialDate) -> CellProblem:
    edge = "last" if code == "era_ended" else "first"
    day: date = getattr(era, edge)
    return CellProblem(
        code,
        value=shown,
        era=era.name,
        right=era_text(meant),
        right_iso=meant.iso,
        **{edge: era_text(PartialDate(day)), f"{edge}_iso": day.isoformat()},
    )


def era_text(day: PartialDate) -> str:
    """平成2年1月1日: the date in the era that it falls in, no more precise than it is."""
    era = next(era for era in reversed(ERAS) if era.first <= day.latest)
    return era.year_text(day.value.year) + day.text("ja").partition("年")[2]
