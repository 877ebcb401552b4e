"""Reads a program as what the mixing understands: who is to be mixed, what is wished, and the groups as they stand."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import combinations

from django.db.models import F, Q
from django.utils import timezone

from alumni.companies.queries import lineages_of
from alumni.directory.relations import Kinship
from alumni.profiles.models import Profile
from alumni.tenures.models import Tenure
from programs.cohorts.mixing import Member, Plan, Wish
from programs.cohorts.mixing.people import Pair, tidy
from programs.cohorts.models import Nomination, Program
from programs.cohorts.round_models import Apart, Mixing, Place, Round
from programs.events.models import Reply

# Years in a company are told apart in these steps: up to three years, up to eight, up to fifteen, longer.
STEPS = (3, 8, 15)
HEADS = 9


@dataclass
class Arrangement:
    """The groups of a program as they stand. `made` are the rounds that have groups; plan and wish count these only."""

    program: Program
    mixing: Mixing
    rounds: list[Round]
    people: dict[int, Nomination]  # whoever takes part, and whoever sat in a round before they left
    places: dict[tuple[int, int], Place]  # (round, nomination)
    wish: Wish | None = None
    plan: Plan = ()
    made: list[Round] = field(default_factory=list)

    @property
    def inside(self) -> list[Nomination]:
        return [one for one in self.people.values() if one.state == Nomination.State.IN]

    @property
    def gone(self) -> list[Nomination]:
        """Those who left and still have a place in a round that is to come."""
        ahead = {one.pk for one in self.rounds if not one.is_over}
        keys = {key for (round_, key), place in self.places.items() if round_ in ahead and place.group}
        return [one for one in self.people.values() if one.state != Nomination.State.IN and one.pk in keys]

    def turn_of(self, round_: Round) -> int:
        return self.made.index(round_)

    def unseated(self, round_: Round) -> list[Nomination]:
        """Those who take part and have no place in a round that has groups, since they came later."""
        return [one for one in self.inside if (round_.pk, one.pk) not in self.places]


def mixing_of(program: Program) -> Mixing:
    return Mixing.objects.filter(program=program).first() or Mixing(program=program)


def arrangement_of(program: Program) -> Arrangement:
    mixing = mixing_of(program)
    rounds = list(program.rounds.select_related("session__event"))
    places = {(one.round_id, one.nomination_id): one for one in Place.objects.filter(program=program)}
    sat = {key for _round, key in places}
    rows = program.nominations.filter(Q(state=Nomination.State.IN) | Q(pk__in=sat))
    rows = rows.select_related("person", "company").order_by("pk")
    found = Arrangement(program, mixing, rounds, {one.pk: one for one in rows}, places)
    _fill(found)
    return found


def _fill(found: Arrangement) -> None:
    """Wish and plan of the rounds that have groups: absent is whoever doesn't sit there."""
    seats: dict[int, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    for (round_, key), place in found.places.items():
        if place.group:
            seats[round_][place.group - 1].append(key)
    found.made = [one for one in found.rounds if one.pk in seats]
    if not found.made or len(found.people) < 2:
        return
    width = max([found.mixing.groups, *(group + 1 for groups in seats.values() for group in groups)])
    found.plan = tuple(tidy([seats[one.pk][group] for group in range(width)]) for one in found.made)
    absent = {
        (turn, key)
        for turn, one in enumerate(found.made)
        for key in found.people
        if not ((own := found.places.get((one.pk, key))) and own.group)
    }
    locks = {
        (turn, key): own.group - 1
        for turn, one in enumerate(found.made)
        for key in found.people
        if (own := found.places.get((one.pk, key))) and own.group and own.held
    }
    found.wish = _wish(found.program, found.mixing, found.people.values(), min(width, len(found.people)), len(found.made), {
        "absent": frozenset(absent), "locks": locks, "met": met_before(found.program, found.people.values()),
    })  # fmt: skip


def wish_to_make(program: Program, mixing: Mixing, open_rounds: list[Round]) -> Wish:
    """For the rounds that nobody was told of yet. What was told stands, and counts as having met."""
    people = list(program.nominations.inside().select_related("person", "company").order_by("pk"))
    keys = {one.pk for one in people}
    places = Place.objects.filter(program=program, nomination__in=keys)
    turn = {one.pk: number for number, one in enumerate(open_rounds)}
    drawn = [one for one in places if one.round_id in turn]
    locks = {
        (turn[one.round_id], one.nomination_id): one.group - 1
        for one in drawn
        if one.held and one.group and one.group <= mixing.groups
    }
    absent = {(turn[one.round_id], one.nomination_id) for one in drawn if one.group is None}
    absent |= {(turn[round_], key) for round_, key in _declined(open_rounds, people)}
    met = met_before(program, people)
    told = [one for one in places if one.round_id not in turn and one.group]
    met.update(_pairs((one.round_id, one.group, one.nomination_id) for one in told))
    locks = {key: group for key, group in locks.items() if key not in absent}
    words = {"locks": locks, "absent": frozenset(absent), "met": met}
    return _wish(program, mixing, people, mixing.groups, len(open_rounds), words)


def _wish(
    program: Program,
    mixing: Mixing,
    people: Iterable[Nomination],
    groups: int,
    rounds: int,
    more: Mapping[str, object],
) -> Wish:
    some = list(people)
    keys = {one.pk for one in some}
    apart = frozenset(frozenset(pair) for pair in program.aparts.values_list("one", "other") if set(pair) <= keys)
    marked = mixing.together.values_list("pk", flat=True) if mixing.pk else []
    return Wish(
        members_of(program, some), groups, rounds, apart=apart, together=frozenset(marked) & keys,
        seed=mixing.seed, **more,  # type: ignore[arg-type]
    )  # fmt: skip


def _declined(rounds: list[Round], people: Iterable[Nomination]) -> set[tuple[int, int]]:
    """Who said no to the gathering in which a round is sat."""
    events = {one.session.event_id: one.pk for one in rounds if hasattr(one, "session")}
    by_person = {one.person_id: one.pk for one in people}
    said = Reply.objects.filter(event__in=events, answer=Reply.Answer.NO, person__in=by_person)
    return {(events[event], by_person[person]) for event, person in said.values_list("event", "person")}


def members_of(program: Program, people: list[Nomination]) -> tuple[Member, ...]:
    """What is known of each: company and unit by verified posts, years there, prefecture, and who is above whom."""
    posts = _posts(program, people)
    bosses = _bosses(posts, people)
    areas = dict(Profile.objects.filter(person__in=[one.person_id for one in people]).values_list("person", "area"))
    numbers = {area: number for number, area in enumerate(sorted({area for area in areas.values() if area}))}
    return tuple(
        Member(
            key=one.pk,
            company=one.company_id,
            department=posts[one.pk][-1].department_id if posts[one.pk] else None,
            level=_level(posts[one.pk]),
            place=numbers.get(areas.get(one.person_id, "")),
            bosses=frozenset(bosses[one.pk]),
        )
        for one in people
    )


def _posts(program: Program, people: list[Nomination]) -> dict[int, list[Tenure]]:
    """Verified posts in the company each comes from; the present one last."""
    rows = Tenure.objects.verified().filter(
        person__in=[one.person_id for one in people], company__in={one.company_id for one in people}
    )
    by_person: dict[tuple[int | None, int], list[Tenure]] = defaultdict(list)
    for row in rows.order_by("open", F("since").asc(nulls_first=True), "pk"):
        by_person[row.person_id, row.company_id].append(row)
    return {one.pk: by_person[one.person_id, one.company_id] for one in people}


def _level(posts: list[Tenure]) -> int | None:
    if any(post.heads and post.open for post in posts):
        return HEADS
    first = min((post.since for post in posts if post.since), default=None)
    years = (timezone.localdate() - first).days // 365 if first else None
    return None if years is None else sum(years > step for step in STEPS)


def _bosses(posts: dict[int, list[Tenure]], people: list[Nomination]) -> dict[int, set[int]]:
    """Whoever heads a unit is above all who work in it or anywhere below it, now or within the last year."""
    recent = timezone.localdate() - timedelta(days=365)
    now = {
        key: [post for post in some if post.department_id and (post.open or (post.until and post.until >= recent))]
        for key, some in posts.items()
    }
    kinship = Kinship(lineages_of({one.company_id for one in people}))
    found: dict[int, set[int]] = defaultdict(set)
    heads = [(key, post) for key, some in now.items() for post in some if post.heads]
    for key, some in now.items():
        for low in some:
            for boss, high in heads:
                same_chair = low.heads and low.department_id == high.department_id
                if boss == key or high.company_id != low.company_id or same_chair:
                    continue
                if kinship.within(high.company_id, low.department_id, high.department_id):  # type: ignore[arg-type]
                    found[key].add(boss)
    return found


def met_before(program: Program, people: Iterable[Nomination]) -> Counter[Pair]:
    """How often each two shared a group in other programs."""
    key_of = {one.person_id: one.pk for one in people}
    rows = Place.objects.filter(told__isnull=False, nomination__person__in=key_of).exclude(program=program)
    sat = rows.values_list("round", "told", "nomination__person")
    return _pairs((round_, group, key_of[person]) for round_, group, person in sat)


def _pairs(sat: Iterable[tuple[int, int | None, int]]) -> Counter[Pair]:
    tables: dict[tuple[int, int | None], list[int]] = defaultdict(list)
    for round_, group, key in sat:
        tables[round_, group].append(key)
    return Counter(frozenset(pair) for some in tables.values() for pair in combinations(some, 2))


def apart_of(program: Program) -> list[Apart]:
    return list(program.aparts.select_related("one__person", "other__person", "by"))


def sizes_for(people: int, least: int, most: int) -> int | None:
    """How many groups: as near as can be to the middle of what is allowed; None: no number of groups fits."""
    fitting = [n for n in range(1, people // least + 1) if -(-people // n) <= most]
    return min(fitting, key=lambda n: (abs(2 * people - n * (least + most)), -n), default=None)
