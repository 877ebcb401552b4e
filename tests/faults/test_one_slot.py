"""One published time for 200 people at the same instant: one session, 199 kind refusals."""

import uuid
from collections import Counter

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from accounts.users.models import User
from programs.mentoring import actions
from programs.mentoring.models import CareerSession
from tests import make
from tests.cast import build
from tests.faults.test_last_seat import CONNECTIONS, at_once
from tests.programs.mentoring import building

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_hundred_want_one_time_and_one_gets_it() -> None:
    cast = build()
    advisor = building.advisor(cast.alumnus_other)
    slot = building.slot(advisor)

    def turn(who: User) -> str:
        try:
            actions.book(advisor=advisor, slot=slot, by=who, key=uuid.uuid4())
        except ValidationError as refusal:
            return refusal.messages[0]
        return "booked"

    told = Counter(at_once(CONNECTIONS, turn, [make.user() for _ in range(200)]))
    assert told == {"booked": 1, "この時間は、ほんの少し前に埋まりました。ほかの時間を選んでください。": 199}
    assert CareerSession.objects.count() == 1


def test_past_every_check_the_database_still_gives_one_place() -> None:
    """Rows written at once by sixty connections' worth of people: the exclusion constraint alone decides."""
    cast = build()
    start, people = building.soon(), [make.user() for _ in range(60)]

    def turn(who: User) -> str:
        try:
            with transaction.atomic():
                building.row(cast.alumnus_other, who, start)
        except IntegrityError:
            return "refused"
        return "written"

    assert Counter(at_once(CONNECTIONS, turn, people)) == {"written": 1, "refused": 59}
