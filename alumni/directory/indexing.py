"""Making search entries anew: what each audience reads of a person, asked at the one door of disclosure."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cached_property
from hashlib import blake2b
from json import dumps
from typing import Any

from django.db import connection, transaction
from django.utils import timezone, translation
from psycopg2.extras import NumericRange, execute_values

from accounts.users.models import User
from alumni.companies.names import fold
from alumni.directory.keys import (
    COLLEAGUE,
    DEPARTMENT,
    GATE_COMPANY,
    GATE_COWORKERS,
    HR,
    MET,
    NETWORK,
    gives,
    through,
)
from alumni.directory.lexemes import Line, Tag, lexemes_of, parts_of, texts_of
from alumni.directory.models import SearchEntry
from alumni.directory.regions import region_of
from alumni.directory.romaji import romaji_of
from alumni.directory.wishes import EMPLOYER_TAG, FREE_TAG, NAME_TAG, PLACE_TAG, SKILL_TAG
from alumni.profiles.disclosure import Audience, Exactness, Facts, Post, ShownProfile, Ties, exactness_of, opens, show
from alumni.profiles.models import GIVES_ALL, Profile, SkillWord
from alumni.profiles.queries import facts, posts_of, telling_of, with_words
from alumni.tenures.models import Tenure

BATCH = 500
VERSION = 2  # one more whenever what stands in an entry changes its meaning or its form
LANGUAGES = ("ja", "en")

UPSERT = """
INSERT INTO alumni_searchentry (person_id, lexemes, texts, tags, kana_key, common_hash, changed_at, version) VALUES %s
ON CONFLICT (person_id) DO UPDATE SET lexemes = excluded.lexemes, texts = excluded.texts, tags = excluded.tags,
  kana_key = excluded.kana_key, common_hash = excluded.common_hash, version = excluded.version,
  changed_at = CASE WHEN alumni_searchentry.common_hash = excluded.common_hash
    THEN alumni_searchentry.changed_at ELSE excluded.changed_at END
"""
INSERT_POSTS = "INSERT INTO alumni_searchpost (entry_id, key, employer, unit, years, entered) VALUES %s"


@dataclass(frozen=True)
class PostRow:
    employer: int | None
    unit: int | None
    years: tuple[int, int | None] | None
    entered: int | None

    @property
    def tells(self) -> bool:
        return any(part is not None for part in (self.employer, self.unit, self.years, self.entered))


@dataclass(frozen=True)
class Known:
    """What the holders of one key read of a person."""

    words: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    skills: frozenset[str] = frozenset()
    free: frozenset[str] = frozenset()
    chosen: frozenset[str] = frozenset()
    posts: frozenset[PostRow] = frozenset()

    def beyond(self, other: "Known") -> "Known":
        return Known(*(mine - theirs for mine, theirs in zip(self._parts, other._parts, strict=True)))

    @property
    def _parts(self) -> tuple[frozenset[Any], ...]:
        return self.words, self.names, self.places, self.skills, self.free, self.chosen, self.posts


@dataclass(frozen=True)
class Source:
    """A person as read from the tables."""

    profile: Profile
    facts: tuple[Facts, ...]
    tenures: Mapping[int, Tenure]
    synonyms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @cached_property
    def gives(self) -> list[tuple[int, int]]:
        """For each verified post the company, and the audiences one may belong to through it."""
        verified = [t for t in self.tenures.values() if t.state == Tenure.State.VERIFIED]
        return [(tenure.company_id, _gives(tenure)) for tenure in verified]

    @cached_property
    def tells_alike(self) -> bool:
        """Whether each post is told to whoever it is told to at all in the same words."""
        return all(not post.openness for facts in self.facts for post in facts.posts)

    def read_by(self, ties: Ties) -> tuple[object, ...] | None:
        """What decides the words that these ties read, where that is easily said: the same, the same words."""
        if not self.tells_alike:
            return None
        told = self.facts[0]
        fields = tuple(
            name for name, mask in told.settings.items() if told.values.get(name) and opens(mask, ties.held)
        )
        story = tuple(opens(part.to, ties.held) for part in told.story)
        posts = frozenset(post.company for post in told.posts if ties.towards(post.company))
        return fields, story, posts

    @property
    def without_posts(self) -> "Source":
        return replace(self, facts=tuple(replace(facts, posts=()) for facts in self.facts))


def reindex(people: Iterable[int]) -> int:
    """The entries of these people say what is true now; whoever can't be found by anybody has none."""
    wanted = sorted(set(people))
    for start in range(0, len(wanted), BATCH):
        _reindex(wanted[start : start + BATCH])
    return len(wanted)


def reindex_stale(limit: int = 5000) -> int:
    """Entries of people about whom something changed, the longest waiting first."""
    done = 0
    while done < limit and (some := _stale(min(BATCH, limit - done))):
        done += reindex(some)
    return done


def reindex_outdated(limit: int = 2000) -> int:
    """Entries that an older version of this module wrote. Until then they are found as they stand."""
    return reindex(SearchEntry.objects.filter(version__lt=VERSION).values_list("pk", flat=True)[:limit])


@contextmanager
def without_index() -> Iterator[None]:
    """For filling an empty table: words are put into the index all at once at the end, many times faster."""
    index = next(index for index in SearchEntry._meta.indexes if index.name == "search_lexemes")
    with connection.schema_editor() as editor:
        editor.execute(index.remove_sql(SearchEntry, editor))
    try:
        yield
    finally:
        with connection.schema_editor() as editor:
            editor.execute("SET LOCAL maintenance_work_mem = '1GB'")
            editor.execute("SET LOCAL statement_timeout = 0")
            editor.execute(index.create_sql(SearchEntry, editor))


def _stale(limit: int) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT person FROM alumni_searchstale ORDER BY marked_at LIMIT %s", [limit])
        return [row[0] for row in cursor.fetchall()]


@transaction.atomic
def _reindex(people: list[int]) -> None:
    with connection.cursor() as cursor:
        # A mark that is set while this runs stays: it tells of something not read here.
        cursor.execute("SELECT person, marked_at FROM alumni_searchstale WHERE person = ANY(%s)", [people])
        marks = cursor.fetchall()
        rows = {source.profile.person_id: _rows(source) for source in _sources(people)}
        gone = [person for person in people if person not in rows]
        cursor.execute("DELETE FROM alumni_searchpost WHERE entry_id = ANY(%s)", [people])
        cursor.execute("DELETE FROM alumni_searchentry WHERE person_id = ANY(%s)", [gone])
        template = "(%s, array_to_tsvector(string_to_array(%s, chr(31))), %s::jsonb, %s::text[], %s, %s, %s, %s)"
        execute_values(cursor, UPSERT, [entry for entry, _posts in rows.values()], template, page_size=200)
        execute_values(cursor, INSERT_POSTS, [post for _entry, posts in rows.values() for post in posts])
        if marks:
            execute_values(
                cursor,
                "DELETE FROM alumni_searchstale s USING (VALUES %s) AS done (person, marked_at)"
                " WHERE s.person = done.person AND s.marked_at = done.marked_at",
                marks,
            )


def _sources(people: list[int]) -> Iterator[Source]:
    open_ones = Profile.objects.filter(person__in=people, person__is_active=True).exclude(
        seen_by=Profile.SeenBy.NOBODY
    )
    profiles = list(with_words(open_ones.select_related("person")))
    posts, synonyms = posts_of([profile.person_id for profile in profiles]), _synonyms()
    told: dict[int, list[Facts]] = {profile.person_id: [] for profile in profiles}
    for language in LANGUAGES:
        with translation.override(language):
            for profile in profiles:
                own = posts.get(profile.person_id, [])
                if language == LANGUAGES[0] or _differs(profile, own):
                    told[profile.person_id].append(facts(profile, own))
    for profile in profiles:
        tenures = {tenure.pk: tenure for tenure in posts.get(profile.person_id, ())}
        yield Source(profile, tuple(told[profile.person_id]), tenures, synonyms)


def _differs(profile: Profile, tenures: list[Tenure]) -> bool:
    """Whether anything is said in other words in another language: areas, blurred posts, skills, some companies."""
    return bool(profile.skill_words or profile.area) or any(  # type: ignore[attr-defined]
        telling_of(tenure) or tenure.company.name_en for tenure in tenures
    )


def _synonyms() -> dict[str, tuple[str, ...]]:
    words: dict[int, set[str]] = {}
    for skill, name, name_en, text in SkillWord.objects.values_list("skill", "skill__name", "skill__name_en", "text"):
        words.setdefault(skill, set()).update(filter(None, (name, name_en, text)))
    return {word: tuple(sorted(group)) for group in words.values() for word in group}


def _rows(source: Source) -> tuple[tuple[Any, ...], list[tuple[Any, ...]]]:
    """The entry, and its posts."""
    gates = _gates(source)
    common = _known(source if gates == [NETWORK] else source.without_posts, Ties(Audience.NETWORK))
    known = dict.fromkeys(gates, common)
    beyond: dict[tuple[object, ...], Known] = {}
    for key, ties in _audiences(source):
        alike = source.read_by(ties)
        if alike is None or alike not in beyond:
            known[key] = _known(source, ties).beyond(common)
            if alike is not None:
                beyond[alike] = known[key]
        else:
            known[key] = beyond[alike]
    lines = [Line(key, text) for key, what in known.items() for text in sorted(what.words)]
    first = show(source.facts[0], Ties(Audience.NETWORK))
    names = (
        f"{key}.{NAME_TAG}{part}" for key, what in known.items() for name in what.names for part in parts_of(name)
    )
    found = {
        *lexemes_of(lines, _tags(known), gates),
        *names,
        *(gives(f"{HR}{c}") for c in _giving(source, Audience.HR)),
    }
    entry = (
        source.profile.person_id,
        "\x1f".join(sorted(found)),  # as one text: quoting hundreds one by one took longer than finding them
        dumps(texts_of(lines)),
        sorted(f"{key}.{chosen}" for key, what in known.items() for chosen in what.chosen),
        fold(first.reading or first.name)[:130],
        _digest(common, gates),
        timezone.now(),
        VERSION,
    )
    return entry, [
        (source.profile.person_id, key, post.employer, post.unit, _range(post.years), post.entered)
        for key, what in known.items()
        for post in what.posts
    ]


def _digest(common: Known, gates: list[str]) -> bytes:
    """Stands for all that everybody reads who sees the person: what others read must not move the date of change."""
    told = [sorted(map(repr, part)) for part in (common.words, common.places, common.skills, common.posts)]
    told.append(sorted(common.free)[-1:])  # the months that have gone by are no change
    return blake2b(repr((told, gates)).encode(), digest_size=16).digest()


def _range(years: tuple[int, int | None] | None) -> NumericRange | None:
    return NumericRange(years[0], years[1], "[]" if years[1] else "[)") if years else None


def _tags(known: Mapping[str, Known]) -> Iterator[Tag]:
    for key, what in known.items():
        yield from (Tag(key, PLACE_TAG, place) for place in what.places)
        yield from (Tag(key, SKILL_TAG, skill) for skill in what.skills)
        yield from (Tag(key, FREE_TAG, month) for month in what.free)
        yield from (Tag(key, EMPLOYER_TAG, str(post.employer)) for post in what.posts if post.employer)


def _gates(source: Source) -> list[str]:
    """The keys whose holders see the person at all: the mirror of ProfileQuerySet.visible_to, a test holds them."""
    seen_by = source.profile.seen_by
    if seen_by == Profile.SeenBy.NETWORK:
        return [NETWORK]
    gate, audience = {
        Profile.SeenBy.COMPANY.value: (GATE_COMPANY, Audience.COMPANY),
        Profile.SeenBy.COWORKERS.value: (GATE_COWORKERS, Audience.DEPARTMENT),
    }[seen_by]
    return [f"{gate}{company}" for company in _giving(source, audience)]


def _audiences(source: Source) -> Iterator[tuple[str, Ties]]:
    """Every key but the gates', and what holding it means.

    A post that makes nobody a colleague (it is only claimed) is read by those who are colleagues through another one:
    coworkers and HR are known as such when they ask, colleagues hold a key of both companies.
    """
    yield MET, Ties(Audience.MET)
    sorts = ((DEPARTMENT, Audience.DEPARTMENT), (COLLEAGUE, Audience.COMPANY), (HR, Audience.HR))
    giving = {audience: _giving(source, audience) for _kind, audience in sorts}
    for company in sorted({tenure.company_id for tenure in source.tenures.values()}):
        one = frozenset([company])
        for kind, audience in sorts:
            ties = Ties(audience, desk_of=one) if kind == HR else Ties(audience, one)
            if kind == COLLEAGUE and company not in giving[audience]:
                yield from ((through(company, other), ties) for other in giving[audience])
            else:
                yield f"{kind}{company}", ties


def _giving(source: Source, audience: Audience) -> list[int]:
    """Companies through whose posts somebody can stand to this person as that audience."""
    return sorted({company for company, gives in source.gives if gives & int(audience)})


def _gives(tenure: Tenure) -> int:
    telling = telling_of(tenure)
    return GIVES_ALL if telling is None else telling.gives


def _known(source: Source, ties: Ties) -> Known:
    shown = [show(facts, ties) for facts in source.facts]
    names = {name for one in shown for name in _names(one)}
    return Known(
        words=frozenset(filter(None, names.union(*(_words(one, source.synonyms) for one in shown)))),
        names=frozenset(filter(None, names)),
        places=frozenset(_region(one, source.profile) for one in shown if one.place),
        skills=frozenset(
            word for one in shown for skill in one.skills for word in _spellings(skill, source.synonyms)
        ),
        free=frozenset(_months_free(source.profile) if shown[0].free else ()),
        chosen=frozenset(_chosen(shown[0], source.profile)),
        posts=frozenset(row for post in source.facts[0].posts if (row := _post(source, post, ties)) and row.tells),
    )


def _names(shown: ShownProfile) -> Iterator[str]:
    yield from (shown.name, shown.reading, shown.romaji, shown.former_name, shown.legal_name)
    yield from romaji_of(shown.reading)


def _words(shown: ShownProfile, synonyms: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    yield from (shown.now, shown.place, *shown.languages)
    yield from (word for skill in shown.skills for word in _spellings(skill, synonyms))
    yield from (part.text for part in shown.story)
    for post in shown.posts:
        yield from (post.employer, post.department, post.title)


def _chosen(shown: ShownProfile, profile: Profile) -> Iterator[str]:
    """What stands beside the filters with a number: a region, skills, being free."""
    yield from (FREE_TAG + month for month in (_months_free(profile) if shown.free else ()))
    if shown.place:
        yield PLACE_TAG + _region(shown, profile)
    yield from (SKILL_TAG + skill for skill in shown.skills)


def _region(shown: ShownProfile, profile: Profile) -> str:
    """Asked only where the place is told: the area lies behind the same audience."""
    return profile.area or region_of(shown.place)


def _months_free(profile: Profile) -> list[str]:
    """Each month in which somebody is free: whoever asks, asks for the month it is, so no day needs a new entry."""
    first, until = timezone.localdate(), profile.free_until or timezone.localdate()
    months = range(first.year * 12 + first.month - 1, until.year * 12 + until.month)
    return [f"{number // 12}-{number % 12 + 1:02}" for number in months]


def _spellings(skill: str, synonyms: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    return (skill, *synonyms.get(skill, ()))


def _post(source: Source, post: Post, ties: Ties) -> PostRow | None:
    if (tenure := source.tenures.get(post.key)) is None:
        return None
    levels = exactness_of(post.openness, ties.towards(post.company))
    clear = {part for part, level in levels.items() if level == Exactness.EXACT}
    enters = tenure.since and tenure.entry != Tenure.Entry.TRANSFER and {"employer", "period"} <= clear
    return PostRow(
        employer=tenure.company_id if "employer" in clear else None,
        unit=tenure.department_id if "department" in clear else None,
        years=years_told(tenure, levels["period"]),
        entered=tenure.since.year if enters and tenure.since else None,
    )


def years_told(tenure: Tenure, level: Exactness) -> tuple[int, int | None] | None:
    """First and last year as far as they are told; no last one = still there. Blurred: the whole half decades."""
    ends = [day.year for day in (tenure.since, tenure.until) if day]
    if level == Exactness.HIDDEN or not ends:
        return None
    first, last = ends[0], ends[-1]
    if level == Exactness.BLURRED:
        return first - first % 5, last - last % 5 + 4
    return (first, None) if tenure.open and tenure.since else (first, last)


def everybody_after(person: int, limit: int = BATCH) -> list[int]:
    """The next people by number, for going through all."""
    return list(User.objects.filter(pk__gt=person).order_by("pk").values_list("pk", flat=True)[:limit])
