"""A few thousand entries taken at random: how many people a query fits, and how far along the order they begin.

It chooses the way of searching and nothing else: an old or unlucky sample costs time, what is found is the same.
"""

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from json import loads
from time import monotonic

from django.db import connection

from alumni.directory.lexemes import Query

TAKEN, FROM = 5000, 3000  # below so many people every way is short
OFTEN = 4  # a lexeme that fewer of those taken have is called rare
KEPT_FOR = 1800.0  # seconds

# Pages by chance, not rows: reading single rows would read the whole table. A multiple of what is needed, then thinned.
TAKE = """
SELECT e.kana_key, e.changed_at, tsvector_to_array(e.lexemes), e.texts
FROM (SELECT person_id FROM alumni_searchentry TABLESAMPLE SYSTEM (%s) ORDER BY random() LIMIT %s) s
JOIN alumni_searchentry e USING (person_id) ORDER BY e.kana_key, e.person_id
"""


@dataclass(frozen=True)
class Sample:
    """Of `people`, those taken, in the order of their reading; `having` says by bits who of them has a lexeme."""

    people: float = 0
    keys: Sequence[str] = ()
    having: dict[str, int] = field(default_factory=dict)
    recent: Sequence[int] = ()  # the place of each when the last changed stands first
    texts: Sequence[Mapping[str, str]] = ()

    @property
    def each(self) -> float:
        """For how many people one of those taken stands."""
        return self.people / len(self.keys) if self.keys else 0

    def fit(self, query: Query) -> int:
        """Who of those taken fits it, as bits."""
        everybody = (1 << len(self.keys)) - 1
        found = self._all(query.needed, everybody)
        for without in query.without:
            found &= ~self._all(without, everybody)
        return found

    def _all(self, needed: Iterable[Iterable[str]], everybody: int) -> int:
        for alternatives in needed:
            any_of = 0
            for lexeme in alternatives:
                any_of |= self.having.get(lexeme, 0)
            everybody &= any_of
        return everybody

    def reading(self, fitting: int, keys: Collection[str], needles: Collection[str]) -> int:
        """Those of them in whose texts under these keys all the needles stand."""
        found = 0
        for at in _places(fitting):
            told = [text for key, text in self.texts[at].items() if key in keys]
            if all(any(needle in text for text in told) for needle in needles):
                found |= 1 << at
        return found

    def share(self, fitting: int) -> float:
        return fitting.bit_count() / len(self.keys) if self.keys else 0

    def steps(self, fitting: int, size: int, *, after: str = "", recent: bool = False) -> float:
        """How many entries of an order are passed until `size` of the fitting ones are found.

        As many as chance alone says, or as many as stand before the first one, if that is more than chance explains:
        who is called 渡辺 stands at the end of the order.
        """
        if not fitting:
            return self.people
        first = self._first(fitting, after, recent)
        share = self.share(fitting)
        return max(size / share, (first - 4 / share) * self.each)

    def passed(self, fitting: int, many: int, size: int) -> float:
        """The same along a list of so many people, who are like all others."""
        if not fitting:
            return many
        before = self.steps(fitting, 0) / self.people
        return min(many, max(size / self.share(fitting), many * before))

    def _first(self, fitting: int, after: str, recent: bool) -> int:
        if recent:
            return min(self.recent[at] for at in _places(fitting))
        rest = fitting >> bisect_left(self.keys, after)
        return (rest & -rest).bit_length() - 1 if rest else len(self.keys)


def _places(fitting: int) -> Iterator[int]:
    while fitting:
        last = fitting & -fitting
        yield last.bit_length() - 1
        fitting ^= last


_kept: tuple[float, Sample] | None = None


def sample() -> Sample:
    """Taken again twice an hour."""
    global _kept
    if _kept is None or monotonic() - _kept[0] > KEPT_FOR:
        _kept = (monotonic(), _take())
    return _kept[1]


def forget() -> None:
    global _kept
    _kept = None


def _take() -> Sample:
    with connection.cursor() as cursor:
        cursor.execute("SELECT reltuples FROM pg_class WHERE oid = 'alumni_searchentry'::regclass")
        people = cursor.fetchone()[0]
        if people < FROM:
            return Sample()
        cursor.execute(TAKE, [min(100, 400 * TAKEN / people), TAKEN])
        rows = cursor.fetchall()
    places_of: dict[str, list[int]] = {}
    for at, (_key, _changed, lexemes, _texts) in enumerate(rows):
        for lexeme in lexemes:
            places_of.setdefault(lexeme, []).append(at)
    order = sorted(range(len(rows)), key=lambda at: rows[at][1], reverse=True)
    places = sorted(range(len(rows)), key=order.__getitem__)
    having = {lexeme: _bits(found) for lexeme, found in places_of.items() if len(found) >= OFTEN}
    return Sample(people, [row[0] for row in rows], having, places, [loads(row[3]) for row in rows])


def _bits(places: list[int]) -> int:
    """A million times `|= 1 << at` would copy the growing number each time."""
    row = bytearray(TAKEN // 8 + 1)
    for at in places:
        row[at >> 3] |= 1 << (at & 7)
    return int.from_bytes(row, "little")
