"""How often a lexeme is met, as the database's own statistics know it: chooses the way of searching."""

from dataclasses import dataclass, field
from time import monotonic

from django.db import connection

KEPT_FOR = 300.0  # seconds

STATISTICS = """
SELECT c.reltuples, s.most_common_elems::text::text[], s.most_common_elem_freqs
FROM pg_class c LEFT JOIN pg_stats s ON s.tablename = c.relname AND s.attname = 'lexemes' AND s.schemaname = 'public'
WHERE c.oid = 'alumni_searchentry'::regclass
"""


@dataclass(frozen=True)
class Frequencies:
    """`shares` of the most frequent lexemes; whatever isn't among them is rarer than `least`."""

    people: float = 0
    shares: dict[str, float] = field(default_factory=dict)
    least: float = 1.0

    def share_of(self, lexemes: list[str]) -> float:
        """The part of all people that one of these lexemes fits, at most."""
        return min(1.0, sum(self.shares.get(lexeme, self.least) for lexeme in lexemes))

    def known_share_of(self, lexemes: list[str]) -> float:
        """The part of all people that one of these lexemes fits for certain."""
        return max((self.shares.get(lexeme, 0.0) for lexeme in lexemes), default=0.0)


_kept: tuple[float, Frequencies] | None = None


def frequencies() -> Frequencies:
    """Read again every few minutes; an estimate may be old, what is found never is."""
    global _kept
    if _kept is None or monotonic() - _kept[0] > KEPT_FOR:
        _kept = (monotonic(), _read())
    return _kept[1]


def forget() -> None:
    global _kept
    _kept = None


def _read() -> Frequencies:
    with connection.cursor() as cursor:
        cursor.execute(STATISTICS)
        people, words, shares = cursor.fetchone()
    if not words or people <= 0:
        return Frequencies()
    # After the shares of the elements stand the least, the greatest and the share of nulls.
    return Frequencies(people, dict(zip(words, shares, strict=False)), shares[len(words)])
