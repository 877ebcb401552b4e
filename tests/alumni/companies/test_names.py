"""Names compare whichever way they were written, and stay as they were typed."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alumni.companies.names import clean_name, department_key, fold, katakana, mail_key
from alumni.companies.variants import NAME_VARIANTS, OLD_FORMS

GROUPS = (NAME_VARIANTS + OLD_FORMS).split()
japanese = st.text(
    alphabet=st.sampled_from("髙高﨑崎邊辺がカﾞｶゕヶーｰ-−‐ 　・'ﾊﾟ゙゛ﬃİıßＡｱ㍿\u200d\u202e\ufe00"), max_size=12
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("髙橋", "高橋"),
        ("宮﨑", "宮崎"),
        ("渡邊", "渡辺"),
        ("渡邉", "渡辺"),
        ("渡邊", "渡邉"),
        ("齋藤", "斉藤"),
        ("齊藤", "斎藤"),
        ("濵田", "浜田"),
        ("德永", "徳永"),
        ("嶋田", "島田"),
        ("櫻澤", "桜沢"),
        ("國廣", "国広"),
        ("眞惠", "真恵"),
        ("瀨戸", "瀬戸"),
        ("槙原", "槇原"),
        ("𠮷田", "吉田"),
        ("\ufa19谷", "神谷"),
        ("葛\U000e0100城", "葛城"),
        ("たかはし", "ﾀｶﾊｼ"),
        ("タカハシ", "たかはし"),
        ("がく", "ガク"),
        ("ﾊﾟｰﾄ", "パート"),
        ("サーバー", "サーバ"),
        ("サ−バ", "サーバ"),
        ("シヨウコ", "ショウコ"),
        ("チヅル", "チズル"),
        ("霞ヶ関", "霞ケ関"),
        ("大和田　千鶴", "大和田千鶴"),
        ("Jean-Paul O’Neil", "ＪＥＡＮ ＰＡＵＬ ONEIL"),
        ("マリア・ガルシア", "マリアガルシア"),
        ("㈱青海", "(株)青海"),
    ],
)
def test_two_spellings_of_one_name_have_one_key_both_ways(one: str, other: str) -> None:
    assert fold(one) == fold(other)
    assert fold(f"第{other}課") == fold(f"第{one}課")


@pytest.mark.parametrize(
    ("one", "other"),
    [("大阪", "大坂"), ("河野", "川野"), ("カワノ", "コウノ"), ("ハシ", "バシ"), ("一郎", "二郎"), ("森", "林")],
)
def test_different_names_stay_different(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@pytest.mark.parametrize("group", GROUPS)
def test_every_variant_folds_to_the_first_form_of_its_group(group: str) -> None:
    assert {fold(character) for character in group} == {group[0]}


def test_no_character_stands_in_two_groups() -> None:
    members = [character for group in GROUPS for character in group]
    assert len(members) == len(set(members))
    assert [group for group in GROUPS if unicodedata.normalize("NFKC", group) != group] == []


@given(st.text(max_size=20) | japanese)
def test_a_key_is_its_own_key(text: str) -> None:
    for key in (fold, department_key, mail_key, clean_name, katakana):
        assert key(key(text)) == key(text)


@given(japanese, japanese)
def test_neither_width_nor_composition_changes_a_key(one: str, other: str) -> None:
    text = one + other
    assert fold(unicodedata.normalize("NFKC", text)) == fold(unicodedata.normalize("NFKD", text)) == fold(text)


@given(st.text(alphabet="髙高﨑さサーバ-部 ", max_size=6), st.text(alphabet="髙高﨑さサーバ-部 ", max_size=6))
def test_the_key_of_a_part_is_found_in_the_key_of_the_whole(part: str, rest: str) -> None:
    assert fold(part) in fold(rest + part + rest)


def test_departments_agree_on_writing_but_not_on_length_of_vowels() -> None:
    same = ["サーバＧ", "サーバg", "ｻｰﾊﾞG", "サ−バ G"]
    assert {department_key(name) for name in same} == {"サーバg"}
    assert department_key("ビル管理部") != department_key("ビール管理部")
    assert department_key("國際部") == department_key("国際部")
    assert department_key("-") == "-"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("髙橋", "髙橋"),
        ("\ufa19谷", "\ufa19谷"),
        ("葛\U000e0100城", "葛\U000e0100城"),
        ("  大和田　　千鶴 ", "大和田 千鶴"),
        ("山\u202e田\n太\r\n郎\x00", "山田 太 郎"),
        ("\ufeff森\u200b", "森"),
        ("か\u3099く", "がく"),
        ("ﾀｶﾊｼ", "ﾀｶﾊｼ"),
        ("Ｍａｉ", "Ｍａｉ"),
    ],
)
def test_a_typed_name_keeps_its_letters_and_loses_what_nobody_sees(typed: str, kept: str) -> None:
    assert clean_name(typed) == kept


@pytest.mark.parametrize(
    ("typed", "reading"),
    [
        ("ﾀｶﾊｼ", "タカハシ"),
        ("おおわだ ちづる", "オオワダ チヅル"),
        ("ﾊﾟｰｶｰ", "パーカー"),
        ("ジョ−ジ", "ジョージ"),
        ("Mai", "Mai"),
        ("ゔぃくとる", "ヴィクトル"),
    ],
)
def test_a_reading_is_full_width_katakana(typed: str, reading: str) -> None:
    assert katakana(typed) == reading


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hanako@Example.JP", "hanako@example.jp"),
        (" ｈａｎａｋｏ＠example．jp ", "hanako@example.jp"),
        ("hanako@例え.jp", "hanako@xn--r8jz45g.jp"),
        ("hanako@example.jp.", "hanako@example.jp"),
        ("hana\u200bko@example.jp", "hanako@example.jp"),
    ],
)
def test_one_mailbox_has_one_key(one: str, other: str) -> None:
    assert mail_key(one) == mail_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("hanako+x@example.jp", "hanako@example.jp"),
        ("mıke@example.jp", "mike@example.jp"),
        ("mİke@example.jp", "mike@example.jp"),
        ("a.b@example.jp", "ab@example.jp"),
    ],
)
def test_two_mailboxes_have_two_keys(one: str, other: str) -> None:
    assert mail_key(one) != mail_key(other)
