"""Finding people: which entries a wish fits for a viewer, in which order, and how many. Raw SQL, on purpose.

Everything a condition looks at lies under a key that the viewer holds towards that person; groups part all people
by the keys held, so each person is asked about exactly once.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db import connection

from alumni.blocks.queries import APART_SQL
from alumni.directory.frequencies import Frequencies, frequencies
from alumni.directory.keys import Group, Held
from alumni.directory.lexemes import Piece, all_of, any_of, pieces_of, presence, tag_lexeme

COUNTED = 1000
# From so many people on, walking along the order finds a page sooner than fetching everybody.
WALK_FROM = 30_000

RELEVANCE, NEAR, KANA, RECENT = "relevance", "near", "kana", "recent"
ORDERS = (RELEVANCE, NEAR, KANA, RECENT)
EMPLOYER_TAG, PLACE_TAG, SKILL_TAG, NAME_TAG = "C", "P", "S", "~"

# Every value is a parameter: what is put together here are our own conditions.
Sql = tuple[str, list[Any]]
POSTS_OF_FOUND = """
SELECT DISTINCT p.entry_id, p.employer, p.unit, p.entered FROM {found}
JOIN alumni_searchpost p ON p.entry_id = f.person_id AND p.key = ANY(%s)
"""


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
    worked_together: bool = False

    @cached_property
    def pieces(self) -> list[Piece]:
        return pieces_of(self.text)

    @property
    def asks_posts(self) -> bool:
        return any((self.company, self.units is not None, any(self.years), self.entered))

    @property
    def empty(self) -> bool:
        return not (self.pieces or self.asks_posts or self.place or self.skill or self.worked_together)


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


@dataclass(frozen=True)
class Tier:
    """People that come before others: of which groups, and with which further lexemes."""

    groups: Callable[[Group], bool] = lambda _group: True
    lexemes: Callable[["Search", Group], str] = lambda _search, _group: ""


def _names(search: "Search", group: Group) -> str:
    return all_of(
        any_of(tag_lexeme(key, NAME_TAG, part) for key in group.keys)
        for piece in search.wish.pieces
        for part in piece.parts
    )


def _company(search: "Search", group: Group) -> str:
    return any_of(
        tag_lexeme(key, EMPLOYER_TAG, str(number)) for key in group.keys for number in search.held.companies
    )


def _not(query: Callable[["Search", Group], str]) -> Callable[["Search", Group], str]:
    return lambda search, group: f"!({query(search, group)})"


TIERS = {
    KANA: [Tier()],
    RECENT: [Tier()],
    NEAR: [
        Tier(groups=lambda g: g.coworkers),
        Tier(groups=lambda g: not g.coworkers, lexemes=_company),
        Tier(groups=lambda g: not g.coworkers, lexemes=_not(_company)),
    ],
    RELEVANCE: [
        Tier(groups=lambda g: g.coworkers, lexemes=_names),
        Tier(groups=lambda g: not g.coworkers, lexemes=_names),
        Tier(lexemes=_not(_names)),
    ],
}


@dataclass(frozen=True)
class Search:
    """One wish of one viewer in one order."""

    wish: Wish
    held: Held
    viewer: int
    order: str = NEAR
    known: Frequencies = field(default_factory=frequencies)

    def page(self, size: int, after: Place | None = None) -> Found:
        """`size` people after a place, each tier in its turn."""
        tiers = self._tiers
        first = min(after.tier, len(tiers) - 1) if after else 0
        rows: list[tuple[int, str, int]] = []
        for number in range(first, len(tiers)):
            start = after if after and number == first else None
            rows += [(number, key, person) for key, person in self._tier(tiers[number], size + 1 - len(rows), start)]
            if len(rows) > size:
                break
        last = Place(*rows[size - 1]) if len(rows) > size else None
        return Found([person for _tier, _key, person in rows[:size]], last)

    def count(self) -> int:
        """How many in all, up to one more than are counted exactly."""
        if self._walks and not self._filtered:
            return COUNTED + 1
        parts, params = [], []
        for group in self._groups:
            sql, values = self._where(group)
            parts.append(f"(SELECT 1 {sql} LIMIT {COUNTED + 1})")
            params += values
        if not parts:
            return 0
        union = " UNION ALL ".join(parts)
        found = int(self._rows(f"SELECT count(*) FROM ({union}) found", params)[0][0])  # noqa: S608
        return min(found, COUNTED + 1)

    def posts(self) -> list[tuple[int, int | None, int | None, int | None]]:
        """(person, company, department, year of entry) of as many people as are counted, as far as the viewer knows."""
        parts, params = [], []
        for group in self._groups:
            sql, values = self._where(group)
            found = f"(SELECT e.person_id {sql} LIMIT {COUNTED}) f"
            parts.append(POSTS_OF_FOUND.format(found=found))
            params += [*values, list(group.keys)]
        return self._rows(" UNION ALL ".join(parts), params) if parts else []  # type: ignore[return-value]

    @property
    def _groups(self) -> list[Group]:
        return [g for g in self.held.groups if g.coworkers or not self.wish.worked_together]

    @property
    def _tiers(self) -> list[Tier]:
        return TIERS[NEAR if self.order == RELEVANCE and not self.wish.pieces else self.order]

    @property
    def _filtered(self) -> bool:
        return self.wish.asks_posts or bool(self.wish.place or self.wish.skill)

    @cached_property
    def _sure(self) -> float:
        """People that the text fits, as if its pieces had nothing to do with one another."""
        share = 1.0
        for alternatives in self._needed((*self.held.common, *self.held.colleague)):
            share *= self.known.known_share_of(alternatives)
        return share * self.known.people

    @property
    def _walks(self) -> bool:
        return self._sure >= WALK_FROM

    def _needed(self, keys: tuple[str, ...]) -> list[list[str]]:
        """For each thing that must be there, the lexemes any of which will do."""
        needed = [[f"{key}:{part}" for key in keys] for piece in self.wish.pieces for part in piece.parts]
        needed.append([presence(key) for key in keys])
        for kind, value in ((PLACE_TAG, self.wish.place), (SKILL_TAG, self.wish.skill)):
            if value:
                needed.append([tag_lexeme(key, kind, value) for key in keys])
        return needed

    def _where(self, group: Group, more: str = "") -> Sql:
        """FROM and WHERE of the people of a group."""
        query = all_of([*map(any_of, self._needed(group.keys)), *filter(None, (group.more, more))])
        walks = self._walks and group.ids is None
        # The function does what the operator does, but no index knows it: PostgreSQL has to go along the order.
        parts = ["ts_match_vq(e.lexemes, %s::tsquery)" if walks else "e.lexemes @@ %s::tsquery", "e.person_id <> %s"]
        params: list[Any] = [query, self.viewer]
        if group.ids is not None:
            parts.append("e.person_id = ANY(%s)")
            params.append(sorted(group.ids))
        elif self.held.known:
            parts.append("e.person_id <> ALL(%s)")
            params.append(sorted(self.held.known))
        for sql, values in (self._checks(group.keys), self._posts(group.keys)):
            parts += [sql] if sql else []
            params += values
        parts.append(f"e.person_id NOT IN ({APART_SQL})")
        params += [self.viewer, self.viewer]
        parts.append("NOT EXISTS (SELECT 1 FROM alumni_searchstale s WHERE s.person = e.person_id)")
        return "FROM alumni_searchentry e WHERE " + " AND ".join(parts), params

    def _checks(self, keys: tuple[str, ...]) -> Sql:
        """Pieces longer than a lexeme really stand in a text that the viewer reads."""
        parts, params = [], []
        for piece in self.wish.pieces:
            if piece.needs_check:
                parts.append("(" + " OR ".join("strpos(e.texts->>%s, %s) > 0" for _key in keys) + ")")
                params += [value for key in keys for value in (key, piece.needle)]
        return " AND ".join(parts), params

    def _posts(self, keys: tuple[str, ...]) -> Sql:
        if not self.wish.asks_posts:
            return "", []
        parts, params = ["p.entry_id = e.person_id", "p.key = ANY(%s)"], [list(keys)]
        lower, upper = self.wish.years
        wanted: list[tuple[Any, str, list[Any]]] = [
            (self.wish.company, "p.employer = %s", [self.wish.company]),
            (self.wish.units is not None, "p.unit = ANY(%s)", [list(self.wish.units or ())]),
            (lower or upper, "p.years && int4range(%s, %s, '[]')", [lower, upper]),
            (self.wish.entered, "p.entered = %s", [self.wish.entered]),
        ]
        for asked, sql, values in wanted:
            if asked:
                parts.append(sql)
                params += values
        return f"EXISTS (SELECT 1 FROM alumni_searchpost p WHERE {' AND '.join(parts)})", params  # noqa: S608

    def _tier(self, tier: Tier, size: int, after: Place | None) -> list[tuple[str, int]]:
        """The next people of a tier: each group in order, merged."""
        column, sign, way = ("e.changed_at", "<", "DESC") if self.order == RECENT else ("e.kana_key", ">", "ASC")
        parts, params = [], []
        for group in filter(tier.groups, self._groups):
            sql, values = self._where(group, tier.lexemes(self, group))
            if after:
                sql += f" AND ({column}, e.person_id) {sign} (%s, %s)"
                values = [*values, after.key, after.person]
            order = f"ORDER BY sort {way}, person_id {way} LIMIT {size}"
            picked = f"SELECT {column} AS sort, e.person_id {sql}"
            if self._walks or self._filtered:
                parts.append(f"({picked} {order})")
            else:  # everybody the index names, and only then the order
                parts.append(f"(WITH f AS MATERIALIZED ({picked}) SELECT * FROM f {order})")  # noqa: S608
            params += values
        if not parts:
            return []
        rows = self._rows(f"SELECT * FROM ({' UNION ALL '.join(parts)}) u {order}", params)  # noqa: S608
        return [(str(key), person) for key, person in rows]

    def _rows(self, sql: str, params: list[Any]) -> list[tuple[Any, ...]]:
        with connection.cursor() as cursor:
            cursor.execute(sql, params)
            return cursor.fetchall()
