"""Reading an HR file from text, for the tests of its cells, rows and report."""

from datetime import date
from pathlib import Path

from alumni.tenures.hrfile.columns import Mapping, guess
from alumni.tenures.hrfile.decode import open_table
from alumni.tenures.hrfile.rows import ParsedRow, read_rows
from alumni.tenures.periods import PartialDate

TODAY = date(2026, 11, 23)
FILES = Path(__file__).parents[2] / "data" / "hr"
HEADERS = "社員番号,姓,名,入社日,退職日,メールアドレス,部署"


def on(iso: str) -> PartialDate:
    return PartialDate.from_iso(iso)


def read(content: bytes | str, mapping: Mapping | None = None) -> list[ParsedRow]:
    table = open_table(content if isinstance(content, bytes) else content.encode())
    return list(read_rows(table, mapping or guess(table.headers), today=TODAY))


def read_file(name: str) -> list[ParsedRow]:
    return read((FILES / name).read_bytes())


def one(cells: str, headers: str = HEADERS) -> ParsedRow:
    [row] = read(f"{headers}\n{cells}\n")
    return row


def found(rows: list[ParsedRow]) -> list[tuple[int, str, str, str]]:
    return [(p.line, p.column, p.severity, p.code) for row in rows for p in row.problems]


def codes(cells: str, headers: str = HEADERS) -> list[str]:
    return [problem.code for problem in one(cells, headers).problems]
