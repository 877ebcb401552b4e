"""Reading the people somebody worked with, and one person as far as a viewer may see."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.db.models import BooleanField, Exists, ExpressionWrapper, Q
from django.shortcuts import get_object_or_404
from django.utils.translation import get_language

from accounts.users.models import User
from alumni.companies.models import Company
from alumni.companies.names import fold
from alumni.directory.queries import Companion, companions, relations_told
from alumni.directory.relations import INTAKE, Kinship, Relation
from alumni.profiles.disclosure import Exactness, ShownProfile, Ties, exactness_of, show
from alumni.profiles.grounds import common_with
from alumni.profiles.models import Profile, as_colleague
from alumni.profiles.queries import card, facts, in_sight, openness_of, posts_of, ties, with_words
from alumni.tenures.models import Tenure
from alumni.tenures.standing import standing_of

READ, SHOWN = 1000, 60
BEYOND_READ, BEYOND_SHOWN = 200, 12


@dataclass(frozen=True)
class PostInWords:
    """A post of somebody, with its time in the reader's language."""

    tenure: Tenure
    time: str


@dataclass(frozen=True)
class PersonSeen:
    """One person as a viewer reads them. `profile` is for rules, never for words; `clear`: posts told where and when."""

    profile: Profile
    shown: ShownProfile
    relation: Relation
    clear: frozenset[int] = frozenset()
    may_talk: bool = False
    companies: tuple[Company, ...] = ()  # of verified posts whose employer the viewer reads by name


@dataclass(frozen=True)
class UnitPeople:
    """Those with whom the viewer worked longest in one unit."""

    unit: str
    company: str
    people: list[Companion]


@dataclass(frozen=True)
class Beyond:
    """Those of the viewer's companies whom they never worked with: the same intake, and the same division."""

    intake: list[Companion]
    division: list[Companion]

    @property
    def people(self) -> list[Companion]:
        return [*self.intake, *self.division]


def beyond(viewer: User) -> Beyond:
    """A few of them, the nearest first: two queries, none without a verified post."""
    posts = standing_of(viewer).posts
    near = Q(pk__in=[])
    kinship = Kinship(standing_of(viewer).lineages)
    for post in posts:
        company, unit = post.tenure.company_id, post.tenure.department_id
        if unit is not None:
            near |= Q(department__in=kinship.division(company, unit))
        if post.tenure.since:
            near |= Q(company=company, since__year=post.tenure.since.year)
    if not near:
        return Beyond([], [])
    rows = in_sight(viewer).filter(Exists(as_colleague(viewer).filter(near)), in_lists=True).exclude(person=viewer)
    others = rows.filter(is_coworker=False).order_by("person_id")[:BEYOND_READ]  # type: ignore[misc]
    found = companions(viewer, others) if posts else []
    return Beyond(
        [c for c in found if c.relation.kind == INTAKE and not c.relation.worked_together][:BEYOND_SHOWN],
        [c for c in found if c.relation.new_here][:BEYOND_SHOWN],
    )


def worked_with(viewer: User, name: str = "") -> list[UnitPeople]:
    """Whom the viewer worked with and may see, by unit, the nearest first; at most as many as fit a page."""
    found = [c for c in companions(viewer, _met(viewer, name)) if c.relation.worked_together][:SHOWN]
    by_unit = sorted(found, key=lambda c: (c.relation.company_name, c.relation.unit_name))
    groups = groupby(by_unit, key=lambda c: (c.relation.company_name, c.relation.unit_name))
    return [UnitPeople(unit, company, list(people)) for (company, unit), people in groups]


def _met(viewer: User, name: str) -> list[Profile]:
    if not standing_of(viewer).posts:
        return []
    seen = in_sight(viewer).filter(is_coworker=True, in_lists=True).order_by("person_id")  # type: ignore[misc]
    wanted = fold(name).replace(" ", "")
    return [profile for profile in seen[:READ] if wanted in _spellings(card(viewer, profile))]


def _spellings(person: ShownProfile) -> str:
    """Name and reading in one line, folded as the query is."""
    return "\n".join(fold(words).replace(" ", "") for words in (person.name, person.reading))


def person_seen(viewer: User, pk: int) -> PersonSeen:
    """One person with all that the viewer may read, and what they are to each other: two queries and the viewer's own.

    Raises Http404 for whoever isn't seen.
    """
    may_talk = ExpressionWrapper(common_with(viewer), BooleanField())
    profile = get_object_or_404(with_words(in_sight(viewer)).annotate(may_talk=may_talk), person=pk)
    tenures = posts_of([pk]).get(pk, [])
    tied = ties(viewer, profile)
    relation = Relation()
    if pk != viewer.pk:
        shared = standing_of(viewer).company_ids
        common = [t for t in tenures if t.state == Tenure.State.VERIFIED and t.company_id in shared]
        relation = relations_told(viewer, [pk], common, {pk: tied})[pk]
    clear = frozenset(tenure.pk for tenure in tenures if _is_clear(tenure, tied))
    shown = show(facts(profile, tenures), tied)
    told = {post.key for post in shown.posts if post.key}
    verified = [t for t in tenures if t.pk in told and t.state == Tenure.State.VERIFIED]
    companies = tuple({tenure.company_id: tenure.company for tenure in verified}.values())
    return PersonSeen(profile, shown, relation, clear, profile.may_talk, companies)  # type: ignore[attr-defined]


def _is_clear(tenure: Tenure, tied: Ties) -> bool:
    levels = exactness_of(openness_of(tenure), tied.towards(tenure.company_id))
    return all(levels[part] == Exactness.EXACT for part in ("employer", "department", "period"))


def in_words(tenures: Iterable[Tenure]) -> list[PostInWords]:
    language = get_language() or "ja"
    return [PostInWords(tenure, tenure.period.text(language)) for tenure in tenures]
