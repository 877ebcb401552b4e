"""`make bench-search`: finding people, privacy included, beside SQLite's trigrams without it and a fetch by primary key."""

import argparse
import random
import sqlite3
import statistics
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from benchmarks import room

VIEWERS, TURNS = 12, 3
HEAD = ["people", "search", "p50", "p95", "max", "next page p50", "FTS5 p50", "FTS5 p95"]


class BackendClock:
    """CPU milliseconds of our PostgreSQL process: what a page costs the server, whatever else the machine does."""

    def __init__(self) -> None:
        from django.db import connection

        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            self.path = Path(f"/proc/{cursor.fetchone()[0]}/schedstat")

    def __call__(self, work: Callable[[], object]) -> float:
        before = self._spent()
        work()
        return (self._spent() - before) / 1e6

    def _spent(self) -> int:
        return int(self.path.read_text().split()[0])


def own_clock(work: Callable[[], object]) -> float:
    before = time.process_time()
    work()
    return (time.process_time() - before) * 1000


def percentile(values: list[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def wishes(seed: int) -> dict[str, list[dict[str, Any]]]:
    """By kind, what is looked for: words that stand in the data, rare and frequent."""
    from accounts.users.models import User
    from alumni.companies.models import Company, Department

    chance = random.Random(seed)
    ids = list(User.objects.order_by("pk").values_list("pk", flat=True))
    some = User.objects.in_bulk(chance.sample(ids, 10))
    people = list(some.values())
    companies = list(Company.objects.order_by("pk"))
    units = list(Department.objects.filter(company__in=companies[:3]).exclude(parent=None)[:40])
    return {
        "a full name": [{"text": p.name} for p in people],
        "a reading": [{"text": p.family_kana + p.given_kana} for p in people],
        "a frequent family name": [{"text": word} for word in ("佐藤", "鈴木", "高橋", "田中")],
        "one character": [{"text": word} for word in ("林", "田", "子", "山")],
        "a company's name": [
            {"text": c.name.removesuffix("株式会社")} for c in (companies[0], companies[1], companies[-1])
        ],
        "a department's name": [{"text": unit.name} for unit in chance.sample(units, 5)],
        "name and department": [{"text": f"{p.family_name} 営業"} for p in people[:5]],
        "the largest company, alone": [{"company": companies[0].pk}],
        "a name in a company": [{"text": "佐藤", "company": c.pk} for c in companies[:3]],
        "a department and years": [
            {"company": u.company_id, "units": (u.pk,), "years": (2000, 2005)} for u in chance.sample(units, 5)
        ],
        "a place": [{"place": "東京都"}, {"text": "東京"}],
    }


def viewers(seed: int) -> list[Any]:
    """People of every size of company, as requests bring them: with nothing read yet."""
    from accounts.users.models import User
    from alumni.tenures.models import Tenure

    ids = list(Tenure.objects.verified().filter(person__isnull=False).values_list("person_id", flat=True).distinct())
    return list(User.objects.filter(pk__in=random.Random(seed).sample(sorted(ids), VIEWERS)))


def ours(kind: list[dict[str, Any]], people: list[Any], clock: BackendClock) -> tuple[list[float], list[float]]:
    """Milliseconds of a first page with its count, and of the page after it."""
    from alumni.directory.finding import Search, Wish
    from alumni.directory.keys import held_by

    first, following = [], []
    for wish in kind:
        for person in people:
            held = held_by(person)
            search = Search(Wish(**wish), held, person.pk, "near")
            pages: list[Any] = []

            def page(search: Any = search, pages: list[Any] = pages) -> None:
                pages.append(search.page(20))
                search.count()

            first.append(clock(page))
            if pages[0].next:
                following.append(clock(lambda search=search, pages=pages: search.page(20, pages[0].next)))
    return first, following


def standing(people: list[Any], clock: BackendClock) -> list[float]:
    from accounts.users.models import User
    from alumni.directory.keys import held_by

    fresh = [User.objects.get(pk=person.pk) for person in people for _turn in range(TURNS)]
    return [clock(lambda one=one: held_by(one)) for one in fresh]


def fetch(clock: BackendClock, seed: int) -> list[float]:
    """A page of twenty by primary key: the limit to compare with."""
    from accounts.users.models import User

    ids = list(User.objects.order_by("pk").values_list("pk", flat=True))
    chance = random.Random(seed)
    some = [chance.sample(ids, 20) for _ in range(60)]
    return [
        clock(lambda twenty=twenty: list(User.objects.filter(pk__in=twenty).select_related("profile")))
        for twenty in some
    ]


def trigrams() -> sqlite3.Connection:
    """All that anybody may read of each person, as one text: no privacy, and so less to do."""
    from django.db import connection

    base = sqlite3.connect(":memory:")
    base.execute("CREATE VIRTUAL TABLE people USING fts5(words, tokenize='trigram')")
    base.execute("CREATE TABLE sorted (id INTEGER PRIMARY KEY, kana TEXT, words TEXT)")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT person_id, kana_key, (SELECT string_agg(value, chr(10)) FROM jsonb_each_text(texts)) FROM alumni_searchentry"
        )
        for person, kana, words in cursor.fetchall():
            base.execute("INSERT INTO people (rowid, words) VALUES (?, ?)", [person, words])
            base.execute("INSERT INTO sorted VALUES (?, ?, ?)", [person, kana, words])
    return base


def theirs(kind: list[dict[str, Any]], base: sqlite3.Connection) -> list[float]:
    """The same words; one and two characters are no trigram, so they are looked for by LIKE."""
    from alumni.directory.lexemes import pieces_of

    def ask(parts: list[str]) -> None:
        long = " ".join(f'"{part}"' for part in parts if len(part) > 2)
        short = [f"%{part}%" for part in parts if len(part) <= 2]
        tests = ["id IN (SELECT rowid FROM people WHERE people MATCH ?)"] if long else []
        where = f"FROM sorted WHERE {' AND '.join([*tests, *['words LIKE ?'] * len(short)])}"
        params = ([long] if long else []) + short
        base.execute(f"SELECT id {where} ORDER BY kana LIMIT 21", params).fetchall()
        base.execute(f"SELECT count(*) FROM (SELECT 1 {where} LIMIT 1001)", params).fetchall()

    asked = [[piece.text for piece in pieces_of(wish["text"])] for wish in kind if wish.get("text")]
    return [own_clock(lambda parts=parts: ask(parts)) for parts in asked for _turn in range(TURNS)]


def rows_for(count: int, seed: int) -> Iterator[list[str]]:
    clock = BackendClock()
    people, base = viewers(seed), trigrams()
    size = f"{count:,}"
    yield row(size, "20 by primary key (no search)", fetch(clock, seed))
    yield row(size, "what a viewer holds, once a request", standing(people, clock))
    for name, kind in wishes(seed).items():
        first, following = ours(kind, people, clock)
        yield row(size, name, first, following, theirs(kind, base))


def row(size: str, name: str, first: list[float], following: list[float] = (), other: list[float] = ()) -> list[str]:  # type: ignore[assignment]
    cells = [
        size,
        name,
        *(f"{value:.1f}" for value in (statistics.median(first), percentile(first, 0.95), max(first))),
    ]
    cells.append(f"{statistics.median(following):.1f}" if following else "–")
    return cells + ([f"{statistics.median(other):.1f}", f"{percentile(other, 0.95):.1f}"] if other else ["–", "–"])


def index(say: Callable[[str], None]) -> float:
    """Seconds of making everybody's entry."""
    from django.core.management import call_command
    from django.db import connection

    begun = time.perf_counter()
    call_command("reindex", verbosity=0)
    took = time.perf_counter() - begun
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE alumni_searchentry")
        cursor.execute("VACUUM ANALYZE alumni_searchpost")
        cursor.execute("VACUUM ANALYZE alumni_searchstale")
    say(f"indexed in {took:.0f} s")
    return took


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--people", type=int, nargs="+", default=[10_000, 100_000])
    words.add_argument("--seed", type=int, default=1)
    words.add_argument("--page", type=Path, default=room.ROOT / "docs" / "benchmarks.md")
    chosen = words.parse_args()
    rows: list[list[str]] = []
    notes = []
    machine = ""
    with room.servers():
        room.open_door(1)
        from alumni.directory import frequencies
        from programs.sample import bulk

        machine, told = room.machine(), 0
        for count in sorted(chosen.people):
            bulk.build(people=count - told, seed=chosen.seed + told, say=lambda _line: None)
            told = count
            took = index(print)
            frequencies.forget()
            notes.append(f"{count:,} people were indexed in {took:.0f} s")
            for line in rows_for(count, chosen.seed):
                print(*line, sep="\t", flush=True)
                rows.append(line)
    note = (
        "CPU milliseconds of the PostgreSQL process (of this process for FTS5), a page of 20 by nearness with its count, "
        f"asked by {VIEWERS} viewers. FTS5 looks through everybody's words without any privacy. {'; '.join(notes)}."
    )
    text = f"{machine}\n\n{room.table(HEAD, rows)}\n\n{note}"
    print(text)
    room.write_section(chosen.page, "Finding people", text)


if __name__ == "__main__":
    main()
