"""Finding people: which entries a wish fits for a viewer, in which order, and how many. Raw SQL, on purpose.

Everything a condition looks at lies under a key that the viewer holds towards that person; groups part all people
by the keys held, so each person is asked about exactly once.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db import connection
from django.utils import timezone
from django.utils.translation import get_language

from alumni.blocks.queries import APART_SQL
from alumni.directory.keys import GATES, Group, Held
from alumni.directory.lexemes import Query, presence, tag_lexeme
from alumni.directory.numbers import NUMBERS, WORDS, Number, Numbers
from alumni.directory.regions import region_of
from alumni.directory.sample import Sample, sample
from alumni.directory.wishes import (
    EMPLOYER_TAG,
    FREE_TAG,
    KANA,
    NAME_TAG,
    NEAR,
    PLACE_TAG,
    RECENT,
    RELEVANCE,
    SKILL_TAG,
    Found,
    Place,
    Wish,
)

COUNTED = 1000
SOME = 300  # of more people than are counted, so many are looked at for the numbers beside the filters
FEW = 2000  # so many are fetched, ordered and counted at once
# Microseconds, about: an entry fetched by an index, one read in order with its words, one of a list of numbers.
FETCHED, PASSED, LISTED, ASKED = 1.5, 10, 3.5, 500
NAMED, NUMBERED, WEIGHED = 0.2, 2, 3000  # named by the index of words, by that of numbers, and weighing a list at all
OFTEN = 0.3  # the part of people from which on reading entry by entry finds some sooner than the index
IN_THE_YEARS = 0.2  # the part of people, guessed, that also fit the years that are asked for

# Ways to the people of a group: everybody the index of words names (of a list as well: whoever that one and the index
# of numbers name), along the order, along their own list, or from the posts of some departments.
INDEX, BOTH, WALK, LIST, UNITS = "index", "both", "walk", "list", "units"

# Every value is a parameter: what is put together here are our own conditions.
Sql = tuple[str, list[Any]]
AWAY = f"e.person_id NOT IN ({APART_SQL} UNION ALL SELECT s.person FROM alumni_searchstale s UNION ALL SELECT %s)"  # noqa: S608
OF_THEM = "JOIN alumni_searchentry e ON e.person_id = l.id"
LISTED_ONES = "SELECT unnest(%s::bigint[])"
# Looked at one by one, in order, until the page is full.
LATER = "(SELECT {late} FROM alumni_searchentry e WHERE e.person_id = o.person_id)"


@dataclass(frozen=True)
class Tier:
    """People that come before others: of which groups, and with which further lexemes (or `instead` of the words')."""

    groups: Callable[[Group], bool] = lambda _group: True
    query: Callable[["Search", Group], Query] = lambda _search, _group: Query()
    instead: bool = False


def _names(search: "Search", group: Group) -> Query:
    parts = [part for piece in search.wish.pieces for part in piece.parts]
    return Query(tuple(tuple(tag_lexeme(key, NAME_TAG, part) for key in group.keys) for part in parts))


def _company(search: "Search", group: Group) -> Query:
    own = search.held.companies
    return Query((tuple(tag_lexeme(key, EMPLOYER_TAG, str(company)) for key in group.keys for company in own),))


def _not(query: Callable[["Search", Group], Query]) -> Callable[["Search", Group], Query]:
    return lambda search, group: ~query(search, group)


TIERS = {
    KANA: [Tier()],
    RECENT: [Tier()],
    NEAR: [
        Tier(groups=lambda g: g.coworkers),
        Tier(groups=lambda g: not g.coworkers, query=_company),
        Tier(groups=lambda g: not g.coworkers, query=_not(_company)),
    ],
    RELEVANCE: [
        Tier(groups=lambda g: g.coworkers, query=_names, instead=True),  # what stands in a name stands in the words
        Tier(groups=lambda g: not g.coworkers, query=_names, instead=True),
        Tier(query=_not(_names)),
    ],
}


@dataclass(frozen=True)
class Search:
    """One wish of one viewer in one order."""

    wish: Wish
    held: Held
    viewer: int
    order: str = NEAR
    sample: Sample = field(default_factory=sample)
    _counted: list[int] = field(default_factory=list, init=False, compare=False)

    def page(self, size: int, after: Place | None = None) -> Found:
        """`size` people after a place: one query. Of many, no tier is looked at in vain; few are counted as well."""
        tiers = list(enumerate(self._tiers))
        first = min(after.tier, len(tiers) - 1) if after else 0
        parts: list[str] = []
        params: list[Any] = []
        for number, tier in tiers[first:]:
            sql, values = self._tier(tier, size + 1, after if number == first else None)
            if sql:
                before = "0" if self._few else " + ".join(f"(SELECT count(*) FROM t{k})" for k in range(len(parts)))  # noqa: S608
                body = f"SELECT {number} AS tier, u.* FROM ({sql}) u WHERE {before or 0} <= {size}"  # noqa: S608
                parts.append(f"t{len(parts)} AS MATERIALIZED ({body})")
                params += values
        if not parts:
            return Found([], None)
        every = " UNION ALL ".join(f"SELECT * FROM t{number}" for number in range(len(parts)))  # noqa: S608
        rows = self._rows(
            f"WITH {', '.join(parts)} SELECT tier, sort, person_id, count(*) OVER () FROM ({every}) every"  # noqa: S608
            f" ORDER BY tier, sort {self._direction}, person_id {self._direction} LIMIT {size + 1}",
            params,
        )
        if self._few and after is None:
            self._counted[:] = [rows[0][3] if rows else 0]
        last = Place(rows[size - 1][0], str(rows[size - 1][1]), rows[size - 1][2]) if len(rows) > size else None
        return Found([person for _tier, _key, person, _all in rows[:size]], last)

    def count(self) -> int:
        """How many in all, up to one more than are counted exactly."""
        if self._many:
            return COUNTED + 1
        if not self._counted:
            sql, params = self._some(COUNTED + 1)
            self._counted[:] = (
                [self._rows(f"SELECT count(*) FROM ({sql}) found", params)[0][0]] if sql else [0]  # noqa: S608
            )
        return min(self._counted[0], COUNTED + 1)

    def numbers(self) -> Numbers:
        """How many there are, and what the viewer may know of them, or of the first of many: one query."""
        if self._counted == [0]:
            return Numbers()
        sql, params = self._some(SOME if self._many else COUNTED + 1)
        if not sql:
            return Numbers()
        words = WORDS["en" if get_language() == "en" else "ja"]
        company = self.wish.company or 0  # departments are told of one company only
        statement = NUMBERS.format(found=sql, exact=COUNTED, some=SOME, **words)
        found = [Number(*row) for row in self._rows(statement, [*params, company, self.held.near_ones])]
        count = COUNTED + 1 if self._many else next(number.people for number in found if number.kind == "count")
        return Numbers(min(count, COUNTED + 1), [number for number in found if number.kind != "count"])

    @property
    def _groups(self) -> list[Group]:
        return [g for g in self.held.groups if g.coworkers or not self.wish.worked_together]

    @property
    def _tiers(self) -> list[Tier]:
        return TIERS[NEAR if self.order == RELEVANCE and not self.wish.pieces else self.order]

    @property
    def _direction(self) -> str:
        return "DESC" if self.order == RECENT else "ASC"

    @cached_property
    def _likely(self) -> float:
        """About so many people in all."""
        return sum(self._fitting(group).bit_count() for group in self._groups if group.ids is None) * self.sample.each

    def _fitting(self, group: Group) -> int:
        found = self.sample.fit(self._query(group))
        needles = [piece.needle for piece in self.wish.pieces if piece.needs_check]
        return self.sample.reading(found, group.keys, needles) if needles else found

    @property
    def _few(self) -> bool:
        groups = [group for group in self._groups if group.ids is None]
        named = sum(self.sample.fit(self._query(group)).bit_count() for group in groups)
        return named * self.sample.each <= FEW

    @property
    def _many(self) -> bool:
        """Certainly more than are counted: of so many taken by chance, that is."""
        return self._likely > max(4 * COUNTED, 20 * self.sample.each) and not self.wish.compares_posts

    def _query(self, group: Group, words: bool = True) -> Query:
        """What everybody found has, under keys that the viewer holds towards this group."""
        parts = self._asked_for(group) if words else ()
        needed = [[f"{key}:{part}" for key in group.keys] for part in parts]
        needed.append([presence(key) for key in group.keys if key[0] in GATES])
        month = f"{timezone.localdate():%Y-%m}" if self.wish.free else ""
        tags = (
            (EMPLOYER_TAG, str(self.wish.company or "")),
            (PLACE_TAG, region_of(self.wish.place) if self.wish.place else ""),
            (SKILL_TAG, self.wish.skill),
            (FREE_TAG, month),
        )
        needed += [[tag_lexeme(key, kind, value) for key in group.keys] for kind, value in tags if value]
        return Query(tuple(map(tuple, needed))) & group.more

    def _asked_for(self, group: Group) -> Iterator[str]:
        """The parts that the index is asked for. What is looked up in the text anyway needs only its rarest ones."""
        inside = {run for piece in self.wish.pieces for run in piece.runs}
        for piece in self.wish.pieces:
            if piece.joined:
                mine = [run for run in self.wish.pieces if run in piece.runs]
                yield from self._rarest([part for run in (piece, *mine) for part in run.parts], group)
            elif piece not in inside:
                yield from self._rarest(piece.parts, group) if piece.needs_check else piece.parts

    def _rarest(self, parts: Sequence[str], group: Group) -> list[str]:
        """As far as each leaves fewer to look at."""
        if len(parts) < 2:
            return list(parts)
        fitting = {part: self.sample.fit(Query((tuple(f"{key}:{part}" for key in group.keys),))) for part in parts}
        rarest, *others = sorted(fitting, key=lambda part: fitting[part].bit_count())
        asked, left = [rarest], fitting[rarest]
        for part in others:
            if (left & fitting[part]).bit_count() < 0.7 * left.bit_count():
                asked, left = [*asked, part], left & fitting[part]
        return asked

    def _way(self, group: Group, query: Query, size: int = 0, after: Place | None = None) -> str:
        """Whichever looks at least: what is found is the same on all. With a size in order, without in any."""
        fitting = self.sample.fit(query)
        likely = self.sample.people * self.sample.share(fitting)
        fetched = ASKED + likely * FETCHED
        if self.wish.units is not None:
            return UNITS
        if group.ids is not None:
            return self._way_of_list(len(group.ids), fitting, likely, fetched, size)
        if not fitting:
            return INDEX
        if not size:
            return WALK if self.sample.share(fitting) > OFTEN else INDEX
        recent, key = self.order == RECENT, after.key if after else ""
        steps = self.sample.steps(fitting, size, after=key, recent=recent)
        if self.wish.compares_posts:
            steps /= IN_THE_YEARS
        return WALK if steps * PASSED < fetched else INDEX

    def _way_of_list(self, many: int, fitting: int, likely: float, fetched: float, size: int) -> str:
        passed = self.sample.passed(fitting, many, size) if size else many
        ways = {INDEX: fetched, LIST: many * LISTED * bool(size) + passed * PASSED}
        ways[BOTH] = WEIGHED + likely * NAMED + many * NUMBERED
        return min(ways, key=ways.__getitem__)

    def _source(self, group: Group, way: str) -> Sql:
        """Numbers first: as a condition, PostgreSQL likes to read a whole index for a thousand of them."""
        if way == LIST:
            return f"unnest(%s::bigint[]) AS l (id) {OF_THEM}", [group.listed]
        if way == UNITS:
            posts, params = self._posts(group.keys)
            return f"(SELECT DISTINCT p.entry_id FROM alumni_searchpost p WHERE {posts}) AS l (id) {OF_THEM}", params  # noqa: S608
        return "alumni_searchentry e", []

    def _tier(self, tier: Tier, size: int, after: Place | None) -> Sql:
        """The next people of a tier: each group in order, merged."""
        parts, params = [], []
        for group in filter(tier.groups, self._groups):
            query = self._query(group, words=not tier.instead) & tier.query(self, group)
            sql, values = self._picked(group, query, size, after)
            parts.append(f"({sql})")
            params += values
        rest = "" if self._few else self._ordered(size)
        return (f"SELECT * FROM ({' UNION ALL '.join(parts)}) g {rest}" if parts else ""), params  # noqa: S608

    def _ordered(self, size: int) -> str:
        return f"ORDER BY sort {self._direction}, person_id {self._direction} LIMIT {size}"

    def _picked(self, group: Group, query: Query, size: int, after: Place | None) -> Sql:
        """Sort key and number of the next people of a group that fit the query."""
        way = self._way(group, query, size, after)
        match, checks, posts = self._match(query, way), self._checks(group.keys), self._with_post(group.keys, way)
        where: list[Sql] = [self._whom(group, way)]
        later: list[Sql] = []
        few = self._few and group.ids is None
        for sql, at_once in ((match, way != LIST), (posts, True), (checks, way == WALK or few)):
            (where if at_once else later).append(sql)
        column, sign = ("e.changed_at", "<") if self.order == RECENT else ("e.kana_key", ">")
        if after:
            where.append((f"({column}, e.person_id) {sign} (%s, %s)", [after.key, after.person]))
        picked, params = _and(where)
        source, listed = self._source(group, way)
        picked, params = f"SELECT {column} AS sort, e.person_id FROM {source} WHERE {picked}", [*listed, *params]  # noqa: S608
        late, values = _and(later)
        if way == WALK:
            return (picked if self._few else f"{picked} {self._ordered(size)}"), params
        if self._few and not late:
            return picked, params
        # First all of them, then the order: fenced, or the order's own index would be walked after all.
        order = f"ORDER BY sort {self._direction}, person_id {self._direction}"
        fenced = f"WITH f AS MATERIALIZED ({picked}) SELECT * FROM f {order}"  # noqa: S608
        if late:
            fenced = f"SELECT * FROM ({fenced} OFFSET 0) o WHERE {LATER.format(late=late)}"  # noqa: S608
        return (fenced if self._few else f"{fenced} LIMIT {size}"), [*params, *values]

    def _some(self, most: int) -> Sql:
        """Person and the keys held towards them, of at most so many people."""
        parts, params = [], []
        for group in self._groups:
            query = self._query(group)
            way = self._way(group, query)
            source, listed = self._source(group, way)
            checks, later = self._checks(group.keys), group.ids is not None
            at_once = [self._match(query, way), self._whom(group, way), self._with_post(group.keys, way)]
            where, values = _and(at_once if later else [*at_once, checks])
            people = f"SELECT e.person_id FROM {source} WHERE {where}"  # noqa: S608
            if later and checks[0]:  # else PostgreSQL looks into the texts of everybody first
                people = f"SELECT * FROM ({people} OFFSET 0) o WHERE {LATER.format(late=checks[0])}"  # noqa: S608
                values += checks[1]
            parts.append(f"(SELECT f.person_id, %s AS keys FROM ({people} LIMIT {most}) f)")  # noqa: S608
            params += [list(group.keys), *listed, *values]
        return (f"SELECT * FROM ({' UNION ALL '.join(parts)}) found LIMIT {most}" if parts else ""), params  # noqa: S608

    @staticmethod
    def _match(query: Query, way: str) -> Sql:
        """The function does what the operator does, but no index knows it: PostgreSQL has to go the way that is meant."""
        return ("e.lexemes @@ %s::tsquery" if way in (INDEX, BOTH) else "ts_match_vq(e.lexemes, %s::tsquery)"), [
            str(query)
        ]

    def _whom(self, group: Group, way: str) -> Sql:
        """The people of a group, without the viewer, those kept apart and those whose entry is being made anew.

        Thousands of numbers are a query of their own: PostgreSQL weighs each constant of a list, again and again.
        """
        away, params = AWAY, [self.viewer, self.viewer, self.viewer]
        if group.ids is None:
            return f"{away[:-1]} UNION ALL {LISTED_ONES})", [*params, self.held.known]
        if way == BOTH:
            return f"{away} AND e.person_id = ANY(%s::bigint[])", [*params, group.listed]
        if way in (INDEX, UNITS):
            return f"{away} AND (e.person_id IN ({LISTED_ONES})) IS TRUE", [*params, group.listed]
        return away, params

    def _checks(self, keys: tuple[str, ...]) -> Sql:
        """Pieces longer than a lexeme really stand in a text that the viewer reads."""
        parts, params = [], []
        for piece in self.wish.pieces:
            if piece.needs_check:
                parts.append("(" + " OR ".join("strpos(e.texts->>%s, %s) > 0" for _key in keys) + ")")
                params += [value for key in keys for value in (key, piece.needle)]
        return " AND ".join(parts), params

    def _with_post(self, keys: tuple[str, ...], way: str) -> Sql:
        if not self.wish.compares_posts or way == UNITS:
            return "", []
        posts, params = self._posts(keys)
        return f"EXISTS (SELECT 1 FROM alumni_searchpost p WHERE p.entry_id = e.person_id AND {posts})", params  # noqa: S608

    def _posts(self, keys: tuple[str, ...]) -> Sql:
        """What one post of a person has to be."""
        parts, params = ["p.key = ANY(%s)"], [list(keys)]
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
        return " AND ".join(parts), params

    def _rows(self, sql: str, params: list[Any]) -> list[tuple[Any, ...]]:
        with connection.cursor() as cursor:
            cursor.execute(sql, params)
            return cursor.fetchall()


def _and(conditions: list[Sql]) -> Sql:
    told = [condition for condition in conditions if condition[0]]
    return " AND ".join(sql for sql, _values in told), [value for _sql, values in told for value in values]
