"""Each cell of an HR file is read as it is meant, and what is wrong with it has a name."""

import pytest

from tests.alumni.tenures.hr import codes, found, on, one, read


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ("000001,山田,花子,1999/04/01,,a@example.jp,総務部", []),
        ("000001,山田,花子,1999年,9999/12/31,,総務部", ["date_open"]),
        ("000001,山田,花子,36251,-,,総務部", ["date_serial"]),
        ("000001,山田,花子,,在籍中,,総務部", ["joined_missing"]),
        ("000001,山田,花子,2027/04/01,,,総務部", ["joined_in_future"]),
        ("000001,山田,花子,2999/04/01,,,総務部", ["date_too_far"]),
        ("000001,山田,花子,1899/04/01,,,総務部", ["date_too_old"]),
        ("000001,山田,花子,2006/09/15,2006年9月,,総務部", []),
        ("000001,山田,花子,2006/10/15,2006年9月,,総務部", ["left_before_joined"]),
        ("000001,山田,,1999,,,総務部", ["given_name_missing"]),
        ("000001,＝SUM(A1),花子,1999,,,総務部", ["formula"]),
        ("000001,山田,+81,1999,,,総務部", ["formula"]),
        ("000001,山田,@x,1999,,,総務部", ["formula"]),
        ("000001,山田,花子,1999,,,-1+2", ["formula"]),
        ("000001,山田,花子,1999,,,-", []),
        ("000001,山田,花子,1999,2026年11月,,総務部", []),
        ("000001,山田,花子,1999,2026年12月,,総務部", ["left_in_future"]),
        ("1E5,山田,花子,1999,,,総務部", []),
        ("1.23E+05,山田,花子,1999,,,総務部", ["number_scientific"]),
        ('="000001",山田,花子,1999,,,総務部', []),
        ("000001,#N/A,花子,1999,,,総務部", ["sheet_error"]),
        ("000001,山?,花子,1999,,,総務部", ["lost_letter"]),
        ("000001,山\ufffd,花子,1999,,,総務部", ["garbled"]),
        ("000001,山\ue000,花子,1999,,,総務部", ["private_letter"]),
        ("000001,山\u202e田,花子,1999,,,総務部", ["hidden_letters"]),
        ("000001," + "山" * 61 + ",花子,1999,,,総務部", ["too_long"]),
        ("000001,山田,花子,1999,,," + "㍿" * 21, ["too_long"]),
        ("000001,山田,花子,1999,,," + "/".join("部課係班組室隊団長会社所局"), ["too_deep"]),
        ("000001,山田,花子,1999,,,総務部,余分", ["long_row"]),
        ("000001,山田,花子,1999,,,総務部,,", []),
        ('000001,山田,花子,1999,"2000,,総務部', ["quote_open"]),
        ("0001,山田,花子,1999,,a@b@example.jp,", ["mail_invalid"]),
        ("0001,山田,花子,1999,,a..b@example.jp,", ["mail_invalid"]),
        ("0001,山田,花子,1999,,山田 <a@example.jp>,", ["mail_invalid"]),
        ("0001,山田,花子,1999,,a@localhost,", ["mail_invalid"]),
        ("0001,山田,花子,1999,,ａ＠ｅｘａｍｐｌｅ．ｊｐ,", []),
        ("0001,山田,花子,1999,,a+b_c@例え.jp,", []),
    ],
)
def test_each_cell_is_judged_by_itself(cells: str, expected: list[str]) -> None:
    assert codes(cells) == expected


@pytest.mark.parametrize(
    ("cell", "levels"),
    [
        ("事業部/部/課", ("事業部", "部", "課")),
        ("事業部／部 / 課", ("事業部", "部", "課")),
        ("事業部 > 部＞課", ("事業部", "部", "課")),
        ("事業部->部－＞課", ("事業部", "部", "課")),
        ("事業部→部　→　課", ("事業部", "部", "課")),
        ("/事業部//部/", ("事業部", "部")),
        ("Web-開発部", ("Web-開発部",)),
        ("", ()),
    ],
)
def test_departments_are_cut_into_levels(cell: str, levels: tuple[str, ...]) -> None:
    assert one(f"1,山田,花子,1999,,,{cell}").values.departments == ((levels,) if levels else ())


def test_several_departments_in_one_cell() -> None:
    row = one(
        '1,山田 花子,1999,総務部,"人事部->採用課;Web部\n広報室"',
        "スタッフコード,氏名,入社年月日,メイングループ,サブグループ",
    )
    assert row.values.departments == (("総務部",), ("人事部", "採用課"), ("Web部",), ("広報室",))
    assert len(row.values.titles) == 4


def test_levels_in_columns_of_their_own() -> None:
    assert one("1,山田 花子,営業本部,,一課", "社員番号,氏名,本部,部,課").values.departments == (("営業本部", "一課"),)


@pytest.mark.parametrize(
    ("whole", "family", "given", "expected"),
    [
        ("大和田　千鶴", "大和田", "千鶴", []),
        ("大和田 \u00a0 千鶴", "大和田", "千鶴", []),
        ("大和田千鶴", "大和田千鶴", "", ["name_not_split"]),
        ("Tran Mai", "Tran", "Mai", ["name_order"]),
        ('"Tran, Mai Anh"', "Tran", "Mai Anh", []),
        ("マリア ガルシア ロペス", "マリア", "ガルシア ロペス", []),
        ("", "", "", ["name_missing"]),
    ],
)
def test_a_name_in_one_cell_is_split_at_its_space(whole: str, family: str, given: str, expected: list[str]) -> None:
    row = one(f"1,{whole}", "社員番号,氏名")
    assert (row.values.family_name, row.values.given_name, [p.code for p in row.problems]) == (
        family,
        given,
        expected,
    )


@pytest.mark.parametrize(
    ("cell", "reading", "expected"),
    [
        ("たかはし", "タカハシ", []),
        ("ﾀｶﾊｼ", "タカハシ", ["kana_widened"]),
        ("高橋", "", ["kana_not_kana"]),
        ("Tran", "Tran", []),
        ("", "", []),
    ],
)
def test_a_reading_in_any_script_is_katakana_or_told(cell: str, reading: str, expected: list[str]) -> None:
    row = one(f"1,山田,花子,{cell}", "社員番号,姓,名,姓カナ")
    assert (row.values.family_kana, [p.code for p in row.problems]) == (reading, expected)


def test_the_business_name_is_used_where_there_is_one() -> None:
    rows = read("社員番号,姓,名,ビジネスネーム：姓,旧姓\n1,山田,花子,佐藤,佐藤\n2,鈴木,一郎,,\n")
    assert [(row.values.family_name, row.values.former_name) for row in rows] == [("佐藤", "佐藤"), ("鈴木", "")]


@pytest.mark.parametrize(
    ("cell", "entry", "expected"),
    [
        ("新卒", "new_graduate", []),
        ("中途入社", "mid_career", []),
        ("キャリア採用", "mid_career", []),
        ("第二新卒", "mid_career", []),
        ("", "", []),
        ("出向", "", ["entry_unknown"]),
    ],
)
def test_how_somebody_came_in(cell: str, entry: str, expected: list[str]) -> None:
    row = one(f"1,山田,花子,{cell}", "社員番号,姓,名,入社区分")
    assert (row.values.entry, [p.code for p in row.problems]) == (entry, expected)


def test_a_status_of_gone_without_a_date_is_an_unknown_end() -> None:
    rows = read(
        "社員番号,氏名,在籍状況,退職日\n1,山 花,退職済み,\n2,森 光,在籍中,\n3,林 愛,退職予定,\n4,谷 明,退職,2001年\n"
    )
    periods = [(row.values.period.open, row.values.period.until) for row in rows]
    assert periods == [(False, None), (True, None), (True, None), (False, on("2001"))]
    assert found(rows) == [(2, "在籍状況", "warning", "left_unknown")]


def test_a_number_wrapped_to_keep_its_zeros_is_unwrapped() -> None:
    assert one('="000123",山田,花子,1999,,,').values.employee_number == "000123"
    assert one('"=""000123""",山田,花子,1999,,,').values.employee_number == "000123"
    assert codes('"=""=1+1""",山田,花子,1999,,,') == ["formula"]
