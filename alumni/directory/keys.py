"""The keys under which a viewer may ask, and for whom: read once a search, never a person at a time."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import permutations, starmap

from django.db.models import Q

from accounts.users.models import User
from alumni.companies.queries import desks_of
from alumni.directory.lexemes import Query, tag_lexeme
from alumni.profiles.disclosure import Audience
from alumni.profiles.encounters import met_by
from alumni.profiles.models import shared_with
from alumni.tenures.models import Tenure
from alumni.tenures.standing import standing_of

NETWORK, MET = "n", "m"
COLLEAGUE, DEPARTMENT, HR = "c", "d", "h"
# Not audiences but gates: who sees the person at all, where the whole network doesn't.
GATE_COMPANY, GATE_COWORKERS = "s", "w"
GATES = NETWORK + GATE_COMPANY + GATE_COWORKERS


@dataclass(frozen=True)
class Group:
    """People towards whom the viewer holds the same keys: some by number, or everybody else, who also fit `more`."""

    keys: tuple[str, ...]
    ids: frozenset[int] | None
    coworkers: bool = False
    more: Query = Query()

    @cached_property
    def listed(self) -> str:
        return as_array(self.ids or ())


@dataclass(frozen=True)
class Held:
    """What a viewer holds: `common` towards everybody, `colleague` or `hr` and `near` towards some.

    Whoever keeps somebody's desk stands to them as HR, never as a colleague too.
    """

    common: tuple[str, ...] = ()
    colleague: tuple[str, ...] = ()
    hr: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    coworkers: frozenset[int] = frozenset()
    met: frozenset[int] = frozenset()
    companies: tuple[int, ...] = ()

    @cached_property
    def known(self) -> str:
        """Those towards whom the viewer holds more than towards everybody."""
        return as_array(self.coworkers | self.met)

    @cached_property
    def near_ones(self) -> str:
        return as_array(self.coworkers)

    @cached_property
    def groups(self) -> list[Group]:
        """Everybody, each person once."""
        if not self.common:
            return []
        parts = [
            (self.near, self.coworkers - self.met, True),
            ((*self.near, MET), self.coworkers & self.met, True),
            ((MET,), self.met - self.coworkers, False),
        ]
        known = [(keys, ids, near) for keys, ids, near in parts if ids]
        everybody: list[tuple[tuple[str, ...], frozenset[int] | None, bool]] = [*known, ((), None, False)]
        return [Group((*sort, *keys), ids, near, more) for keys, ids, near in everybody for sort, more in self._sorts]

    @property
    def _sorts(self) -> list[tuple[tuple[str, ...], Query]]:
        """People at the viewer's desk, and all others."""
        if not self.hr:
            return [((*self.common, *self.colleague), Query())]
        at_desk = Query((tuple(gives(key) for key in self.hr),))
        return [((*self.common, *self.hr), at_desk), ((*self.common, *self.colleague), ~at_desk)]


def as_array(numbers: Iterable[int]) -> str:
    """Thousands of numbers as one word for PostgreSQL: read much faster than an array of constants."""
    return f"{{{','.join(map(str, sorted(numbers)))}}}"


def gives(key: str) -> str:
    """The lexeme of those towards whom holding a key of HR counts."""
    return tag_lexeme(key, "H", "")


def through(company: int, other: int) -> str:
    """What is told of a post in `company` to colleagues who are such through their post in the other one."""
    return f"{COLLEAGUE}{company}+{other}"


def held_by(viewer: User) -> Held:
    """Who has no verified post holds nothing. A query beside the viewer's standing, kept on the request's user."""
    if not hasattr(viewer, "_held"):
        viewer._held = _read(viewer)  # type: ignore[attr-defined]
    return viewer._held  # type: ignore[attr-defined]


def _read(viewer: User) -> Held:
    companies = standing_of(viewer).company_ids
    if not companies:
        return Held()
    return Held(
        common=(NETWORK, *(f"{GATE_COMPANY}{c}" for c in companies)),
        colleague=(*(f"{COLLEAGUE}{c}" for c in companies), *starmap(through, permutations(sorted(companies), 2))),
        hr=tuple(f"{HR}{company.pk}" for company in desks_of(viewer)),
        near=tuple(f"{kind}{c}" for c in companies for kind in (GATE_COWORKERS, DEPARTMENT)),
        coworkers=_coworkers(viewer),
        met=met_by(viewer) - {viewer.pk},
        companies=tuple(companies),
    )


def _coworkers(viewer: User) -> frozenset[int]:
    """Everybody with a post that overlaps one of the viewer's, as far as those may know of it."""
    met = Q(pk__in=[])
    for post in standing_of(viewer).posts:
        met |= shared_with(post)
    bit = int(Audience.DEPARTMENT)
    known = Q(telling=None) | Q(telling__gives__in=[gives for gives in range(bit, 64) if gives & bit])
    posts = Tenure.objects.verified().filter(met, known, person__isnull=False).exclude(person=viewer.pk)
    return frozenset(posts.values_list("person_id", flat=True).distinct())
