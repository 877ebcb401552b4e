"""PURE: spreadsheets (.xlsx, .xlsm, .xls, .ods) as rows of text."""

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, BinaryIO

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, SheetVisibleEnum

from alumni.tenures.hrfile.problems import FileProblem

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
UNPACKED_LIMIT_MB = 300
MEGABYTE = 1 << 20


@dataclass(frozen=True)
class Sheet:
    name: str
    names: tuple[str, ...]
    inside: CalamineSheet = field(repr=False)

    def rows(self) -> Iterator[tuple[list[str], bool]]:
        """From the first line and column of the sheet on, also where they are empty."""
        return (([cell_text(cell) for cell in row], False) for row in self.inside.iter_rows())


def is_workbook(head: bytes) -> bool:
    return head.startswith((ZIP, OLE))


def open_sheet(stream: BinaryIO, wanted: str = "") -> Sheet:
    """The wanted sheet, else the first visible one with content. Raises FileProblem."""
    stream.seek(0)
    if stream.read(4) == ZIP:
        _refuse_bomb(stream)
    stream.seek(0)
    try:
        book = CalamineWorkbook.from_filelike(stream)
        names = tuple(meta.name for meta in book.sheets_metadata if meta.visible == SheetVisibleEnum.Visible)
        return _choose(book, names, wanted)
    except PasswordError:
        raise FileProblem("password") from None
    except CalamineError as error:
        # An encrypted workbook is an OLE container without a workbook in it.
        raise FileProblem("password" if "password" in str(error).lower() else "damaged") from None


def _choose(book: CalamineWorkbook, names: tuple[str, ...], wanted: str) -> Sheet:
    if wanted and wanted not in names:
        raise FileProblem("no_sheet", sheet=wanted)
    for name in [wanted] if wanted else names:
        inside = book.get_sheet_by_name(name)
        if inside.start is not None:
            return Sheet(name, names, inside)
    raise FileProblem("empty")


def _refuse_bomb(stream: BinaryIO) -> None:
    try:
        with zipfile.ZipFile(stream) as archive:
            parts = archive.infolist()
    except zipfile.BadZipFile:
        raise FileProblem("damaged") from None
    size = sum(part.file_size for part in parts) // MEGABYTE
    if size > UNPACKED_LIMIT_MB:
        raise FileProblem("too_big", size=size, limit=UNPACKED_LIMIT_MB)
    if any(part.filename.startswith(("word/", "ppt/")) for part in parts):
        raise FileProblem("not_a_table", kind="文書", kind_en="a document")
    if not any(part.filename.startswith("xl/") or part.filename == "content.xml" for part in parts):
        raise FileProblem("not_a_table", kind="圧縮ファイル", kind_en="a compressed file")


def cell_text(cell: Any) -> str:
    """As HR sees it: a date as 1999/04/01, a number without .0, text untouched (leading zeros stay)."""
    if isinstance(cell, datetime | date):
        return f"{cell.year:04}/{cell.month:02}/{cell.day:02}"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)
