"""The last seat is given once: 200 people at the same instant for 40 seats."""

import http.client
import re
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from threading import Barrier
from urllib.parse import urlencode, urlsplit

import pytest
from django.db import connection
from django.test import Client

from accounts.users.models import User
from programs.events import replying
from programs.events.models import Event, Reply
from tests import make
from tests.cast import Cast, build

pytestmark = pytest.mark.django_db(transaction=True)
CONNECTIONS = 20


def crowd(cast: Cast, count: int) -> list[User]:
    people = [make.user() for _ in range(count)]
    for person in people:
        make.tenure(person, cast.group, "2001-04-01", "2010-03-31")
    return people


def at_once(count: int, work, things: list) -> list:  # type: ignore[no-untyped-def, type-arg]
    """`count` threads begin in the same instant and share the things."""
    start = Barrier(count)

    def run(mine: list) -> list:  # type: ignore[type-arg]
        start.wait()
        try:
            return [work(thing) for thing in mine]
        finally:
            connection.close()

    with ThreadPoolExecutor(count) as pool:
        return [done for part in pool.map(run, [things[n::count] for n in range(count)]) for done in part]


def the_table_is_right(event: Event, seats: int, people: int) -> None:
    event.refresh_from_db()
    answers = list(event.replies.order_by("id"))
    inside = [reply for reply in answers if reply.answer == Reply.Answer.YES]
    waiting = [reply for reply in answers if reply.answer == Reply.Answer.WAITING]
    assert (len(inside), event.taken, len(waiting)) == (seats, seats, people - seats)
    line = sorted(waiting, key=lambda reply: (reply.waiting_since, reply.pk))
    assert [reply.pk for reply in line] == [reply.pk for reply in waiting], "the line is the order of coming"
    assert max(reply.pk for reply in inside) < min(reply.pk for reply in waiting)


def test_two_hundred_join_forty_seats_and_exactly_forty_come_in() -> None:
    cast = build()
    event, people = make.event(cast.company, cast.hr, capacity=40), crowd(cast, 200)
    done = at_once(CONNECTIONS, lambda who: replying.reply(event=event, by=who, answer="yes").answer, people)
    assert sorted(done) == ["waiting"] * 160 + ["yes"] * 40
    the_table_is_right(event, 40, 200)


def test_those_who_leave_and_those_who_come_at_once_leave_no_seat_empty_or_double() -> None:
    cast = build()
    event, people = make.event(cast.company, cast.hr, capacity=10), crowd(cast, 40)
    for who in people[:20]:
        replying.reply(event=event, by=who, answer="yes")

    def turn(who: User) -> str:
        return replying.reply(event=event, by=who, answer="no" if who in people[:10] else "yes").answer

    at_once(10, turn, people)
    event.refresh_from_db()
    yes = [r.person for r in event.replies.filter(answer="yes").select_related("person")]
    assert (event.taken, len(yes), event.replies.filter(answer="waiting").count()) == (10, 10, 20)
    assert set(yes) == set(people[10:20]), "those who waited first came in"


def test_over_http_the_last_seats_are_given_once_and_nobody_meets_an_error(live_server) -> None:  # type: ignore[no-untyped-def]
    cast = build()
    event, people = make.event(cast.company, cast.hr, capacity=5), crowd(cast, 30)
    statuses = at_once(6, lambda who: press(live_server.url, event, who), [(who, sign_in(who)) for who in people])
    assert statuses == [302] * 30
    the_table_is_right(event, 5, 30)


def sign_in(who: User) -> str:
    client = Client()
    client.force_login(who, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client.cookies["sessionid"].value


def press(url: str, event: Event, who: tuple[User, str]) -> int:
    """One person opens the page for its token and presses the button, as a browser does."""
    session = f"sessionid={who[1]}"
    with closing(http.client.HTTPConnection(urlsplit(url).netloc, timeout=60)) as browser:
        browser.request("GET", f"/events/{event.pk}/", headers={"Cookie": session, "Connection": "close"})
        with browser.getresponse() as page:
            body, cookies = page.read().decode(), page.headers.get_all("Set-Cookie") or []
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', body)
    assert token is not None
    csrf = next(c for c in cookies if c.startswith("csrftoken=")).split(";")[0]
    words = urlencode({"csrfmiddlewaretoken": token[1], "answer": "yes"})
    form = {
        "Content-Type": "application/x-www-form-urlencoded",
        "Cookie": f"{session}; {csrf}",
        "Connection": "close",
    }
    with closing(http.client.HTTPConnection(urlsplit(url).netloc, timeout=60)) as browser:
        browser.request("POST", f"/events/{event.pk}/reply/", words, form)
        with browser.getresponse() as answer:
            answer.read()
            return answer.status
