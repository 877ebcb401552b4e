"""PURE: the rows of an HR file as people: each with its values and everything that is wrong, none stopping the others.

What is heavy and what is light (the sentences stand in wording.py):
- A doubled number with different content is an error on every row that has it: nobody can tell which one is right.
  The same number, name and dates again is another post of one person (PowerEgg); an identical row is told and merged.
- A bad address is an error, not dropped: a person who can't be invited would be lost silently. Empty is fine.
- Month or year precision, era dates and full-width letters are no problem at all.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Self

from alumni.tenures.hrfile import cells
from alumni.tenures.hrfile.cells import Findings
from alumni.tenures.hrfile.columns import MOST_POSTS, Mapping
from alumni.tenures.hrfile.decode import RawRow, Table
from alumni.tenures.hrfile.doubles import Doubles, survey
from alumni.tenures.hrfile.problems import Problem
from alumni.tenures.periods import PartialDate, Period


@dataclass(frozen=True)
class EmployeeRow:
    """What a row says about one person. `departments` and `titles` run in parallel: one entry per post."""

    employee_number: str = ""
    family_name: str = ""
    given_name: str = ""
    family_kana: str = ""
    given_kana: str = ""
    former_name: str = ""
    email: str = ""
    joined: PartialDate | None = None
    left: PartialDate | None = None
    has_left: bool = False
    entry: str = ""
    departments: tuple[tuple[str, ...], ...] = ()
    titles: tuple[str, ...] = ()

    @property
    def posts(self) -> tuple[tuple[tuple[str, ...], str], ...]:
        return tuple(zip(self.departments, self.titles, strict=True))

    @property
    def period(self) -> Period:
        """Without a date of leaving: still there, unless the status says that the person has left."""
        return Period(self.joined, self.left, open=not self.has_left)

    def is_employed(self, today: date) -> bool:
        return not self.has_left or (self.left is not None and self.left.latest >= today)

    def to_json(self) -> dict[str, Any]:
        data = {name: getattr(self, name) for name in self.__dataclass_fields__}
        dates = {name: data[name].iso if data[name] else "" for name in ("joined", "left")}
        return data | dates | {"departments": [list(d) for d in self.departments], "titles": list(self.titles)}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Self:
        dates = {name: PartialDate.from_iso(data[name]) if data[name] else None for name in ("joined", "left")}
        return cls(
            **data | dates | {"departments": tuple(map(tuple, data["departments"])), "titles": tuple(data["titles"])}
        )


@dataclass(frozen=True)
class ParsedRow:
    """`line` is the row that a spreadsheet shows. A row merged into an earlier one has no person of its own."""

    line: int
    raw: tuple[str, ...]
    values: EmployeeRow
    problems: tuple[Problem, ...] = ()
    merged_into: int | None = None

    @property
    def has_errors(self) -> bool:
        return any(problem.severity == "error" for problem in self.problems)

    @property
    def can_go_in(self) -> bool:
        return not self.has_errors and self.merged_into is None


@dataclass
class Shape:
    """Where each field stands in this file."""

    headers: tuple[str, ...]
    mapping: Mapping
    today: date
    places: dict[str, tuple[int, ...]] = field(init=False)
    posts: list[int] = field(init=False)

    def __post_init__(self) -> None:
        self.mapping.check(self.headers)
        at = {header: position for position, header in enumerate(self.headers)}
        self.places = {
            name: tuple(at[header] for header in headers) for name, headers in self.mapping.columns.items()
        }
        numbers = range(1, MOST_POSTS + 1)
        self.posts = [n for n in numbers if {f"department_{n}", f"title_{n}"} & self.places.keys()]

    def cell(self, raw: RawRow, name: str) -> tuple[str, str]:
        """The first filled cell of a field, with its header."""
        places = [place for place in self.places.get(name, ()) if place < len(raw.cells)]
        best = next((place for place in places if not cells.is_empty(raw.cells[place])), None)
        if best is not None:
            return raw.cells[best], self.headers[best]
        # The last of several: the plain column that stands behind the preferred ones.
        return "", self.headers[self.places[name][-1]] if name in self.places else ""

    def is_cut_off(self, raw: RawRow, name: str) -> bool:
        places = self.places.get(name, ())
        return bool(places) and all(place >= len(raw.cells) for place in places)


def read_rows(table: Table, mapping: Mapping, *, today: date) -> Iterator[ParsedRow]:
    """Every row below the header, in order. Raises FileProblem if the mapping doesn't fit the file.

    Reads the file twice (three times when numbers are doubled) and holds a few numbers per row, never the rows.
    """
    shape = Shape(table.headers, mapping, today)
    doubles = survey(table, shape, read_row)
    for raw in table.rows():
        yield _with_others(read_row(raw, shape), doubles, shape)


def read_row(raw: RawRow, shape: Shape) -> ParsedRow:
    """One row by itself, without a look at the others."""
    return _RowReader(raw, shape).parsed()


class _RowReader:
    """Collects the values and the problems of one row."""

    def __init__(self, raw: RawRow, shape: Shape) -> None:
        self.raw, self.shape = raw, shape
        self.problems: list[Problem] = []

    def parsed(self) -> ParsedRow:
        self._check_line()
        if self.raw.broken:
            return ParsedRow(self.raw.line, self.raw.cells, EmployeeRow(), tuple(self.problems))
        number = self._take("employee_number", cells.number_of)
        if not number:
            self._missing("employee_number", "number_missing")
        values = EmployeeRow(
            employee_number=number,
            **self._names(),
            former_name=self._take("former_name", cells.name_of),
            email=self._take("email", cells.mail_of),
            entry=self._take("entry", cells.entry_of),
            **self._dates(),
            **self._posts(),
        )
        return ParsedRow(self.raw.line, self.raw.cells, values, tuple(self.problems))

    def _say(self, column: str, code: str, **params: Any) -> None:
        self.problems.append(Problem(self.raw.line, column, code, params))

    def _take(self, name: str, read: Any, **options: Any) -> Any:
        """Reads a field with one of the functions of cells.py and notes what it found."""
        cell, column = self.shape.cell(self.raw, name)
        found = Findings()
        value = read(cell, found, **options)
        for code, params in found:
            self._say(column, code, **params)
        return value

    def _missing(self, name: str, code: str) -> None:
        """Says that a field is empty, unless its cell has already been found wrong or cut off."""
        column = self.shape.cell(self.raw, name)[1]
        known_wrong = any(p.column == column and p.severity == "error" for p in self.problems)
        if column and not known_wrong and not self.shape.is_cut_off(self.raw, name):
            self._say(column, code)

    def _check_line(self) -> None:
        headers, row = self.shape.headers, self.raw.cells
        if self.raw.broken:
            self._say("", "quote_open")
        elif len(row) < len(headers):
            self._say("", "short_row", columns=list(headers[len(row) :]))
        elif any(cell.strip() for cell in row[len(headers) :]):
            self._say("", "long_row", expected=len(headers), count=len(row))

    def _names(self) -> dict[str, Any]:
        if "family_name" not in self.shape.places:
            family, given = self._take("full_name", _whole_name)
            if not family:
                self._missing("full_name", "name_missing")
        else:
            family, given = self._take("family_name", cells.name_of), self._take("given_name", cells.name_of)
            if not family:
                self._missing("family_name", "family_name_missing")
            elif not given:
                self._missing("given_name", "given_name_missing")
        return {"family_name": family, "given_name": given} | self._readings()

    def _readings(self) -> dict[str, str]:
        if "family_kana" not in self.shape.places:
            family, _, given = self._take("full_kana", cells.kana_of).partition(" ")
        else:
            family, given = self._take("family_kana", cells.kana_of), self._take("given_kana", cells.kana_of)
        return {"family_kana": family, "given_kana": given}

    def _dates(self) -> dict[str, Any]:
        year = self.shape.today.year
        joined = self._take("joined", cells.date_of, today_year=year)
        left = self._take("left", cells.date_of, today_year=year, may_be_open=True)
        if not joined:
            self._missing("joined", "joined_missing")
        status, status_column = self.shape.cell(self.raw, "status")
        has_left = left is not None or cells.says_left(status)
        if has_left and not left:
            self._say(status_column, "left_unknown", value=status.strip())
        return {"joined": joined, "has_left": has_left, "left": self._checked_end(joined, left)}

    def _checked_end(self, joined: PartialDate | None, left: PartialDate | None) -> PartialDate | None:
        """The end of the employment, if the two dates can both be true."""
        today, column = self.shape.today, self.shape.cell(self.raw, "left")[1]
        if joined and joined.earliest > today:
            self._say(self.shape.cell(self.raw, "joined")[1], "joined_in_future", joined=_both(joined))
        if joined and left and left.latest < joined.earliest:
            self._say(column, "left_before_joined", left=_both(left), joined=_both(joined))
            return None
        if left and left.earliest > today:
            self._say(column, "left_in_future", left=_both(left))
        return left

    def _posts(self) -> dict[str, Any]:
        posts = []
        for n in self.shape.posts:
            levels = self._levels(f"department_{n}")
            title = self._take(f"title_{n}", cells.title_of)
            if levels or title:
                posts.append((levels, title))
        posts += [(levels, "") for levels in self._take("more_departments", cells.several_levels_of)]
        return {"departments": tuple(levels for levels, _ in posts), "titles": tuple(title for _, title in posts)}

    def _levels(self, name: str) -> tuple[str, ...]:
        """A department may stand in one cell or in a column for each level."""
        levels: tuple[str, ...] = ()
        for place in self.shape.places.get(name, ()):
            found = Findings()
            if place < len(self.raw.cells):
                levels += cells.levels_of(self.raw.cells[place], found)
            for code, params in found:
                self._say(self.shape.headers[place], code, **params)
        return levels


def _whole_name(cell: str, found: Findings) -> tuple[str, str]:
    return cells.split_name(cells.name_of(cell, found), found)


def _both(day: PartialDate) -> dict[str, str]:
    return {"ja": day.text("ja"), "en": day.text("en")}


def _with_others(row: ParsedRow, doubles: Doubles, shape: Shape) -> ParsedRow:
    """The row with what only the whole file can tell: doubled numbers and addresses, further posts."""
    number_column = shape.cell(RawRow(0, ()), "employee_number")[1]
    mail_column = shape.cell(RawRow(0, ()), "email")[1]
    told = [Problem(row.line, number_column, code, params) for code, params in doubles.about_number(row)]
    told += [Problem(row.line, mail_column, code, params) for code, params in doubles.about_mail(row)]
    merged_into, values = doubles.merged_into(row), doubles.values_of(row)
    return replace(row, values=values, problems=row.problems + tuple(told), merged_into=merged_into)
