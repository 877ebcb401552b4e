"""Needs and offers: what one suggestion costs PostgreSQL over 100,000 offers, and who gains on an invented truth.

`make bench-matching` (ARGS="--offers 20000 --asks 100"). The truth is told in benchmarks/matching_people.py.
"""

import argparse
import ctypes
import os
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks import matching_people, room

HEAD = ["what", "rows found", "CPU p50", "CPU p95", "CPU p99", "CPU longest", "time p50"]
HEAD_OF_TRUTH = [
    "way",
    "needs matched",
    "Gini of being shown",
    "shown at least once",
    "gain of the need",
    "gain of the offer",
]
THEMES, COMPANIES = 400, 20
FILL = """
INSERT INTO programs_listing (kind, state, standing, person_id, title, words, back, themes, returns, since, until,
    effort, online, area, place, languages, circle, near, far, origin, suggested, capacity, load, shown, weight, made_at,
    opened_at, expires_at)
SELECT %(kind)s, 'open', false, p.id, 'x', '', '', t.themes, r.returns, current_date + p.start,
    current_date + p.start + 60, p.effort, p.online, 'JP-' || lpad(p.place::text, 2, '0'), '',
    CASE WHEN p.online THEN 3 ELSE 1 END, CASE WHEN p.circle < 0.5 THEN '{{}}' ELSE ARRAY[p.company] END::bigint[],
    '{{}}', '{{}}', '',
    p.open > 0.1, 3, (p.load * 4)::int, (p.load * p.load * 30)::int, cardinality(t.themes) * 500, now(), now(),
    now() + interval '60 days'
FROM (SELECT u.id, (random() * 60)::int - 20 AS start, 1 + (random() * 4)::int AS effort, random() < 0.7 AS online,
          1 + (random() * 46)::int AS place, random() AS circle, random() AS open, random() AS load,
          (SELECT min(company_id) FROM alumni_tenure x WHERE x.person_id = u.id) AS company
      FROM accounts_user u WHERE u.email LIKE 'giver%%' ORDER BY u.id LIMIT %(many)s) AS p,
    LATERAL (SELECT array_agg(DISTINCT 1 + floor({themes} * power(random(), 2))::int) AS themes
             FROM generate_series(1, 2 + (p.id %% 3)::int)) AS t,
    LATERAL (SELECT array_agg(DISTINCT 1 + floor(10 * power(random(), 1.5))::int) AS returns
             FROM generate_series(1, 2 + (p.id %% 2)::int)) AS r
"""


def fill(offers: int, needs: int) -> None:
    """As many people, each of one company, seen by everybody, with one offer; some of them with a need."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")
        cursor.execute("SELECT setseed(0.4)")
        _people(cursor, offers)
        fill_in = FILL.format(themes=THEMES)
        cursor.execute(fill_in, {"kind": "offer", "many": offers})
        cursor.execute(fill_in, {"kind": "need", "many": needs})
        for table in ("accounts_user", "alumni_profile", "alumni_tenure", "programs_listing"):
            cursor.execute(f"VACUUM ANALYZE {table}")


def _people(cursor: Any, many: int) -> None:
    from django.utils import timezone

    from accounts.users.models import User
    from alumni.companies.models import Company
    from alumni.profiles.models import Profile
    from alumni.tenures.models import Tenure

    companies = [Company.objects.create(slug=f"c{n}", name=f"会社{n}") for n in range(COMPANIES)]
    for table in ("alumni_profile", "alumni_tenure"):
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
    for first in range(0, many, 5000):
        rows = [
            User(email=f"giver{n}@example.test", family_name="人", given_name=f"{n}")
            for n in range(first, first + 5000)
        ]
        people = User.objects.bulk_create(rows[: many - first])
        Profile.objects.bulk_create([Profile(person=one, seen_by="network") for one in people])
        posts = [
            Tenure(
                person=one, company=companies[n % COMPANIES], state="verified", open=True, verified_at=timezone.now()
            )
            for n, one in enumerate(people)
        ]
        Tenure.objects.bulk_create(posts)
    for table in ("alumni_profile", "alumni_tenure"):
        cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


class Clock:
    """The CPU time of another process of this machine to the nanosecond, as the kernel keeps it."""

    def __init__(self, pid: int) -> None:
        self.id = ctypes.c_int()
        libc = ctypes.CDLL(None, use_errno=True)
        if libc.clock_getcpuclockid(pid, ctypes.byref(self.id)):
            raise OSError("no CPU clock of the PostgreSQL process")

    def now(self) -> float:
        return time.clock_gettime(self.id.value)


def measure(ask: Callable[[Any], int], asked: list[Any]) -> list[str]:
    """CPU of the PostgreSQL process per ask in ms."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        clock = Clock(cursor.fetchone()[0])
    for one in asked[:20]:
        ask(one)
    cpu, times, found = [], [], 0
    for one in asked:
        before, began = clock.now(), time.perf_counter()
        found += ask(one)
        times.append((time.perf_counter() - began) * 1000)
        cpu.append((clock.now() - before) * 1000)
    cuts = statistics.quantiles(cpu, n=100)
    shown = [found / len(asked), cuts[49], cuts[94], cuts[98], max(cpu), statistics.median(times)]
    return [f"{one:.1f}" for one in shown]


def rows_for(asks: int) -> list[list[str]]:
    from accounts.users.models import User
    from programs.exchange import queries, suggesting
    from programs.exchange.models import Listing

    needs = list(Listing.objects.needs().select_related("person").order_by("pk")[: asks * 7 : 7])
    people = [User.objects.get(pk=need.person_id) for need in needs]

    def one_need(need: Any) -> int:
        return len(suggesting.fits(need, User.objects.get(pk=need.person_id)))

    def first_page(person: Any) -> int:
        return len(queries.pairs_for(User.objects.get(pk=person.pk)))

    rows = [
        ["who might, for one need", *measure(one_need, needs)],
        ["now, for one person", *measure(first_page, people)],
    ]
    for row in rows:
        print(*row, sep="\t", flush=True)
    return rows


def truths(seed: int) -> list[list[str]]:
    rows = []
    for name, (way, leaves_out) in matching_people.WAYS.items():
        found = matching_people.live(way, leaves_out, seed)
        shares = [found.matched, found.newcomers, found.need_gain, found.offer_gain]
        share, once, need, offer = (f"{one / 10:.1f} %" for one in shares)
        rows.append([name, share, f"{found.gini / 1000:.2f}", once, need, offer])
        print(*rows[-1], sep="\t", flush=True)
    return rows


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--offers", type=int, default=100_000)
    words.add_argument("--needs", type=int, default=20_000)
    words.add_argument("--asks", type=int, default=400)
    words.add_argument("--seed", type=int, default=7)
    words.add_argument("--page", type=Path, default=room.ROOT / "docs" / "benchmarks.md")
    chosen = words.parse_args()
    truth = truths(chosen.seed)
    with room.servers():
        room.open_door(1)
        fill(chosen.offers, chosen.needs)
        rows, machine = rows_for(chosen.asks), room.machine()
    note = (
        f"{chosen.offers:,} offers and {chosen.needs:,} needs of as many people, {chosen.asks} asks each, warm; CPU of the "
        "PostgreSQL process in ms, all statements of one ask together, with every gate of privacy. Load at the end "
        f"{os.getloadavg()[0]:.0f}."
    )
    told = (
        "Who gains, on an invented truth (benchmarks/matching_people.py): 1,000 needs and 500 offers in one month, six "
        "shown for each need, the first two that are liked are asked, and the chance of a yes grows with what the one who "
        "is asked truly gains; whoever was asked as often as they have room for doesn't answer. All ways see the same "
        "people in the same order in one run. Gain: of the matches that came about."
    )
    text = f"{machine}\n\n{room.table(HEAD, rows)}\n\n{note}\n\n{room.table(HEAD_OF_TRUTH, truth)}\n\n{told}"
    print(text)
    room.write_section(chosen.page, "Needs and offers", text)


if __name__ == "__main__":
    main()
