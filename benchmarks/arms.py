"""Suggestions at arm's length over a large network: CPU of one ask, PostgreSQL's process and this one together.

`make bench-arms` (ARGS="--people 20000 --advisors 1200 --asks 100").
"""

import argparse
import random
import statistics
import time
from pathlib import Path

from benchmarks import room

HEAD = ["what", "CPU p50", "CPU p95", "time p50", "time p95"]
# Posts beside those of the seed, in units that stand, so that a person has about three and a half.
POSTS = """
INSERT INTO alumni_tenure (company_id, department_id, person_id, title, heads, entry, since, since_precision, until,
    until_precision, open, state, reason, word, verified_at)
SELECT d.company_id, d.id, t.person_id, '', random() < 0.03, 'transfer', t.since - 2500, 'day', t.since - 1, 'day', false,
    'verified', '', '', now()
FROM (SELECT person_id, company_id, since, row_number() OVER (ORDER BY random()) AS n FROM alumni_tenure
      WHERE person_id IS NOT NULL AND since IS NOT NULL) AS t
JOIN LATERAL (SELECT id, company_id FROM alumni_department d WHERE d.company_id = t.company_id
              ORDER BY md5(d.id::text || t.n) LIMIT 1) AS d ON true
WHERE t.n <= %s
"""


def fill(people: int, tenures: int, advisors: int) -> None:
    from django.core.management import call_command
    from django.db import connection

    call_command("seed", people=people, seed=1)
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")
        cursor.execute("SELECT setseed(0.4)")
        cursor.execute("UPDATE alumni_tenure t SET person_id = e.person_id FROM alumni_enrolment e "
                       "WHERE e.id = t.enrolment_id AND t.person_id IS NULL AND e.person_id IS NOT NULL")  # fmt: skip
        cursor.execute("SELECT count(*) FROM alumni_tenure WHERE person_id IS NOT NULL")
        cursor.execute(POSTS, [max(tenures - cursor.fetchone()[0], 0)])
        make_advisors(advisors)
        cursor.execute("ANALYZE")


def make_advisors(count: int) -> None:
    """A share of everybody who left, each with four times to come."""
    from datetime import timedelta

    from django.utils import timezone

    from accounts.users.models import User
    from programs.mentoring.models import Advisor, Slot

    chance, now = random.Random(2), timezone.now()
    ids = list(User.objects.filter(tenures__isnull=False).order_by("pk").distinct().values_list("pk", flat=True))
    chosen = chance.sample(ids, count)
    made = Advisor.objects.bulk_create(
        Advisor(
            person_id=pk, headline="聞く人", themes=chance.sample(range(1, 13), 3), languages=["ja"], state="listed",
            open_to=chance.choice(["company", "network"]), verified_at=now,
        )
        for pk in chosen
    )  # fmt: skip
    starts = [now + timedelta(days=2 + 3 * n) for n in range(4)]
    Slot.objects.bulk_create(
        (Slot(advisor=one, starts_at=at, ends_at=at + timedelta(minutes=50)) for one in made for at in starts),
        batch_size=5_000,
    )


def cpu_of(pid: int) -> float:
    """Milliseconds on a core, to the nanosecond."""
    return int(Path(f"/proc/{pid}/schedstat").read_text().split()[0]) / 1e6


def measure(asks: int) -> dict[str, list[tuple[float, float]]]:
    """(CPU, time) in ms of each ask: the one statement over all advisors, and everything the page asks."""
    from django.db import connection

    from accounts.users.models import User
    from programs.mentoring import queries, suggesting

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        pid = cursor.fetchone()[0]
    chance = random.Random(3)
    ids = list(User.objects.filter(tenures__isnull=False).order_by("pk").distinct().values_list("pk", flat=True))
    viewers = list(User.objects.filter(pk__in=chance.sample(ids, asks + 20)))
    found: dict[str, list[tuple[float, float]]] = {"all advisors judged and ranked": [], "five suggestions": []}
    ways = {
        "all advisors judged and ranked": lambda one: suggesting.ranked(suggesting.near_of(one), [1, 4]),
        "five suggestions": lambda one: queries.suggestions(one, [1, 4]),
    }
    for number, viewer in enumerate(viewers):
        for name, ask in ways.items():
            began, own, theirs = time.perf_counter(), time.process_time(), cpu_of(pid)
            ask(viewer)
            spent = (time.process_time() - own) * 1000 + cpu_of(pid) - theirs
            if number >= 20:  # the first ones warm
                found[name].append((spent, (time.perf_counter() - began) * 1000))
    return found


def figures(values: list[float]) -> list[str]:
    return [f"{statistics.median(values):.1f}", f"{statistics.quantiles(values, n=20)[-1]:.1f}"]


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--people", type=int, default=100_000)
    words.add_argument("--tenures", type=int, default=357_000)
    words.add_argument("--advisors", type=int, default=6_000)
    words.add_argument("--asks", type=int, default=300)
    words.add_argument("--page", type=Path, default=room.ROOT / "docs" / "benchmarks.md")
    chosen = words.parse_args()
    with room.servers():
        room.open_door(1)
        from alumni.tenures.models import Tenure

        fill(chosen.people, chosen.tenures, chosen.advisors)
        tenures = Tenure.objects.exclude(person=None).count()
        rows = [
            [name, *figures([cpu for cpu, _t in spent]), *figures([t for _cpu, t in spent])]
            for name, spent in measure(chosen.asks).items()
        ]
        machine = room.machine()
    note = (
        f"`make bench-arms`: {chosen.people:,} people, {tenures:,} posts of members, {chosen.advisors:,} advisors with four "
        f"times each, {chosen.asks} people ask for two themes; warm, in ms; CPU of PostgreSQL's process and this one together."
    )
    text = f"{machine}\n\n{room.table(HEAD, rows)}\n\n{note}"
    print(text)
    room.write_section(chosen.page, "Arm's length", text)


if __name__ == "__main__":
    main()
