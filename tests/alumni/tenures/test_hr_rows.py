"""A real export becomes people; each of its faults is named by row, column and remedy, and stops no other row."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alumni.tenures.hrfile.columns import Mapping
from alumni.tenures.hrfile.problems import FileProblem, Problem, problem_text
from alumni.tenures.hrfile.rows import EmployeeRow
from tests.alumni.tenures.hr import HEADERS, TODAY, found, on, read, read_file

# The four real shapes


def test_smarthr_is_read_whole() -> None:
    rows = read_file("smarthr_cp932.csv")
    assert (len(rows), [row.line for row in rows if row.has_errors]) == (420, [])
    assert rows[4].values == EmployeeRow(
        employee_number="000005",
        family_name="東海林",
        given_name="さくら",
        family_kana="ショウジ",
        given_kana="サクラ",
        email="u00005@mail.example.jp",
        joined=on("2008-04-01"),
        left=on("2011-08-12"),
        has_left=True,
        departments=(("人事総務本部", "人事部", "採用課"), ("産業システム事業部",)),
        titles=("", ""),
    )


def test_freee_is_read_whole() -> None:
    rows = read_file("freee_utf8bom.csv")
    assert (len(rows), found(rows)) == (180, [])
    assert rows[1].values == EmployeeRow(
        employee_number="000002",
        family_name="山﨑",
        given_name="明日香",
        family_kana="ヤマサキ",
        given_kana="アスカ",
        email="u00002@mail.example.jp",
        joined=on("1986-04-01"),
        left=on("2004-04-23"),
        has_left=True,
        departments=(("Web開発事業部", "デザイン室"),),
        titles=("課長",),
    )


def test_kaonavi_is_read_whole() -> None:
    rows = read_file("kaonavi_utf8.csv")
    assert (len(rows), found(rows)) == (160, [])
    assert rows[3].values == EmployeeRow(
        employee_number="000004",
        family_name="大和田",
        given_name="千鶴",
        family_kana="オオワダ",
        given_kana="チヅル",
        joined=on("2002-04-01"),
        left=on("2018-02-13"),
        has_left=True,
        departments=(("公共ソリューション事業部", "警備情報グループ"),),
        titles=("",),
    )


def test_jobcan_is_read_whole() -> None:
    rows = read_file("jobcan_wareki_cp932.csv")
    assert (len(rows), [row.line for row in rows if row.has_errors]) == (140, [])
    assert rows[1].values == EmployeeRow(
        employee_number="000002",
        family_name="渡邊",
        given_name="俊平",
        family_kana="ワタナベ",
        given_kana="シュンペイ",
        email="u00002@mail.example.jp",
        joined=on("2018-04-01"),
        departments=(("Web開発事業部",), ("公共ソリューション事業部", "保守技術部", "二課")),
        titles=("", ""),
    )


# The messy one


def test_every_fault_of_the_messy_file_is_named_by_row_and_column() -> None:
    assert found(read_file("messy_cp932.csv")) == [
        (4, "社員番号", "error", "number_missing"),
        (5, "社員番号", "error", "number_doubled"),
        (6, "社員番号", "error", "number_doubled"),
        (7, "入社年月日", "error", "date_impossible"),
        (8, "退職年月日", "error", "left_before_joined"),
        (11, "メールアドレス", "error", "mail_invalid"),
        (12, "姓", "error", "family_name_missing"),
        (14, "姓", "error", "formula"),
        (15, "入社年月日", "error", "era_ended"),
        (16, "姓（ヨミガナ）", "info", "kana_widened"),
        (17, "", "error", "short_row"),
        (18, "メールアドレス", "warning", "mail_shared"),
        (19, "メールアドレス", "warning", "mail_shared"),
        (20, "社員番号", "warning", "number_widened"),
        (21, "退職年月日", "warning", "left_in_future"),
    ]


def test_what_only_looks_odd_is_read_as_it_is_meant() -> None:
    rows = {row.line: row.values for row in read_file("messy_cp932.csv")}
    assert rows[9].joined == on("1999-04")
    assert rows[10].joined == on("1999-04-01")
    assert rows[13].departments == (("公共ソリューション事業部", "警備情報グループ"),)
    assert rows[16].family_kana == "タカハシ"
    assert rows[20].employee_number == "123"
    assert (rows[21].period.until, rows[21].is_employed(TODAY)) == (on("2099-01-01"), True)
    assert (rows[24].given_name, rows[24].given_kana) == ("Mai", "マイ")


def test_good_rows_of_the_messy_file_can_go_in_without_the_bad() -> None:
    rows = read_file("messy_cp932.csv")
    assert [row.line for row in rows if not row.can_go_in] == [4, 5, 6, 7, 8, 11, 12, 14, 15, 17]
    assert len(rows) == 30


@pytest.mark.parametrize(
    ("line", "ja", "en"),
    [
        (
            4,
            "4行目「社員番号」：社員番号が入力されていません。社員番号を入れて、もう一度取り込んでください。",
            "Line 4, “社員番号”: The employee number is empty. Enter the number, then import the file again.",
        ),
        (
            6,
            "6行目「社員番号」：社員番号 000005 が5行目にもあり、内容が違います。どちらの行が正しいか決められないため、"
            "どちらも取り込みません。正しい番号に直して、もう一度取り込んでください。",
            "Line 6, “社員番号”: Employee number 000005 is also on line 5, with different content. Nobody can tell which "
            "is right, so neither is taken in. Correct the number, then import the file again.",
        ),
        (
            7,
            "7行目「入社年月日」：「1999/02/30」は存在しない日付です（1999年2月は28日までです）。"
            "正しい日付に直して、もう一度取り込んでください。",
            "Line 7, “入社年月日”: “1999/02/30” is no date: month 2 of 1999 has 28 days. Correct the date, "
            "then import the file again.",
        ),
        (
            8,
            "8行目「退職年月日」：退職日（1980年1月1日）が入社日（1985年4月1日）より前です。"
            "どちらかを直して、もう一度取り込んでください。",
            "Line 8, “退職年月日”: The date of leaving (1 January 1980) is before the date of joining (1 April 1985). "
            "Correct one of them, then import the file again.",
        ),
        (
            17,
            "17行目：列が足りません（「入社年月日」「退職年月日」「メールアドレス」「部署1 部署」「役職1 役職」「部署2 部署」が"
            "ありません）。行の途中で切れているようです。足りない列を補って、もう一度取り込んでください。",
            "Line 17: Cells are missing (“入社年月日”, “退職年月日”, “メールアドレス”, “部署1 部署”, “役職1 役職”, "
            "“部署2 部署”). The line seems to be cut off. Fill in the missing cells, then import the file again.",
        ),
    ],
)
def test_the_sentences_tell_what_where_and_how_to_mend(line: int, ja: str, en: str) -> None:
    [problem] = next(row for row in read_file("messy_cp932.csv") if row.line == line).problems
    assert (problem_text(problem, "ja"), problem_text(problem, "en")) == (ja, en)


def test_every_problem_survives_being_kept_as_json() -> None:
    problems = [problem for row in read_file("messy_cp932.csv") for problem in row.problems]
    assert [Problem.from_json(json.loads(json.dumps(problem.to_json()))) for problem in problems] == problems


@pytest.mark.parametrize("name", ["messy_cp932.csv", "jobcan_wareki_cp932.csv"])
def test_every_person_survives_being_kept_as_json(name: str) -> None:
    values = [row.values for row in read_file(name)]
    assert [EmployeeRow.from_json(json.loads(json.dumps(one.to_json()))) for one in values] == values


# Rows and their neighbours


def test_a_second_row_of_the_same_person_is_another_post() -> None:
    rows = read(
        "社員番号,氏名,入社日,メールアドレス,組織名,役職名\n"
        "1,髙橋 愛,1999/04/01,,営業部,部長\n"
        "2,森 光,2001/04/01,,総務部,\n"
        "1,高橋　愛,,ai@example.jp,企画部,\n"
    )
    assert [(row.line, row.merged_into, row.can_go_in) for row in rows] == [
        (2, None, True),
        (3, None, True),
        (4, 2, False),
    ]
    assert rows[0].values.posts == ((("営業部",), "部長"), (("企画部",), ""))
    assert (rows[0].values.family_name, rows[0].values.email) == ("髙橋", "ai@example.jp")
    assert [problem_text(row.problems[-1]) for row in (rows[0], rows[2])] == [
        "2行目「社員番号」：4行目を、この人の兼務として、まとめて取り込みます。",
        "4行目「社員番号」：2行目と同じ人の兼務として、まとめて取り込みます。",
    ]


def test_posts_of_one_person_go_in_together_or_not_at_all() -> None:
    rows = read(f"{HEADERS}\n1,森,光,1999/02/30,,,営業部\n1,森,光,,,,企画部\n")
    assert [(row.can_go_in, [p.code for p in row.problems]) for row in rows] == [
        (False, ["date_impossible"]),
        (False, ["joined_missing", "fellow_row"]),
    ]


def test_the_same_row_twice_is_one_person() -> None:
    line = "1,森,光,1999,,a@example.jp,営業部\n"
    rows = read(f"{HEADERS}\n{line}2,林,愛,1999,,b@example.jp,\n{line}")
    assert [(row.merged_into, [p.code for p in row.problems]) for row in rows] == [
        (None, []),
        (None, []),
        (2, ["identical_row"]),
    ]
    assert rows[0].values.departments == (("営業部",),)


def test_one_number_with_two_stories_is_refused_on_every_row() -> None:
    rows = read(f"{HEADERS}\n1,森,光,1999,,,\n1,森,光,2003,,,\n1,林,愛,1999,,,\n")
    assert [[(p.code, p.params["lines"]) for p in row.problems] for row in rows] == [
        [("number_doubled", [3, 4])],
        [("number_doubled", [2, 4])],
        [("number_doubled", [2, 3])],
    ]


def test_a_shared_address_names_the_others_but_not_all_of_thousands() -> None:
    rows = read(f"{HEADERS}\n" + "".join(f"{n},森,光{n},1999,,A@example.jp,\n" for n in range(100, 120)))
    assert problem_text(rows[0].problems[0]) == (
        "2行目「メールアドレス」：同じメールアドレスが3行目・4行目・5行目・6行目・7行目ほかの人にもあります。"
        "招待はひとりにしか届けられません。確かめてください。"
    )


def test_a_number_that_lost_its_zeros_is_noticed() -> None:
    numbers = ["000001", "000002", "000003", "000004", "000005", "6"]
    rows = read("社員番号,氏名\n" + "".join(f"{n},森 光{n}\n" for n in numbers))
    assert found(rows) == [(7, "社員番号", "warning", "number_shorter")]
    assert (
        found(read("社員番号,氏名\n" + "".join(f"{n},森 光{n}\n" for n in ["1", "22", "333", "4444", "5555"]))) == []
    )


def test_blank_lines_count_but_are_no_people() -> None:
    assert [row.line for row in read(f"{HEADERS}\n\n1,森,光,1999,,,\n,,,,,,\n2,林,愛,1999,,,\n")] == [3, 5]


def test_a_file_that_lacks_a_remembered_column_is_not_read() -> None:
    with pytest.raises(FileProblem, match="前回使った列「社員No」が、このファイルにはありません"):
        read(f"{HEADERS}\n1,森,光,1999,,,\n", Mapping({"employee_number": ("社員No",), "family_name": ("姓",)}))


cell = st.text(alphabet="a1０/年=\"'\n\t,-平成@.髙ｱ\u202e\ufffd ", max_size=8)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(cell, min_size=1, max_size=8).map(",".join), max_size=8))
def test_no_content_stops_the_reading_and_no_row_is_lost(lines: list[str]) -> None:
    content = f"{HEADERS}\n" + "\n".join(lines) + "\n9,森,光,1999,,,\n"
    rows = read(content)
    assert all(problem_text(problem, lang) for row in rows for problem in row.problems for lang in ("ja", "en"))
    assert all(row.can_go_in or row.has_errors or row.merged_into for row in rows)
    assert [row.line for row in rows] == sorted({row.line for row in rows})
    if '"' not in content:
        assert len(rows) == sum(1 for line in content.splitlines()[1:] if line.replace(",", "").strip())
