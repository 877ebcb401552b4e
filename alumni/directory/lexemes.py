"""PURE: what can be found of a person and by whom: words become lexemes, each under the key of who may ask for it.

A lexeme is "key:piece". The key names an audience ("n" the whole network, "c12" people of company 12, "d12" those of
them who worked in the same department, "h12" its HR, "m" people met in a gathering). Whoever asks, asks under the
keys they hold towards the person and under no other: a hidden value has no lexeme that they could ask for.

Written languages without spaces are cut into single characters and pairs, other words into their beginnings. Longer
words are looked up by their parts and then checked against the text, so what is found really stands there.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from alumni.companies.names import DASHES, fold

FIRST_WITHOUT_SPACES = "\u2e80"  # from the radicals on: Han, kana, hangul
BEGINNING = 6  # letters of a word that have lexemes of their own
WORD_STARTS = "^"
PIECES, PIECE_LENGTH = 8, 40
RUNS = re.compile(r"[^\W_]+")
DASH = re.compile(f"[{re.escape(DASHES)}]+")


@dataclass(frozen=True)
class Line:
    """Words as the holders of `key` read them."""

    key: str
    text: str


@dataclass(frozen=True)
class Tag:
    """Something that is the same or isn't (a place, a skill), as the holders of `key` know it."""

    key: str
    kind: str
    value: str


@dataclass(frozen=True)
class Piece:
    """One part of a query: a run of characters without spaces, or the beginning of a word.

    `joined`: more than one of these in one stretch (第1営業部), to stand there as it is; its runs are pieces too, and
    where two kinds of writing meet, their two characters are a lexeme (1営): of units by number there are many.
    """

    text: str
    is_word: bool
    joined: bool = False

    @property
    def parts(self) -> tuple[str, ...]:
        """The lexemes (without key) that all stand where the piece stands."""
        if self.joined:
            return _seams(self.text)
        if self.is_word:
            return (self.text[:BEGINNING],)
        return _pairs(self.text) or (self.text,)

    @property
    def runs(self) -> tuple["Piece", ...]:
        """What a joined piece is made of: whoever has it where it stands has these as well."""
        return tuple(Piece(run, is_word) for run, is_word in _runs(self.text)) if self.joined else ()

    @property
    def needle(self) -> str:
        """What to look for in the text of `texts_of`."""
        return WORD_STARTS + self.text if self.is_word else self.text

    @property
    def needs_check(self) -> bool:
        return self.joined or len(self.text) > (BEGINNING if self.is_word else 2)


def pieces_of(query: str) -> list[Piece]:
    """The parts of a query, all of which must be found; marks and spaces only divide them."""
    folded = [fold(token) for token in unicodedata.normalize("NFKC", query).split()]
    found = [Piece(run[:PIECE_LENGTH], is_word) for token in folded for run, is_word in _runs(token)]
    joined = [Piece(run[:PIECE_LENGTH], False, joined=True) for token in folded for run in _joined(token)]
    return list(dict.fromkeys([*found[:PIECES], *joined[:PIECES]]))


def lexemes_of(lines: Iterable[Line], tags: Iterable[Tag] = (), seen_by: Iterable[str] = ()) -> list[str]:
    """All lexemes of a person; `seen_by` are the keys whose holders may see that the person is here at all."""
    found = {presence(key) for key in seen_by}
    found.update(tag_lexeme(tag.key, tag.kind, tag.value) for tag in tags if _folded(tag.value))
    for line in lines:
        found.update(f"{line.key}:{part}" for part in parts_of(line.text))
    return sorted(found)


def texts_of(lines: Iterable[Line]) -> dict[str, str]:
    """By key, the text in which needles are looked for: a run on each line, words with a mark at their start."""
    texts: dict[str, dict[str, None]] = {}
    for line in lines:
        runs, words = _split(line.text)
        whole = _joined(_folded(line.text))
        texts.setdefault(line.key, {}).update(dict.fromkeys([*whole, *runs, *(WORD_STARTS + word for word in words)]))
    return {key: "\n".join(found) for key, found in texts.items() if found}


def presence(key: str) -> str:
    return f"{key}."


def tag_lexeme(key: str, kind: str, value: str) -> str:
    return f"{key}.{kind}{_folded(value)}"


@lru_cache(maxsize=50_000)
def _folded(value: str) -> str:
    return fold(value)


@dataclass(frozen=True)
class Query:
    """Fits whoever has, of each of `needed`, any lexeme, and of none of `without` the whole."""

    needed: tuple[tuple[str, ...], ...] = ()
    without: tuple[tuple[tuple[str, ...], ...], ...] = ()

    def __and__(self, other: "Query") -> "Query":
        return Query((*self.needed, *other.needed), (*self.without, *other.without))

    def __invert__(self) -> "Query":
        """Of one that only needs something."""
        return Query(without=(self.needed,))

    def __str__(self) -> str:
        """As a tsquery."""
        return " & ".join([*map(_any_of, self.needed), *(f"!({' & '.join(map(_any_of, w))})" for w in self.without)])


def _any_of(lexemes: Iterable[str]) -> str:
    return "(" + " | ".join(_quoted(lexeme) for lexeme in lexemes) + ")"


def _quoted(lexeme: str) -> str:
    return "'" + lexeme.replace("\\", "\\\\").replace("'", "''") + "'"


@lru_cache(maxsize=50_000)
def parts_of(text: str) -> tuple[str, ...]:
    """The lexemes, without key, of a text."""
    runs, words = _split(text)
    found = [part for run in runs for part in (*run, *_pairs(run))]
    found += [seam for whole in _joined(_folded(text)) for seam in _seams(whole)]
    found += [word[:length] for word in words for length in range(1, min(len(word), BEGINNING) + 1)]
    return tuple(dict.fromkeys(found))


def _pairs(run: str) -> tuple[str, ...]:
    return tuple(run[at : at + 2] for at in range(len(run) - 1))


def _seams(whole: str) -> tuple[str, ...]:
    return tuple(pair for pair in _pairs(whole) if _is_word(pair[0]) != _is_word(pair[1]))


@lru_cache(maxsize=50_000)
def _split(text: str) -> tuple[list[str], list[str]]:
    """Runs without spaces of the whole (spaces don't part them: 岡田 千尋 is found as 岡田千尋), and the words."""
    folded = fold(text)
    runs = [run for run, is_word in _runs(folded) if not is_word]
    tokens = unicodedata.normalize("NFKC", text).split()
    tokens += [part for token in tokens for part in DASH.split(token)]
    words = [run for token in tokens for run, is_word in _runs(fold(token)) if is_word]
    return runs, list(dict.fromkeys(words))


def _joined(folded: str) -> list[str]:
    """Stretches in which one kind of writing follows another."""
    return [run for run in RUNS.findall(folded) if len({_is_word(character) for character in run}) > 1]


def _runs(folded: str) -> Iterable[tuple[str, bool]]:
    """Stretches of one kind of writing, and whether it is one that parts its words."""
    for stretch in RUNS.findall(folded):
        start = 0
        for at in range(1, len(stretch) + 1):
            if at == len(stretch) or _is_word(stretch[at]) != _is_word(stretch[start]):
                yield stretch[start:at], _is_word(stretch[start])
                start = at


def _is_word(character: str) -> bool:
    return character < FIRST_WITHOUT_SPACES
