"""PURE: words with the addresses in them. A link shows exactly the address that it opens; nothing else becomes one."""

import re
from dataclasses import dataclass

ADDRESS = re.compile(r"https?://[\w\-.~:/?#\[\]@!$&'()*+,;=%]+", re.ASCII)
LOOKS_LIKE_ADDRESS = re.compile(r"https?:|www\.|\b[\w-]+\.(?:com|net|org|info|biz|jp|io|me|ly|link|shop|xyz)\b", re.I)
AFTER = ".,:;!?)]'"


@dataclass(frozen=True)
class Piece:
    text: str
    url: str = ""


def pieces(text: str) -> list[Piece]:
    """The text in order, addresses apart."""
    found: list[Piece] = []
    at = 0
    for match in ADDRESS.finditer(text):
        url = match[0].rstrip(AFTER)
        if match.start() > at:
            found.append(Piece(text[at : match.start()]))
        found.append(Piece(url, url))
        at = match.start() + len(url)
    return [*found, Piece(text[at:])] if at < len(text) else found


def has_address(text: str) -> bool:
    """Whether somebody could take a part of this for an address."""
    return bool(LOOKS_LIKE_ADDRESS.search(text))
