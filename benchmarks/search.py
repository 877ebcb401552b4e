"""`make bench-search`: finding people, privacy included, beside tantivy and SQLite's trigrams without it, LIKE and a fetch by key."""

import argparse
import random
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from benchmarks import room

VIEWERS, TURNS, REAL = 12, 3, 100_000
HEAD = ["people", "search", "p50", "p95", "max", "next page p50", "numbers beside filters p50"]
HEAD += ["tantivy p50", "tantivy p95", "FTS5 p50", "FTS5 p95", "LIKE p50"]


class BackendClock:
    """CPU milliseconds of our PostgreSQL process: what a page costs the server, whatever else the machine does."""

    def __init__(self) -> None:
        from django.db import connection

        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            self.path = Path(f"/proc/{cursor.fetchone()[0]}/schedstat")
            cursor.execute("SET max_parallel_workers_per_gather = 0")  # what others do for us would go unseen

    def __call__(self, work: Callable[[], object]) -> float:
        before = self._spent()
        work()
        return (self._spent() - before) / 1e6

    def _spent(self) -> int:
        return int(self.path.read_text().split()[0])


def percentile(values: list[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def wishes(seed: int) -> dict[str, list[dict[str, Any]]]:
    """By kind, what is looked for: words that stand in the data, rare and frequent."""
    from accounts.users.models import User
    from alumni.companies.models import Company, Department
    from alumni.tenures.models import Tenure

    chance = random.Random(seed)
    ids = list(User.objects.order_by("pk").values_list("pk", flat=True)[:REAL])
    people = list(User.objects.in_bulk(chance.sample(ids, 10)).values())
    some = Tenure.objects.filter(pk__lte=REAL).values_list("company_id", flat=True)
    largest = max(set(some), key=list(some).count)
    companies = [Company.objects.get(pk=largest), *Company.objects.exclude(pk=largest).order_by("pk")[4:6]]
    units = list(Department.objects.filter(company__in=companies).exclude(parent=None)[:40])
    return {
        "a full name": [{"text": p.name} for p in people],
        "a reading": [{"text": p.family_kana + p.given_kana} for p in people],
        "a frequent family name": [{"text": word} for word in ("佐藤", "鈴木", "高橋", "田中")],
        "one character": [{"text": word} for word in ("林", "田", "子", "山")],
        "a company's name": [{"text": c.name.removesuffix("株式会社")} for c in companies],
        "a department's name": [{"text": unit.name} for unit in chance.sample(units, 5)],
        "name and department": [{"text": f"{p.family_name} 営業"} for p in people[:5]],
        "the largest company, alone": [{"company": largest}],
        "a name in a company": [{"text": "佐藤", "company": c.pk} for c in companies],
        "a department and years": [
            {"company": u.company_id, "units": (u.pk,), "years": (2000, 2005)} for u in chance.sample(units, 5)
        ],
        "a place": [{"place": "東京都"}, {"text": "東京"}],
    }


def viewers(seed: int) -> list[Any]:
    """People of every size of company, as requests bring them: with nothing read yet."""
    from accounts.users.models import User
    from alumni.tenures.models import Tenure

    ids = Tenure.objects.verified().filter(person__isnull=False, pk__lte=REAL).values_list("person_id", flat=True)
    return list(User.objects.filter(pk__in=random.Random(seed).sample(sorted(set(ids)), VIEWERS)))


def ours(kind: list[dict[str, Any]], people: list[Any], clock: BackendClock) -> list[list[float]]:
    """Milliseconds of a first page with its count, of the page after it, and of the numbers beside the filters."""
    from alumni.directory.finding import Search
    from alumni.directory.keys import held_by
    from alumni.directory.wishes import Wish

    first, following, numbers = [], [], []
    for wish in kind:
        for person in people:
            search = Search(Wish(**wish), held_by(person), person.pk, "near")
            pages: list[Any] = []

            def page(search: Any = search, pages: list[Any] = pages) -> None:
                pages.append(search.page(20))
                search.count()

            first.append(clock(page))
            numbers.append(clock(search.numbers))
            if pages[0].next:
                following.append(clock(lambda search=search, pages=pages: search.page(20, pages[0].next)))
    return [first, following, numbers]


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


def quality(seed: int) -> str:
    """Recall and precision against reading everybody through the one door and looking for the words with `in`."""
    from alumni.companies.names import fold
    from alumni.directory.finding import Search
    from alumni.directory.keys import held_by
    from alumni.directory.romaji import romaji_of
    from alumni.directory.wishes import Wish
    from alumni.profiles.models import Profile
    from alumni.profiles.queries import shown

    found = right = both = 0
    for viewer in viewers(seed)[:3]:
        everybody = shown(viewer, Profile.objects.values_list("person_id", flat=True), whole=True)
        read = {
            who: "\n".join(
                fold(text)
                for text in (
                    *(one.name, one.reading, one.now, one.place, *romaji_of(one.reading)),
                    *(part for post in one.posts for part in (post.employer, post.department, post.title)),
                )
            )
            for who, one in everybody.items()
            if who != viewer.pk
        }
        for wish in [one for kind in wishes(seed).values() for one in kind if list(one) == ["text"]]:
            words = [fold(word) for word in wish["text"].split()]
            wanted = {who for who, text in read.items() if all(word in text for word in words)}
            search = Search(Wish(**wish), held_by(viewer), viewer.pk, "kana")
            got = set(search.page(len(read) + 1).people)
            found, right, both = found + len(got), right + len(wanted), both + len(got & wanted)
    return f"recall {both / right:.4f}, precision {both / found:.4f} over {right:,} right answers"


@dataclass(frozen=True)
class Row:
    size: str
    name: str
    mine: list[list[float]]
    theirs: list[list[float]] = field(default_factory=lambda: [[], []])
    slow: list[float] = field(default_factory=list)

    @property
    def cells(self) -> list[str]:
        first, following, numbers = [*self.mine, [], []][:3]
        cells = [self.size, self.name, *map(said, (statistics.median(first), percentile(first, 0.95), max(first)))]
        cells += [median(following), median(numbers)]
        for times in self.theirs:
            cells += [median(times), said(percentile(times, 0.95)) if times else "–"]
        return [*cells, median(self.slow)]


def together(rows: list[Row]) -> Iterator[Row]:
    """Each size, and below it all its searches as one: the figures by which search engines are told apart."""
    for size in dict.fromkeys(row.size for row in rows):
        mine = [row for row in rows if row.size == size]
        yield from mine
        searches = [row for row in mine if len(row.mine) == 3]
        pooled = [[time for row in searches for time in row.mine[turn]] for turn in range(3)]
        theirs = [[time for row in searches for time in row.theirs[engine]] for engine in range(2)]
        yield Row(size, "all of these together", pooled, theirs, [time for row in searches for time in row.slow])


def own_rows(count: int, seed: int, clock: BackendClock) -> Iterator[Row]:
    """What we need, and plain LIKE beside it."""
    from benchmarks import rivals

    people, size = viewers(seed), f"{count:,}"
    yield Row(size, "20 by primary key (no search)", [fetch(clock, seed)])
    yield Row(size, "what a viewer holds, once a request", [standing(people, clock)])
    for name, kind in wishes(seed).items():
        texts = [wish for wish in kind if list(wish) == ["text"]]
        mine = ours(kind, people, clock)
        yield Row(size, name, mine, slow=[clock(lambda w=wish: rivals.like(w)) for wish in texts[:2]])


def with_rivals(rows: list[Row], seed: int, home: Path | None, say: Callable[[str], None]) -> list[Row]:
    """The same searches by tantivy and FTS5, filled last: that takes longest."""
    from benchmarks import rivals

    begun = time.perf_counter()
    if home:
        home = home / f"rivals-{rows[0].size}"
        home.mkdir(exist_ok=True)
    tantivy, trigrams = rivals.rust(home), rivals.trigrams(home)
    say(f"tantivy and FTS5 filled in {time.perf_counter() - begun:.0f} s")
    theirs = {}
    for name, kind in wishes(seed).items():
        texts = [wish for wish in kind if list(wish) == ["text"]]
        terms = [wish for wish in kind if wish.keys() <= {"text", "company", "place"}]
        theirs[name] = [
            [rivals.own_clock(lambda w=wish, ask=ask: ask(w)) for wish in some for _turn in range(TURNS)]
            for ask, some in ((tantivy, terms), (trigrams, texts))
        ]
    return [replace(row, theirs=theirs.get(row.name, [[], []])) for row in rows]


def median(times: list[float]) -> str:
    return said(statistics.median(times)) if times else "–"


def said(value: float) -> str:
    return f"{value:.1f}" if value < 100 else f"{value:,.0f}"


def index(say: Callable[[str], None]) -> str:
    """Everybody's entry is made; how long it took."""
    from django.core.management import call_command

    from accounts.users.models import User

    begun, busy = time.perf_counter(), time.process_time()
    call_command("reindex", first=True, verbosity=0)
    took, count = time.perf_counter() - begun, User.objects.count()
    busy = time.process_time() - busy
    tidy()
    told = (
        f"{count:,} people were indexed in {took:.0f} s ({busy / count * 1000:.2f} ms CPU each, beside PostgreSQL's)"
    )
    say(told)
    return told


def tidy() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")
        for table in ("searchentry", "searchpost", "searchstale", "tenure", "profile"):
            cursor.execute(f"VACUUM ANALYZE alumni_{table}")
        cursor.execute("VACUUM ANALYZE accounts_user")


def fill(told: int, count: int, seed: int, made: int, notes: list[str]) -> None:
    """From `told` to `count` people, all of them members; beyond `made` they are copies."""
    from alumni.directory import sample
    from benchmarks import copies
    from programs.sample import bulk

    if told < min(count, made):
        companies = 495 if count >= REAL else 0
        more = min(count, made) - told
        bulk.build(people=more, seed=seed + told, say=lambda _line: None, members=1.0, employers=companies)
        notes.append(index(print))
    if count > made:
        begun = time.perf_counter()
        copies.grow(count // made, say=print)
        tidy()
        notes.append(f"copied to {count:,} in {time.perf_counter() - begun:.0f} s")
    sample.forget()


@contextmanager
def kept(home: Path) -> Iterator[Path]:
    """Like room.servers, in a folder that stays: measured again without filling again."""
    home.mkdir(exist_ok=True)
    home.chmod(0o711)
    with room.served(home):
        yield home


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--people", type=int, nargs="+", default=[10_000, 100_000])
    words.add_argument("--seed", type=int, default=1)
    words.add_argument("--made", type=int, default=REAL, help="so many are made one by one, the others are copies")
    words.add_argument("--home", type=Path, help="a folder for the database that stays and is measured as it is")
    words.add_argument("--page", type=Path, default=room.ROOT / "docs" / "benchmarks.md")
    chosen = words.parse_args()
    rows: list[Row] = []
    notes: list[str] = []
    place: AbstractContextManager[Path] = kept(chosen.home) if chosen.home else room.servers()
    with place:
        room.open_door(1, empty=chosen.home is None)
        from accounts.users.models import User

        machine, told = room.machine(), User.objects.count()
        for count in sorted(chosen.people):
            if told < count:
                fill(told, count, chosen.seed, chosen.made, notes)
                told = count
            if count <= 10_000:
                notes.append(quality(chosen.seed))
                print(notes[-1], flush=True)
            mine = []
            for line in own_rows(count, chosen.seed, BackendClock()):
                print(*line.cells, sep="\t", flush=True)
                mine.append(line)
            write(chosen.page, machine, [*rows, *mine], notes, chosen.made)
            rows += with_rivals(mine, chosen.seed, chosen.home, print)
            write(chosen.page, machine, rows, notes, chosen.made)


def write(page: Path, machine: str, rows: list[Row], notes: list[str], made: int) -> None:
    note = (
        "CPU milliseconds of the PostgreSQL process (of this process for tantivy and FTS5), a page of 20 by nearness with "
        f"its count, asked by {VIEWERS} viewers. tantivy, FTS5 and LIKE look through everybody's words without any "
        f"privacy. Beyond {made:,} people are copies of the first ones. {'; '.join(notes)}."
    )
    room.write_section(
        page, "Finding people", f"{machine}\n\n{room.table(HEAD, [row.cells for row in together(rows)])}\n\n{note}"
    )


if __name__ == "__main__":
    main()
