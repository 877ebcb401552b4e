"""PURE: bytes of an upload → a table of text, whatever encoding, separator or spreadsheet it came in."""

import codecs
import csv
import re
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from io import BytesIO, TextIOWrapper
from itertools import islice
from typing import BinaryIO

from alumni.tenures.hrfile import sheets
from alumni.tenures.hrfile.columns import is_known
from alumni.tenures.hrfile.problems import FileProblem, Problem
from alumni.tenures.hrfile.safety import plain_cell

CHUNK = 1 << 16
HEADER_WITHIN = 20
LINES_OF_ONE_CELL = 200
DELIMITERS = ",\t;"
ENCODING_NAMES = {
    "utf-8-sig": "UTF-8 (BOM)",
    "utf-8": "UTF-8",
    "cp932": "Shift_JIS (CP932)",
    "euc_jp": "EUC-JP",
    "utf-16": "UTF-16",
}
# Bytes that Python's cp932 lets through although no Japanese character stands there.
NOT_CP932 = re.compile("[\x80\xa0\uf8f0-\uf8f3]")
HALF_KANA, FULL_LETTERS = re.compile("[\uff61-\uff9f]"), re.compile("[\u3040-\u30ff\u4e00-\u9fff]")
LOOKS_LIKE_DATA = re.compile(r".+@.+\..+|\d{3,}|\d{4}\D\d{1,2}\D\d{1,2}.*")
FOREIGN_BEGINNINGS = (
    (b"%PDF", "PDF", "a PDF"),
    (b"\x89PNG", "画像", "a picture"),
    (b"\xff\xd8\xff", "画像", "a picture"),
    (b"GIF8", "画像", "a picture"),
    (b"<!DOCTYPE", "ウェブページ", "a web page"),
    (b"<html", "ウェブページ", "a web page"),
    (b"\x1f\x8b", "圧縮ファイル", "a compressed file"),
    (b"7z\xbc\xaf", "圧縮ファイル", "a compressed file"),
    (b"Rar!", "圧縮ファイル", "a compressed file"),
    (b"{\\rtf", "文書", "a document"),
)


@dataclass(frozen=True)
class RawRow:
    """One line as it stands in the file. `line` counts as a spreadsheet shows it: the first line is 1."""

    line: int
    cells: tuple[str, ...]
    broken: bool = False

    @property
    def is_blank(self) -> bool:
        return not any(cell.strip() for cell in self.cells)


@dataclass(frozen=True)
class Table:
    """An opened file. `rows()` reads it again from the start each time; one reading at a time."""

    headers: tuple[str, ...]
    header_line: int
    kind: str
    encoding: str = ""
    sheet: str = ""
    sheets: tuple[str, ...] = ()
    notes: tuple[Problem, ...] = ()
    read: Callable[[], Iterator[RawRow]] = field(repr=False, default=lambda: iter(()))

    def rows(self) -> Iterator[RawRow]:
        """The lines below the header; blank ones are passed over, broken ones are marked."""
        return (row for row in self.read() if row.line > self.header_line and not row.is_blank)

    @property
    def encoding_name(self) -> str:
        return ENCODING_NAMES.get(self.encoding, "Excel")


def open_table(source: bytes | BinaryIO, *, sheet: str = "", header_line: int = 0) -> Table:
    """Finds encoding, separator or sheet, and the header. Raises FileProblem when it isn't a table of people."""
    reopen = _reopener(source)
    head = reopen().read(4096)
    if not head.strip():
        raise FileProblem("empty")
    if sheets.is_workbook(head):
        book = sheets.open_sheet(reopen(), sheet)
        return _table(lambda: _numbered(book.rows()), header_line, "xlsx", "", book.name, book.names)
    _refuse_foreign(head)
    encoding = find_encoding(reopen)
    delimiter = _delimiter(reopen, encoding)
    return _table(lambda: _csv_rows(reopen(), encoding, delimiter), header_line, "csv", encoding)


def _reopener(source: bytes | BinaryIO) -> Callable[[], BinaryIO]:
    if isinstance(source, bytes | bytearray | memoryview):
        return lambda: BytesIO(source)

    def rewound() -> BinaryIO:
        source.seek(0)
        return source

    return rewound


def _refuse_foreign(head: bytes) -> None:
    start = head.lstrip()[:16].lower()
    for beginning, kind, kind_en in FOREIGN_BEGINNINGS:
        if start.startswith(beginning.lower()):
            raise FileProblem("not_a_table", kind=kind, kind_en=kind_en)
    if b"\0" in head and not head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise FileProblem("not_a_table", kind="文字でないデータ", kind_en="binary data")


def find_encoding(reopen: Callable[[], BinaryIO]) -> str:
    """BOM, then UTF-8, CP932, EUC-JP, each strictly: plain shift_jis fails on 髙, and detectors guess wrong."""
    head = reopen().read(3)
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _first_fitting(reopen, ["utf-16"])
    if head == codecs.BOM_UTF8:
        return _first_fitting(reopen, ["utf-8-sig"])
    return _first_fitting(reopen, ["utf-8", "cp932", "euc_jp"])


def _first_fitting(reopen: Callable[[], BinaryIO], encodings: list[str]) -> str:
    furthest = 1
    for position, encoding in enumerate(encodings):
        reading = _Reading(reopen(), encoding)
        if reading.failed_line is None:
            rest = encodings[position + 1 :]
            # EUC-JP often passes for CP932, as a salad of half-width kana; real text has letters between them.
            if encoding == "cp932" and reading.is_salad and _Reading(reopen(), rest[0]).failed_line is None:
                return rest[0]
            return encoding
        furthest = max(furthest, reading.failed_line)
    raise FileProblem("encoding", line=furthest)


class _Reading:
    """One strict pass over the bytes, chunk by chunk: how far it went, and what it looked like."""

    def __init__(self, stream: BinaryIO, encoding: str) -> None:
        self.failed_line: int | None = None
        self.half = self.full = 0
        decoder, lines = codecs.getincrementaldecoder(encoding)("strict"), 1
        chunk = b"-"
        while chunk:
            chunk = stream.read(CHUNK)
            try:
                text = decoder.decode(chunk, not chunk)
            except UnicodeDecodeError as error:
                self.failed_line = lines + error.object[: error.start].count(b"\n")
                return
            if encoding == "cp932" and (found := NOT_CP932.search(text)):
                self.failed_line = lines + text.count("\n", 0, found.start())
                return
            lines += text.count("\n")
            self.half += len(HALF_KANA.findall(text))
            self.full += len(FULL_LETTERS.findall(text))

    @property
    def is_salad(self) -> bool:
        return self.half > self.full


def _delimiter(reopen: Callable[[], BinaryIO], encoding: str) -> str:
    """The separator that cuts the first lines into most cells."""
    widest = {
        delimiter: max((len(row.cells) for row in islice(_csv_rows(reopen(), encoding, delimiter), 5)), default=0)
        for delimiter in DELIMITERS
    }
    return max(DELIMITERS, key=lambda delimiter: widest[delimiter])


def _csv_rows(stream: BinaryIO, encoding: str, delimiter: str) -> Iterator[RawRow]:
    text = TextIOWrapper(stream, encoding=encoding, newline="")
    try:
        yield from _numbered(_records(text, delimiter))
    finally:
        # Otherwise collecting the wrapper would close a file that belongs to the caller.
        text.detach()


def _numbered(records: Iterator[tuple[list[str], bool]]) -> Iterator[RawRow]:
    for line, (cells, broken) in enumerate(records, start=1):
        # A NUL can't be kept in PostgreSQL; as a broken letter it is told where it matters.
        yield RawRow(line, tuple(plain_cell(cell).replace("\0", "\ufffd") for cell in cells), broken)


class _Lines:
    """Hands physical lines to the csv reader and can take back those of a record that went wrong."""

    def __init__(self, lines: Iterator[str]) -> None:
        self.lines = lines
        self.waiting: deque[str] = deque()
        self.record: list[str] = []

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if len(self.record) >= LINES_OF_ONE_CELL:
            raise csv.Error("a quote was opened and never closed")
        line = self.waiting.popleft() if self.waiting else next(self.lines)
        self.record.append(line)
        return line

    def give_back(self) -> str:
        """The first line of the broken record; the others wait to be read again."""
        first, *others = self.record
        self.waiting.extendleft(reversed(others))
        self.record = []
        return first


def _records(lines: Iterator[str], delimiter: str) -> Iterator[tuple[list[str], bool]]:
    """Cells of each record, and whether its quotes were broken. One broken line never swallows the next ones."""
    source = _Lines(lines)
    while True:
        try:
            for cells in csv.reader(source, delimiter=delimiter, strict=True):
                source.record = []
                yield cells, False
        except csv.Error:
            yield [cell.strip('"') for cell in source.give_back().rstrip("\r\n").split(delimiter)], True
        else:
            return


def _table(
    read: Callable[[], Iterator[RawRow]],
    header_line: int,
    kind: str,
    encoding: str,
    sheet: str = "",
    names: tuple[str, ...] = (),
) -> Table:
    header = _header(list(islice(read(), HEADER_WITHIN)), header_line)
    headers, notes = _unique(header)
    table = Table(headers, header.line, kind, encoding, sheet, names, notes, read)
    if next(table.rows(), None) is None:
        raise FileProblem("header_only")
    return table


def _header(rows: list[RawRow], chosen: int) -> RawRow:
    """The chosen line, else the first with known headers (exports may begin with a title), else the first one."""
    filled = [row for row in rows if not row.is_blank]
    if not filled:
        raise FileProblem("empty")
    known = [row for row in filled if sum(map(is_known, row.cells)) >= 2]
    candidates = [row for row in filled if row.line == chosen] or known or filled
    header = candidates[0]
    if header not in known and any(LOOKS_LIKE_DATA.fullmatch(cell.strip()) for cell in header.cells):
        raise FileProblem("no_header")
    return header


def _unique(header: RawRow) -> tuple[tuple[str, ...], tuple[Problem, ...]]:
    """Headers that can be told apart, in order, and what had to be renamed for that."""
    cells = [" ".join(cell.split()) for cell in header.cells]
    while cells and not cells[-1]:
        cells.pop()
    names: list[str] = []
    notes = []
    for position, cell in enumerate(cells):
        name, code = cell or f"（{column_letter(position)}列）", "header_doubled" if cell else "header_blank"
        count = 2
        while name in names:
            name, count = f"{cell}（{count}）", count + 1
        if name != cell:
            notes.append(Problem(header.line, cell, code, {"column": cell, "renamed": name}))
        names.append(name)
    return tuple(names), tuple(notes)


def column_letter(position: int) -> str:
    """0 → A, 25 → Z, 26 → AA, as a spreadsheet names its columns."""
    letters = ""
    position += 1
    while position:
        position, rest = divmod(position - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
