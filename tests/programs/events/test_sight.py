"""Who may see a gathering, and that those who are told are exactly those who may see it."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.users.models import User
from alumni.companies import actions as companies
from programs.events import rules
from programs.events.models import Event
from programs.events.parts import EventCompany, EventRole
from programs.events.queries import audience_of
from tests import make
from tests.cast import Cast


def names(people) -> set[str]:
    return {person.email.split("@")[0] for person in people}


def who_sees(event: Event, cast: Cast) -> set[str]:
    fresh = User.objects.filter(pk__in=[user.pk for user in cast.everybody().values()])
    return names(user for user in fresh if Event.objects.visible_to(user).filter(pk=event.pk).exists())


def test_a_department_reunion_is_for_those_who_worked_in_or_below_it(cast: Cast) -> None:
    event = make.event(cast.company, cast.hr, department=cast.group)
    assert names(audience_of(event)) == {"alumna", "junior", "facilitator"}
    assert who_sees(event, cast) == {"alumna", "junior", "facilitator", "hr", "company_admin"}


def test_a_draft_is_seen_by_its_host_and_the_desk_only(cast: Cast) -> None:
    event = make.event(cast.company, cast.employee, state=Event.State.DRAFT)
    assert who_sees(event, cast) == {"employee", "hr", "company_admin"}


def test_people_of_a_renamed_unit_are_invited_under_its_old_and_its_new_name(cast: Cast) -> None:
    renamed = make.department(cast.company, "公共ソリューション事業部/防災情報グループ")
    companies.succeed(earlier=cast.group, later=renamed, kind="renamed", by=None)
    event = make.event(cast.company, cast.hr, department=renamed)
    assert names(audience_of(event)) == {"alumna", "junior", "facilitator"}


def test_years_narrow_the_invitation(cast: Cast) -> None:
    event = make.event(cast.company, cast.hr, department=cast.group, years_from=2007, years_until=2012)
    assert names(audience_of(event)) == {"alumna", "junior"}
    assert who_sees(event, cast) == {"alumna", "junior", "hr", "company_admin"}


def test_people_invited_by_name_see_it_and_nobody_else_does(cast: Cast) -> None:
    event = make.event(cast.company, cast.employee, open_to="people", kind="dialogue")
    for person in (cast.alumnus_other, cast.junior):
        event.invites.create(person=person)
    assert names(audience_of(event)) == {"alumnus_other", "junior"}
    assert who_sees(event, cast) == {"alumnus_other", "junior", "employee", "hr", "company_admin"}


def test_a_small_talk_among_named_people_is_not_the_desks_business(cast: Cast) -> None:
    event = make.event(cast.company, cast.alumna, open_to="people", kind="talk")
    event.invites.create(person=cast.junior)
    assert who_sees(event, cast) == {"alumna", "junior"}
    assert not rules.can_edit(cast.hr, event)
    assert list(Event.objects.editable_by(cast.company_admin)) == []


def test_people_of_another_company_come_in_when_its_hr_has_agreed(cast: Cast) -> None:
    event = make.event(cast.company, cast.hr, open_to="companies")
    asked = make.asked_company(event, cast.other_company, state="asked")
    own = {"alumna", "boss", "junior", "employee", "facilitator", "hr", "company_admin"}
    assert names(audience_of(event)) == own
    assert who_sees(event, cast) == own | {"hr_other"}, "whoever is asked may look before answering"
    EventCompany.objects.filter(pk=asked.pk).update(state="agreed")
    assert names(audience_of(event)) == own | {"hr_other", "alumnus_other"} == who_sees(event, cast)
    Event.objects.filter(pk=event.pk).update(state="draft")
    assert who_sees(event, cast) == {"hr", "company_admin", "hr_other"}


def test_the_network_is_everybody_whose_time_somewhere_is_verified(cast: Cast) -> None:
    event = make.event(cast.company, cast.hr, open_to="network")
    assert names(audience_of(event)) == set(cast.everybody()) - {"stranger", "admin"} == who_sees(event, cast)


def test_who_is_asked_to_hold_it_sees_the_draft_and_may_edit_once_they_agreed(cast: Cast) -> None:
    event = make.event(cast.company, cast.boss, state=Event.State.DRAFT)
    role = make.role(event, cast.alumnus_other, state="asked")
    assert who_sees(event, cast) == {"boss", "alumnus_other", "hr", "company_admin"}
    assert not rules.can_edit(User.objects.get(pk=cast.alumnus_other.pk), event)
    EventRole.objects.filter(pk=role.pk).update(state="accepted")
    assert rules.can_edit(User.objects.get(pk=cast.alumnus_other.pk), event)
    EventRole.objects.filter(pk=role.pk).update(state="ended")
    assert who_sees(event, cast) == {"boss", "hr", "company_admin"}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_told_and_allowed_are_the_same_people(cast: Cast, data: st.DataObject) -> None:
    open_to = data.draw(st.sampled_from(Event.OpenTo.values))
    unit = data.draw(st.sampled_from([None, cast.division, cast.group])) if open_to == "company" else None
    first = data.draw(st.none() | st.integers(1985, 2026))
    last = data.draw(st.none() | st.integers(first or 1985, 2026))
    years = {} if open_to in ("network", "people") else {"years_from": first, "years_until": last}
    event = make.event(cast.company, cast.admin, department=unit, open_to=open_to, kind="dialogue", **years)
    for person in data.draw(st.sets(st.sampled_from([cast.alumna, cast.stranger, cast.alumnus_other]))):
        event.invites.create(person=person)
    if agreed := data.draw(st.sampled_from(["", "asked", "agreed", "declined"])):
        make.asked_company(event, cast.other_company, state=agreed)
    told = names(audience_of(event))
    desks_and_host = {"hr", "company_admin", "hr_other", "admin"}
    assert who_sees(event, cast) - desks_and_host == told - desks_and_host
    for person in cast.everybody().values():
        fresh = User.objects.get(pk=person.pk)
        assert Event.objects.held_by(fresh).filter(pk=event.pk).exists() == rules.can_edit(fresh, event)


def test_seats_that_come_and_go_write_no_version(cast: Cast) -> None:
    event = make.event(cast.company, cast.hr)
    make.reply(event, cast.alumna)
    assert event.versions.count() == 0
    Event.objects.filter(pk=event.pk).update(title="新しい題")
    assert event.versions.count() == 1
