"""200 people press 参加する for 40 seats over HTTP: exactly 40 come in, nobody meets an error. (`make bench-join`)"""

import statistics
import time

import pytest

from tests import make
from tests.cast import build
from tests.faults.test_last_seat import at_once, crowd, press, sign_in, the_table_is_right

PEOPLE, SEATS, THREADS = 200, 40, 40


@pytest.mark.django_db(transaction=True)
def test_two_hundred_press_the_button(live_server) -> None:  # type: ignore[no-untyped-def]
    cast = build()
    event = make.event(cast.company, cast.hr, capacity=SEATS)
    people = [(who, sign_in(who)) for who in crowd(cast, PEOPLE)]

    def timed(who):  # type: ignore[no-untyped-def]
        begun = time.monotonic()
        return press(live_server.url, event, who), time.monotonic() - begun

    begun = time.monotonic()
    done = at_once(THREADS, timed, people)
    took, each = time.monotonic() - begun, sorted(seconds for _status, seconds in done)
    assert {status for status, _seconds in done} == {302}
    the_table_is_right(event, SEATS, PEOPLE)
    print(
        f"\n{PEOPLE} people, {SEATS} seats, {THREADS} at a time: {took:.1f} s in all; page and answer together "
        f"p50 {statistics.median(each):.2f} s, p95 {each[int(len(each) * 0.95)]:.2f} s; no error, no seat twice"
    )
