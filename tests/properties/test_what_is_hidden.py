"""A hidden value changes nothing that an unauthorised viewer can fetch: pages are compared byte by byte.

First every field × every kind of viewer, then random settings. `fetched` must differ for whoever may read the value:
otherwise the comparison would be blind.
"""

import re
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.users.models import User
from alumni.profiles.disclosure import FIELDS, PARTS, closed, opens
from alumni.profiles.models import Profile, Skill, StoryPart, Telling
from alumni.profiles.queries import audiences_of
from alumni.tenures.models import Tenure
from tests import make
from tests.cast import Cast

VIEWERS = ["alumna", "employee", "hr", "company_admin", "alumnus_other", "hr_other", "stranger"]
TOLD = [*FIELDS, "story", *PARTS]
TOKEN = re.compile(rb'csrfmiddlewaretoken" value="\w+"|X-CSRFToken": "\w+"')
A, B = ("かくれ一", "かくれ二")


def write(cast: Cast, what: str, value: str) -> None:
    """The value of one field of the boss is one of two."""
    boss, first = cast.boss, value == A
    if what == "reading":
        User.objects.filter(pk=boss.pk).update(family_kana=value, given_kana="けんじ")
    elif what == "skills":
        skill, _new = Skill.objects.get_or_create(name=value)
        boss.profile.skills.set([skill])
    elif what in ("languages", "links"):
        Profile.objects.filter(person=boss).update(**{what: [f"https://example.test/{value}"]})
    elif what == "story":
        StoryPart.objects.filter(profile=boss.profile).update(text=value)
    elif what == "free":
        Profile.objects.filter(person=boss).update(free_until=date(2099, 1 if first else 2, 1))
    elif what in PARTS:
        write_part(cast, what, first)
    else:
        Profile.objects.filter(person=boss).update(**{what: value})


def write_part(cast: Cast, part: str, first: bool) -> None:
    sales = make.department(cast.company, "営業本部")
    values: dict[str, dict] = {
        "employer": {"company": cast.company if first else cast.other_company, "department": None},
        "department": {"department": cast.division if first else sales},
        "title": {"title": "事業部長" if first else "主任", "heads": first},
        "period": {"since": date(1990, 4, 1) if first else date(2011, 5, 1)},
    }
    Tenure.objects.filter(person=cast.boss).update(**values[part])


def open_to(cast: Cast, what: str, mask: int) -> None:
    mask = int(closed(mask))
    if what == "story":
        StoryPart.objects.filter(profile__person=cast.boss).update(to=mask)
    elif what in PARTS:
        Telling.objects.update_or_create(tenure=cast.boss.tenures.get(), defaults={what: mask})
    else:
        Profile.objects.filter(person=cast.boss).update(**{f"{what}_to": mask})


def fetched(cast: Cast, login: Callable, viewer: User) -> list[bytes]:
    """Every page on which the boss may stand, asked for the value too."""
    event = cast.boss.replies.get().event_id
    browser = login(viewer)
    paths = [
        f"/people/{cast.boss.pk}/",
        "/people/",
        f"/people/?q={A}",
        f"/people/?q={B}",
        f"/events/{event}/",
        "/events/",
        "/",
    ]
    return [TOKEN.sub(b"", browser.get(path).content) for path in paths]


@pytest.fixture
def world(cast: Cast) -> Cast:
    Profile.objects.update(seen_by="network")
    cast.boss.profile.refresh_from_db()
    cast.boss.profile.story.create(kind="learned", text="はじめ")
    event = make.event(cast.company, cast.facilitator)
    for person in (cast.boss, cast.junior):
        make.reply(event, person)
    make.event(cast.company, cast.facilitator, title="早い人の集い", department=cast.division, years_until=2008)
    return cast


def pages_with(world: Cast, login: Callable, viewer: User, what: str, value: str) -> list[bytes]:
    write(world, what, value)
    return fetched(world, login, User.objects.get(pk=viewer.pk))


@pytest.mark.parametrize("what", TOLD)
def test_what_is_hidden_from_everybody_changes_nothing(world: Cast, login, what: str) -> None:
    open_to(world, what, 0)
    first = {who: pages_with(world, login, getattr(world, who), what, A) for who in VIEWERS}
    assert {who: pages_with(world, login, getattr(world, who), what, B) for who in VIEWERS} == first


@pytest.mark.parametrize("what", TOLD)
def test_who_may_read_it_sees_the_difference(world: Cast, login, what: str) -> None:
    open_to(world, what, 31)
    assert pages_with(world, login, world.alumna, what, A) != pages_with(world, login, world.alumna, what, B)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    what=st.sampled_from(TOLD),
    who=st.sampled_from(VIEWERS),
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
        first = pages_with(world, login, viewer, what, A)
        assert first == pages_with(world, login, viewer, what, B)
