"""Reading how people stand to a viewer, in words and in groups."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from accounts.users.models import User
from alumni.directory.relations import (
    BOSS,
    COMPANY,
    COWORKER,
    DIVISION,
    INTAKE,
    JUNIOR,
    REPORT,
    SENIOR,
    Kinship,
    Relation,
    Stay,
    relate,
)
from alumni.tenures.models import Tenure
from alumni.tenures.standing import known_time, standing_of


@dataclass(frozen=True)
class Companion:
    """A person beside what they are to the viewer."""

    person: User
    relation: Relation

    @property
    def label(self) -> str:
        return label_of(self.relation)

    @property
    def facts(self) -> str:
        return facts_of(self.relation)

    @property
    def years(self) -> str:
        return years_of(self.relation)

    @property
    def order(self) -> tuple[tuple[int, int], str, str, int]:
        return self.relation.nearness, self.person.reading, self.person.name, self.person.pk


@dataclass(frozen=True)
class Circle:
    """Those who come, as the viewer stands to them; each list the nearest first, then by reading."""

    worked_together: list[Companion]
    same_division_new: list[Companion]
    others: list[Companion]


def relations(viewer: User, people_ids: Iterable[int]) -> dict[int, Relation]:
    """What each of these people is to the viewer: one query (and the viewer's standing, once a request)."""
    wanted = set(people_ids) - {viewer.pk}
    standing = standing_of(viewer)
    if not wanted or not standing.posts:
        return {person: Relation() for person in wanted}
    posts = Tenure.objects.verified().filter(person__in=wanted, company__in=standing.company_ids)
    tenures = list(posts.select_related("department").defer("reason"))
    theirs: dict[int | None, list[Stay]] = defaultdict(list)
    for tenure in tenures:
        theirs[tenure.person_id].append(stay_of(tenure))
    own = [post.tenure for post in standing.posts]
    mine, kinship, today = [stay_of(tenure) for tenure in own], Kinship(standing.lineages), timezone.localdate()
    found = {person: relate(mine, theirs[person], kinship, today) for person in wanted}
    return _named(found, [*own, *tenures], {tenure.company_id: str(tenure.company) for tenure in own})


def relation_of(viewer: User, person: User) -> Relation:
    return relations(viewer, [person.pk]).get(person.pk, Relation())


def stay_of(tenure: Tenure) -> Stay:
    """A tenure as far as its dates are known."""
    since, until = known_time(tenure) or (None, None)
    return Stay(
        company=tenure.company_id,
        unit=tenure.department_id,
        since=since,
        until=until,
        heads=tenure.heads,
        entry=tenure.entry,
        entered=tenure.since.year if tenure.since else None,
    )


def _named(found: dict[int, Relation], tenures: Iterable[Tenure], companies: dict[int, str]) -> dict[int, Relation]:
    units = {tenure.department_id: tenure.department.name for tenure in tenures if tenure.department}
    return {
        person: replace(
            relation,
            unit_name=units.get(relation.unit, ""),
            company_name=companies.get(relation.company or 0, ""),
        )
        for person, relation in found.items()
    }


def companions(viewer: User, people: Iterable[User]) -> list[Companion]:
    """These people (the viewer left out), the nearest first, then by reading."""
    everybody = [person for person in people if person.pk != viewer.pk]
    known = relations(viewer, [person.pk for person in everybody])
    return sorted((Companion(person, known[person.pk]) for person in everybody), key=lambda c: c.order)


def circle_of(viewer: User, people: Iterable[User]) -> Circle:
    """Who of these worked with the viewer, who is of the same division but new to them, and who else."""
    everybody = companions(viewer, people)
    return Circle(
        worked_together=[c for c in everybody if c.relation.near],
        same_division_new=[c for c in everybody if c.relation.new_here],
        others=[c for c in everybody if not c.relation.near and not c.relation.new_here],
    )


def label_of(relation: Relation) -> str:
    """One word for a chip; empty where there is nothing to say."""
    if relation.lasting and relation.kind in (BOSS, REPORT, COWORKER):
        return {BOSS: pgettext("relation", "上司"), REPORT: _("チームのメンバー"), COWORKER: _("同僚")}[relation.kind]
    return {
        BOSS: _("元上司"),
        REPORT: _("同じチームだったメンバー"),
        INTAKE: _("同期"),
        SENIOR: _("先輩"),
        JUNIOR: _("後輩"),
        COWORKER: _("元同僚"),
        DIVISION: _("同じ事業部・はじめまして"),
        COMPANY: _("同じ会社"),
    }.get(relation.kind, "")


def facts_of(relation: Relation) -> str:
    """Where and when they worked together, or in which year both came in; empty where they never met."""
    facts = {"unit": relation.unit_name, "since": relation.since, "until": relation.until, "year": relation.entered}
    if relation.since is None:
        return _("%(year)s年に同じ会社へ入社") % facts if relation.entered else ""
    if relation.lasting:
        return _("%(unit)sで、%(since)s年からいっしょに") % facts
    if relation.since == relation.until:
        return _("%(unit)sで、%(since)s年にいっしょに") % facts
    return _("%(unit)sで、%(since)s–%(until)s年にいっしょに") % facts


def years_of(relation: Relation) -> str:
    """The years together alone, where the unit stands above them."""
    facts = {"since": relation.since, "until": relation.until}
    if relation.since is None:
        return ""
    if relation.lasting:
        return _("%(since)s年から") % facts
    return (_("%(since)s年") if relation.since == relation.until else _("%(since)s–%(until)s年")) % facts
