"""`make bench-join`: a thousand people answer one gathering of fifty seats over HTTP; in the same run plain SQL, our own
decision without the web, and pretix's (where `--pretix` names a Python that has it)."""

import argparse
import http.client
import json
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from typing import Any
from urllib.parse import urlencode, urlsplit

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
    asked.add_argument("--pretix", default="", help="a Python that has pretix")
    wish = asked.parse_args()
    with room.servers():
        room.open_door(9)
        (ours, raw, bare), people, doors = prepared(wish.people, wish.seats)
        with web(wish.port):
            rows = over_http(wish, ours, doors)
        in_line = line_of(ours, rows["spans"])
        rates = {"sql": by_sql(raw, people), "action": by_action(bare, people)}
        rates |= by_pretix(wish) if wish.pretix else {}
        print(found := report(wish, rows, in_line, rates))
        words = f"{room.machine()}; load {os.getloadavg()[0]:.1f} at the end\n\n{found}\n\n{NOTE}"
        room.write_section(room.ROOT / "docs" / "benchmarks.md", "The last seats", words)
    if (
        in_line["inversions"]
        or in_line["overtaken"]
        or not in_line["places"]
        or in_line["yes"] != wish.seats
        or in_line["waiting"] != wish.people - wish.seats
    ):
        sys.exit("the line isn't right")


NOTE = (
    "`make bench-join`. Over HTTP a request is a whole answer: session, CSRF, sight, lock, answer, seat, the facts for "
    "the outbox. The plain SQL does only lock, look, insert and update, with as many connections as the web server has "
    "threads, on the same table with its triggers and keys; our own decision is the action alone, in one process of as "
    "many threads. pretix runs in one process of as many threads on a database of its own in the same server: its lock "
    "of the quota, its count of what is left, and the row in its cart or waiting list, without its web, mail or orders; "
    "it keeps a line by the time of the row and offers freed seats by vouchers."
)


def prepared(count: int, seats: int) -> tuple[list[int], list[int], list[tuple[int, str]]]:
    """Three gatherings alike, everybody invited to all, and a session for each person."""
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
    tables = [make.event(company, hr, capacity=seats).pk for _ in range(3)]
    return tables, [who.pk for who in people], doors


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
    def press(door: tuple[int, str]) -> tuple[int, int, float, float]:
        person, session = door
        begun = time.monotonic()
        words = urlencode({"csrfmiddlewaretoken": CSRF, "answer": "yes"})
        cookies = f"sessionid={session}; csrftoken={CSRF}"
        head = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": cookies, "Host": "localhost"}
        with closing(http.client.HTTPConnection("127.0.0.1", wish.port, timeout=300)) as browser:
            browser.request("POST", f"/events/{event}/reply/", words, head)
            with browser.getresponse() as answer:
                answer.read()
                return answer.status, person, begun, time.monotonic()

    done, took = together(CLIENTS, press, doors)
    return {
        "statuses": Counter(status for status, *_more in done),
        "each": sorted(end - begun for _status, _person, begun, end in done),
        "spans": {person: (begun, end) for _status, person, begun, end in done},
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


def line_of(event: int, spans: dict[int, tuple[float, float]]) -> dict[str, int]:
    """How many came in and wait; how often somebody stands before one whose answer was written earlier, or before one
    who had their answer already when this one pressed; and whether the places told are 1, 2, 3 … without a gap."""
    from programs.events.models import Event, Reply
    from programs.events.queries import place_in_line

    rows = list(Reply.objects.filter(event=event).order_by("pk"))
    waiting = [row for row in rows if row.answer == "waiting"]
    inside = [row for row in rows if row.answer == "yes"]
    inversions = sum(a.waiting_since >= b.waiting_since for a, b in zip(waiting, waiting[1:], strict=False))
    inversions += sum(row.pk > waiting[0].pk for row in inside) if waiting else 0
    order = [row.person_id for row in [*inside, *sorted(waiting, key=lambda row: row.waiting_since)]]
    overtaken = sum(spans[behind][1] < spans[ahead][0] for n, behind in enumerate(order) for ahead in order[:n])
    places = [place_in_line(row) for row in waiting] == list(range(1, len(waiting) + 1))
    taken = Event.objects.get(pk=event).taken
    found = {"yes": len(inside), "waiting": len(waiting), "taken": taken, "inversions": inversions}
    return found | {"overtaken": overtaken, "places": places}


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


def by_action(event: int, people: list[int]) -> float:
    """Our whole decision with its notices, without the web."""
    from django.db import connection

    from accounts.users.models import User
    from programs.events import replying
    from programs.events.models import Event

    table, persons = Event.objects.get(pk=event), User.objects.in_bulk(people)
    left = iter(people)
    guard = threading.Lock()

    def run(_n: int) -> None:
        while True:
            with guard:
                person = next(left, None)
            if person is None:
                return connection.close()
            replying.reply(event=table, by=persons[person], answer="yes")

    _done, took = together(WORKERS * THREADS, run, list(range(WORKERS * THREADS)))
    return len(people) / took


def by_pretix(wish: argparse.Namespace) -> dict[str, Any]:
    """The same people and seats decided by pretix, in a database of its own in the same server."""
    with closing(psycopg2.connect(os.environ["DATABASE_URL"])) as one:
        one.autocommit = True
        one.cursor().execute("CREATE DATABASE pretix")
        named = one.get_dsn_parameters()
    url = urlsplit(os.environ["DATABASE_URL"])
    with tempfile.TemporaryDirectory() as home:
        there = {"BACKEND": "postgresql", "NAME": "pretix", "USER": named["user"], "PASSWORD": url.password or ""}
        there |= {"HOST": named.get("host", ""), "PORT": named["port"]}
        env = {f"PRETIX_DATABASE_{name}": value for name, value in there.items()}
        kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
        env |= kept | {"PRETIX_PRETIX_DATADIR": home, "DATA_DIR": home}
        script = str(room.ROOT / "benchmarks" / "join_pretix.py")
        command = [wish.pretix, script, str(wish.people), str(wish.seats), str(WORKERS * THREADS)]
        done = subprocess.run(command, env=env, cwd=home, capture_output=True, text=True, check=False)
    if done.returncode:
        print(done.stderr[-3000:], file=sys.stderr)
        return {"failed": (done.stderr.strip().splitlines() or ["?"])[-1][:200]}
    said = json.loads(done.stdout.strip().splitlines()[-1])
    return {"pretix": wish.people / said["took"], "version": said["version"], "said": said}


def report(wish: argparse.Namespace, http_: dict[str, Any], line: dict[str, int], rates: dict[str, Any]) -> str:
    each, rate = http_["each"], wish.people / http_["took"]
    statuses = ", ".join(f"{count} × {status}" for status, count in sorted(http_["statuses"].items()))
    order = f"{line['yes']} in (taken {line['taken']}), {line['waiting']} wait"
    order += f" at the places 1 to {line['waiting']}" if line["places"] else ", places with gaps"
    order += f"; {line['inversions']} out of order, {line['overtaken']} overtaken"
    times = f"p50 {statistics.median(each):.2f} s, p95 {each[int(len(each) * 0.95)]:.2f} s, longest {each[-1]:.2f} s"
    return room.table(
        HEAD,
        [
            [f"{wish.people} people, {wish.seats} seats, {CLIENTS} at a time over HTTP", statuses],
            ["seats and line", order],
            ["an answer took", times],
            ["answers a second over HTTP", f"{rate:.0f}"],
            [f"the same decisions in plain SQL, {WORKERS * THREADS} connections", f"{rates['sql']:.0f} a second"],
            [
                "ours without the web (`replying.reply`, notices written), in one process",
                f"{rates['action']:.0f} a second",
            ],
            *_beside_pretix(rates),
            ["HTTP to plain SQL", f"{rate / rates['sql']:.2f}"],
            ["ours without the web to plain SQL", f"{rates['action'] / rates['sql']:.2f}"],
        ],
    )


def _beside_pretix(rates: dict[str, Any]) -> list[list[str]]:
    if "pretix" not in rates:
        return [["pretix", f"not run: {rates['failed']}" if "failed" in rates else "not run (`--pretix`)"]]
    said = rates["said"]
    words = f"{rates['pretix']:.0f} a second ({said['in']} in, {said['waiting']} wait)"
    return [
        [f"pretix {rates['version']}, its decision without the web, in one process", words],
        ["ours to pretix, both without the web", f"{rates['action'] / rates['pretix']:.2f}"],
    ]


if __name__ == "__main__":
    main()
