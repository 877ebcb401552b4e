"""One search as a page: cards in order, how many there are, numbers beside the filters, and what to loosen."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from accounts.users.models import User
from alumni.companies.lineage import Lineage
from alumni.companies.models import Company, Department
from alumni.companies.queries import lineage_of
from alumni.directory.actions import show_cards
from alumni.directory.finding import COUNTED, NEAR, RELEVANCE, Place, Search, Wish
from alumni.directory.highlight import Stretch, stretches
from alumni.directory.keys import held_by
from alumni.directory.queries import Companion, companions
from alumni.profiles.disclosure import ShownProfile, show
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
    value: int
    label: str
    count: int
    chosen: bool = False


@dataclass(frozen=True)
class Facets:
    """Numbers of people for what can be chosen next, among at most as many as are counted."""

    companies: list[Choice] = field(default_factory=list)
    units: list[Choice] = field(default_factory=list)
    entered: list[Choice] = field(default_factory=list)


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
    allowed = show_cards(people=found.people, by=asked.viewer)
    count = asked.search.count()
    return Results(
        cards=cards_of(asked.viewer, allowed, asked.wish),
        count=count,
        next=found.next,
        refused=len(allowed) < len(found.people),
        facets=facets_of(asked),
        loosenings=loosenings_of(asked) if count == 0 else [],
    )


def suggestions(viewer: User, text: str) -> list[Card]:
    """A few people whom the words typed so far may mean."""
    search = Search(Wish(text=text), held_by(viewer), viewer.pk, RELEVANCE)
    if not search.wish.pieces:
        return []
    return cards_of(viewer, show_cards(people=search.page(SUGGESTED).people, by=viewer), search.wish)


def cards_of(viewer: User, people: list[int], wish: Wish) -> list[Card]:
    """Three queries for any number of people. Whoever may not be seen after all is left out here too."""
    profiles = list(with_words(in_sight(viewer).filter(person__in=people)))
    posts = posts_of(people)
    shown = {p.person_id: show(facts(p, posts.get(p.person_id, ())), ties(viewer, p)) for p in profiles}
    known = {companion.person.pk: companion for companion in companions(viewer, profiles)}
    return [_card(known[person], shown[person], wish) for person in people if person in known]


def _card(companion: Companion, shown: ShownProfile, wish: Wish) -> Card:
    return Card(
        companion,
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
    marked = [stretches(line, wish.pieces) for line in lines if line]
    return max(marked, key=lambda line: sum(len(s.text) for s in line if s.hit), default=[])


def facets_of(asked: Asked) -> Facets:
    """One query and the names: what the viewer may know of the posts of those who are found."""
    people: dict[str, dict[int, set[int]]] = {name: defaultdict(set) for name in ("company", "unit", "entered")}
    for person, employer, unit, entered in asked.search.posts():
        for name, value in (("company", employer), ("unit", unit), ("entered", entered)):
            if value is not None:
                people[name][value].add(person)
    given = asked.given
    return Facets(
        companies=_choices(_counts(people["company"]), _names(Company, people["company"]), given.get("company")),
        units=_units(asked, people["unit"]),
        entered=_choices(
            _counts(people["entered"]),
            {year: str(year) for year in people["entered"]},
            given.get("entered"),
            by_value=True,
        ),
    )


def _units(asked: Asked, people: Mapping[int, set[int]]) -> list[Choice]:
    """Departments of the chosen company; each counts with what lies below it and what it was before and after."""
    lineage = asked.lineage
    if lineage is None:
        return []
    own = {unit: who for unit, who in people.items() if unit in lineage.parents}
    counts = {unit: len(set().union(*(own.get(u, ()) for u in lineage.family(unit)))) for unit in own}
    return _choices(counts, _names(Department, own), asked.given.get("unit"))


def _counts(people: Mapping[int, set[int]]) -> dict[int, int]:
    return {value: len(who) for value, who in people.items()}


def _names(model: type[Company] | type[Department], ids: Iterable[int]) -> dict[int, str]:
    wanted = list(ids)
    return dict(model._default_manager.filter(pk__in=wanted).values_list("pk", "name")) if wanted else {}


def _choices(
    counts: Mapping[int, int], names: Mapping[int, str], chosen: int | None, *, by_value: bool = False
) -> list[Choice]:
    most = [value for value, _count in Counter(counts).most_common(CHOICES) if value in names]
    ordered = sorted(most) if by_value else most
    return [Choice(value, names[value], counts[value], value == chosen) for value in ordered]


def loosenings_of(asked: Asked) -> list[Loosening]:
    """For each wish that stands in the way alone: how many there are without it."""
    labels = {
        "q": _("ことば"), "company": _("会社"), "unit": _("部署"), "since": _("いつから"), "until": _("いつまで"),
        "entered": _("入社した年"), "place": _("いまいる地域"), "skill": _("得意なこと・関心"),
        "together": _("いっしょに働いた人だけ"),
    }  # fmt: skip
    offered = []
    for name in [name for name in labels if name in asked.given]:
        rest = {k: v for k, v in asked.given.items() if k != name and not (name == "company" and k == "unit")}
        wish = asked.wish_of(rest)
        if not wish.empty and (count := replace(asked.search, wish=wish).count()):
            offered.append(Loosening(name, labels[name], count))
    return offered
