"""PURE: which stretches of a text made it be found."""

from collections.abc import Iterable
from dataclasses import dataclass

from alumni.companies.names import fold
from alumni.directory.lexemes import Piece


@dataclass(frozen=True)
class Stretch:
    text: str
    hit: bool = False


def stretches(text: str, pieces: Iterable[Piece]) -> list[Stretch]:
    """The text in order, the found stretches marked; however it is written, 髙 is marked for 高."""
    folded, places = _folded(text)
    hits = [False] * len(text)
    for piece in pieces:
        at = folded.find(piece.text)
        while at >= 0:
            if not (piece.is_word and at and folded[at - 1].isalnum() and folded[at - 1] < "\u2e80"):
                first, last = places[at], places[at + len(piece.text) - 1]
                hits[first : last + 1] = [True] * (last + 1 - first)
            at = folded.find(piece.text, at + 1)
    return list(_joined(text, hits))


def _folded(text: str) -> tuple[str, list[int]]:
    """The folded text, and for each of its characters where it stands in the text; spaces between words stay."""
    characters, places = "", []
    for at, character in enumerate(text):
        part = fold(character) or (" " if character.isspace() and at and text[at - 1].isascii() else "")
        characters += part
        places += [at] * len(part)
    return characters, places


def _joined(text: str, hits: list[bool]) -> Iterable[Stretch]:
    start = 0
    for at in range(1, len(text) + 1):
        if at == len(text) or hits[at] != hits[start]:
            yield Stretch(text[start:at], hits[start])
            start = at
