"""What a line of a relation is made of, and the registry of those who know of moments.

A source takes the viewer and the other side (a person or a company) and tells only what the viewer may see:

    def gatherings(viewer: User, other: User | Company) -> Iterable[Moment]: ...
    sources.append(gatherings)
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from accounts.users.models import User
from alumni.companies.models import Company

Other = User | Company
LONGEST = 40


@dataclass(frozen=True)
class Moment:
    """Something of the two: when, what, and what each was to the other in it (`of_me`: what the viewer was)."""

    on: date
    words: str
    of_me: str = ""
    of_them: str = ""
    url: str = ""
    mark: str = "gold"  # whose dot it is: ai, yu, gold
    weight: int = 1  # where a picture has no room for all, the light ones stand in the table only
    to_year: bool = False  # no more than the year is known
    order: int = 1  # on one day a beginning stands before, an end after all else

    @property
    def short(self) -> str:
        return self.words if len(self.words) <= LONGEST else f"{self.words[: LONGEST - 1]}…"


@dataclass(frozen=True)
class Stay:
    """Time together in one house; no `until`: still."""

    since: date
    until: date | None


sources: list[Callable[[User, Other], Iterable[Moment]]] = []


def moments_of(viewer: User, other: Other) -> list[Moment]:
    """All of them in their order, the same rows in the same order every time."""
    found = {moment for source in sources for moment in source(viewer, other)}
    return sorted(found, key=lambda one: (one.on, one.order, one.words, one.of_me, one.url))
