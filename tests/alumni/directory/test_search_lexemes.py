"""Words become lexemes: whatever stands in a text is found, and nothing else is."""

from hypothesis import given, settings
from hypothesis import strategies as st

from alumni.companies.names import fold
from alumni.directory.lexemes import Line, lexemes_of, pieces_of, texts_of
from alumni.directory.romaji import romaji_of

CHARACTERS = "岡田髙高橋﨑崎斎齊あアｱーｶﾞ会社abcABCéＡ12３ 　・-()々"
texts = st.text(CHARACTERS, max_size=12)


def found(query: str, lines: list[Line], keys: set[str]) -> bool:
    """As the database does it: all lexemes of all pieces, and a look into the text for long ones."""
    lexemes, text = set(lexemes_of(lines)), texts_of(lines)
    return all(
        all(any(f"{key}:{part}" in lexemes for key in keys) for part in piece.parts)
        and (not piece.needs_check or any(piece.needle in text.get(key, "") for key in keys))
        for piece in pieces_of(query)
    )


def stands_there(query: str, lines: list[Line], keys: set[str]) -> bool:
    """Obviously right: each run is a substring of some visible text, each word the beginning of a visible word."""
    seen = [line.text for line in lines if line.key in keys]
    runs = "\n".join(fold(text) for text in seen)
    words = ["", *(piece.text for text in seen for token in split(text) for piece in pieces_of(token))]
    return all(
        any(word.startswith(piece.text) for word in words) if piece.is_word else piece.text in runs
        for piece in pieces_of(query)
    )


def split(text: str) -> list[str]:
    return [*text.split(), *text.replace("-", " ").split()]


@settings(max_examples=400, deadline=None)
@given(
    st.lists(st.builds(Line, st.sampled_from(["n", "c1", "d1"]), texts), max_size=4),
    texts,
    st.sets(st.sampled_from(["n", "c1", "d1"])),
)
def test_what_is_found_is_exactly_what_stands_in_the_texts_one_may_read(lines, query, keys) -> None:
    assert found(query, lines, keys) == stands_there(query, lines, keys)


@settings(max_examples=200, deadline=None)
@given(texts, st.data())
def test_every_part_of_a_name_finds_it(text: str, data) -> None:
    runs = [piece.text for piece in pieces_of(text) if not (piece.is_word or piece.joined)]
    for run in runs:
        start = data.draw(st.integers(0, len(run) - 1))
        part = run[start : data.draw(st.integers(start + 1, len(run)))]
        assert found(part, [Line("n", text)], {"n"})


def test_variants_widths_and_kana_find_each_other_from_either_side() -> None:
    pairs = [
        ("髙橋", "高橋"),
        ("山﨑", "山崎"),
        ("斎藤", "齊藤"),
        ("渡邊", "渡辺"),
        ("おかだ", "ｵｶﾀﾞ"),
        ("ＡＢＣ", "abc"),
    ]
    for one, other in pairs:
        assert found(one, [Line("n", other)], {"n"}) and found(other, [Line("n", one)], {"n"})


def test_one_character_is_enough() -> None:
    assert found("林", [Line("n", "小林 守")], {"n"})
    assert not found("林", [Line("n", "小森 守")], {"n"})


def test_pairs_that_stand_apart_are_no_word() -> None:
    assert not found("海上保安", [Line("n", "海上と上保と保安")], {"n"})


def test_words_under_another_key_are_not_found() -> None:
    assert not found("岡田", [Line("c1", "岡田"), Line("n", "ある人")], {"n", "c2"})


def test_a_reading_has_the_spellings_people_use() -> None:
    assert romaji_of("オオタ ジロウ") == ("oota jirou", "oota zirou", "ota jiro", "ota ziro")
    assert romaji_of("はっとり しんいち") == ("hattori shinichi", "hattori siniti")
    assert romaji_of("") == ("",)
