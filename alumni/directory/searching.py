"""One search as a page: cards in order, how many there are, numbers beside the filters, and what to loosen."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from accounts.users.models import User
from alumni.companies.lineage import Lineage
from alumni.companies.queries import lineage_of
from alumni.directory.actions import show_cards
from alumni.directory.finding import COUNTED, Search
from alumni.directory.highlight import Stretch, stretches
from alumni.directory.keys import held_by
from alumni.directory.lexemes import pieces_of
from alumni.directory.models import Sighting
from alumni.directory.numbers import Number, Numbers
from alumni.directory.queries import Companion, companions_told
from alumni.directory.regions import region_words
from alumni.directory.wishes import FREE_TAG, NEAR, PLACE_TAG, RELEVANCE, SKILL_TAG, Place, Wish
from alumni.profiles.disclosure import ShownProfile, show
from alumni.profiles.models import Profile
from alumni.profiles.queries import facts, in_sight, posts_of, ties, with_words
from alumni.tenures.standing import standing_of

PAGE, SUGGESTED, CHOICES = 20, 5, 30


@dataclass(frozen=True)
class Card:
    """Somebody who was found: how they stand to the viewer, and the words by which they were found."""

    companion: Companion
    name: list[Stretch]
    reading: list[Stretch]
    told: list[Stretch]


@dataclass(frozen=True)
class Choice:
    value: str
    label: str
    count: int
    chosen: bool = False
    at_least: bool = False

    @property
    def people(self) -> str:
        """More than a thousand are not all looked at: then a number says what is certain."""
        words = ngettext("%(n)s人以上", "%(n)s人以上", self.count) if self.at_least else _people(self.count)
        return words % {"n": f"{self.count:,}"}


@dataclass(frozen=True)
class Facets:
    """Numbers of people for what can be chosen next, among at most as many as are counted."""

    companies: list[Choice] = field(default_factory=list)
    units: list[Choice] = field(default_factory=list)
    entered: list[Choice] = field(default_factory=list)
    places: list[Choice] = field(default_factory=list)
    skills: list[Choice] = field(default_factory=list)
    free: Choice | None = None
    together: Choice | None = None


def _people(count: int) -> str:
    return ngettext("%(n)s人", "%(n)s人", count)


@dataclass(frozen=True)
class Loosening:
    """Without this wish so many people would be found."""

    name: str
    label: str
    count: int


@dataclass(frozen=True)
class Asked:
    """A viewer's search, as it came from the form."""

    viewer: User
    given: Mapping[str, Any]

    @cached_property
    def lineage(self) -> Lineage | None:
        company = self.given.get("company")
        if company is None:
            return None
        return standing_of(self.viewer).lineages.get(company) or lineage_of(company)

    @property
    def company_name(self) -> str:
        """Only of a company that is the viewer's own."""
        posts = standing_of(self.viewer).posts
        return next((str(p.tenure.company) for p in posts if p.tenure.company_id == self.given.get("company")), "")

    @property
    def unit_name(self) -> str:
        units = [post.tenure.department for post in standing_of(self.viewer).posts]
        return next((unit.name for unit in units if unit and unit.pk == self.given.get("unit")), "")

    @property
    def order(self) -> str:
        return self.given.get("order") or (RELEVANCE if self.wish.pieces else NEAR)

    @cached_property
    def wish(self) -> Wish:
        return self.wish_of(self.given)

    def wish_of(self, given: Mapping[str, Any]) -> Wish:
        unit = given.get("unit")
        return Wish(
            text=given.get("q", ""),
            company=given.get("company"),
            units=tuple(sorted(self.lineage.family(unit))) if unit and self.lineage else None,
            years=(given.get("since"), given.get("until")),
            entered=given.get("entered"),
            place=given.get("place", ""),
            skill=given.get("skill", ""),
            free=given.get("free", False),
            worked_together=given.get("together", False),
        )

    @cached_property
    def search(self) -> Search:
        return Search(self.wish, held_by(self.viewer), self.viewer.pk, self.order)


@dataclass(frozen=True)
class Results:
    cards: list[Card]
    count: int
    next: Place | None
    refused: bool
    facets: Facets
    loosenings: list[Loosening]

    @property
    def many(self) -> bool:
        return self.count > COUNTED


def results_of(asked: Asked, after: Place | None) -> Results:
    """A page of what was found. Each person on it is written down as shown; beyond the day's number they stay away."""
    found = asked.search.page(PAGE, after)
    cards, refused = cards_of(asked.viewer, found.people, asked.wish)
    numbers = asked.search.numbers()
    return Results(
        cards=cards,
        count=numbers.count,
        next=found.next,
        refused=refused,
        facets=facets_of(asked, numbers),
        loosenings=loosenings_of(asked) if numbers.count == 0 else [],
    )


def suggestions(viewer: User, text: str) -> list[Card]:
    """A few people whom the words typed so far may mean."""
    search = Search(Wish(text=text), held_by(viewer), viewer.pk, RELEVANCE)
    if not search.wish.pieces:
        return []
    cards, _refused = cards_of(viewer, search.page(SUGGESTED).people, search.wish)
    return cards


def cards_of(viewer: User, people: list[int], wish: Wish) -> tuple[list[Card], bool]:
    """Two queries for any number of people, and whether the day's number kept some away.

    Whoever may not be seen after all is left out here too.
    """
    seen = Sighting.objects.of_day(viewer, timezone.localdate()).filter(person=OuterRef("person"))
    profiles = list(with_words(in_sight(viewer).filter(person__in=people)).annotate(is_known=Exists(seen)))
    known = {profile.person_id for profile in profiles if profile.is_known}
    seen_at_all = {profile.person_id for profile in profiles}
    allowed = set(show_cards(people=[who for who in people if who in seen_at_all], by=viewer, known=known))
    cards = _cards(viewer, [profile for profile in profiles if profile.person_id in allowed], wish)
    return [cards[person] for person in people if person in cards], len(allowed) < len(profiles)


def _cards(viewer: User, profiles: list[Profile], wish: Wish) -> dict[int, Card]:
    posts = posts_of([profile.person_id for profile in profiles]) if profiles else {}
    shown = {p.person_id: show(facts(p, posts.get(p.person_id, ())), ties(viewer, p)) for p in profiles}
    told = companions_told(viewer, profiles, [post for own in posts.values() for post in own])
    return {c.person.pk: _card(c, shown[c.person.pk], wish) for c in told}


def _card(companion: Companion, shown: ShownProfile, wish: Wish) -> Card:
    return Card(
        replace(companion, shown=shown),
        name=stretches(shown.name, wish.pieces),
        reading=stretches(shown.reading, wish.pieces),
        told=_best([*_lines(shown)], wish),
    )


def _lines(shown: ShownProfile) -> Iterable[str]:
    for post in reversed(shown.posts):
        yield " ".join(filter(None, (post.employer, post.department, post.title)))
    yield from (" · ".join(words) for words in (shown.skills, shown.languages) if words)
    yield from (shown.former_name, shown.romaji, *(part.text[:120] for part in shown.story))


def _best(lines: list[str], wish: Wish) -> list[Stretch]:
    """The line with the most marked words; without any, the first."""
    pieces = [*wish.pieces, *pieces_of(wish.skill)]
    marked = [stretches(line, pieces) for line in lines if line]
    return max(marked, key=lambda line: sum(len(s.text) for s in line if s.hit), default=[])


def facets_of(asked: Asked, numbers: Numbers) -> Facets:
    """What the viewer may know of those who are found, the most frequent first."""
    by_kind: dict[str, list[Number]] = {}
    for number in numbers.rows:
        by_kind.setdefault(number.kind, []).append(number)
    month, many = f"{timezone.localdate():%Y-%m}", numbers.count > COUNTED

    def choices(kind: str, name: str) -> list[Choice]:
        found = by_kind.get(kind, [])
        if kind == "unit":
            found = _families(asked, found)
        return _choices(found, asked.given.get(name), many)

    free = [number for number in by_kind.get(FREE_TAG, ()) if number.value == month]
    together = [number for number in by_kind.get("together", ()) if number.people]
    return Facets(
        companies=choices("company", "company"),
        units=choices("unit", "unit"),
        entered=sorted(choices("entered", "entered"), key=lambda choice: choice.value),
        places=[replace(c, label=region_words(c.value, get_language() or "ja")) for c in choices(PLACE_TAG, "place")],
        # A skill is asked for by any of its words: the address carries the one that its reader reads.
        skills=[replace(c, value=c.label) for c in choices(SKILL_TAG, "skill")],
        free=next(iter(_choices(free, None, many)), None),
        together=next(iter(_choices(together, None, many)), None),
    )


def _families(asked: Asked, units: list[Number]) -> list[Number]:
    """Departments of the chosen company; each counts with what lies below it and what it was before and after."""
    lineage = asked.lineage
    if lineage is None:
        return []
    own = {int(number.value): number for number in units if int(number.value) in lineage.parents}
    people = {unit: set(number.who or ()) for unit, number in own.items()}
    family = {unit: set().union(*(people.get(u, ()) for u in lineage.family(unit))) for unit in own}
    return [replace(number, people=len(family[unit])) for unit, number in own.items()]


def _choices(numbers: Iterable[Number], chosen: object, many: bool) -> list[Choice]:
    most = sorted(numbers, key=lambda number: (-number.people, number.label))[:CHOICES]
    return [Choice(n.value, n.label, n.people, n.value == str(chosen), many) for n in most]


def loosenings_of(asked: Asked) -> list[Loosening]:
    """For each wish that stands in the way alone: how many there are without it."""
    labels = {
        "q": _("ことば"), "company": _("会社"), "unit": _("部署"), "since": _("いつから"), "until": _("いつまで"),
        "entered": _("入社した年"), "place": _("いまいる地域"), "skill": _("得意なこと・関心"),
        "free": _("いま動ける人だけ"), "together": _("いっしょに働いた人だけ"),
    }  # fmt: skip
    offered = []
    for name in [name for name in labels if name in asked.given]:
        rest = {k: v for k, v in asked.given.items() if k != name and not (name == "company" and k == "unit")}
        wish = asked.wish_of(rest)
        if not wish.empty and (count := replace(asked.search, wish=wish).count()):
            offered.append(Loosening(name, labels[name], count))
    return offered
