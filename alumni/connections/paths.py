"""The shortest chain of people over open connections, to a person or into a company, as this viewer may see it.

Searched from both ends, one level at a time: three people between are two levels from here meeting one from there.
A connection that either end hides or rests isn't in the index that is read; a person whom the viewer may not see
makes no chain, and that there would be one is told by nothing.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from django.db import connection

from accounts.users.models import User
from alumni.companies.models import Company
from alumni.connections.models import Connection
from alumni.profiles.queries import shown, visible_people
from alumni.tenures.models import Tenure

MOST_SHOWN, WIDEST = 6, 5000
OPEN = "state = 'confirmed' AND NOT first_hides AND NOT second_hides AND NOT first_rests AND NOT second_rests"

Neighbours = dict[int, set[int]]


@dataclass(frozen=True)
class Chain:
    """Those between the viewer and the end, in order."""

    between: tuple[int, ...]


def neighbours(people: Collection[int], among: Collection[int] | None = None) -> Neighbours:
    """person → whom they are openly connected with (only those `among` these): one query, two index scans."""
    found: Neighbours = defaultdict(set)
    if not people or (among is not None and not among):
        return found
    table, near = Connection._meta.db_table, sorted(people)
    sql = " UNION ALL ".join(
        f"SELECT {a}_id, {b}_id FROM {table} WHERE {OPEN} AND {a}_id = ANY(%s)"  # noqa: S608
        + (f" AND {b}_id = ANY(%s)" if among is not None else "")
        for a, b in (("first", "second"), ("second", "first"))
    )
    one = [near] if among is None else [near, sorted(among)]
    with connection.cursor() as cursor:
        cursor.execute(sql, [*one, *one])
        for person, other in cursor.fetchall():
            found[person].add(other)
    return found


def chains_between(viewer: User, person: User) -> list[Chain]:
    """The shortest chains of one to three people, at most six; none where the two are connected or nobody is found."""
    if viewer.pk == person.pk:
        return []
    ends = neighbours([viewer.pk, person.pk])
    near, far = ends[viewer.pk], ends[person.pk]
    if person.pk in near:
        return []
    seen = visible_people(viewer, near | far)
    chains = _shortest(near & seen, far & seen, lambda people: visible_people(viewer, people))
    return [chain for chain, _n in zip(chains, range(MOST_SHOWN), strict=False)]


def _shortest(near: set[int], far: set[int], visible) -> Iterator[Chain]:  # type: ignore[no-untyped-def]
    if common := sorted(near & far):
        yield from (Chain((one,)) for one in common)
        return
    links = neighbours(near, far)
    if links:
        yield from (Chain((a, b)) for a in sorted(links) for b in sorted(links[a]))
        return
    yield from _through_three(near, far, visible)


def _through_three(near: set[int], far: set[int], visible) -> Iterator[Chain]:  # type: ignore[no-untyped-def]
    """Two levels from here meet two from there in one person."""
    out, back = _inverted(neighbours(near)), _inverted(neighbours(far))
    middles = sorted(out.keys() & back.keys())[:WIDEST]
    for one in sorted(visible(middles)) if middles else []:
        yield Chain((min(out[one]), one, min(back[one])))


def _inverted(links: Neighbours) -> Neighbours:
    found: Neighbours = defaultdict(set)
    for person, others in links.items():
        for other in others:
            found[other].add(person)
    return found


def chains_into(viewer: User, company: Company) -> list[Chain]:
    """The shortest chains whose last person works (or worked) in the company and tells the viewer so."""
    ways: dict[int, tuple[int, ...]] = {viewer.pk: ()}
    level = [viewer.pk]
    for _step in range(3):
        level = _next_level(viewer, level, ways)
        if there := sorted(works_there(viewer, level, company)):
            return [Chain(ways[person]) for person in there[:MOST_SHOWN]]
    return []


def _next_level(viewer: User, level: list[int], ways: dict[int, tuple[int, ...]]) -> list[int]:
    """Whom these know and the viewer may see, each with the way to them (the viewer isn't part of it)."""
    reached: dict[int, int] = {}
    for person, others in sorted(neighbours(level).items()):
        for other in others - ways.keys():
            reached.setdefault(other, person)
    seen = sorted(visible_people(viewer, sorted(reached)[:WIDEST])) if reached else []
    ways |= {other: (*ways[reached[other]], other) for other in seen}
    return seen


def works_there(viewer: User, people: Iterable[int], company: Company) -> set[int]:
    """Those of these people who tell this viewer, by name, of a verified time in the company."""
    posts = Tenure.objects.verified().filter(company=company, person__in=list(people))
    keys = dict(posts.values_list("pk", "person_id"))
    told = shown(viewer, set(keys.values()), whole=True) if keys else {}
    return {person for person, one in told.items() if any(keys.get(post.key) == person for post in one.posts)}
