"""Who has met whom: the roll says it where there is one; elsewhere a yes to what has taken place."""

from datetime import timedelta

from django.utils import timezone

from alumni.profiles.encounters import met_by
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
