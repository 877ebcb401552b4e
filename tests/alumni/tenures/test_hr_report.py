"""The rows that can't go in come out again, are mended, and go in."""

from itertools import chain

from hypothesis import given
from hypothesis import strategies as st

from alumni.tenures.hrfile.columns import MEND_HEADER, guess
from alumni.tenures.hrfile.decode import open_table
from alumni.tenures.hrfile.problems import problem_text
from alumni.tenures.hrfile.report import rows_to_mend
from alumni.tenures.hrfile.rows import ParsedRow, read_rows
from alumni.tenures.hrfile.safety import plain_cell, text_cell
from alumni.tenures.hrfile.wording import WORDINGS
from tests.alumni.tenures.hr import FILES, TODAY, read, read_file


def mend_file(rows: list[ParsedRow], headers: tuple[str, ...], lang: str = "ja") -> bytes:
    return b"".join(rows_to_mend(headers, ((row.raw, row.problems) for row in rows if row.has_errors), lang))


def test_the_rows_to_mend_come_out_as_they_came_with_what_to_do() -> None:
    table = open_table((FILES / "messy_cp932.csv").read_bytes())
    rows = list(read_rows(table, guess(table.headers), today=TODAY))
    content = mend_file(rows, table.headers)
    assert content.startswith(b"\xef\xbb\xbf")
    again = open_table(content)
    assert again.headers == (MEND_HEADER, *table.headers)
    assert [row.cells[1:] for row in again.rows()] == [row.raw for row in rows if row.has_errors]
    assert next(again.rows()).cells[0] == problem_text(rows[2].problems[0])


def test_the_mended_file_goes_in_whole() -> None:
    table = open_table((FILES / "messy_cp932.csv").read_bytes())
    mapping = guess(table.headers)
    text = mend_file(list(read_rows(table, mapping, today=TODAY)), table.headers).decode()
    mends = {
        ",,勅使河原,明日香": ",'000004,勅使河原,明日香",
        "'000005,髙橋": "'000105,髙橋",
        "1999/02/30": "1999/02/28",
        "1980/01/01": "1990/01/01",
        "not-an-address": "",
        "'000011,,": "'000011,渡邊,",
        '"\'=HYPERLINK(""http://x"",""y"")"': "久保田",
        "昭和65年1月1日": "平成2年1月1日",
        "ハヤシ,シュンペイ\r\n": "ハヤシ,シュンペイ,2001/04/01,,,,,\r\n",
    }
    for wrong, right in mends.items():
        # The advice quotes some of the cells; only the cells themselves are mended.
        assert wrong in text
        text = right.join(text.rsplit(wrong, 1))
    again = open_table(text.encode())
    rows = list(read_rows(again, mapping, today=TODAY))
    assert (len(rows), [row.line for row in rows if not row.can_go_in]) == (10, [])
    assert guess(again.headers) == mapping
    assert rows[0].values.employee_number == "000004"


def test_rows_sent_back_unmended_are_refused_again() -> None:
    first = read_file("messy_cp932.csv")
    headers = open_table((FILES / "messy_cp932.csv").read_bytes()).headers
    again = read(mend_file(first, headers))
    weighty = [[p.code for p in row.problems] for row in first if row.has_errors]
    assert [[p.code for p in row.problems] for row in again] == weighty


def test_no_cell_of_the_report_can_run_as_a_formula_or_lose_its_zeros() -> None:
    cells = ["=1+1", "+81", "-1", "@x", "＝1", "\t=1", " =1", "000123", "'000123", "1E5", "123456789012", "山田", ""]
    assert [cell for cell in map(text_cell, cells) if not cell.startswith("'")] == ["山田", ""]
    assert [plain_cell(text_cell(cell)) for cell in cells] == cells


@given(st.text(max_size=10))
def test_a_cell_made_safe_comes_back_as_it_was(cell: str) -> None:
    assert plain_cell(text_cell(cell)) == cell


def test_every_wording_has_a_weight_and_both_languages() -> None:
    assert {wording.severity for wording in WORDINGS.values()} == {"error", "warning", "info"}
    assert all(chain.from_iterable((wording.ja, wording.en) for wording in WORDINGS.values()))
