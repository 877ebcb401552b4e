"""PURE: the rows to mend as a CSV that HR can open, put right and send again."""

import csv
from collections.abc import Iterable, Iterator
from io import StringIO

from alumni.tenures.hrfile.columns import MEND_HEADER
from alumni.tenures.hrfile.problems import Problem, problem_text
from alumni.tenures.hrfile.safety import text_cell

BOM = "\ufeff"


def rows_to_mend(
    headers: Iterable[str], rows: Iterable[tuple[Iterable[str], Iterable[Problem]]], lang: str = "ja"
) -> Iterator[bytes]:
    """UTF-8 with BOM, line by line: what to mend stands first, then the cells exactly as they came.

    It stands first so that it is seen at once, and so that a row of the wrong length keeps its shape: padding a row
    that was cut off would let it pass the next time.
    """
    yield BOM.encode() + _line([MEND_HEADER, *headers])
    for cells, problems in rows:
        yield _line([_advice(problems, lang), *cells])


def _advice(problems: Iterable[Problem], lang: str) -> str:
    weighty = [problem for problem in problems if problem.severity != "info"]
    return "\n".join(problem_text(problem, lang) for problem in weighty)


def _line(cells: Iterable[str]) -> bytes:
    buffer = StringIO(newline="")
    csv.writer(buffer, lineterminator="\r\n").writerow([text_cell(cell) for cell in cells])
    return buffer.getvalue().encode()
