"""`make bench-notices`: telling people against the plainest thing that could do the same, in turns on the same machine."""

import argparse
import smtplib
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks import room

ROUNDS = 3
SINGLE = 100  # mails of which one takes the measure of sending one by one


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


def sending(kind: str, count: int, port: int) -> tuple[float, float, float]:
    """Seconds for `count` mails of a bare smtplib loop over what is written already, of drain, and one by one."""
    from accounts.notices import actions, delivering
    from accounts.notices import expanding as own
    from accounts.notices.models import Delivery
    from accounts.notices.smtp import Connection
    from accounts.notices.writing import Writer
    from accounts.users.models import User

    chosen = list(User.objects.filter(email__startswith="reader").order_by("pk")[:count])

    def raw() -> None:
        line: smtplib.SMTP = Connection("127.0.0.1", port)
        for address, content in ready:
            line.sendmail("kanae@example.test", [address], content)
        line.quit()

    def drain() -> None:
        while delivering.drain(60):
            pass

    raws, owns, singles = [], [], []
    for _ in range(ROUNDS):
        empty()
        actions.send(kind, to=chosen)
        own.expand(60)
        writer = Writer()
        ready = [(m.address, writer.write([m])) for m in Delivery.objects.select_related("fact", "person")]
        raws.append(clock(raw))
        owns.append(clock(drain))
        assert Delivery.objects.filter(state="sent").count() == count
        some = list(Delivery.objects.values_list("pk", flat=True)[:SINGLE])
        singles.append(clock(lambda some=some: [send_one(pk, port) for pk in some]) * count / len(some))
    return statistics.median(raws), statistics.median(owns), statistics.median(singles)


def send_one(pk: int, port: int) -> None:
    """What one task per recipient does, without what Celery and Redis add: fetch the row, write, send, mark."""
    from django.core.mail import EmailMultiAlternatives
    from django.core.mail.backends.smtp import EmailBackend
    from django.template.loader import render_to_string

    from accounts.notices import kinds
    from accounts.notices.models import Delivery

    mail = Delivery.objects.select_related("fact", "person").get(pk=pk)
    words = kinds.get(mail.fact.kind).words(mail.fact)
    assert words is not None
    known = {"sender": kinds.operator(), "language": "ja", "holes": {"words": words[1]}}
    text, html = (render_to_string(f"notices/_frame.{ending}", known) for ending in ("txt", "html"))
    message = EmailMultiAlternatives(words[0], text, "kanae@example.test", [mail.address])
    message.attach_alternative(html, "text/html")
    message.connection = EmailBackend(host="127.0.0.1", port=port)
    message.send()
    Delivery.objects.filter(pk=pk).update(state="sent")


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--people", type=int, default=100_000)
    words.add_argument("--mails", type=int, default=400)
    words.add_argument("--home", type=Path, default=None, help="a folder of servers that stays for the next run")
    words.add_argument("--page", type=Path, default=room.ROOT / "docs" / "benchmarks.md")
    chosen = words.parse_args()
    command = [sys.executable, "-m", "benchmarks.notices_relay"]
    with room.servers(home=chosen.home) as _, subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as relay:
        assert relay.stdout is not None
        quick, slow = (int(port) for port in relay.stdout.readline().split())
        try:
            rows = measure(chosen.people, chosen.mails, quick, slow)
        finally:
            relay.kill()
        head = ["what", "plain", "ours", "compared", "hold"]
        text = f"{room.machine()}\n\n{room.table(head, rows)}"
        print(text)
        room.write_section(chosen.page, "Notices", text)


def measure(people: int, mails: int, quick: int, slow: int) -> list[list[str]]:
    from os import environ

    rows, told = [], 0
    environ["EMAIL_URL"] = f"smtp://127.0.0.1:{quick}"
    room.open_door(quick)
    from django.conf import settings

    for count in (20, 20_000, people):
        room.people_from(told, count)
        told = count
        rows.append(publish_row(count))
    raw, own, longest = expanding()
    rows.append(
        [f"expand to {people:,} (notice and mail)", f"{people / raw:,.0f} /s", f"{people / own:,.0f} /s",
         f"{raw / own:.2f} ×; longest transaction {longest * 1000:.0f} ms", "≥ 0.25 ×; ≤ 500 ms"]
    )  # fmt: skip
    for port, name, hold in ((quick, "aiosmtpd", "≥ 0.45 ×"), (slow, "a relay that takes 10 ms", "≥ 0.8 ×")):
        settings.EMAIL_PORT = port
        for kind, sort in (("tests.news", "written for each"), ("tests.pressing", "same words for all")):
            raw, own, single = sending(kind, mails, port)
            rows.append(
                [f"send {mails:,} to {name}, {sort}", f"{mails / raw:,.0f} /s", f"{mails / own:,.0f} /s",
                 f"{raw / own:.2f} ×", hold]
            )  # fmt: skip
            rows.append(
                ["the same mail by mail, as one task for each would (without Celery)", f"{mails / single:,.0f} /s",
                 f"{mails / own:,.0f} /s", f"{single / own:.1f} ×", "≥ 5 ×"]
            )  # fmt: skip
    return rows


def publish_row(count: int) -> list[str]:
    empty()
    plain, own = publishing()
    a, b = percentile(plain, 0.99) * 1000, percentile(own, 0.99) * 1000
    more = statistics.median(own) * 1000 - statistics.median(plain) * 1000
    return [f"publish to {count:,}, p99", f"{a:.2f} ms", f"{b:.2f} ms", f"median + {more:.2f} ms", "p99 ≤ + 2 ms"]


if __name__ == "__main__":
    main()
