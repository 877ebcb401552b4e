"""Paths of introduction at the size of a large network, beside one recursive query on the same data in the same run.

`make bench-paths` (ARGS="--people 100000 --edges 600000"). Six million connections are twelve million steps.
"""

import argparse
import os
import random
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.db.models import Max

from benchmarks import room

FEW = 5  # asks of the recursive query, which takes seconds
HEAD = ["between", "way", "p50", "p95", "CPU", "found"]
RECURSIVE = """
WITH RECURSIVE edge AS NOT MATERIALIZED (
    SELECT first_id AS a, second_id AS b FROM alumni_connection WHERE {open}
    UNION ALL SELECT second_id, first_id FROM alumni_connection WHERE {open}
), walk(person, way) AS (
    SELECT %s::bigint, ARRAY[%s::bigint]
    UNION ALL
    SELECT edge.b, walk.way || edge.b FROM walk JOIN edge ON edge.a = walk.person
    WHERE cardinality(walk.way) <= %s AND edge.b <> ALL(walk.way)
)
SELECT way FROM walk WHERE person = %s ORDER BY cardinality(way) LIMIT 1
"""


def fill(people: int, edges: int) -> None:
    """Neighbours mostly near by, some far: what working together makes. Without checks of references, for speed."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")
        for name in _references(cursor):
            cursor.execute(f"ALTER TABLE alumni_connection DROP CONSTRAINT {name}")
        cursor.execute("SELECT setseed(0.3)")
        cursor.execute("DROP INDEX connection_path_first; DROP INDEX connection_path_second")
        cursor.execute(
            """INSERT INTO alumni_connection (first_id, second_id, asked_by_id, first_says, second_says, first_project,
                second_project, word, first_hides, second_hides, first_rests, second_rests, state, asked_at, answered_at)
            SELECT DISTINCT ON (low, high) low, high, low, 'worked', 'worked', '', '', '', hides < 0.05, false, false,
                false, 'confirmed', now(), now()
            FROM (SELECT least(a, b) AS low, greatest(a, b) AS high, hides FROM (
                SELECT a, CASE WHEN far < 0.2 THEN 1 + (random() * (%s - 1))::int
                    ELSE 1 + (a + (random() * 400)::int) %% %s END AS b, hides
                FROM (SELECT 1 + (random() * (%s - 1))::int AS a, random() AS far, random() AS hides
                      FROM generate_series(1, %s)) AS one) AS two WHERE a <> b) AS pairs""",
            [people, people, people, edges],
        )
        hidden = "NOT first_hides AND NOT second_hides AND NOT first_rests AND NOT second_rests"
        for end, other in (("first", "second"), ("second", "first")):
            cursor.execute(
                f"CREATE INDEX connection_path_{end} ON alumni_connection ({end}_id) INCLUDE ({other}_id)"
                f" WHERE state = 'confirmed' AND {hidden}"
            )
        cursor.execute("VACUUM ANALYZE alumni_connection")


def _references(cursor: Any) -> list[str]:
    cursor.execute(
        "SELECT quote_ident(conname) FROM pg_constraint WHERE contype = 'f' AND conrelid = 'alumni_connection'::regclass"
    )
    return [row[0] for row in cursor.fetchall()]


def pairs(people: int, asks: int, between: int) -> list[tuple[int, int]]:
    """Pairs that are as far apart as asked for, found by a walk of that many steps."""
    from alumni.connections.paths import neighbours

    chance, found = random.Random(5), []
    while len(found) < asks:
        start = at = chance.randint(1, people)
        for _step in range(between + 1):
            others = sorted(neighbours([at])[at] - {start})
            if not others:
                break
            at = chance.choice(others)
        else:
            found.append((start, at))
    return found


def ours(start: int, end: int) -> object:
    """The search itself, everybody being seen: what privacy adds stands in the table of finding people."""
    from alumni.connections.paths import _shortest, neighbours

    ends = neighbours([start, end])
    if end in ends[start]:
        return ()
    return next(_shortest(ends[start], ends[end], set), None)


def recursive(start: int, end: int) -> object:
    from django.db import connection

    from alumni.connections.paths import OPEN

    with connection.cursor() as cursor:
        for steps in (1, 2, 3):
            cursor.execute(RECURSIVE.format(open=OPEN), [start, start, steps, end])
            if row := cursor.fetchone():
                return row[0]
    return None


def cpu_of(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def measure(ask: Callable[[int, int], object], asked: list[tuple[int, int]]) -> tuple[float, float, float, float]:
    """p50 and p95 of the time of one ask in ms, CPU per ask in ms, and how many were found."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        pid = cursor.fetchone()[0]
    for start, end in asked:
        ask(start, end)
    times, found, cpu, own = [], 0, cpu_of(pid), time.process_time()
    for start, end in asked:
        began = time.perf_counter()
        found += ask(start, end) is not None
        times.append((time.perf_counter() - began) * 1000)
    spent = (cpu_of(pid) - cpu + time.process_time() - own) * 1000 / len(asked)
    return statistics.median(times), statistics.quantiles(times, n=20)[-1], spent, found / len(asked)


def rows_for(asks: int) -> list[list[str]]:
    rows = []
    for between in (1, 2, 3):
        asked = pairs(people_in(), asks, between)
        # Beyond two between one recursive query takes minutes.
        ways = {"both ends": ours} | ({"recursive SQL": recursive} if between < 3 else {})
        for name, ask in ways.items():
            half, most, cpu, found = measure(ask, asked if ask is ours else asked[:FEW])
            rows.append([str(between), name, f"{half:.1f}", f"{most:.1f}", f"{cpu:.1f}", f"{found:.0%}"])
            print(*rows[-1], sep="\t", flush=True)
    return rows


def people_in() -> int:
    from alumni.connections.models import Connection

    return Connection.objects.aggregate(last=Max("second_id"))["last"]


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--people", type=int, default=1_000_000)
    words.add_argument("--edges", type=int, default=6_000_000)
    words.add_argument("--asks", type=int, default=200)
    words.add_argument("--page", type=Path, default=room.ROOT / "docs" / "benchmarks.md")
    chosen = words.parse_args()
    with room.servers():
        room.open_door(1)
        from alumni.connections.models import Connection

        fill(chosen.people, chosen.edges)
        held, rows = Connection.objects.open().count(), rows_for(chosen.asks)
        machine = room.machine()
    note = (
        f"{chosen.people:,} people, {held:,} open connections ({2 * held:,} steps), {chosen.asks} asks each, {FEW} of the "
        "recursive query; warm, in ms; CPU of the PostgreSQL process and this one together, per ask. The search alone: "
        "what seeing people adds stands under finding people. `between`: at most so many stand between the two."
    )
    text = f"{machine}\n\n{room.table(HEAD, rows)}\n\n{note}"
    print(text)
    room.write_section(chosen.page, "Paths of introduction", text)


if __name__ == "__main__":
    main()
