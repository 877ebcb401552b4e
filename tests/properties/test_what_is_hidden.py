"""A hidden value changes nothing that an unauthorised viewer can fetch, wherever they ask (tests/properties/surfaces.py).

First everything hidden from everybody, then random settings, then what a stopwatch could tell. `differences` must find
something for whoever may read the value: otherwise the comparison would be blind.
"""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.users.models import User
from alumni.profiles.disclosure import PARTS, closed, opens
from alumni.profiles.models import Profile, Telling
from alumni.profiles.queries import audiences_of
from tests import make
from tests.cast import Cast
from tests.properties.surfaces import ALL, TOLD, VIEWERS, A, cost, differences, open_to, prepare, write


@pytest.fixture
def world(cast: Cast) -> Cast:
    return prepare(cast)


@pytest.mark.parametrize("who", VIEWERS)
def test_what_is_hidden_from_everybody_changes_nothing_anywhere(world: Cast, login, who: str) -> None:
    open_to(world, ALL, 0)
    assert differences(world, login, who, ALL) == []


@pytest.mark.parametrize("who", ["alumna", "facilitator", "hr_other", "stranger"])
@pytest.mark.parametrize("part", PARTS)
def test_a_hidden_part_of_a_post_changes_nothing_anywhere(world: Cast, login, part: str, who: str) -> None:
    open_to(world, part, 0)
    assert differences(world, login, who, part) == []


@pytest.mark.parametrize("what", TOLD)
def test_who_may_read_it_sees_the_difference(world: Cast, login, what: str) -> None:
    open_to(world, what, 31)
    page = f"/people/{world.boss.pk}/"
    assert differences(world, login, "alumna", what, page) == [page]


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    what=st.sampled_from(TOLD),
    who=st.sampled_from([who for who in VIEWERS if who not in ("hr", "company_admin")]),
    mask=st.integers(0, 31),
    seen_by=st.sampled_from(Profile.SeenBy.values),
)
def test_what_a_viewer_may_not_read_changes_nothing_they_can_fetch(
    world: Cast, login, what: str, who: str, mask: int, seen_by: str
) -> None:
    Profile.objects.filter(person=world.boss).update(seen_by=seen_by)
    Telling.objects.all().delete()
    write(world, what, A)
    viewer = User.objects.get(pk=getattr(world, who).pk)
    open_to(world, what, mask)
    held = audiences_of(viewer, [world.boss.pk]).get(world.boss.pk, 0)
    if not opens(closed(mask), held):
        assert differences(world, login, who, what) == []


@pytest.mark.parametrize("who", ["alumna", "hr_other", "stranger"])
def test_a_hidden_person_answers_and_costs_like_a_missing_one(world: Cast, login, who: str) -> None:
    Profile.objects.filter(person=world.boss).update(seen_by="nobody")
    draft = make.event(world.company, world.boss, state="draft")
    browser = login(getattr(world, who))
    browser.get("/events/")
    for page, hidden in (
        ("/people/{}/", world.boss.pk),
        ("/people/{}/photo/none.jpg", world.boss.pk),
        ("/events/{}/", draft.pk),
        ("/events/{}/people.csv", draft.pk),
        ("/me/profile/posts/{}/", world.boss.tenures.get().pk),
        ("/me/profile/posts/{}/telling/", world.boss.tenures.get().pk),
        ("/desk/hokushin/tenures/{}/", world.boss.tenures.get().pk),
    ):
        assert cost(browser, page.format(hidden)) == cost(browser, page.format(99_999_999)), page
