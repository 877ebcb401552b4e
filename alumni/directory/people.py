"""Reading the people somebody worked with, and one person as far as a viewer may see."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import get_language

from accounts.users.models import User
from alumni.companies.names import fold
from alumni.directory.queries import Companion, companions
from alumni.profiles.models import Profile, shared_with
from alumni.tenures.models import Tenure
from alumni.tenures.standing import standing_of

READ, SHOWN = 1000, 60


@dataclass(frozen=True)
class PostInWords:
    """A post of somebody, with its time in the reader's language."""

    tenure: Tenure
    time: str


@dataclass(frozen=True)
class UnitPeople:
    """Those with whom the viewer worked longest in one unit."""

    unit: str
    company: str
    people: list[Companion]


def worked_with(viewer: User, name: str = "") -> list[UnitPeople]:
    """Whom the viewer worked with and may see, by unit, the nearest first; at most as many as fit a page."""
    found = [c for c in companions(viewer, _met(viewer, name)) if c.relation.worked_together][:SHOWN]
    by_unit = sorted(found, key=lambda c: (c.relation.company_name, c.relation.unit_name))
    groups = groupby(by_unit, key=lambda c: (c.relation.company_name, c.relation.unit_name))
    return [UnitPeople(unit, company, list(people)) for (company, unit), people in groups]


def _met(viewer: User, name: str) -> list[User]:
    posts = standing_of(viewer).posts
    if not posts:
        return []
    met = Q(pk__in=[])
    for post in posts:
        met |= shared_with(post)
    theirs = Tenure.objects.verified().filter(met, person=OuterRef("person"))
    seen = Profile.objects.visible_to(viewer).filter(Exists(theirs)).select_related("person").order_by("person_id")
    wanted = fold(name).replace(" ", "")
    return [profile.person for profile in seen[:READ] if wanted in _spellings(profile.person)]


def _spellings(person: User) -> str:
    """Name and reading in one line, folded as the query is."""
    return "\n".join(fold(words).replace(" ", "") for words in (person.name, person.reading))


def posts_seen(viewer: User, profile: Profile) -> list[PostInWords]:
    """The posts that this viewer may read: those of shared companies, or all where the profile is open to everybody."""
    posts = Tenure.objects.of(profile.person).exclude(state=Tenure.State.DISPUTED)
    if viewer.pk != profile.person_id and profile.seen_by != Profile.SeenBy.NETWORK:
        posts = posts.filter(company__in=standing_of(viewer).company_ids)
    return in_words(posts.select_related("company", "department").order_by("since", "id"))


def in_words(tenures: Iterable[Tenure]) -> list[PostInWords]:
    language = get_language() or "ja"
    return [PostInWords(tenure, tenure.period.text(language)) for tenure in tenures]
