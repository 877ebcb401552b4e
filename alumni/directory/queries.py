"""Reading how people stand to a viewer, in words and in groups."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
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
    PROJECT,
    REPORT,
    SENIOR,
    Kinship,
    Relation,
    Stay,
    as_both_say,
    relate,
)
from alumni.profiles.disclosure import Exactness, ShownProfile, Ties, exactness_of
from alumni.profiles.models import Profile
from alumni.profiles.queries import card, openness_of, ties, ties_to
from alumni.tenures.models import Tenure
from alumni.tenures.standing import known_time, standing_of


@dataclass(frozen=True)
class Companion:
    """A person as the viewer reads them, beside what they are to the viewer."""

    person: User
    shown: ShownProfile
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
        return self.relation.nearness, self.shown.reading, self.shown.name, self.person.pk


@dataclass(frozen=True)
class Circle:
    """Those who come, as the viewer stands to them; each list the nearest first, then by reading."""

    worked_together: list[Companion]
    same_division_new: list[Companion]
    others: list[Companion]


def relations(
    viewer: User, people_ids: Iterable[int], known: Mapping[int, Ties] | None = None
) -> dict[int, Relation]:
    """What each of these people is to the viewer, as far as they tell this viewer of their posts: one query.

    `known` are the viewer's ties to them; without, they are read first. Whoever isn't in them is nothing to the viewer.
    """
    wanted = set(people_ids) - {viewer.pk}
    standing = standing_of(viewer)
    if not wanted or not standing.posts:
        return {person: Relation() for person in wanted}
    tied = ties_to(viewer, wanted) if known is None else known
    posts = Tenure.objects.verified().filter(person__in=wanted & tied.keys(), company__in=standing.company_ids)
    tenures = list(posts.select_related("department", "telling").defer("reason"))
    return relations_told(viewer, wanted, tenures, tied)


def relations_told(
    viewer: User, people_ids: Iterable[int], tenures: Iterable[Tenure], tied: Mapping[int, Ties]
) -> dict[int, Relation]:
    """The same from tenures (with department and telling) that have been read already."""
    theirs: dict[int | None, list[Stay]] = defaultdict(list)
    for tenure in tenures:
        if stay := _told(tenure, tied[tenure.person_id]):  # type: ignore[index]
            theirs[tenure.person_id].append(stay)
    standing = standing_of(viewer)
    own = [post.tenure for post in standing.posts]
    mine, kinship, today = [stay_of(tenure) for tenure in own], Kinship(standing.lineages), timezone.localdate()
    said = {person: tied[person].said if person in tied else "" for person in people_ids}
    found = {one: as_both_say(relate(mine, theirs[one], kinship, today), said[one]) for one in said}
    return _named(found, [*own, *tenures], {tenure.company_id: str(tenure.company) for tenure in own})


def _told(tenure: Tenure, tied: Ties) -> Stay | None:
    """A post as far as the viewer reads it exactly: what is blurred or hidden relates nobody."""
    levels = exactness_of(openness_of(tenure), tied.towards(tenure.company_id))
    clear = {part for part, level in levels.items() if level == Exactness.EXACT}
    if "employer" not in clear:
        return None
    stay = stay_of(tenure)
    if "department" not in clear:
        stay = replace(stay, unit=None, heads=False)
    if "period" not in clear:
        stay = replace(stay, since=None, until=None, entered=None, entry=Tenure.Entry.JOINED)
    return stay if "title" in clear else replace(stay, heads=False)


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


def companions(viewer: User, profiles: Iterable[Profile]) -> list[Companion]:
    """The people of these profiles (from `in_sight`; the viewer left out), the nearest first, then by reading."""
    others = [profile for profile in profiles if profile.person_id != viewer.pk]
    tied = {profile.person_id: ties(viewer, profile) for profile in others}
    known = relations(viewer, tied, tied)
    found = (Companion(p.person, card(viewer, p), known.get(p.person_id, Relation())) for p in others)
    return sorted(found, key=lambda c: c.order)


def companions_told(viewer: User, profiles: Iterable[Profile], tenures: Iterable[Tenure]) -> list[Companion]:
    """The same where the people's tenures (with department and telling) have been read already: no query."""
    others = [profile for profile in profiles if profile.person_id != viewer.pk]
    tied = {profile.person_id: ties(viewer, profile) for profile in others}
    shared = set(standing_of(viewer).company_ids)
    common = [
        t for t in tenures if t.state == Tenure.State.VERIFIED and t.company_id in shared and t.person_id in tied
    ]
    known = relations_told(viewer, tied, common, tied)
    return [Companion(p.person, card(viewer, p), known[p.person_id]) for p in others]


def circle_of(viewer: User, profiles: Iterable[Profile]) -> Circle:
    """Who of these worked with the viewer, who is of the same division but new to them, and who else."""
    everybody = companions(viewer, profiles)
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
        PROJECT: _("同じプロジェクト"),
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
