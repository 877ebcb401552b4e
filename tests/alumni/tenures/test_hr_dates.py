"""Every way an HR file writes a date is read as it is meant; what can't be is named with the way out."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alumni.tenures.hrfile.dates import ERAS, era_text, is_no_date, is_no_end, is_serial, parse_date
from alumni.tenures.hrfile.problems import CellProblem, Problem, problem_text
from alumni.tenures.periods import PartialDate

FULL_WIDTH = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("1999/04/01", "1999-04-01"),
        ("1999-4-1", "1999-04-01"),
        ("1999.4.1", "1999-04-01"),
        ("19990401", "1999-04-01"),
        ("1999年4月1日", "1999-04-01"),
        ("1999 年 4 月 1 日", "1999-04-01"),
        ("１９９９／０４／０１", "1999-04-01"),
        ("1999年4月1日（木）", "1999-04-01"),
        ("1999/04/01 00:00:00", "1999-04-01"),
        ("1999-04-01T00:00:00+09:00", "1999-04-01"),
        ("1999年4月", "1999-04"),
        ("1999/4", "1999-04"),
        ("199904", "1999-04"),
        ("1999年", "1999"),
        ("1999", "1999"),
        ("平成11年4月1日", "1999-04-01"),
        ("平成11年4月", "1999-04"),
        ("平成11年", "1999"),
        ("H11.4.1", "1999-04-01"),
        ("h11/04/01", "1999-04-01"),
        ("H110401", "1999-04-01"),
        ("Ｈ１１．４．１", "1999-04-01"),
        ("㍻11年4月1日", "1999-04-01"),
        ("昭50年4月", "1975-04"),
        ("令和元年5月1日", "2019-05-01"),
        ("令和元年", "2019"),
        ("R8.11.23", "2026-11-23"),
        ("昭和64年1月7日", "1989-01-07"),
        ("昭和64年1月", "1989-01"),
        ("昭和64年", "1989"),
        ("平成元年1月8日", "1989-01-08"),
        ("平成元年1月", "1989-01"),
        ("平成31年4月30日", "2019-04-30"),
        ("大正15年12月25日", "1926-12-25"),
        ("昭和元年12月25日", "1926-12-25"),
        ("2000/02/29", "2000-02-29"),
        ("36251", "1999-04-01"),
        ("1 April 1999", "1999-04-01"),
        ("Apr 1, 1999", "1999-04-01"),
        ("01-Apr-1999", "1999-04-01"),
        ("April 1999", "1999-04"),
    ],
)
def test_a_date_is_read_as_precisely_as_it_was_written(text: str, iso: str) -> None:
    assert parse_date(text) == PartialDate.from_iso(iso)


@pytest.mark.parametrize(
    ("text", "code", "params"),
    [
        ("1999/02/30", "date_impossible", {"year": 1999, "month": 2, "last": 28}),
        ("2000/02/30", "date_impossible", {"year": 2000, "month": 2, "last": 29}),
        ("平成11年4月31日", "date_impossible", {"year": 1999, "month": 4, "last": 30}),
        ("1999/13/01", "date_no_month", {"month": 13}),
        ("99/4/1", "date_two_digit_year", {}),
        ("04/01/1999", "date_day_first", {}),
        ("きのう", "date_unreadable", {}),
        ("平成0年4月1日", "date_unreadable", {}),
        ("1999/4/1/2", "date_unreadable", {}),
        ("12345678", "date_unreadable", {}),
    ],
)
def test_what_is_no_date_is_named(text: str, code: str, params: dict) -> None:
    with pytest.raises(CellProblem) as caught:
        parse_date(text)
    assert (caught.value.code, caught.value.params) == (code, {"value": text, **params})


@pytest.mark.parametrize(
    ("text", "code", "right", "iso"),
    [
        ("昭和65年1月1日", "era_ended", "平成2年1月1日", "1990-01-01"),
        ("昭和64年1月8日", "era_ended", "平成元年1月8日", "1989-01-08"),
        ("昭和65年", "era_ended", "平成2年", "1990"),
        ("S64.2", "era_ended", "平成元年2月", "1989-02"),
        ("平成32年", "era_ended", "令和2年", "2020"),
        ("平成31年5月1日", "era_ended", "令和元年5月1日", "2019-05-01"),
        ("平成31年5月", "era_ended", "令和元年5月", "2019-05"),
        ("令和元年4月30日", "era_not_begun", "平成31年4月30日", "2019-04-30"),
        ("平成元年1月7日", "era_not_begun", "昭和64年1月7日", "1989-01-07"),
    ],
)
def test_an_impossible_era_year_names_the_right_era(text: str, code: str, right: str, iso: str) -> None:
    with pytest.raises(CellProblem) as caught:
        parse_date(text)
    params = caught.value.params
    assert (caught.value.code, params["value"], params["right"], params["right_iso"]) == (code, text, right, iso)


def test_the_sentence_tells_what_happened_why_and_what_to_do() -> None:
    with pytest.raises(CellProblem) as caught:
        parse_date("昭和65年1月1日")
    problem = Problem(15, "入社年月日", caught.value.code, caught.value.params)
    assert problem_text(problem, "ja") == (
        "15行目「入社年月日」：「昭和65年1月1日」という和暦はありません（昭和は昭和64年1月7日までです）。"
        "正しくは「平成2年1月1日」ではありませんか。確かめて直し、もう一度取り込んでください。"
    )
    assert problem_text(problem, "en") == (
        "Line 15, “入社年月日”: “昭和65年1月1日” never was: that era ended on 1989-01-07. "
        "It may be 平成2年1月1日 (1990-01-01). Correct it, then import the file again."
    )


@given(st.dates(date(1873, 1, 1), date(2099, 12, 31)))
def test_every_day_comes_back_from_each_notation(day: date) -> None:
    meant, era = PartialDate(day), next(era for era in reversed(ERAS) if era.first <= day)
    number = day.year - era.first.year + 1
    short = f"{era.marks[2]}{number}.{day.month}.{day.day}"
    texts = [day.isoformat(), f"{day:%Y%m%d}", meant.text("ja"), meant.text("en"), era_text(meant), short]
    assert {parse_date(text) for text in texts} == {meant}
    assert {parse_date(text.translate(FULL_WIDTH)) for text in texts} == {meant}


@given(st.dates(date(1930, 1, 1), date(2099, 12, 31)))
def test_a_spreadsheets_day_number_is_its_day(day: date) -> None:
    serial = str((day - date(1899, 12, 30)) // timedelta(days=1))
    assert is_serial(serial)
    assert parse_date(serial) == PartialDate(day)


@given(st.text(max_size=14) | st.from_regex(r"[0-9/年月日.平成HR -]{1,14}", fullmatch=True))
def test_no_text_at_all_makes_it_stumble(text: str) -> None:
    try:
        assert isinstance(parse_date(text), PartialDate)
    except CellProblem as problem:
        assert problem_text(Problem(1, "", problem.code, problem.params))


@pytest.mark.parametrize(
    "text", ["", "　", "-", "−", "―", "なし", "在籍中", "現在", "0000/00/00", "00000000", "99999999"]
)
def test_ways_of_writing_no_date(text: str) -> None:
    assert is_no_date(text)


def test_a_date_is_not_no_date() -> None:
    assert [text for text in ("1999", "1999/04/01", "元年", "0") if is_no_date(text)] == []
    assert is_no_end(parse_date("9999/12/31"))
    assert not is_no_end(parse_date("2026/12/31"))
