"""`make bench-join`: a thousand people answer one gathering of fifty seats over HTTP, against plain SQL in the same run."""

import argparse
import http.client
import os
import statistics
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from typing import Any
from urllib.parse import urlencode

import psycopg2

from benchmarks import room

CSRF = "k" * 32  # a browser that has opened the page holds one; any 32 letters are as good
WORKERS, THREADS, CLIENTS = 2, 4, 40
HEAD = ["what", "measured"]
LOCK = "SELECT taken, capacity FROM programs_event WHERE id = %s FOR NO KEY UPDATE"
MINE = "SELECT id FROM programs_reply WHERE event_id = %s AND person_id = %s"
LINE = "SELECT count(*) FROM programs_reply WHERE event_id = %s AND answer = 'waiting'"
ANSWER = """INSERT INTO programs_reply (event_id, person_id, answer, guests, word, unseen, needs, host_word, waiting_since, at)
    VALUES (%s, %s, %s, 0, '', false, '', '', CASE WHEN %s = 'waiting' THEN clock_timestamp() END, now())"""
SEAT = "UPDATE programs_event SET taken = taken + 1 WHERE id = %s"


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--people", type=int, default=1000)
    asked.add_argument("--seats", type=int, default=50)
    asked.add_argument("--port", type=int, default=8916)
    wish = asked.parse_args()
    with room.servers():
        room.open_door(9)
        ours, raw, people, doors = prepared(wish.people, wish.seats)
        with web(wish.port):
            rows = over_http(wish, ours, doors)
        in_line = line_of(ours)
        plain = by_sql(raw, people)
        print(found := report(wish, rows, in_line, plain))
        words = f"{room.machine()}; load {os.getloadavg()[0]:.1f} at the end\n\n{found}\n\n{NOTE}"
        room.write_section(room.ROOT / "docs" / "benchmarks.md", "The last seats", words)
    if in_line["inversions"] or in_line["yes"] != wish.seats or in_line["waiting"] != wish.people - wish.seats:
        sys.exit("the line isn't right")


NOTE = (
    "`make bench-join`. Over HTTP a request is a whole answer: session, CSRF, sight, lock, answer, seat, the facts for "
    "the outbox. The plain SQL does only lock, look, insert and update, with as many connections as the web server has "
    "threads, on the same table with its triggers and keys."
)


def prepared(count: int, seats: int) -> tuple[int, int, list[int], list[tuple[int, str]]]:
    """Two gatherings alike, everybody invited to both, and a session for each person."""
    from importlib import import_module

    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

    from alumni.tenures.models import Tenure
    from tests import make

    company = make.company("大きな会社")
    unit = make.department(company, "本部")
    hr = make.hr(company)
    people = [make.user() for _ in range(count)]
    for who in people:
        make.tenure(who, unit, "2001-04-01", "2010-03-31")
    assert Tenure.objects.count() > count
    store = import_module(settings.SESSION_ENGINE).SessionStore
    doors = []
    for who in people:
        session = store()
        session[SESSION_KEY], session[HASH_SESSION_KEY] = str(who.pk), who.get_session_auth_hash()
        session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
        session.create()
        doors.append((who.pk, session.session_key))
    first, second = (make.event(company, hr, capacity=seats).pk for _ in range(2))
    return first, second, [who.pk for who in people], doors


@contextmanager
def web(port: int) -> Iterator[None]:
    """The web server as it runs in earnest, two workers of four threads."""
    command = [sys.executable, "-m", "gunicorn", "config.wsgi", "--bind", f"127.0.0.1:{port}", "--preload"]
    command += ["--workers", str(WORKERS), "--threads", str(THREADS), "--log-level", "error"]
    server = subprocess.Popen(command, cwd=room.ROOT)
    try:
        for _ in range(300):
            with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=5)) as one:
                try:
                    one.request("GET", "/healthz")
                    one.getresponse().read()
                    break
                except OSError:
                    time.sleep(0.2)
        yield
    finally:
        server.terminate()
        server.wait(30)


def over_http(wish: argparse.Namespace, event: int, doors: list[tuple[int, str]]) -> dict[str, Any]:
    def press(session: str) -> tuple[int, float]:
        begun = time.monotonic()
        words = urlencode({"csrfmiddlewaretoken": CSRF, "answer": "yes"})
        cookies = f"sessionid={session}; csrftoken={CSRF}"
        head = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": cookies, "Host": "localhost"}
        with closing(http.client.HTTPConnection("127.0.0.1", wish.port, timeout=300)) as browser:
            browser.request("POST", f"/events/{event}/reply/", words, head)
            with browser.getresponse() as answer:
                answer.read()
                return answer.status, time.monotonic() - begun

    done, took = together(CLIENTS, press, [session for _person, session in doors])
    return {
        "statuses": Counter(status for status, _s in done),
        "each": sorted(s for _status, s in done),
        "took": took,
    }


def together(count: int, work: Callable[[Any], Any], things: list[Any]) -> tuple[list[Any], float]:
    """`count` threads begin in the same instant, each takes the next thing."""
    start, left, guard = threading.Barrier(count), iter(things), threading.Lock()

    def run(_n: int) -> list[Any]:
        start.wait()
        done = []
        while True:
            with guard:
                thing = next(left, None)
            if thing is None:
                return done
            done.append(work(thing))

    begun = time.monotonic()
    with ThreadPoolExecutor(count) as pool:
        done = [one for part in pool.map(run, range(count)) for one in part]
    return done, time.monotonic() - begun


def line_of(event: int) -> dict[str, int]:
    """How many came in and wait; and how often somebody stands before one whose answer was written earlier."""
    from programs.events.models import Event, Reply

    rows = list(Reply.objects.filter(event=event).order_by("pk"))
    waiting = [row for row in rows if row.answer == "waiting"]
    inside = [row for row in rows if row.answer == "yes"]
    inversions = sum(a.waiting_since >= b.waiting_since for a, b in zip(waiting, waiting[1:], strict=False))
    inversions += sum(row.pk > waiting[0].pk for row in inside) if waiting else 0
    taken = Event.objects.get(pk=event).taken
    return {"yes": len(inside), "waiting": len(waiting), "taken": taken, "inversions": inversions}


def by_sql(event: int, people: list[int]) -> float:
    """The same decisions by nothing but SQL; answers a second."""
    local = threading.local()

    def answer(person: int) -> None:
        if not hasattr(local, "one"):
            local.one = psycopg2.connect(os.environ["DATABASE_URL"])
        with local.one as transaction, transaction.cursor() as cursor:
            cursor.execute(LOCK, [event])
            taken, capacity = cursor.fetchone()
            cursor.execute(MINE, [event, person])
            cursor.execute(LINE, [event])
            said = "yes" if taken < capacity and not cursor.fetchone()[0] else "waiting"
            cursor.execute(ANSWER, [event, person, said, said])
            if said == "yes":
                cursor.execute(SEAT, [event])

    _done, took = together(WORKERS * THREADS, answer, people)
    return len(people) / took


def report(wish: argparse.Namespace, http_: dict[str, Any], line: dict[str, int], plain: float) -> str:
    each, rate = http_["each"], wish.people / http_["took"]
    statuses = ", ".join(f"{count} × {status}" for status, count in sorted(http_["statuses"].items()))
    order = f"{line['yes']} in (taken {line['taken']}), {line['waiting']} wait, {line['inversions']} out of order"
    times = f"p50 {statistics.median(each):.2f} s, p95 {each[int(len(each) * 0.95)]:.2f} s, longest {each[-1]:.2f} s"
    return room.table(
        HEAD,
        [
            [f"{wish.people} people, {wish.seats} seats, {CLIENTS} at a time over HTTP", statuses],
            ["seats and line", order],
            ["an answer took", times],
            ["answers a second over HTTP", f"{rate:.0f}"],
            [f"the same decisions in plain SQL, {WORKERS * THREADS} connections", f"{plain:.0f} a second"],
            ["ratio", f"{rate / plain:.2f}"],
        ],
    )


if __name__ == "__main__":
    main()
