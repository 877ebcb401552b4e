"""The bridge between the PURE reader of HR files and the tables: opening, guessing, rows as JSON, sentences."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from alumni.companies.names import fold
from alumni.imports.models import HrImport, HrImportRow
from alumni.tenures.hrfile import columns
from alumni.tenures.hrfile.decode import Table
from alumni.tenures.hrfile.decode import open_table as open_pure
from alumni.tenures.hrfile.problems import FileProblem, Problem, problem_text
from alumni.tenures.hrfile.report import rows_to_mend
from alumni.tenures.hrfile.rows import EmployeeRow, ParsedRow, read_rows
from alumni.tenures.periods import PartialDate, Period

REPEATABLE = (
    "family_name",
    "given_name",
    "full_name",
    "family_kana",
    "given_kana",
    "full_kana",
    "email",
    "department_1",
)


@dataclass(frozen=True)
class ReadRow:
    """One line of a file, ready to be kept as JSON; blocked rows can't go in until they are mended."""

    line: int
    raw: list[str]
    values: dict[str, Any]
    problems: list[dict[str, Any]]
    blocked: bool
    # Part of an earlier line's person (a second post, or the same line again).
    merged: bool = False


def open_table(content: bytes, file_name: str) -> Table:
    """Raises ValidationError in the user's language when it is no table of people."""
    try:
        return open_pure(content)
    except FileProblem as problem:
        raise ValidationError(problem.text(get_language() or "ja")) from problem


def guess(headers: Iterable[str]) -> dict[str, Any]:
    return columns.guess(headers).to_json()


def missing(mapping: dict[str, Any], headers: list[str]) -> list[str]:
    """Labels of the fields without which no row can be read."""
    names = columns.Mapping.from_json(mapping).missing
    language = get_language() or "ja"
    return [str(_("姓または氏名")) if name == "name" else columns.field_label(name, language) for name in names]


def read_file(batch: HrImport) -> Iterator[ReadRow]:
    """Every line of the file, one by one. Raises ValidationError when the columns don't fit the file."""
    try:
        table = open_pure(bytes(batch.content or b""))
        mapping = columns.Mapping.from_json(batch.mapping)
        for row in read_rows(table, mapping, today=timezone.localdate()):
            yield as_json(row)
    except FileProblem as problem:
        raise ValidationError(problem.text(get_language() or "ja")) from problem


def as_json(row: ParsedRow) -> ReadRow:
    problems = [problem.to_json() for problem in row.problems]
    merged = row.merged_into is not None
    return ReadRow(row.line, list(row.raw), values_of(row.values), problems, row.has_errors, merged)


def values_of(employee: EmployeeRow) -> dict[str, Any]:
    return {
        "employee_number": employee.employee_number,
        "family_name": employee.family_name,
        "given_name": employee.given_name,
        "family_kana": employee.family_kana,
        "given_kana": employee.given_kana,
        "former_name": employee.former_name,
        "email": employee.email,
        "kana_key": fold(employee.family_kana + employee.given_kana),
        "joined": _date(employee.joined),
        "left": _date(employee.left),
        "has_left": employee.has_left,
        "entry": employee.entry,
        "posts": [[list(levels), title] for levels, title in employee.posts],
    }


def _date(value: PartialDate | None) -> list[str] | None:
    return [value.value.isoformat(), value.precision] if value else None


def period_text(values: Mapping[str, Any], language: str) -> str:
    """From joining to leaving, as precise as the file tells; empty when it tells neither."""
    since, until = (
        PartialDate(date.fromisoformat(v[0]), v[1]) if v else None for v in (values.get("joined"), values.get("left"))
    )
    if since is None and until is None:
        return ""
    try:
        return Period(since, until, open=until is None and not values.get("has_left")).text(language)
    except ValueError:  # left before joining: the row's problem tells it
        return ""


def first_rows(content: bytes, file_name: str, count: int = 3) -> list[list[str]]:
    return [list(row.cells) for row in islice(open_table(content, file_name).rows(), count)]


def mend_file(batch: HrImport) -> bytes:
    """The lines with errors, as they stood in the file, with what to mend; lookalikes are decided on the page."""
    rows = HrImportRow.objects.filter(batch=batch, verdict=HrImportRow.Verdict.ERROR).order_by("line")
    told = ((row.raw, [Problem.from_json(problem) for problem in row.problems]) for row in rows.iterator())
    return b"".join(rows_to_mend(batch.headers, told, get_language() or "ja"))


def sentence(problem: dict[str, Any], language: str) -> dict[str, str]:
    found = Problem.from_json(problem)
    return {"text": problem_text(found, language), "severity": found.severity}


# What the column page needs -----------------------------------------------------------------------------------------


def field_choices() -> list[tuple[str, str]]:
    return [(name, columns.field_label(name, get_language() or "ja")) for name in columns.FIELDS]


def field_label(name: str) -> str:
    return str(_("在籍")) if name == "post" else columns.field_label(name, get_language() or "ja")


def may_repeat(field: str) -> bool:
    return field in REPEATABLE


def field_by_column(mapping: Mapping[str, Any], headers: list[str]) -> dict[int, str]:
    chosen = columns.Mapping.from_json(mapping).columns
    return {headers.index(h): field for field, found in chosen.items() for h in found if h in headers}


def mapping_of(chosen: Mapping[int, str], headers: list[str]) -> dict[str, Any]:
    """The mapping that a form's choices by column mean."""
    found: dict[str, tuple[str, ...]] = {}
    for index, field in sorted(chosen.items()):
        if field:
            found[field] = (*found.get(field, ()), headers[index])
    preset = columns.guess(headers).preset
    return columns.Mapping(found, preset).to_json()


def system_name(mapping: dict[str, Any]) -> str:
    return columns.preset_label(mapping.get("preset", ""))


def refused_columns(headers: list[str]) -> list[dict[str, str]]:
    language = get_language() or "ja"
    return [{"header": refused.header, "why": refused.text(language)} for refused in columns.refused_columns(headers)]
