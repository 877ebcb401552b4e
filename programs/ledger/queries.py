"""Reading the ledger: one's own, a desk's, the stories of two, and how broadly a company and its people fulfil each other."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from accounts.users.models import User
from alumni.companies.models import Company
from alumni.companies.queries import desks_of
from alumni.connections.queries import connected_ids
from alumni.profiles.queries import shown, visible_people
from alumni.tenures.standing import standing_of
from programs.ledger import rules
from programs.ledger.breadth import Given, Picture, Span, Way, picture, spans, way
from programs.ledger.models import Contribution, ContributionQuerySet
from programs.ledger.sources import Happened, unkept

State = Contribution.State
SHOWN = 100


@dataclass(frozen=True)
class Shown:
    """An entry as one reader sees it: names as they read them, and what they can do with it."""

    row: Contribution
    giver: str
    receiver: str
    mine: str  # "giver", "receiver" or empty
    reader: User

    @property
    def gave(self) -> bool:
        return self.mine == "giver"

    @property
    def other(self) -> str:
        return self.receiver if self.gave else self.giver

    @property
    def other_person(self) -> int | None:
        return self.row.receiver_id if self.gave else self.row.giver_id

    @property
    def with_company(self) -> Company | None:
        return self.row.giver_company or self.row.receiver_company

    @property
    def can_confirm(self) -> bool:
        return rules.can_confirm(self.reader, self.row)

    @property
    def can_answer(self) -> bool:
        return rules.can_answer(self.reader, self.row)

    @property
    def can_revise(self) -> bool:
        return rules.can_revise(self.reader, self.row)

    @property
    def opened_by_me(self) -> bool:
        return bool(self.mine) and getattr(self.row, f"{self.mine}_opens")

    @property
    def opened_by_them(self) -> bool:
        return bool(self.mine) and getattr(self.row, f"{'receiver' if self.gave else 'giver'}_opens")


@dataclass(frozen=True)
class Book:
    """All entries of one side, by what they ask of whoever reads them."""

    waits: list[Shown]
    answered: list[Shown]
    drafts: list[Shown]
    asked: list[Shown]
    gave: list[Shown]
    got: list[Shown]

    @property
    def is_empty(self) -> bool:
        return not any((self.waits, self.answered, self.drafts, self.asked, self.gave, self.got))


@dataclass(frozen=True)
class Unkept:
    """Something one could tell, of which there is no row: whoever reads this page is the only one who sees it."""

    happened: Happened
    other: str  # as they read the name
    gave: bool


def unkept_of(viewer: User) -> list[Unkept]:
    found = [one for source in unkept for one in source(viewer)]
    others = [one.receiver if one.giver == viewer else one.giver for one in found]
    cards = shown(viewer, {one.pk for one in others}) if others else {}
    names = [cards[one.pk].name if isinstance(one, User) and one.pk in cards else str(one) for one in others]
    return [Unkept(one, name, one.giver == viewer) for one, name in zip(found, names, strict=True)]


def with_sides(rows: ContributionQuerySet) -> ContributionQuerySet:
    return rows.select_related("giver", "giver_company", "receiver", "receiver_company")


def named(viewer: User, rows: Iterable[Contribution], *, as_: User | Company | None = None) -> list[Shown]:
    """Two queries for all of them. Sides know each other by name, even where a profile is shut by now."""
    entries = list(rows)
    people = {key for one in entries for key in (one.giver_id, one.receiver_id) if key and key != viewer.pk}
    cards = shown(viewer, people) if people else {}

    def words(person: User | None, company: Company | None) -> str:
        if person is None:
            return str(company)
        return cards[person.pk].name if person.pk in cards else person.name

    return [
        Shown(
            one, words(one.giver, one.giver_company), words(one.receiver, one.receiver_company),
            _side(one, as_) if as_ else rules.side_of(viewer, one), viewer,
        )
        for one in entries
    ]  # fmt: skip


def _side(entry: Contribution, one: User | Company) -> str:
    return "giver" if entry.given_by == one else "receiver"


def book_of(viewer: User) -> Book:
    """What the viewer has given and got as a person."""
    rows = Contribution.objects.visible_to(viewer).of_person(viewer)
    return _book(viewer, rows, viewer)


def book_of_desk(viewer: User, company: Company) -> Book:
    """What the company has given and got, as its desk reads it."""
    rows = Contribution.objects.visible_to(viewer).of_company(company)
    return _book(viewer, rows, company)


def _book(viewer: User, rows: ContributionQuerySet, side: User | Company) -> Book:
    standing = rows.exclude(state__in=(State.PASSED_OVER, State.TAKEN_BACK))
    found = named(viewer, with_sides(standing).distinct()[: SHOWN * 3], as_=side)
    told = [one for one in found if one.row.teller == side]
    theirs = [one for one in found if one.row.teller != side]
    done = [one for one in found if one.row.state == State.CONFIRMED]
    return Book(
        waits=[one for one in theirs if one.row.state == State.TOLD],
        answered=[one for one in told if one.row.state == State.ANSWERED],
        drafts=[one for one in told if one.row.state == State.DRAFT][:20],
        asked=[one for one in told if one.row.state == State.TOLD]
        + [one for one in theirs if one.row.state == State.ANSWERED],
        gave=[one for one in done if one.gave][:SHOWN],
        got=[one for one in done if not one.gave][:SHOWN],
    )


def stories(viewer: User, person: User) -> list[Shown]:
    """What stands confirmed on a person's page for this viewer: between the two, and what both sides opened."""
    rows = Contribution.objects.visible_to(viewer).of_person(person).fulfilled()
    both = Q(giver=viewer) | Q(receiver=viewer) | Q(giver_opens=True, receiver_opens=True)
    desks = [company.pk for company in desks_of(viewer)]
    both |= Q(giver_company__in=desks) | Q(receiver_company__in=desks)
    return named(viewer, with_sides(rows.filter(both)).distinct()[:20], as_=person)


def may_name(viewer: User) -> tuple[list[Company], list[User]]:
    """With whom somebody can tell something: companies where they worked, people they know, and sides of old entries."""
    rows = list(with_sides(Contribution.objects.visible_to(viewer).of_person(viewer))[: SHOWN * 3])
    companies = {post.tenure.company_id: post.tenure.company for post in standing_of(viewer).posts}
    people = {}
    for one in rows:
        for side in (one.given_by, one.got_by):
            if isinstance(side, Company):
                companies[side.pk] = side
            elif side != viewer:
                people[side.pk] = side
    known = visible_people(viewer, connected_ids(viewer))
    people |= User.objects.active().in_bulk(known - people.keys())
    return sorted(companies.values(), key=str), sorted(people.values(), key=lambda one: one.name)


@dataclass(frozen=True)
class Breadth:
    """Both sides of a company: how many kinds of value, about how many people, and how it went over the years."""

    gave: Way
    got: Way
    gave_kinds: list[str]  # in words
    got_kinds: list[str]
    spans: tuple[Span, ...]
    picture: Picture

    @property
    def told(self) -> bool:
        return self.gave.told or self.got.told

    @property
    def years(self) -> list[tuple[str, list[str], list[str]]]:
        """The picture as a table."""
        return [(span.words, kind_words(span.given), kind_words(span.got)) for span in self.spans]


def breadth_of(company: Company) -> Breadth:
    """One query. What lies between the company and another company counts for nobody's person."""
    rows = Contribution.objects.fulfilled().of_company(company).values_list(
        "on__year", "kind", "giver_company_id", "giver_id", "receiver_id"
    )  # fmt: skip
    given = [
        Given(year, kind, giver_company == company.pk, receiver or giver)
        for year, kind, giver_company, giver, receiver in rows
        if giver or receiver
    ]
    found = spans(given)
    gave, got = way(given, by_company=True), way(given, by_company=False)
    return Breadth(gave, got, kind_words(gave.kinds), kind_words(got.kinds), found, picture(found))


def kind_words(kinds: Iterable[str]) -> list[str]:
    """In the order in which they are chosen."""
    wanted = set(kinds)
    return [str(label) for value, label in Contribution.Kind.choices if value in wanted]
