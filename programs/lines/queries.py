"""Reading relations: the line of the viewer with a person or a company, and the list of all of theirs."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.users.models import User
from alumni.companies.models import Company
from alumni.connections.models import Connection
from alumni.connections.queries import connected_ids, standing_between
from alumni.directory.people import PersonSeen
from alumni.profiles.disclosure import ShownProfile
from alumni.profiles.queries import shown
from alumni.tenures.standing import standing_of
from programs.ledger.models import Contribution
from programs.lines import houses, meetings, works  # noqa: F401 (both bring their sources)
from programs.lines.drawing import MOST, Line, Picture, Point, Span, holds, narrow, wide
from programs.lines.models import Gratitude, Pause, SharedMoment
from programs.lines.moments import Moment, Other, Stay, moments_of

CARD = 640


@dataclass(frozen=True)
class Row:
    """A moment as a line of the table."""

    when: str
    moment: Moment


@dataclass(frozen=True)
class Relation:
    """The line of the viewer with somebody: the two pictures, the table that says the same, and the forms it had."""

    other: Other
    name: str
    wide: Picture
    narrow: Picture
    card: Picture  # a smaller one with fewer moments, among other cards
    rows: list[Row]
    mine: list[str]  # what the viewer has been to the other, in order
    theirs: list[str]
    rests: bool = False
    ended: bool = False
    drawn: int = 0

    @property
    def is_empty(self) -> bool:
        return not self.rows

    @property
    def is_company(self) -> bool:
        return isinstance(self.other, Company)

    @property
    def all_drawn(self) -> bool:
        return self.drawn == len(self.rows)

    @property
    def summary(self) -> str:
        """For screen readers, and for the picture's alternative text."""
        return _("、").join(f"{row.when} {row.moment.words}" for row in self.rows[:MOST])


def line_with_company(viewer: User, company: Company) -> Relation:
    stays, own = houses.in_company(viewer, company)
    pause = Pause.objects.visible_to(viewer).standing().filter(company=company).first()
    kinds = {"rests": pause is not None, "ended": pause is not None and pause.kind == Pause.Kind.ENDED}
    return _relation(viewer, company, str(company), stays, own, **kinds)


def line_with_person(viewer: User, person: User, seen: PersonSeen | None, name: str) -> Relation:
    """`seen`: the person as the viewer reads them; without it nothing of where they were is drawn."""
    stays, own = houses.with_person(viewer, seen) if seen else ([], [])
    tie = standing_between(viewer, person)
    rests = tie is not None and tie.state == Connection.State.CONFIRMED and bool(tie.own(viewer, "rests"))
    return _relation(viewer, person, name, stays, own, rests=rests)


def _relation(
    viewer: User, other: Other, name: str, stays: Sequence[Stay], own: Sequence[Moment], **kinds: bool
) -> Relation:
    found = sorted(
        {*own, *moments_of(viewer, other)}, key=lambda one: (one.on, one.order, one.words, one.of_me, one.url)
    )
    drawn = for_picture(found)
    line = _drawable(drawn, stays)
    card = wide(_drawable(for_picture(found, holds(CARD)), stays), CARD)
    rows = [Row(_when(one), one) for one in found]
    mine = in_turn((one.of_me, one.order != 1) for one in found)
    theirs = in_turn((one.of_them, one.order != 1) for one in found)
    return Relation(other, name, wide(line), narrow(line), card, rows, mine, theirs, drawn=len(drawn), **kinds)


def _drawable(found: Sequence[Moment], stays: Sequence[Stay]) -> Line:
    points = tuple(Point(one.on, one.short, str(one.on.year), one.mark) for one in found)
    spans = tuple(Span(stay.since, stay.until) for stay in stays)
    return Line(points, spans, timezone.localdate(), _("離れていた{}年"))


def for_picture(found: Sequence[Moment], most: int = MOST) -> list[Moment]:
    """At most as many as a picture holds: beginnings and ends first, then what weighs more, then what is newer."""
    ranked = sorted(range(len(found)), key=lambda place: (-found[place].weight, -place))
    return [found[place] for place in sorted(ranked[:most])]


def in_turn(forms: Iterable[tuple[str, bool]]) -> list[str]:
    """The forms one after the other, each once; where time together begins or ends (True), it is told again."""
    told: list[str] = []
    for form, again in forms:
        words = form[:1].lower() + form[1:]  # in the middle of a sentence, also in English
        if words and (words not in told or again and told[-1] != words):
            told.append(words)
    return told


def _when(one: Moment) -> str:
    if one.to_year:
        return _("%(year)s年") % {"year": one.on.year}
    return date_format(one.on, "YEAR_MONTH_FORMAT")


@dataclass(frozen=True)
class Known:
    """Everybody and every company with whom the viewer has a line."""

    companies: list[tuple[Company, str]]
    people: list[ShownProfile]
    resting: list[tuple[Company, str, Pause]]  # companies whose line rests, or has ended


def relations_of(viewer: User) -> Known:
    """Companies of one's posts and of the ledger; people one knows, or has something with: six queries."""
    rows = Contribution.objects.visible_to(viewer).of_person(viewer).fulfilled()
    ledger = list(rows.select_related("giver_company", "receiver_company").distinct()[:300])
    companies = {t.company_id: t.company for t in standing_of(viewer).tenures if t.state != "refused"}
    companies |= {c.pk: c for row in ledger if (c := row.giver_company or row.receiver_company)}
    people = connected_ids(viewer)
    people |= {key for row in ledger for key in (row.giver_id, row.receiver_id) if key}
    told = SharedMoment.objects.visible_to(viewer).agreed().filter(Q(person=viewer) | Q(other=viewer))
    people |= {key for pair in told.values_list("person", "other") for key in pair if key}
    thanked = Gratitude.objects.visible_to(viewer).standing().filter(Q(by=viewer, to__isnull=False) | Q(to=viewer))
    people |= {key for pair in thanked.values_list("by", "to") for key in pair if key}
    cards = shown(viewer, people - {viewer.pk})
    pauses = {one.company_id: one for one in Pause.objects.visible_to(viewer).standing()}
    told_of = [(one, _years_at(viewer, one)) for one in sorted(companies.values(), key=str)]
    return Known(
        [pair for pair in told_of if pair[0].pk not in pauses],
        sorted(cards.values(), key=lambda card: (card.reading or card.name, card.person)),
        [(*pair, pauses[pair[0].pk]) for pair in told_of if pair[0].pk in pauses],
    )


def _years_at(viewer: User, company: Company) -> str:
    stays = houses.merged(s for post in houses.own_posts(viewer, company) if (s := houses.stay_of(post)))
    return _("・").join(f"{stay.since.year}–{stay.until.year if stay.until else _('いま')}" for stay in stays)
