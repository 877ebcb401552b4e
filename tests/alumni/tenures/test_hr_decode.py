"""Whatever file HR has at hand is opened as a table, or refused with a sentence that helps."""

import zipfile
from datetime import date
from io import BytesIO

import pytest
import xlsxwriter

from alumni.tenures.hrfile import sheets
from alumni.tenures.hrfile.decode import Table, column_letter, open_table
from alumni.tenures.hrfile.problems import FileProblem, problem_text

HEADER = "社員番号,姓,名"
TEXT = HEADER + "\r\n000001,髙橋,﨑子\r\n"


def read(content: bytes, **options: object) -> list[tuple[int, tuple[str, ...]]]:
    return [(row.line, row.cells) for row in open_table(content, **options).rows()]


def refused(content: bytes, **options: object) -> str:
    with pytest.raises(FileProblem) as caught:
        open_table(content, **options)
    assert caught.value.text("en") != caught.value.text("ja")
    return caught.value.code


def workbook(sheets: dict[str, list[list[object]]], *, top: int = 0) -> bytes:
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer) as book:
        as_date = book.add_format({"num_format": "yyyy/m/d"})
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for y, row in enumerate(rows, start=top):
                for x, cell in enumerate(row):
                    if isinstance(cell, date):
                        sheet.write_datetime(y, x, cell, as_date)
                    elif isinstance(cell, str):
                        sheet.write_string(y, x, cell)
                    else:
                        sheet.write(y, x, cell)
    return buffer.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932", "utf-16"])
def test_the_encoding_is_found(encoding: str) -> None:
    table = open_table(TEXT.encode(encoding))
    assert (table.encoding, table.headers) == (encoding, ("社員番号", "姓", "名"))
    assert [(row.line, row.cells) for row in table.rows()] == [(2, ("000001", "髙橋", "﨑子"))]


def test_euc_jp_is_found_also_where_it_would_pass_for_half_width_kana() -> None:
    content = "スタッフコード,姓,名\n1,山田,花子\n2,佐藤,小林\n".encode("euc_jp")
    assert content.decode("cp932").startswith("･ｹ･ｿ･ﾃ･ﾕ･ｳ｡ｼ･ﾉ,")
    table = open_table(content)
    assert (table.encoding, table.headers) == ("euc_jp", ("スタッフコード", "姓", "名"))


def test_euc_jp_that_fits_nothing_else_is_found() -> None:
    assert open_table("社員番号,姓,所属\n1,山田,総務部\n".encode("euc_jp")).encoding == "euc_jp"


def test_half_width_kana_in_cp932_stay_what_they_are() -> None:
    table = open_table("社員番号,姓,セイ\n1,髙橋,ﾀｶﾊｼ\n".encode("cp932"))
    assert (table.encoding, next(table.rows()).cells) == ("cp932", ("1", "髙橋", "ﾀｶﾊｼ"))


def test_no_encoding_that_fits_tells_where_reading_stopped() -> None:
    content = f"{HEADER}\n1,山田,花子\n".encode() + b"2,\xff\xfe\xfd,\x80\n"
    with pytest.raises(FileProblem) as caught:
        open_table(content)
    assert (caught.value.code, caught.value.params) == ("encoding", {"line": 3})


def test_bytes_that_no_japanese_text_has_are_not_let_through_as_cp932() -> None:
    with pytest.raises(FileProblem) as caught:
        open_table("社員番号,姓\n1,髙橋\n2,".encode("cp932") + b"\x80\n")
    assert (caught.value.code, caught.value.params) == ("encoding", {"line": 3})


@pytest.mark.parametrize("separator", [",", "\t", ";"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_separators_and_line_ends(separator: str, newline: str) -> None:
    lines = [["社員番号", "姓", "名"], ["1", "山田", "花子"], ["2", "佐藤", "一郎"]]
    content = newline.join(separator.join(line) for line in lines).encode("cp932")
    assert read(content) == [(2, ("1", "山田", "花子")), (3, ("2", "佐藤", "一郎"))]


def test_cells_of_several_lines_are_one_line_of_a_spreadsheet() -> None:
    content = f'{HEADER}\n1,"山\n田","花""子"\n\n,,\n2,佐藤,一郎\n'.encode()
    assert read(content) == [(2, ("1", "山\n田", '花"子')), (5, ("2", "佐藤", "一郎"))]


def test_a_quote_never_closed_costs_its_own_line_only() -> None:
    content = f'{HEADER}\n1,"山田,花子\n2,佐藤,一郎\n3,"鈴木"x,次郎\n4,高橋,"三郎"\n'.encode()
    rows = [(row.line, row.broken, row.cells) for row in open_table(content).rows()]
    assert rows == [
        (2, True, ("1", "山田", "花子")),
        (3, False, ("2", "佐藤", "一郎")),
        (4, True, ("3", '鈴木"x', "次郎")),
        (5, False, ("4", "高橋", "三郎")),
    ]


def test_an_open_quote_in_a_long_file_does_not_swallow_it() -> None:
    body = "".join(f"{n},佐藤,一郎\n" for n in range(2, 5000))
    rows = list(open_table(f'{HEADER}\n1,"山田,花子\n{body}'.encode()).rows())
    assert (len(rows), [row.line for row in rows if row.broken]) == (4999, [2])


def test_a_nul_far_down_the_file_becomes_a_broken_letter() -> None:
    body = "".join(f"{n},佐藤,一郎\n" for n in range(1000))
    assert read(f"{HEADER}\n{body}x,山\0田,花\n".encode())[-1] == (1002, ("x", "山\ufffd田", "花"))


def test_a_title_above_the_header_is_passed_over() -> None:
    content = f"社員一覧,,\n2026年11月23日現在,,\n\n{HEADER}\n1,山田,花子\n".encode("cp932")
    table = open_table(content)
    assert (table.header_line, table.headers) == (4, ("社員番号", "姓", "名"))
    assert read(content) == [(5, ("1", "山田", "花子"))]
    assert open_table(content, header_line=1).headers == ("社員一覧",)


def test_unknown_headers_are_taken_as_they_are() -> None:
    assert open_table("番号,なまえ\n1,山田\n".encode()).headers == ("番号", "なまえ")


def test_doubled_and_blank_headers_are_told_apart() -> None:
    table = open_table("社員番号,姓,,姓,名,,\n1,山田,x,旧,花子,,\n".encode())
    assert table.headers == ("社員番号", "姓", "（C列）", "姓（2）", "名")
    assert [problem_text(note) for note in table.notes] == [
        "1行目：見出しのない列を「（C列）」と呼びます。",
        "1行目「姓」：同じ見出し「姓」が2つあります。左から順に「姓」「姓（2）」として扱います。",
    ]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b" \r\n\r\n", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (HEADER.encode(), "header_only"),
        (f"{HEADER}\n,,\n\n".encode(), "header_only"),
        ("000001,山田,花子,1999/04/01,a@example.jp\n".encode(), "no_header"),
        (b"%PDF-1.7 \x00", "not_a_table"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "not_a_table"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "not_a_table"),
        (b"<!doctype html><table>", "not_a_table"),
        (b"\x00\x01\x02\x03", "not_a_table"),
        (b"PK\x03\x04 no archive", "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 no workbook", "damaged"),
        (workbook({"空": []}), "empty"),
        (workbook({"名簿": [["社員番号", "姓"]]}), "header_only"),
    ],
)
def test_what_is_no_list_of_people_is_refused_in_words(content: bytes, code: str) -> None:
    assert refused(content) == code


def test_archives_that_are_no_workbooks_or_far_too_big_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "UNPACKED_LIMIT_MB", 1)

    def archive(name: str, content: bytes) -> bytes:
        buffer = BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
            made.writestr(name, content)
        return buffer.getvalue()

    assert refused(archive("word/document.xml", b"<x/>")) == "not_a_table"
    assert refused(archive("photo.jpg", b"x")) == "not_a_table"
    assert refused(archive("xl/worksheets/sheet1.xml", b"\0" * (3 << 20))) == "too_big"


def test_a_workbook_is_read_like_a_csv() -> None:
    rows: list[list[object]] = [
        ["社員番号", "姓", "入社年月日", "番号"],
        ["000001", "髙橋", date(1999, 4, 1), 7.0],
        [2, "佐藤", "平成11年4月", 1.5],
        ["", "", "", ""],
        ["3", "=1+1", 36251, True],
    ]
    content = workbook({"名簿": rows})
    assert read(content) == [
        (2, ("000001", "髙橋", "1999/04/01", "7")),
        (3, ("2", "佐藤", "平成11年4月", "1.5")),
        (5, ("3", "=1+1", "36251", "True")),
    ]


def test_the_first_sheet_with_content_or_the_chosen_one_is_read() -> None:
    content = workbook(
        {"表紙": [], "在籍": [["社員番号", "姓"], ["1", "山田"]], "退職": [["社員番号", "姓"], ["2", "佐藤"]]}
    )
    table = open_table(content)
    assert (table.kind, table.sheet, table.sheets) == ("xlsx", "在籍", ("表紙", "在籍", "退職"))
    assert read(content, sheet="退職") == [(2, ("2", "佐藤"))]
    assert refused(content, sheet="ない") == "no_sheet"


def test_lines_of_a_sheet_that_starts_lower_are_counted_from_the_top() -> None:
    content = workbook({"名簿": [["社員番号", "姓"], ["1", "山田"]]}, top=3)
    assert (open_table(content).header_line, read(content)) == (4, [(5, ("1", "山田"))])


def test_an_open_file_can_be_read_again_and_stays_open() -> None:
    stream = BytesIO(TEXT.encode("cp932"))
    table: Table = open_table(stream)
    assert list(table.rows()) == list(table.rows()) != []
    del table
    assert not stream.closed


def test_columns_are_lettered_like_in_a_spreadsheet() -> None:
    assert [column_letter(n) for n in (0, 25, 26, 51, 52, 701, 702)] == ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]
