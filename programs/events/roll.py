"""PURE: the list of answers as a CSV or a workbook that shows everything as text, whatever somebody wrote into it."""

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Sequence

import xlsxwriter

# A workbook is XML, in which these don't exist.
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
STARTERS = "=+-@|%\t\r\n"


def as_text(cell: object) -> str:
    """A cell that can't run as a formula: full-width signs count too, since spreadsheets fold them."""
    words = str(cell)
    first = unicodedata.normalize("NFKC", words.lstrip("\ufeff\u200b \u3000")[:1])
    return f"'{words}" if first and first[0] in STARTERS or words[:1] in ("\t", "\r", "\n") else words


def csv_of(rows: Iterable[Sequence[object]]) -> bytes:
    """UTF-8 with the mark by which Excel knows it."""
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerows([as_text(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def xlsx_of(rows: Iterable[Sequence[object]]) -> bytes:
    """A workbook of text: a cell of the type "string" is never read as a formula, so nothing is put before it."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet()
    for line, row in enumerate(rows):
        for column, cell in enumerate(row):
            sheet.write_string(line, column, CONTROL.sub(" ", str(cell))[:32_767])
    sheet.freeze_panes(1, 1)
    book.close()
    return out.getvalue()
