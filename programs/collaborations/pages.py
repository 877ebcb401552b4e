"""All that the page of one collaboration shows, read for one viewer: only what `visible_to` gives them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Prefetch

from accounts.users.models import User
from programs.collaborations import matrix
from programs.collaborations.agreement_models import Agreement, Outcome, Pledge, Signature, Statement
from programs.collaborations.models import Collaboration, Decision, Party, SideNote
from programs.collaborations.queries import Side, own_parties, sides_of, stands_of
from programs.collaborations.waits import Stand, asked_of, waits_of
from programs.collaborations.work_models import Milestone, Part, Role, SharedLink
from programs.events.models import Event
from programs.ledger.models import Contribution


@dataclass(frozen=True)
class Told:
    """A version with who said yes to it, side by side."""

    version: Any
    sides: list[tuple[Side, Pledge | None, bool]]  # each with its pledge, and whether it said yes


@dataclass(frozen=True)
class ShownRole:
    letter: str
    role: Role
    holder: Side | None
    numbers: list[int]  # of the parts it carries
    asks_me: bool

    @property
    def is_held(self) -> bool:
        return self.role.state == Role.State.HELD


@dataclass(frozen=True)
class ShownPart:
    number: int
    part: Part
    line: matrix.Line
    letters: list[str]
    y: int
    dots: list[tuple[int, ShownRole]]


@dataclass
class Roles:
    parts: list[ShownPart] = field(default_factory=list)
    roles: list[ShownRole] = field(default_factory=list)
    columns: list[tuple[int, ShownRole]] = field(default_factory=list)
    whole: matrix.Matrix = field(default_factory=matrix.Matrix)
    width: int = 0
    height: int = 0


@dataclass(frozen=True)
class Came:
    """What the ledger has of this work, with both ends named as the sides are."""

    entry: Contribution
    giver: str
    receiver: str


@dataclass
class Page:
    row: Collaboration
    stand: Stand
    sides: list[Side]
    mine: list[Party]
    statements: list[Told]
    outcomes: list[Told]
    waits: list[tuple[str, list[Side]]]
    owed: list[tuple[Side, str]]
    roles: Roles
    milestones: list[Milestone]
    meetings: list[Event]
    hidden_meetings: bool
    links: list[SharedLink]
    log: list[tuple[Decision, Side | None]]
    notes: list[tuple[Side, SideNote | None]]
    came: list[Came]

    @property
    def acting(self) -> Party | None:
        """For whom the viewer acts where the page doesn't say it: themself before their desk."""
        return next((party for party in self.mine if party.state == Party.State.JOINED), None)

    @property
    def next_milestone(self) -> Milestone | None:
        return next((one for one in self.milestones if not one.is_done), None)

    @property
    def is_out(self) -> bool:
        """Reads what they signed, and no more."""
        return not any(party.is_standing for party in self.mine)

    @property
    def statement(self) -> Told | None:
        return self.statements[-1] if self.statements else None

    @property
    def standing_statement(self) -> Told | None:
        """The newest that all have signed, where a newer one waits."""
        return next((told for told in reversed(self.statements) if told.version.is_agreed), None)

    @property
    def outcome(self) -> Told | None:
        return self.outcomes[-1] if self.outcomes else None

    @property
    def standing_outcome(self) -> Told | None:
        return next((told for told in reversed(self.outcomes) if told.version.is_agreed), None)


def page_of(viewer: User, row: Collaboration) -> Page:
    parties = list(row.parties.select_related("company", "person"))
    by_pk, stand = sides_of(viewer, parties), stands_of([row])[row.pk]
    mine = own_parties(viewer, parties)
    visible = set(row.meetings.values_list("event", flat=True))
    meetings = list(Event.objects.visible_to(viewer).filter(pk__in=visible).order_by("starts_at")) if visible else []
    notes = {note.party_id: note for note in SideNote.objects.visible_to(viewer).filter(party__in=mine)}
    return Page(
        row=row,
        stand=stand,
        sides=[by_pk[party.pk] for party in parties],
        mine=mine,
        statements=_statements(row, by_pk),
        outcomes=_outcomes(row, by_pk),
        waits=[(wait.what, [by_pk[pk] for pk in sorted(wait.parties)]) for wait in waits_of(stand)],
        owed=[(by_pk[party.pk], what) for party in mine for what in asked_of(stand, party.pk)],
        roles=_roles(row, by_pk, {party.pk for party in mine}),
        milestones=list(row.milestones.all()),
        meetings=meetings,
        hidden_meetings=len(meetings) < len(visible),
        links=list(row.links.all()),
        log=[(line, by_pk.get(line.party_id or 0)) for line in row.decisions.all()],
        notes=[(by_pk[party.pk], notes.get(party.pk)) for party in mine if party.joined_at],
        came=_came(viewer, row, by_pk.values()),
    )


def _came(viewer: User, row: Collaboration, sides: Iterable[Side]) -> list[Came]:
    found = Contribution.objects.visible_to(viewer).filter(about=f"collaboration:{row.pk}")
    names = {(side.party.person_id, side.party.company_id): side.with_san for side in sides}
    return [
        Came(
            entry,
            names.get((entry.giver_id, entry.giver_company_id), ""),
            names.get((entry.receiver_id, entry.receiver_company_id), ""),
        )
        for entry in found.exclude(state="passed_over").order_by("pk")
    ]


def _statements(row: Collaboration, sides: dict[int, Side]) -> list[Told]:
    said = Prefetch("signatures", Signature.objects.all())
    found = row.statements.prefetch_related("pledges", said).order_by("number")
    return [_told(one, sides, one.signatures.all(), {p.party_id: p for p in one.pledges.all()}) for one in found]


def _outcomes(row: Collaboration, sides: dict[int, Side]) -> list[Told]:
    found = row.outcomes.prefetch_related(Prefetch("agreements", Agreement.objects.all())).order_by("number")
    return [_told(one, sides, one.agreements.all(), None) for one in found]


def _told(
    version: Statement | Outcome, sides: dict[int, Side], yeses: Iterable[Any], pledges: dict[int, Pledge] | None
) -> Told:
    """A statement shows whom it names; of an outcome those who stand or have said yes to it."""
    said = {yes.party_id for yes in yeses}
    named = pledges if pledges is not None else {pk for pk, side in sides.items() if side.party.is_standing} | said
    return Told(version, [(sides[pk], (pledges or {}).get(pk), pk in said) for pk in sides if pk in named])


def _roles(row: Collaboration, sides: dict[int, Side], mine: set[int]) -> Roles:
    """The matrix with its drawing: parts by number, roles by letter."""
    parts = list(row.parts.all())
    roles = list(row.roles.prefetch_related("carryings"))
    carried = {role.pk: frozenset(one.part_id for one in role.carryings.all()) for role in roles}
    whole = matrix.weigh(
        [part.pk for part in parts],
        [matrix.Carrier(role.pk, carried[role.pk], role.state == Role.State.HELD) for role in roles],
    )
    picture = matrix.draw(whole, [role.pk for role in roles])
    number = {part.pk: at for at, part in enumerate(parts, 1)}
    shown = {
        role.pk: ShownRole(
            letter=chr(ord("A") + at), role=role, holder=sides.get(role.holder_id or 0),
            numbers=sorted(number[pk] for pk in carried[role.pk]),
            asks_me=role.state == Role.State.OFFERED and role.holder_id in mine,
        )
        for at, role in enumerate(roles)
    }  # fmt: skip
    rows = [
        ShownPart(
            number[part.pk], part, drawn.line, [shown[pk].letter for pk in drawn.line.roles], drawn.y,
            [(dot.x, shown[dot.role]) for dot in drawn.dots],
        )
        for part, drawn in zip(parts, picture.rows, strict=True)
    ]  # fmt: skip
    columns = [(x, shown[pk]) for pk, x in picture.columns]
    return Roles(rows, list(shown.values()), columns, whole, picture.width, picture.height)
