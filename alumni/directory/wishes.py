"""What can be looked for, in which order, and what comes of it."""

from dataclasses import dataclass
from functools import cached_property

from alumni.directory.lexemes import Piece, pieces_of

RELEVANCE, NEAR, KANA, RECENT = "relevance", "near", "kana", "recent"
ORDERS = (RELEVANCE, NEAR, KANA, RECENT)
EMPLOYER_TAG, PLACE_TAG, SKILL_TAG, FREE_TAG, NAME_TAG = "C", "P", "S", "F", "~"


@dataclass(frozen=True)
class Wish:
    """What is looked for. `units` is a department's whole family; `years` touch the post, `entered` is its first."""

    text: str = ""
    company: int | None = None
    units: tuple[int, ...] | None = None
    years: tuple[int | None, int | None] = (None, None)
    entered: int | None = None
    place: str = ""
    skill: str = ""
    free: bool = False
    worked_together: bool = False

    @cached_property
    def pieces(self) -> list[Piece]:
        return pieces_of(self.text)

    @property
    def compares_posts(self) -> bool:
        """More of one post than whose it was: only that has a lexeme of its own."""
        return any((self.units is not None, any(self.years), self.entered))

    @property
    def asks_posts(self) -> bool:
        return bool(self.company) or self.compares_posts

    @property
    def empty(self) -> bool:
        filters = (self.asks_posts, self.place, self.skill, self.free, self.worked_together)
        return not (self.pieces or any(filters))


@dataclass(frozen=True)
class Place:
    """After whom the next page begins: the tier, and the sort key and number of the last person."""

    tier: int
    key: str
    person: int


@dataclass(frozen=True)
class Found:
    people: list[int]
    next: Place | None
