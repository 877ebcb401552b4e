"""What a company's desk reads of a program: its own people, how far they are, and counts of all others."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Max, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.users.models import User
from programs.cohorts import queries, rules
from programs.cohorts.models import Nomination, Program
from programs.cohorts.partner_models import Partner
from programs.cohorts.practice_models import OutcomeWord
from programs.cohorts.round_models import Place, ProgramSession

State = Nomination.State
# The way in, in its order; who was let go on the way stands beside it.
FUNNEL = (State.NOMINATED, State.APPLIED, State.APPROVED, State.WAITING, State.OFFERED, State.IN, State.DROPPED, State.DECLINED)  # fmt: skip


@dataclass
class Progress:
    """One of the desk's own people: where they are, at how many sessions they were, how many experiments they set."""

    nomination: Nomination
    turn: int | None = None
    sat: set[int] = field(default_factory=set)  # the gatherings
    practices: int = 0
    reflected: int = 0
    lines: int = 0
    last_week: date | None = None
    reason: str = ""

    @property
    def name(self) -> str:
        return self.nomination.person.name

    @property
    def came(self) -> int:
        return len(self.sat)

    @property
    def stage(self) -> str:
        """How far practice at work is, in a word; what is practised stays with the person."""
        if not self.practices:
            return _("まだこれから")
        if self.reflected == self.practices:
            return _("ふりかえりまで")
        return _("つづいています") if self.last_week else _("はじめたところ")


@dataclass
class Mix:
    """How widely the desk's own people were mixed, as means over them: people met, of other companies, met again."""

    people: int = 0
    met: float = 0
    beyond: float = 0
    again: int = 0
    rounds: int = 0


@dataclass
class DeskPage:
    partner: Partner
    people: list[Progress] = field(default_factory=list)
    funnel: list[tuple[str, str, int]] = field(default_factory=list)
    others: list[Partner] = field(default_factory=list)
    sessions: list[tuple[ProgramSession, int]] = field(default_factory=list)  # those held, each with how many came
    mix: Mix = field(default_factory=Mix)
    own_words: list[OutcomeWord] = field(default_factory=list)
    company_words: list[OutcomeWord] = field(default_factory=list)

    @property
    def held(self) -> int:
        return len(self.sessions)

    @property
    def inside(self) -> int:
        return sum(one.nomination.is_in for one in self.people)

    @property
    def share(self) -> int:
        """Of all seats at the sessions held, how many in a hundred were taken by the desk's own people who are in."""
        whole = self.held * self.inside
        present = sum(one.came for one in self.people if one.nomination.is_in)
        return round(100 * present / whole) if whole else 0


def page_of(viewer: User, partner: Partner) -> DeskPage:
    program = partner.program
    people = own_people(viewer, partner)
    counted = Counter(one.nomination.state for one in people)
    words = OutcomeWord.objects.filter(program=program).select_related("company", "person")
    own = [one.nomination.person_id for one in people]
    return DeskPage(
        partner=partner,
        people=people,
        funnel=[(state.value, str(state.label), counted[state]) for state in FUNNEL],
        others=[one for one in queries.partners_of(program) if one.company_id != partner.company_id],
        sessions=[
            (one, sum(one.event_id in person.sat for person in people)) for one in queries.held_sessions(program)
        ],
        mix=mix_of(program, partner),
        own_words=list(words.filter(person__in=own)),
        company_words=list(words.filter(company__isnull=False)),
    )


def own_people(viewer: User, partner: Partner) -> list[Progress]:
    """The company's own people in this program, in the order of the way in; a constant number of queries."""
    rows = Nomination.objects.visible_to(viewer).filter(program=partner.program_id, company=partner.company_id)
    rows = rows.select_related("person", "program", "company").annotate(
        set_out=Count("practices", distinct=True),
        looked_back=Count("practices", filter=Q(practices__reflected_at__isnull=False), distinct=True),
        wrote=Count("practices__lines", distinct=True),
        last_week=Max("practices__lines__week"),
    )
    order = {state: n for n, state in enumerate(FUNNEL)}
    found = sorted(rows, key=lambda one: (order[State(one.state)], one.waiting_since or one.moved_at, one.pk))
    sat = queries.presence(partner.program, [one.person_id for one in found])
    turns = queries.turns_of(partner.program)
    leads = rules.can_lead(viewer, partner.program)
    return [
        Progress(
            nomination=one,
            turn=turns.get(one.pk),
            sat=sat[one.person_id],
            practices=one.set_out,  # type: ignore[attr-defined]
            reflected=one.looked_back,  # type: ignore[attr-defined]
            lines=one.wrote,  # type: ignore[attr-defined]
            last_week=one.last_week,  # type: ignore[attr-defined]
            reason=one.reason if leads or one.ended_by_id == viewer.pk else "",
        )
        for one in found
    ]


def mix_of(program: Program, partner: Partner) -> Mix:
    """Counted from the groups that people were told: nobody's name is needed for it."""
    rows = Place.objects.filter(program=program, round__published_at__isnull=False, group__isnull=False)
    tables: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    for turn, group, who, company in rows.values_list("round", "group", "nomination", "nomination__company"):
        tables[turn, group].append((who, company))  # type: ignore[index]
    met: dict[int, Counter[int]] = defaultdict(Counter)
    beyond: dict[int, set[int]] = defaultdict(set)
    for there in tables.values():
        for who, company in there:
            if company == partner.company_id:
                met[who].update(other for other, _c in there if other != who)
                beyond[who] |= {other for other, of in there if of != company}
    if not met:
        return Mix()
    many = len(met)
    return Mix(
        people=many,
        met=round(sum(map(len, met.values())) / many, 1),
        beyond=round(sum(map(len, beyond.values())) / many, 1),
        again=sum(times > 1 for counts in met.values() for times in counts.values()),
        rounds=len({turn for turn, _group in tables}),
    )


def cells_of(viewer: User, partner: Partner) -> Iterable[list[str]]:
    """The desk's own people as rows of words, a heading first: what a file holds, and nobody else in it."""
    held = len(queries.held_sessions(partner.program))
    yield [
        _("名前"), _("状態"), _("この状態になった日"), _("推薦・申し込みのことば"), _("参加が決まった日"),
        _("出席した回"), _("これまでの回"), _("職場での実践"), _("実践の数"), _("書いた週"), _("ふりかえり"), _("待ちの順番"),
    ]  # fmt: skip
    for one in own_people(viewer, partner):
        row = one.nomination
        yield [
            one.name, str(row.get_state_display()), _day(row.moved_at), row.aim, _day(row.joined_at),
            str(one.came), str(held), one.stage if row.is_in else "", str(one.practices), str(one.lines), str(one.reflected), str(one.turn or ""),
        ]  # fmt: skip


def _day(moment: object) -> str:
    return timezone.localtime(moment).strftime("%Y-%m-%d") if moment else ""  # type: ignore[arg-type]
