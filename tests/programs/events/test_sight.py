"""Who may see a gathering, and that those who are told are exactly those who may see it."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.users.models import User
from alumni.companies import actions as companies
from programs.events.models import Event
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


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_told_and_allowed_are_the_same_people(cast: Cast, data: st.DataObject) -> None:
    unit = data.draw(st.sampled_from([None, cast.division, cast.group]))
    first = data.draw(st.none() | st.integers(1985, 2026))
    last = data.draw(st.none() | st.integers(first or 1985, 2026))
    event = make.event(cast.company, cast.admin, department=unit, years_from=first, years_until=last)
    told = names(audience_of(event))
    desk_and_host = {"hr", "company_admin", "admin"}
    assert who_sees(event, cast) - desk_and_host == told - desk_and_host
