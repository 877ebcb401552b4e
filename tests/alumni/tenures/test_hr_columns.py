"""Columns are recognised whatever system they come from, remembered, and some never taken."""

import json

import pytest

from alumni.tenures.hrfile.columns import (
    FIELDS,
    KEYS,
    Mapping,
    field_label,
    guess,
    is_known,
    preset_label,
    refused_columns,
    unused_columns,
)
from alumni.tenures.hrfile.headers import FORBIDDEN, FORBIDDEN_REASONS, HEADERS, PRESETS
from alumni.tenures.hrfile.problems import FileProblem

SMARTHR = "社員番号,姓,名,姓（ヨミガナ）,名（ヨミガナ）,入社年月日,退職年月日,メールアドレス,部署1 部署,役職1 役職,部署2 部署"
PLAIN = {"employee_number": ("社員番号",), "family_name": ("姓",), "given_name": ("名",)}


def columns(headers: str) -> tuple[str, dict[str, tuple[str, ...]]]:
    mapping = guess(headers.split(","))
    return mapping.preset, dict(mapping.columns)


def test_smarthr_is_recognised() -> None:
    assert columns(SMARTHR) == (
        "smarthr",
        PLAIN
        | {
            "family_kana": ("姓（ヨミガナ）",),
            "given_kana": ("名（ヨミガナ）",),
            "email": ("メールアドレス",),
            "joined": ("入社年月日",),
            "left": ("退職年月日",),
            "department_1": ("部署1 部署",),
            "title_1": ("役職1 役職",),
            "department_2": ("部署2 部署",),
        },
    )


def test_smarthr_with_the_renamed_business_name() -> None:
    headers = SMARTHR.replace(",姓,名,", ",姓,名,ビジネスネーム：姓,ビジネスネーム：名,")
    _, found = columns(headers)
    assert (found["family_name"], found["given_name"]) == (("ビジネスネーム：姓", "姓"), ("ビジネスネーム：名", "名"))


def test_freee_is_recognised() -> None:
    assert columns("従業員番号,姓,名,姓カナ,名カナ,入社日,退職日,メールアドレス,部門,肩書") == (
        "freee",
        PLAIN
        | {
            "employee_number": ("従業員番号",),
            "family_kana": ("姓カナ",),
            "given_kana": ("名カナ",),
            "email": ("メールアドレス",),
            "joined": ("入社日",),
            "left": ("退職日",),
            "department_1": ("部門",),
            "title_1": ("肩書",),
        },
    )


def test_kaonavi_is_recognised() -> None:
    assert columns("社員番号,氏名,フリガナ,所属,入社日,退社日,メールアドレス") == (
        "kaonavi",
        {
            "employee_number": ("社員番号",),
            "full_name": ("氏名",),
            "full_kana": ("フリガナ",),
            "email": ("メールアドレス",),
            "joined": ("入社日",),
            "left": ("退社日",),
            "department_1": ("所属",),
        },
    )


def test_jobcan_is_recognised() -> None:
    preset, found = columns(
        "スタッフコード,姓,名,セイ,メイ,入社年月日,退職年月日,メールアドレス,メイングループ,サブグループ"
    )
    assert (preset, found["department_1"], found["more_departments"], found["family_kana"]) == (
        "jobcan",
        ("メイングループ",),
        ("サブグループ",),
        ("セイ",),
    )


def test_money_forward_is_recognised() -> None:
    preset, found = columns("従業員番号,姓,名,姓（フリガナ）,名（フリガナ）,入社年月日,退職年月日,部門,役職")
    assert (preset, found["employee_number"], found["given_kana"]) == (
        "moneyforward",
        ("従業員番号",),
        ("名（フリガナ）",),
    )


def test_jinjer_is_recognised() -> None:
    preset, found = columns(
        "*社員番号,*職場氏名(氏),*職場氏名(名),職場氏名(氏)(フリガナ),*入社年月日,所属グループ,*メールアドレス"
    )
    assert (preset, found["family_name"], found["family_kana"]) == (
        "jinjer",
        ("*職場氏名(氏)",),
        ("職場氏名(氏)(フリガナ)",),
    )


def test_poweregg_and_pca_are_recognised() -> None:
    assert columns("社員コード,社員名,社員名カナ,組織名,役職名,本務兼務区分")[0] == "poweregg"
    preset, found = columns("社員コード,氏名,フリガナ,旧姓,入社年月日,退職年月日,部門名")
    assert (preset, found["former_name"]) == ("pca", ("旧姓",))


def test_english_headers_are_recognised() -> None:
    assert columns(
        "Employee ID,First Name,Last Name,Hire Date,Termination Date,Email Address,Department,Job Title"
    ) == (
        "english",
        {
            "employee_number": ("Employee ID",),
            "family_name": ("Last Name",),
            "given_name": ("First Name",),
            "email": ("Email Address",),
            "joined": ("Hire Date",),
            "left": ("Termination Date",),
            "department_1": ("Department",),
            "title_1": ("Job Title",),
        },
    )


def test_a_column_for_each_level_makes_one_department() -> None:
    assert columns("社員No.,氏名,課,本部,部")[1]["department_1"] == ("本部", "部", "課")
    assert columns("社員番号,氏名,所属第2階層,所属第1階層")[1]["department_1"] == ("所属第1階層", "所属第2階層")


def test_further_posts_are_numbered_on() -> None:
    found = columns("社員番号,氏名,所属,役職,兼務部署1,兼務役職1,部署10 部署,部署11 部署,部署1 部署コード")[1]
    assert {field: headers for field, headers in found.items() if field.startswith(("department", "title"))} == {
        "department_1": ("所属",),
        "title_1": ("役職",),
        "department_2": ("兼務部署1",),
        "title_2": ("兼務役職1",),
        "department_10": ("部署10 部署",),
    }


def test_a_persons_own_address_comes_before_the_companys() -> None:
    assert columns("社員番号,氏名,会社メールアドレス,個人メールアドレス")[1]["email"] == (
        "個人メールアドレス",
        "会社メールアドレス",
    )


@pytest.mark.parametrize(
    "header", ["*社員番号", "社員番号（必須）", "社員番号 ※必須", "社 員 番 号", "【必須】社員番号", "社員番號"]
)
def test_marks_of_duty_and_widths_do_not_matter(header: str) -> None:
    assert guess([header, "氏名"]).columns["employee_number"] == (header,)


def test_no_header_means_two_things() -> None:
    meanings = [(key, field) for field, keys in KEYS.items() for key in keys]
    assert len(meanings) == len(dict(meanings))


def test_what_is_never_imported_is_named_with_its_reason() -> None:
    headers = "社員番号,氏名,マイナンバー,銀行名,口座番号,家族1 姓,住所,郵便番号,退職理由,生年月日,性別,基本給,評価,携帯電話番号,Salary"
    refused = refused_columns(headers.split(","))
    assert [(r.header, r.reason) for r in refused] == [
        ("マイナンバー", "my_number"),
        ("銀行名", "bank"),
        ("口座番号", "bank"),
        ("家族1 姓", "family"),
        ("住所", "address"),
        ("郵便番号", "address"),
        ("退職理由", "leaving_reason"),
        ("生年月日", "birth"),
        ("性別", "gender"),
        ("基本給", "pay"),
        ("評価", "judgement"),
        ("携帯電話番号", "phone"),
        ("Salary", "pay"),
    ]
    assert refused[0].text("ja") == "取り込みません：マイナンバーは法律で使い道が決まっているため"
    assert refused[0].text("en") == "Not imported: the law limits what My Number may be used for."
    assert unused_columns(headers.split(",") + ["メモ", "直すところ"], guess(headers.split(","))) == ("メモ",)


def test_every_reason_has_words_and_every_field_a_label() -> None:
    assert {reason for reason, _ in FORBIDDEN} == FORBIDDEN_REASONS.keys()
    assert HEADERS.keys() <= set(FIELDS)
    assert field_label("title_3", "en") == "Title 3"
    assert [preset_label(preset.name) for preset in PRESETS].count("") == 0
    assert preset_label("") == ""


def test_headers_of_work_are_not_taken_for_private_ones() -> None:
    assert refused_columns(["支店", "Operating unit", "携帯メールアドレス", "所属"]) == ()


def test_a_mapping_survives_being_remembered() -> None:
    mapping = guess(SMARTHR.split(","))
    assert Mapping.from_json(json.loads(json.dumps(mapping.to_json()))) == mapping
    assert Mapping.from_json({"columns": {"unknown": ["x"], "email": []}}) == Mapping({})


def test_a_mapping_says_what_it_lacks() -> None:
    assert guess(["番号", "なまえ"]).missing == ("employee_number", "name")
    assert guess(["社員番号", "氏名"]).missing == ()
    assert guess(["社員番号", "氏名"]).recommended == ("joined", "left", "email")


@pytest.mark.parametrize(
    ("mapping", "ja"),
    [
        (
            Mapping({"employee_number": ("社員番号",)}),
            "「姓または氏名」の列がまだ選ばれていません。どの列がそれにあたるかを選んでください。",
        ),
        (
            Mapping(PLAIN | {"email": ("Eメール", "予備")}),
            "前回使った列「Eメール」「予備」が、このファイルにはありません。列の対応を選びなおしてください。",
        ),
        (
            Mapping(PLAIN | {"joined": ("生年月日",)}),
            "「生年月日」は取り込まない決まりの列です。ほかの列を選んでください。",
        ),
    ],
)
def test_a_mapping_that_cannot_be_used_says_so(mapping: Mapping, ja: str) -> None:
    with pytest.raises(FileProblem) as caught:
        mapping.check(["社員番号", "姓", "名", "生年月日"])
    assert caught.value.text("ja") == ja
    assert caught.value.text("en")


def test_known_headers_are_told_from_data() -> None:
    assert [text for text in ("社員番号", "部署3 部署", "生年月日", "000001", "髙橋", "") if is_known(text)] == [
        "社員番号",
        "部署3 部署",
        "生年月日",
    ]
