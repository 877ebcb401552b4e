"""`make bench-notices`: telling people against the plainest thing that could do the same, in turns on the same machine."""

import argparse
import signal
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks import room
from benchmarks.notices_sending import LINES, Office, rates

ROUNDS = 3


def clock(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def percentile(values: list[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def publishing(times: int = 300) -> tuple[list[float], list[float]]:
    """Seconds of a plain save in a transaction, and of the same with send() in it, in turns."""
    from django.db import transaction

    from accounts.notices import actions
    from accounts.notices.models import Preference
    from accounts.users.models import User

    someone = User.objects.order_by("pk").first()

    def save() -> None:
        Preference.objects.update_or_create(person=someone, category="desk", defaults={"pace": "now"})

    def plain() -> None:
        with transaction.atomic():
            save()

    def telling() -> None:
        with transaction.atomic():
            save()
            actions.send("tests.news")

    pairs = [(clock(plain), clock(telling)) for _ in range(times)]
    return [a for a, _ in pairs], [b for _, b in pairs]


def empty() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE accounts_fact, accounts_notice, accounts_delivery")


RAW = [
    """INSERT INTO accounts_notice (fact_id, person_id, at)
       SELECT %s, id, now() FROM accounts_user WHERE email LIKE 'reader%%' AND is_active ON CONFLICT DO NOTHING""",
    """INSERT INTO accounts_delivery (fact_id, person_id, address, state, error, priority, not_before, attempts, doubts,
                                      lease_owner)
       SELECT %s, id, email, 'waiting', '', 5, now(), 0, 0, '' FROM accounts_user
       WHERE email LIKE 'reader%%' AND is_active ON CONFLICT DO NOTHING""",
]


def expanding() -> tuple[float, float, float]:
    """Seconds of the raw inserts, of expand, and of its longest transaction; medians of turns."""
    from django.db import connection

    from accounts.notices import actions
    from accounts.notices import expanding as own
    from accounts.notices.models import Fact

    def raw() -> None:
        with connection.cursor() as cursor:
            for statement in RAW:
                cursor.execute(statement, [fact.pk])

    raws, owns, longest = [], [], 0.0
    for _ in range(ROUNDS):
        empty()
        fact = Fact.objects.create(kind="tests.news")
        raws.append(clock(raw))
        empty()
        actions.send("tests.news")
        begun, size, more = time.perf_counter(), own.LARGEST, True
        while more:
            took = clock(lambda size=size: own.expand_batch(size))
            longest, size = max(longest, took), own._next_size(size, took)
            more = Fact.objects.due().exists()
        owns.append(time.perf_counter() - begun)
    return statistics.median(raws), statistics.median(owns), longest


DIGESTS = """INSERT INTO accounts_delivery (fact_id, person_id, address, state, error, priority, not_before, attempts,
                                              doubts, lease_owner, bundle)
    SELECT %s, id, email, 'waiting', '', 5, now() - interval '1 hour', 0, 0, '', 'daily'
    FROM (SELECT id, email FROM accounts_user WHERE email LIKE 'reader%%' ORDER BY id LIMIT %s) u"""


def claiming(people: int, times: int = 20) -> float:
    """Milliseconds in which a sender claims the next digests while those of so many people are due, three rows each."""
    from django.db import connection

    from accounts.notices import outbox
    from accounts.notices.models import Fact

    empty()
    with connection.cursor() as cursor:
        for _ in range(3):
            cursor.execute(DIGESTS, [Fact.objects.create(kind="tests.news").pk, people])
        cursor.execute("ANALYZE accounts_delivery")
    return statistics.median(clock(lambda: outbox.claim("bench")) for _ in range(times)) * 1000


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--people", type=int, default=100_000)
    words.add_argument("--mails", type=int, default=2_000)
    words.add_argument("--home", type=Path, default=None, help="a folder of servers that stays for the next run")
    words.add_argument("--page", type=Path, default=room.ROOT / "docs" / "benchmarks.md")
    chosen = words.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # its workers end with it
    office = Office()
    try:
        with room.servers(home=chosen.home) as home:
            room.open_door(office.ports["quick"])
            rows = [*telling(chosen.people), *sending(home, office, chosen.mails)]
            head = ["what", "plain", "ours", "compared", "hold"]
            text = f"{room.machine()}\n\n{room.table(head, rows)}"
            print(text)
            room.write_section(chosen.page, "Notices", text)
    finally:
        office.process.kill()


def telling(people: int) -> list[list[str]]:
    rows, told = [], 0
    for count in (20, 20_000, people):
        room.people_from(told, count)
        told = count
        rows.append(publish_row(count))
        print(rows[-1], flush=True)
    raw, own, longest = expanding()
    rows.append(
        [f"expand to {people:,} (notice and mail)", f"{people / raw:,.0f} /s", f"{people / own:,.0f} /s",
         f"{raw / own:.2f} ×; longest transaction {longest * 1000:.0f} ms", "≥ 0.25 ×; ≤ 500 ms"]
    )  # fmt: skip
    print(rows[-1], flush=True)
    few, many = claiming(min(people, 2_000)), claiming(people)
    rows.append(
        [f"claim 20 digests of three while those of 2,000 / {people:,} are due", f"{few:.1f} ms", f"{many:.1f} ms",
         f"{many / few:.1f} ×", "≤ 3 ×"]
    )  # fmt: skip
    print(rows[-1], flush=True)
    return rows


def sending(home: Path, office: Office, mails: int) -> list[list[str]]:
    rows = []
    sorts = {"tests.news": "written for each", "tests.pressing": "same words for all"}
    for name, words, hold in (("quick", "aiosmtpd", "≥ 0.45 ×"), ("slow", "a relay that takes 10 ms", "≥ 0.8 ×")):
        found = rates(home, office, name, list(sorts), mails, ROUNDS)
        for sort, (raw, own, single, to_raw, to_single) in zip(sorts.values(), found, strict=True):
            rows += [
                [f"send {mails:,} to {words} over {LINES} lines, {sort}", f"{raw:,.0f} /s", f"{own:,.0f} /s",
                 f"{to_raw:.2f} ×", hold],
                ["the same, one Celery task for each recipient", f"{single:,.0f} /s", f"{own:,.0f} /s",
                 f"{to_single:.1f} ×", "≥ 5 ×" if name == "quick" else "–"],
            ]  # fmt: skip
    return rows


def publish_row(count: int) -> list[str]:
    empty()
    plain, own = publishing()
    a, b = percentile(plain, 0.99) * 1000, percentile(own, 0.99) * 1000
    more = statistics.median(own) * 1000 - statistics.median(plain) * 1000
    return [f"publish to {count:,}, p99", f"{a:.2f} ms", f"{b:.2f} ms", f"median + {more:.2f} ms", "p99 ≤ + 2 ms"]


if __name__ == "__main__":
    main()
