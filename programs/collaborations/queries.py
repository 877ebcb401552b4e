"""Reading collaborations: where each stands, for whom it waits, and who its sides are as this viewer may see them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.users.models import User
from alumni.companies.models import Company, StaffRole
from alumni.companies.queries import desks_of
from alumni.profiles.disclosure import ShownProfile
from alumni.profiles.grounds import Ground, common_with, grounds
from alumni.profiles.queries import card as card_of
from alumni.profiles.queries import in_sight, shown
from alumni.tenures.standing import standing_of
from programs.collaborations.agreement_models import Agreement, Finish, Outcome, Signature, Statement
from programs.collaborations.models import Collaboration, Party
from programs.collaborations.waits import Stand, Wait, asked_of, waits_of
from programs.collaborations.work_models import Role

AT_MOST = 30


# Where they stand


def stands_of(collaborations: Iterable[Collaboration]) -> dict[int, Stand]:
    """Each as the waits know it: seven queries, however many there are."""
    rows = {row.pk: row for row in collaborations}
    standing, finished = defaultdict(set), defaultdict(set)
    for row, pk in Party.objects.standing().filter(collaboration__in=rows).values_list("collaboration", "pk"):
        standing[row].add(pk)
    statements, outcomes = _newest(Statement, rows), _newest(Outcome, rows)
    signed = _yeses(Signature, "statement", statements)
    agreed = _yeses(Agreement, "outcome", outcomes)
    for row, party in Finish.objects.filter(collaboration__in=rows).values_list("collaboration", "party"):
        finished[row].add(party)
    offered, with_roles = defaultdict(set), set()
    for row, state, holder in Role.objects.filter(collaboration__in=rows).values_list(
        "collaboration", "state", "holder"
    ):
        with_roles.add(row)
        if state == Role.State.OFFERED:
            offered[row].add(holder)
    return {
        pk: Stand(
            state=row.state,
            standing=frozenset(standing[pk]),
            signed=frozenset(signed[pk]),
            statement_agreed=pk in statements and statements[pk][1],
            has_outcome=pk in outcomes,
            agreed=frozenset(agreed[pk]),
            outcome_agreed=pk in outcomes and outcomes[pk][1],
            has_roles=pk in with_roles,
            offered=frozenset(offered[pk]),
            finished=frozenset(finished[pk]),
        )
        for pk, row in rows.items()
    }


def _newest(model: type[Statement] | type[Outcome], rows: Iterable[int]) -> dict[int, tuple[int, bool]]:
    """collaboration → (its newest version, whether all have said yes)."""
    found = model.objects.filter(collaboration__in=rows).order_by("number")
    return {row: (pk, agreed) for row, pk, agreed in found.values_list("collaboration", "pk", "is_agreed")}


def _yeses(
    model: type[Signature] | type[Agreement], name: str, versions: dict[int, tuple[int, bool]]
) -> dict[int, set[int]]:
    said: dict[int, set[int]] = defaultdict(set)
    rows = model.objects.filter(**{f"{name}__in": [pk for pk, _agreed in versions.values()]})
    for row, party in rows.values_list("collaboration", "party"):
        said[row].add(party)
    return said


def owed_by(party: Party) -> tuple[str, ...]:
    """What this side is asked for now; asked again before each reminder leaves."""
    return asked_of(stands_of([party.collaboration])[party.collaboration_id], party.pk)


# The sides, as somebody reads them


@dataclass(frozen=True)
class Side:
    """A side with its name: a person as the viewer may see them, a company, or nobody in particular."""

    party: Party
    name: str
    sub: str = ""
    photo: str = ""
    is_mine: bool = False

    @property
    def colour(self) -> str:
        return self.party.side

    @property
    def with_san(self) -> str:
        return self.name if self.party.company_id else _("%(name)sさん") % {"name": self.name}


def sides_of(viewer: User, parties: Sequence[Party]) -> dict[int, Side]:
    """One query for the people; parties come with their company and person. Who isn't in sight has no name."""
    others = {party.person_id for party in parties if party.person_id and party.person_id != viewer.pk}
    seen = shown(viewer, others) if others else {}
    desks = {desk.pk for desk in desks_of(viewer)}
    return {party.pk: _side(viewer, party, seen, desks) for party in parties}


def _side(viewer: User, party: Party, seen: dict[int, ShownProfile], desks: set[int]) -> Side:
    if party.company is not None:
        return Side(party, str(party.company), is_mine=party.company_id in desks)
    if party.person_id == viewer.pk:
        return Side(party, viewer.name, is_mine=True)
    found = seen.get(party.person_id or 0)
    if found is None:
        return Side(party, _("お名前の見えない方"))
    return Side(party, found.name, str(found.now or ""), found.photo)


def own_parties(viewer: User, parties: Iterable[Party]) -> list[Party]:
    """For whom the viewer speaks here; those who take part before those who left."""
    desks = {desk.pk for desk in desks_of(viewer)}
    mine = [one for one in parties if one.person_id == viewer.pk or (one.company_id and one.company_id in desks)]
    return sorted(mine, key=lambda one: (not one.is_standing, one.pk))


@dataclass
class Listed:
    """One line of the list."""

    row: Collaboration
    sides: list[Side]
    waits: tuple[Wait, ...]
    owed: tuple[str, ...] = ()
    mine: list[Party] = field(default_factory=list)

    @property
    def waits_for_me(self) -> bool:
        return bool(self.owed)

    @property
    def next(self) -> str:
        return self.owed[0] if self.owed else (self.waits[0].what if self.waits else "")


def listed(viewer: User, rows: QuerySet[Collaboration], desk: Company | None = None) -> list[Listed]:
    """The rows with sides and waits: a constant number of queries. With `desk`, what waits is what waits for it."""
    found = list(rows[:200])
    stands = stands_of(found)
    parties = list(Party.objects.filter(collaboration__in=found).select_related("company", "person"))
    sides = sides_of(viewer, parties)
    of_row = defaultdict(list)
    for party in parties:
        of_row[party.collaboration_id].append(party)
    made = []
    for row in found:
        mine = own_parties(viewer, of_row[row.pk])
        if desk is not None:
            mine = [party for party in mine if party.company_id == desk.pk]
        owed = tuple(what for party in mine for what in asked_of(stands[row.pk], party.pk))
        shown_sides = [sides[party.pk] for party in of_row[row.pk]]
        made.append(Listed(row, shown_sides, waits_of(stands[row.pk]), owed, mine))
    return made


# Whom one may ask


def askable(viewer: User, words: str = "") -> list[ShownProfile]:
    """People this viewer may write to now, those with such a name: one query."""
    rows = in_sight(viewer).filter(common_with(viewer)).exclude(person=viewer).filter(person__is_active=True)
    for word in words.split():
        rows = rows.filter(Q(person__family_name__icontains=word) | Q(person__given_name__icontains=word))
    rows = rows.order_by("person__family_kana", "person__given_kana", "person")
    return [card_of(viewer, row) for row in rows[:AT_MOST]]


def askable_companies(words: str = "", *, known: Iterable[int] = ()) -> list[Company]:
    """Companies whose desk is kept: those that are looked for, or the viewer's own ones to begin with."""
    desks = StaffRole.objects.standing().filter(user__is_active=True).values("company")
    rows = Company.objects.filter(pk__in=desks)
    rows = rows.filter(Q(name__icontains=words) | Q(name_en__icontains=words)) if words else rows.filter(pk__in=known)
    return list(rows.order_by("name", "pk")[:AT_MOST])


def hosting_companies(viewer: User, parties: Iterable[Party]) -> list[Company]:
    """In whose name this viewer may hold a small meeting: their desks, and where they verifiably worked."""
    desks = {desk.pk: desk for desk in desks_of(viewer)}
    worked = {post.tenure.company_id: post.tenure.company for post in standing_of(viewer).posts}
    here = {party.company_id for party in parties if party.company_id}
    found = {**worked, **desks}
    return sorted(found.values(), key=lambda company: (company.pk not in here, company.name))


def terms_of(collaborations: Iterable[Collaboration]) -> dict[int, date | None]:
    """Until when the newest promise holds that all have signed: one query."""
    rows = Statement.objects.filter(collaboration__in=collaborations, is_agreed=True).order_by("number")
    return dict(rows.values_list("collaboration", "until"))


# Who works together may write to each other


def people_with(viewer: User) -> QuerySet:
    joined = Party.objects.filter(
        state=Party.State.JOINED, collaboration__in=Collaboration.objects.going().values("pk")
    )
    together = joined.filter(person=viewer).values("collaboration")
    rows = joined.filter(collaboration__in=together, person__isnull=False).exclude(person=viewer)
    return rows.values("person")


def between(one: int, other: int) -> str:
    """The collaboration in which both take part now."""
    joined = Party.objects.filter(state=Party.State.JOINED)
    mine = joined.filter(person=one).values("collaboration")
    row = Collaboration.objects.going().filter(pk__in=mine, parties__in=joined.filter(person=other)).first()
    return f"collaboration:{row.pk}" if row else ""


grounds["collaboration"] = Ground(gettext_lazy("いっしょに仕事をしています"), people_with, between)
