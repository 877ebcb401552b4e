"""PURE: the list of answers as a CSV that a spreadsheet shows as text, whatever somebody wrote into it."""

import csv
import io
import unicodedata
from collections.abc import Iterable, Sequence

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
