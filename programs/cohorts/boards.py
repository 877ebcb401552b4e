"""What the pages of groups show: the board of a round for who leads, and the tables that somebody was told of."""

from dataclasses import dataclass, field
from functools import cached_property

from accounts.users.models import User
from alumni.companies.models import Department
from programs.cohorts import rules
from programs.cohorts.grouping import CannotRepair, changed_tables, mending_of, open_rounds
from programs.cohorts.mixing import Quality, cost_of, obstacles, quality_of, reasons_of
from programs.cohorts.mixing.prices import Cost
from programs.cohorts.models import Nomination, Program
from programs.cohorts.round_models import Place, ProgramSession, Round
from programs.cohorts.wishes import Arrangement, arrangement_of, wish_to_make
from programs.cohorts.wording import moved_words, obstacle_words, reason_words, swap_words
from programs.events.models import Event
from programs.events.rooms import Room, rooms


@dataclass(frozen=True)
class Seated:
    nomination: Nomination
    unit: str = ""
    held: bool = False


@dataclass(frozen=True)
class Table:
    number: int
    people: list[Seated]
    why: str = ""
    swap: str = ""
    too_few: bool = False
    too_many: bool = False


@dataclass
class Board:
    """One round of the arrangement, as who leads works on it."""

    found: Arrangement
    round: Round | None
    tables: list[Table] = field(default_factory=list)
    away: list[Nomination] = field(default_factory=list)
    unseated: list[Nomination] = field(default_factory=list)
    news: int = 0

    @cached_property
    def quality(self) -> Quality | None:
        return quality_of(self.found.wish, self.found.plan) if self.found.wish else None

    @property
    def lines(self) -> list[tuple[str, int, int]]:
        """(what, how often now, how often at least)."""
        quality = self.quality
        names = ("company", "department", "again")
        return (
            [(name, getattr(quality.cost, name), getattr(quality.bound, name)) for name in names] if quality else []
        )

    @property
    def numbers(self) -> list[int]:
        """The groups that somebody may be moved to; the last is a new one."""
        return [*(table.number for table in self.tables), len(self.tables) + 1]


def board_of(program: Program, number: int) -> Board:
    found = arrangement_of(program)
    round_ = next((one for one in found.rounds if one.number == number), None)
    board = Board(found, round_ or (found.rounds[0] if found.rounds else None))
    if board.round is None:
        return board
    board.away = [
        one for one in found.inside if (place := found.places.get((board.round.pk, one.pk))) and place.group is None
    ]
    rows = [place for (round_pk, _key), place in found.places.items() if round_pk == board.round.pk]
    inside = {one.pk for one in found.inside}
    board.news = len(changed_tables([row for row in rows if row.nomination_id in inside]))
    if board.round in found.made:
        board.unseated = found.unseated(board.round)
        board.tables = _tables(found, board.round)
    return board


def _tables(found: Arrangement, round_: Round) -> list[Table]:
    assert found.wish is not None
    turn = found.turn_of(round_)
    units = Department.objects.in_bulk({one.department for one in found.wish.people if one.department})
    unit_of = {one.key: str(units.get(one.department) or "") for one in found.wish.people}  # type: ignore[arg-type]
    least, most = found.mixing.least, found.mixing.most
    tables = []
    for number, reason in enumerate(reasons_of(found.wish, found.plan, turn)):
        keys = found.plan[turn][number]
        people = [Seated(found.people[key], unit_of[key], found.places[round_.pk, key].held) for key in keys]
        why, swap = (reason_words(reason), swap_words(reason, found.people)) if keys else ("", "")
        sizes = {"too_few": 0 < len(keys) < least, "too_many": len(keys) > most}
        tables.append(Table(number + 1, people, why, swap, **sizes))
    return tables


def cost_now(program: Program) -> Cost:
    found = arrangement_of(program)
    return cost_of(found.wish, found.plan) if found.wish else Cost()


def cannot_be(program: Program, found: Arrangement) -> list[str]:
    """In words, what of the wish for the rounds to be made can't be had."""
    rounds = open_rounds(program)
    if not rounds or program.nominations.inside().count() < found.mixing.groups:
        return []
    return [obstacle_words(one, program) for one in obstacles(wish_to_make(program, found.mixing, rounds))]


def mending_words(found: Arrangement) -> str:
    """What mending after a drop-out would move, before it is done; empty when nothing is to be mended."""
    try:
        mended = mending_of(found)
    except CannotRepair:
        return moved_words(len(found.inside))
    return moved_words(max(mended.moves)) if mended else ""


@dataclass(frozen=True)
class ToldTable:
    """Somebody's table in a round, as they were told."""

    round: Round
    group: int | None
    mates: list[Nomination]


def told_tables(viewer: User, program: Program) -> list[ToldTable]:
    """For whoever takes part: their own table in each round that was told. Nobody else's table is shown here."""
    seen = Place.objects.visible_to(viewer).filter(program=program, round__published_at__isnull=False)
    rows = list(seen.select_related("round__session__event", "nomination__person", "nomination__company"))
    own = {row.round_id: row for row in rows if row.nomination.person_id == viewer.pk}
    tables = []
    for row in sorted(own.values(), key=lambda one: one.round.number):
        mates = [
            one.nomination
            for one in rows
            if one.round_id == row.round_id and one.told == row.told and one.told and one.pk != row.pk
        ]
        tables.append(ToldTable(row.round, row.told, mates))
    return tables


# The card of the program on the page of its session's gathering


def room_of(viewer: User, event: Event) -> Room | None:
    """Which session of which program it is, what to bring, and the viewer's own table once they were told."""
    seen = Program.objects.visible_to(viewer).values("pk")
    session = ProgramSession.objects.filter(event=event, program__in=seen).select_related("program", "round").first()
    if session is None:
        return None
    tables = told_tables(viewer, session.program) if session.round_id else []
    table = next((one for one in tables if one.round.pk == session.round_id), None)
    leads = rules.can_lead(viewer, session.program)
    return Room("programs/cohorts/_room.html", {"session": session, "table": table, "leads": leads})


rooms["session"] = room_of
