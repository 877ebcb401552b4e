"""Who sees whom: four levels against everybody of the cast."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alumni.directory.queries import relations
from alumni.profiles.models import Profile
from alumni.profiles.queries import people_visible_to, visible_people
from alumni.tenures.models import Tenure
from tests import make
from tests.cast import Cast

INSIDE = {"alumna", "boss", "junior", "employee", "facilitator", "hr", "company_admin"}
MEMBERS = INSIDE | {"hr_other", "alumnus_other"}


@pytest.mark.parametrize(
    ("level", "viewers"),
    [
        ("nobody", set()),
        ("coworkers", {"boss", "junior", "employee", "facilitator"}),
        ("company", INSIDE - {"alumna"}),
        ("network", MEMBERS - {"alumna"}),
    ],
)
def test_who_sees_the_alumna_at_each_level(cast: Cast, level: str, viewers: set[str]) -> None:
    Profile.objects.filter(person=cast.alumna).update(seen_by=level)
    seeing = {name for name, who in cast.everybody().items() if visible_people(who, [cast.alumna.pk])}
    assert seeing == viewers | {"alumna"}


def test_a_stranger_sees_nobody_but_themself(cast: Cast) -> None:
    Profile.objects.update(seen_by="network")
    everybody = [who.pk for who in cast.everybody().values()]
    assert visible_people(cast.stranger, everybody) == {cast.stranger.pk}


def test_a_post_that_hr_has_not_verified_opens_nothing(cast: Cast) -> None:
    Profile.objects.update(seen_by="network")
    make.tenure(cast.stranger, cast.group, "2003-04-01", "2011-03-31", state=Tenure.State.CLAIMED)
    assert visible_people(cast.stranger, [cast.alumna.pk]) == set()


def test_an_unverified_post_of_the_other_does_not_make_them_a_coworker(cast: Cast) -> None:
    claimer = make.user("申告 者", seen_by="coworkers")
    make.tenure(claimer, cast.group, "2003-04-01", "2011-03-31", state=Tenure.State.CLAIMED)
    assert visible_people(cast.alumna, [claimer.pk]) == set()


def test_somebody_who_left_kanae_is_not_seen(cast: Cast) -> None:
    type(cast.boss).objects.filter(pk=cast.boss.pk).update(is_active=False)
    assert visible_people(cast.alumna, [cast.boss.pk]) == set()


def test_sight_costs_the_same_for_one_and_for_everybody(cast: Cast, django_assert_num_queries) -> None:
    everybody = [who.pk for who in cast.everybody().values()]
    for people in (everybody[:1], everybody):
        viewer = type(cast.alumna).objects.get(pk=cast.alumna.pk)
        with django_assert_num_queries(3):
            visible_people(viewer, people)


def test_users_come_with_their_profile(cast: Cast, django_assert_num_queries) -> None:
    with django_assert_num_queries(3):
        found = {who.profile.person_id for who in people_visible_to(cast.alumna)}
    assert found == {getattr(cast, name).pk for name in INSIDE}


years = st.integers(1996, 2012)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    mine=st.tuples(years, st.integers(0, 6)),
    since=st.none() | years,
    until=st.none() | st.integers(0, 6),
    stays=st.booleans(),
    precision=st.sampled_from(["day", "month", "year"]),
)
def test_coworkers_are_exactly_those_who_are_told_to_have_worked_together(
    cast: Cast, mine, since, until, stays, precision
) -> None:
    me, other = make.user(), make.user(seen_by="coworkers")
    make.tenure(me, cast.group, f"{mine[0]}-04-01", f"{mine[0] + mine[1]}-09-30")
    make.tenure(
        other,
        cast.division,
        f"{since}-06-01" if since else None,
        f"{(since or 2000) + until}-07-01" if until is not None else None,
        open=stays and until is None,
        until_precision=precision,
        since_precision=precision,
    )
    seen = visible_people(me, [other.pk]) == {other.pk}
    assert seen == relations(me, [other.pk])[other.pk].worked_together
