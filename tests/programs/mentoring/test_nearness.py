"""Who is too near: cases by hand, and the plain oracle against PostgreSQL over small worlds made by chance."""

import random
from datetime import date

import pytest
from django.core.exceptions import ValidationError

from alumni.blocks.models import Block
from alumni.companies import actions as companies
from alumni.companies.models import StaffRole
from alumni.companies.queries import lineages_of
from alumni.connections.models import Connection
from alumni.tenures.models import Tenure
from programs.mentoring import nearness, queries, suggesting
from programs.mentoring.models import Advisor, Distance, Evaluation
from programs.mentoring.nearness import Candidate, Known, Person, Stay
from programs.mentoring.words import OpenTo
from tests import make
from tests.cast import Cast
from tests.programs.mentoring import building

WORLDS, PEOPLE = 8, 8


def test_each_reason_is_found_and_the_first_one_is_told(cast: Cast) -> None:
    """The employee works in the division now; whoever was near in one way is out, by the first that holds."""
    head = make.user("上 司")
    make.tenure(head, cast.division, "2015-04-01", heads=True)
    there = make.user("社 員")
    make.tenure(there, make.department(cast.company, "営業本部"), "2019-04-01")
    mate = make.user("同 僚")
    make.tenure(mate, cast.division, "2011-04-01", "2013-03-31")
    rated, kept = make.user("評 価"), make.user("会わない 人")
    rows = [make.enrolment(cast.company, person=who) for who in (rated, cast.employee)]
    Evaluation.objects.create(company=cast.company, evaluator=rows[0], evaluated=rows[1])
    Distance.objects.create(by=kept, person=cast.employee)
    wanted = {
        head: "boss", cast.boss: "line", rated: "evaluator", mate: "team", there: "employer", cast.hr: "employer",
        kept: "chosen", cast.facilitator: "", cast.alumnus_other: "",
    }  # fmt: skip
    found = {who: suggesting.reason_between(cast.employee, building.advisor(who)) for who in wanted}
    assert found == wanted
    alumna = {
        who: suggesting.reason_between(cast.alumna, who.advisor) for who in (there, cast.boss, cast.facilitator)
    }
    assert list(alumna.values()) == ["working", "line", "team"]


def test_too_near_is_refused_again_at_the_moment_of_booking(cast: Cast, login) -> None:
    advisor = building.advisor(cast.alumnus_other)
    slot = building.slot(advisor)
    assert [one.advisor for one in queries.suggestions(cast.employee)] == [advisor]
    make.tenure(cast.alumnus_other, cast.company, "2026-01-01")  # between the look and the tap they were hired
    answer = login(cast.employee).post(
        f"/advisors/{advisor.pk}/times/{slot.pk}/", {"key": "5f0c54d4-9c5e-4b4d-8a35-0c1c8ae1d2aa"}
    )
    assert (answer.status_code, "組み合わせられません" in answer.content.decode()) == (422, True)
    with pytest.raises(ValidationError):
        building.booked(advisor, cast.employee, building.soon(90))


def test_somebody_blocked_sees_no_advisor_at_all(cast: Cast, login) -> None:
    advisor = building.advisor(cast.alumnus_other)
    building.slot(advisor)
    Block.objects.create(by=cast.alumnus_other, person=cast.employee, called="だれか")
    assert login(cast.employee).get(f"/advisors/{advisor.pk}/").status_code == 404
    assert "北村" not in login(cast.employee).get("/advisors/").content.decode()


def test_whoever_hides_the_shared_company_is_like_anybody_from_outside(cast: Cast) -> None:
    advisor = building.advisor(cast.facilitator, shows_inside=False)
    building.slot(advisor)
    facts = [one.facts for one in queries.suggestions(cast.employee)]
    assert facts == [["あなたの会社の外にいる人です"]]


@pytest.mark.parametrize("seed", range(WORLDS))
def test_postgresql_agrees_with_the_plain_oracle(seed: int, db: None) -> None:
    chance = random.Random(seed)
    people = _world(chance)
    known, persons, stays = _told(people)
    for viewer in people:
        near = suggesting.near_of(viewer)
        plain = _plain(viewer.pk, persons, known, stays)
        theirs = {
            one.person_id: suggesting.reason_between(viewer, one)
            for one in Advisor.objects.select_related("person").exclude(person=viewer)
        }
        assert theirs == {key: why for key, (why, _c) in plain.items()}, viewer.pk
        found = suggesting.ranked(near, [1, 2])
        expected = nearness.shortlist(viewer.pk, [c for why, c in plain.values() if why == "" and c])
        assert found == expected
        close = suggesting.with_close_colleagues(viewer.pk, [one.person for one in found])
        assert close == {
            one.person for one in found
            if nearness.share_a_colleague(persons[viewer.pk], persons[one.person], persons.values())
        }  # fmt: skip


def _world(chance: random.Random) -> list:
    """Two companies with trees and a rename, people with a few posts, some advisors, and ties of every kind."""
    firms = [make.company(), make.company()]
    units = {}
    for firm in firms:
        made = [make.department(firm, path) for path in ("本部/一課", "本部/二課", "支社/三課")]
        new = companies.add_department(company=firm, name="新一課", parent=made[0].parent, by=None)
        companies.succeed(earlier=made[0], later=new, kind="renamed", by=None)
        units[firm] = [*made, new, made[0].parent, made[2].parent]
    people = [make.user() for _n in range(PEOPLE)]
    for person in people:
        for _n in range(chance.randint(0, 3)):
            _post(chance, person, firms, units)
    for person in people[::2] + people[1:2]:
        themes, to = chance.sample([1, 2, 3], 2), chance.choice(OpenTo.values)
        building.advisor(person, themes=themes, open_to=to, shows_inside=chance.random() < 0.8)
    _ties(chance, people, firms)
    return people


def _post(chance: random.Random, person, firms, units) -> None:
    firm = chance.choice(firms)
    since = chance.choice([None, *(f"{year}-04-01" for year in (1995, 2003, 2008, 2012))])
    open_ = chance.random() < 0.35
    until = None if open_ or chance.random() < 0.2 else f"{chance.randint(2013, 2020)}-03-31"
    state = chance.choice(["verified", "verified", "verified", "claimed", "refused"])
    of = chance.choice([*units[firm], firm])
    make.tenure(person, of, since, until, open=open_, heads=chance.random() < 0.3, state=state)


def _ties(chance: random.Random, people, firms) -> None:
    pairs = [chance.sample(people, 2) for _n in range(4)]
    Distance.objects.create(by=pairs[0][0], person=pairs[0][1])
    Block.objects.create(by=pairs[1][0], person=pairs[1][1], called="—")
    make.connection(pairs[2][0], pairs[2][1], says="boss", they_say="report")
    rows = [make.enrolment(firms[0], person=who) for who in pairs[3]]
    Evaluation.objects.create(company=firms[0], evaluator=rows[0], evaluated=rows[1])
    companies.grant_role(user=chance.choice(people), company=firms[1], role=StaffRole.Role.HR, by=None)


def _told(people: list) -> tuple[Known, dict[int, Person], dict[int, list[Stay]]]:
    """The same world as plain values."""
    stays: dict[int, list[Stay]] = {person.pk: [] for person in people}
    for t in Tenure.objects.exclude(state="refused"):
        stays[t.person_id].append(
            Stay(t.company_id, t.department_id, *_outer(t), t.open, t.heads, t.state == "verified", t.since)
        )
    desks: dict[int, set[int]] = {}
    for role in StaffRole.objects.standing():
        desks.setdefault(role.user_id, set()).add(role.company_id)
    persons = {key: Person(key, tuple(own), frozenset(desks.get(key, ()))) for key, own in stays.items()}
    known = Known(
        lineages=lineages_of({one.company for own in stays.values() for one in own}),
        evaluates=frozenset(Evaluation.objects.values_list("evaluator__person", "evaluated__person")),
        line_said=frozenset(Connection.objects.values_list("first", "second")),
        blocks=frozenset(Block.objects.values_list("by", "person")),
        distances=frozenset(Distance.objects.values_list("by", "person")),
    )
    return known, persons, stays


def _outer(tenure: Tenure) -> tuple[date | None, date | None]:
    return tenure.during.lower, tenure.during.upper


def _plain(viewer: int, persons, known, stays) -> dict:
    """By advisor: the reason, and the candidate; None for both where the advisor isn't there for this viewer."""
    mine = {stay.company for stay in stays[viewer] if stay.verified}
    found = {}
    for advisor in Advisor.objects.exclude(person=viewer):
        theirs = [stay for stay in stays[advisor.person_id] if stay.verified and stay.company in mine]
        if advisor.open_to != OpenTo.NETWORK and not theirs:
            found[advisor.person_id] = (None, None)
            continue
        inside = advisor.shows_inside and bool(theirs)
        years = nearness.years_between(stays[viewer], theirs) if advisor.shows_inside else None
        themes = len({1, 2} & set(advisor.themes))
        why = nearness.reason(persons[viewer], persons[advisor.person_id], known)
        found[advisor.person_id] = (why, Candidate(advisor.pk, advisor.person_id, themes, inside, years))
    return found
