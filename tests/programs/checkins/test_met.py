"""Who has met whom: the roll says it where there is one; elsewhere a yes to what has taken place."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.users.models import User
from alumni.profiles.encounters import met_by
from alumni.talks import actions as talks
from programs.checkins import queries
from programs.events.models import Event
from tests import make
from tests.cast import Cast


def past(cast: Cast, days: int = 3) -> Event:
    event = make.event(cast.company, cast.boss, starts_at=timezone.now() - timedelta(days=days))
    for person in (cast.alumna, cast.junior):
        make.reply(event, person)
    return event


def test_without_a_roll_a_yes_to_what_was_counts(cast: Cast) -> None:
    event = past(cast)
    assert met_by(cast.alumna) == {cast.junior.pk}
    assert set(queries.people_who_came(event)) == {cast.alumna, cast.junior}
    assert list(queries.events_attended(cast.alumna)) == [event]


def test_with_a_roll_only_those_on_it_have_met(cast: Cast) -> None:
    event = past(cast)
    for person in (cast.alumna, cast.employee):
        make.attendance(event, person)
    assert (met_by(cast.alumna), met_by(cast.junior)) == ({cast.employee.pk}, frozenset())
    assert set(queries.people_who_came(event)) == {cast.alumna, cast.employee}
    assert (queries.came_to(cast.junior, event), list(queries.events_attended(cast.junior))) == (False, [])


def test_who_was_taken_back_has_met_nobody(cast: Cast) -> None:
    event = past(cast)
    make.attendance(event, cast.alumna)
    make.attendance(event, cast.junior, undone_at=timezone.now(), undone_by=cast.boss)
    assert met_by(cast.junior) == frozenset()


def test_who_came_unseen_has_met_nobody(cast: Cast) -> None:
    event = past(cast)
    event.replies.filter(person=cast.junior).update(unseen=True)
    for person in (cast.alumna, cast.junior, cast.employee):
        make.attendance(event, person)
    assert (met_by(cast.alumna), met_by(cast.junior)) == ({cast.employee.pk}, frozenset())


def test_what_has_not_ended_makes_nobody_met(cast: Cast) -> None:
    for days in (-3, 0):
        past(cast, days)
    assert (met_by(cast.alumna), met_by(cast.junior)) == (frozenset(), frozenset())


def shared(one: User, other: User) -> tuple[bool, bool, bool]:
    """Found as somebody to write to, by either side; and with a ground that holds."""
    found = [other.pk in queries.sharing_events(one), one.pk in queries.sharing_events(other)]
    grounds = {queries.event_between(one.pk, other.pk), queries.event_between(other.pk, one.pk)}
    assert len(grounds) == 1, "a ground is the same from both sides"
    return (*found, grounds != {""})


NOTHING, ALL = (False,) * 3, (True,) * 3


@pytest.mark.parametrize("days", [3, 0, -30])
def test_who_comes_unseen_shares_no_gathering_before_or_after(days: int, cast: Cast) -> None:
    event = past(cast, days)
    assert shared(cast.alumna, cast.junior) == ALL
    event.replies.filter(person=cast.junior).update(unseen=True)
    assert shared(cast.alumna, cast.junior) == NOTHING
    with pytest.raises(ValidationError):
        talks.begin(person=cast.alumna, text="おひさしぶりです", by=cast.junior)


def test_a_yes_without_coming_shares_nothing_afterwards(cast: Cast) -> None:
    event = past(cast)
    for person in (cast.alumna, cast.employee):
        make.attendance(event, person)
    assert (shared(cast.alumna, cast.junior), shared(cast.alumna, cast.employee)) == (NOTHING, ALL)


def test_only_who_comes_shares_what_is_to_come(cast: Cast) -> None:
    event = past(cast, -30)
    event.replies.filter(person=cast.junior).update(answer="maybe")
    assert shared(cast.alumna, cast.junior) == NOTHING
    event.replies.filter(person=cast.junior).update(answer="yes")
    Event.objects.filter(pk=event.pk).update(state="cancelled")
    assert shared(cast.alumna, cast.junior) == NOTHING


def test_where_guests_do_not_read_the_list_only_the_host_shares_what_is_to_come(cast: Cast) -> None:
    event = past(cast, -30)
    make.reply(event, cast.boss)
    Event.objects.filter(pk=event.pk).update(guest_list="hosts")
    assert (shared(cast.alumna, cast.junior), shared(cast.alumna, cast.boss)) == (NOTHING, ALL)


def test_who_may_not_see_the_other_begins_no_talk_by_a_gathering(cast: Cast) -> None:
    past(cast, -30)
    cast.junior.profile.seen_by = "nobody"
    cast.junior.profile.save()
    for one, other in ((cast.alumna, cast.junior), (cast.junior, cast.alumna)):
        with pytest.raises(ValidationError):
            talks.begin(person=other, text="おひさしぶりです", by=one)
