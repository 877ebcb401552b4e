"""PURE: cells that stay text in every spreadsheet: no formula runs, no leading zero is lost; and back again."""

import re

FORMULA_STARTS = "=+-@＝＋－＠"
# A spreadsheet would make a number of these: 000123, 1234567890123, 1E5.
NUMBER_TRAP = re.compile(r"0\d+|\d{12,}|\d+[eE]\d+")
MARKED = re.compile(rf"'(?=['\s{re.escape(FORMULA_STARTS)}\d])")
# ="000123": how some systems keep a spreadsheet from eating the zeros.
WRAPPED = re.compile(r'="([^"]*)"')


def is_formula(cell: str) -> bool:
    """Would a spreadsheet run it (or a full-width look-alike of it)?"""
    return cell.lstrip().startswith(tuple(FORMULA_STARTS))


def text_cell(cell: str) -> str:
    """Marked with an apostrophe where a spreadsheet would see something else than text."""
    trap = is_formula(cell) or cell.startswith(("'", "\t", "\r", "\n")) or NUMBER_TRAP.fullmatch(cell)
    return f"'{cell}" if trap else cell


def plain_cell(cell: str) -> str:
    """The inverse of text_cell; also takes the text out of ="000123"."""
    if cell[:1] == "'" and MARKED.match(cell):
        return cell[1:]
    wrapped = WRAPPED.fullmatch(cell) if cell[:2] == '="' else None
    return wrapped[1] if wrapped else cell
