"""Finding people: which entries a wish fits for a viewer, in which order, and how many. Raw SQL, on purpose.

Everything a condition looks at lies under a key that the viewer holds towards that person; groups part all people
by the keys held, so each person is asked about exactly once.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db import connection
from django.utils import timezone
from django.utils.translation import get_language

from alumni.blocks.queries import APART_SQL
from alumni.directory.frequencies import Frequencies, frequencies
from alumni.directory.keys import Group, Held
from alumni.directory.lexemes import Piece, all_of, any_of, pieces_of, presence, tag_lexeme
from alumni.directory.regions import region_of

COUNTED = 1000
# From so many people on, walking along the order finds a page sooner than fetching everybody.
WALK_FROM = 30_000

RELEVANCE, NEAR, KANA, RECENT = "relevance", "near", "kana", "recent"
ORDERS = (RELEVANCE, NEAR, KANA, RECENT)
EMPLOYER_TAG, PLACE_TAG, SKILL_TAG, FREE_TAG, NAME_TAG = "C", "P", "S", "F", "~"

# Every value is a parameter: what is put together here are our own conditions.
Sql = tuple[str, list[Any]]
NUMBERS = """
WITH found AS MATERIALIZED ({found}),
few AS MATERIALIZED (SELECT * FROM found LIMIT {limit}),
post AS MATERIALIZED (
  SELECT DISTINCT s.person_id, p.employer, p.unit, p.entered
  FROM few s JOIN alumni_searchpost p ON p.entry_id = s.person_id AND p.key = ANY(s.keys)
),
tag AS (
  SELECT DISTINCT s.person_id, substr(t.tag, strpos(t.tag, '.') + 1) AS tag
  FROM few s JOIN alumni_searchentry e USING (person_id), unnest(e.tags) AS t (tag)
  WHERE split_part(t.tag, '.', 1) = ANY(s.keys)
)
SELECT 'count' AS kind, '' AS value, '' AS label, (SELECT count(*) FROM found) AS people, NULL::bigint[] AS who
UNION ALL SELECT 'company', c.id::text, {company_name}, count(DISTINCT p.person_id), NULL
  FROM post p JOIN alumni_company c ON c.id = p.employer GROUP BY c.id
UNION ALL SELECT 'unit', d.id::text, d.name, count(DISTINCT p.person_id), array_agg(DISTINCT p.person_id)
  FROM post p JOIN alumni_department d ON d.id = p.unit WHERE d.company_id = %s GROUP BY d.id
UNION ALL SELECT 'entered', p.entered::text, p.entered::text, count(DISTINCT p.person_id), NULL
  FROM post p WHERE p.entered IS NOT NULL GROUP BY p.entered
UNION ALL SELECT 'together', '', '', count(*), NULL FROM few WHERE person_id = ANY(%s::bigint[])
UNION ALL SELECT left(t.tag, 1), substr(t.tag, 2), {tag_words}, count(DISTINCT t.person_id), NULL FROM tag t {named} GROUP BY t.tag
"""
# Companies and skills as their reader calls them.
WORDS = {
    "ja": {"company_name": "c.name", "tag_words": "substr(t.tag, 2)", "named": ""},
    "en": {
        "company_name": "coalesce(nullif(c.name_en, ''), c.name)",
        "tag_words": "coalesce(max(k.name_en), substr(t.tag, 2))",
        "named": "LEFT JOIN alumni_skill k ON t.tag = 'S' || k.name AND k.name_en <> ''",
    },
}


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
    def asks_posts(self) -> bool:
        return any((self.company, self.units is not None, any(self.years), self.entered))

    @property
    def empty(self) -> bool:
        return not (self.pieces or self.asks_posts or self.place or self.skill or self.free or self.worked_together)


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
class Number:
    """So many of the people found are in this company or unit (`who`), came in this year, live or are good at this."""

    kind: str
    value: str
    label: str
    people: int
    who: list[int] | None = None


@dataclass(frozen=True)
class Numbers:
    count: int = 0
    rows: list[Number] = field(default_factory=list)


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


def _company_found_soon(search: "Search", group: Group) -> str:
    """The same, and the company that is asked for: of both the index knows at once that nobody has them."""
    asked = search.wish.company
    employer = any_of(tag_lexeme(key, EMPLOYER_TAG, str(asked)) for key in group.keys)
    return all_of([_company(search, group), *([employer] if asked else [])])


def _not(query: Callable[["Search", Group], str]) -> Callable[["Search", Group], str]:
    return lambda search, group: f"!({query(search, group)})"


TIERS = {
    KANA: [Tier()],
    RECENT: [Tier()],
    NEAR: [
        Tier(groups=lambda g: g.coworkers),
        Tier(groups=lambda g: not g.coworkers, lexemes=_company_found_soon),
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
        """`size` people after a place, each tier in its turn: one query, and no tier is looked at in vain."""
        tiers = list(enumerate(self._tiers))
        first = min(after.tier, len(tiers) - 1) if after else 0
        parts: list[str] = []
        params: list[Any] = []
        for number, tier in tiers[first:]:
            sql, values = self._tier(tier, size + 1, after if number == first else None)
            if sql:
                before = " + ".join(f"(SELECT count(*) FROM t{k})" for k in range(len(parts))) or "0"  # noqa: S608
                body = f"SELECT {number} AS tier, u.* FROM ({sql}) u WHERE {before} <= {size}"  # noqa: S608
                parts.append(f"t{len(parts)} AS MATERIALIZED ({body})")
                params += values
        if not parts:
            return Found([], None)
        every = " UNION ALL ".join(f"SELECT * FROM t{number}" for number in range(len(parts)))  # noqa: S608
        way = "DESC" if self.order == RECENT else "ASC"
        rows = self._rows(
            f"WITH {', '.join(parts)} {every} ORDER BY tier, sort {way}, person_id {way} LIMIT {size + 1}", params
        )
        last = Place(rows[size - 1][0], str(rows[size - 1][1]), rows[size - 1][2]) if len(rows) > size else None
        return Found([person for _tier, _key, person in rows[:size]], last)

    def count(self) -> int:
        """How many in all, up to one more than are counted exactly."""
        if self._walks and not self._filtered:
            return COUNTED + 1
        sql, params = self._some()
        return min(int(self._rows(f"SELECT count(*) FROM ({sql}) found", params)[0][0]), COUNTED + 1) if sql else 0  # noqa: S608

    def numbers(self) -> Numbers:
        """How many there are, and of at most as many as are counted what the viewer may know: one query."""
        sql, params = self._some()
        if not sql:
            return Numbers()
        words = WORDS["en" if get_language() == "en" else "ja"]
        company = self.wish.company or 0  # departments are told of one company only
        rows = self._rows(
            NUMBERS.format(found=sql, limit=COUNTED, **words), [*params, company, sorted(self.held.coworkers)]
        )
        found = [Number(*row) for row in rows]
        count = next(number.people for number in found if number.kind == "count")
        return Numbers(min(count, COUNTED + 1), [number for number in found if number.kind != "count"])

    def _some(self) -> Sql:
        """Person and the keys held towards them, of as many people as are counted and one more."""
        parts, params = [], []
        for group in self._groups:
            sql, values = self._where(group)
            parts.append(f"(SELECT e.person_id, %s AS keys {sql} LIMIT {COUNTED + 1})")
            params += [list(group.keys), *values]
        return (f"SELECT * FROM ({' UNION ALL '.join(parts)}) found LIMIT {COUNTED + 1}" if parts else ""), params  # noqa: S608

    @property
    def _groups(self) -> list[Group]:
        return [g for g in self.held.groups if g.coworkers or not self.wish.worked_together]

    @property
    def _tiers(self) -> list[Tier]:
        return TIERS[NEAR if self.order == RELEVANCE and not self.wish.pieces else self.order]

    @property
    def _filtered(self) -> bool:
        return self.wish.asks_posts or bool(self.wish.place or self.wish.skill or self.wish.free)

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
        month = f"{timezone.localdate():%Y-%m}" if self.wish.free else ""
        tags = ((PLACE_TAG, region_of(self.wish.place)), (SKILL_TAG, self.wish.skill), (FREE_TAG, month))
        for kind, value in tags:
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

    def _tier(self, tier: Tier, size: int, after: Place | None) -> Sql:
        """The next people of a tier: each group in order, merged."""
        column, sign, way = ("e.changed_at", "<", "DESC") if self.order == RECENT else ("e.kana_key", ">", "ASC")
        parts, params = [], []
        order = f"ORDER BY sort {way}, person_id {way} LIMIT {size}"
        for group in filter(tier.groups, self._groups):
            sql, values = self._where(group, tier.lexemes(self, group))
            if after:
                sql += f" AND ({column}, e.person_id) {sign} (%s, %s)"
                values = [*values, after.key, after.person]
            picked = f"SELECT {column} AS sort, e.person_id {sql}"
            if self._walks or self._filtered:
                parts.append(f"({picked} {order})")
            else:  # everybody the index names, and only then the order
                parts.append(f"(WITH f AS MATERIALIZED ({picked}) SELECT * FROM f {order})")  # noqa: S608
            params += values
        return (f"SELECT * FROM ({' UNION ALL '.join(parts)}) g {order}" if parts else ""), params  # noqa: S608

    def _rows(self, sql: str, params: list[Any]) -> list[tuple[Any, ...]]:
        with connection.cursor() as cursor:
            cursor.execute(sql, params)
            return cursor.fetchall()
