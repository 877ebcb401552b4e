"""A plausible network of any size, written by COPY: a million people in minutes.

Skewed as life is: the first company holds a fifth of everybody, the others follow a falling curve; two tenures a
person on average; seven of ten have come in, the others are known to their company only.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from django.db import connection, transaction
from django.utils import timezone

from alumni.companies.models import Company, Department
from alumni.companies.names import department_key, fold
from programs.sample import names

MEMBERS = 0.7  # the part that has come in
FIRST, LAST = date(1975, 4, 1), date(2026, 10, 1)
SEEN_BY = ["company", "company", "network", "coworkers", "nobody"]
NULL = "\\N"
TITLES = ["", "", "", "", "", "主任", "係長", "課長", "部長"]


# Name, columns, rows as COPY reads them.
Table = tuple[str, str, Iterator[str]]


@dataclass(frozen=True)
class Unit:
    id: int
    company_id: int


class Lines:
    """A file that COPY reads: rows come from a generator, so memory stays flat."""

    def __init__(self, rows: Iterable[str]) -> None:
        self.rows = iter(rows)
        self.rest = ""

    def read(self, size: int = -1) -> str:
        parts, length = [self.rest], len(self.rest)
        while length < size:
            row = next(self.rows, None)
            if row is None:
                break
            parts.append(row)
            length += len(row)
        text = "".join(parts)
        self.rest = text[size:]
        return text[:size]


def copy(table: str, columns: str, rows: Iterable[str]) -> None:
    with connection.cursor() as cursor, connection.wrap_database_errors:
        cursor.cursor.copy_expert(f"COPY {table} ({columns}) FROM STDIN", Lines(rows), size=1 << 20)


def next_id(table: str, count: int) -> int:
    """The first of `count` ids that are ours from now on."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT coalesce(max(id), 0) + 1 FROM {table}")  # noqa: S608  (a table of ours)
        first = cursor.fetchone()[0]
        cursor.execute("SELECT setval(pg_get_serial_sequence(%s, 'id'), %s)", [table, first + count])
    return first


def build(
    *, people: int, seed: int, say: Callable[[str], None], members: float = MEMBERS, employers: int = 0
) -> None:
    """`people` new persons with companies, units, accounts, enrolments and tenures; the same seed, the same network."""
    with transaction.atomic():
        random = Random(seed)
        units = _companies(people, random, employers or max(3, min(500, people // 2000)))
        say(f"{len(units)} companies, {sum(map(len, units))} departments")
        firsts = {
            table: next_id(table, people * 3 if table == "alumni_tenure" else people)
            for table in (
                "accounts_user",
                "account_emailaddress",
                "alumni_profile",
                "alumni_enrolment",
                "alumni_tenure",
            )
        }
        for table, columns, rows in _tables(people, seed, units, firsts, members):
            copy(table, columns, rows)
            say(f"{table} ✓")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _companies(people: int, random: Random, count: int) -> list[list[Unit]]:
    """Companies with their units; the list is as long as there are companies."""
    start = Company.objects.count()
    made = Company.objects.bulk_create(
        [
            Company(
                slug=f"sample-{start + n}",
                name=f"{names.company(start + n)}株式会社",
                contact_email=f"alumni@sample{start + n}.example",
                postal_address="東京都千代田区架空町1-2-3",
            )
            for n in range(count)
        ]
    )
    return [_units(company, max(3, min(400, int(people / (n + 3) / 40)))) for n, company in enumerate(made)]


def _units(company: Company, count: int) -> list[Unit]:
    plan = names.units(count)
    first = next_id("alumni_department", len(plan))
    paths: list[str] = []
    rows = []
    for index, (name, parent) in enumerate(plan):
        unit_id = first + index
        paths.append(f"{paths[parent] if parent is not None else ''}{unit_id}.")
        parent_id = first + parent if parent is not None else None
        rows.append(
            Department(
                id=unit_id, company=company, parent_id=parent_id, name=name, key=department_key(name), path=paths[-1]
            )
        )
    Department.objects.bulk_create(rows)
    return [Unit(row.pk, company.pk) for row in rows]


def _tables(
    people: int, seed: int, units: list[list[Unit]], firsts: dict[str, int], members: float
) -> Iterator[Table]:
    """Each table's rows are generated from the same seed anew, so nothing is held in memory between them."""
    now = timezone.now().isoformat()
    for make in (_users, _addresses, _profiles, _enrolments, _tenures):
        yield make(samples(people, seed, units, members), firsts, now)


def _users(everybody: Iterator["Sample"], firsts: dict[str, int], now: str) -> Table:
    columns = (
        "id, password, is_superuser, email, family_name, given_name, family_kana, given_kana, language, time_zone,"
        " is_active, is_staff, date_joined"
    )
    rows = (
        f"{firsts['accounts_user'] + p.number}\t!\tf\t{p.email}\t{p.name.family}\t{p.name.given}\t"
        f"{p.name.family_kana}\t{p.name.given_kana}\tja\tAsia/Tokyo\tt\tf\t{now}\n"
        for p in everybody
        if p.member
    )
    return "accounts_user", columns, rows


def _addresses(everybody: Iterator["Sample"], firsts: dict[str, int], now: str) -> Table:
    rows = (
        f"{firsts['account_emailaddress'] + p.number}\t{p.email}\tt\tt\t{firsts['accounts_user'] + p.number}\n"
        for p in everybody
        if p.member
    )
    return "account_emailaddress", 'id, email, verified, "primary", user_id', rows


def _profiles(everybody: Iterator["Sample"], firsts: dict[str, int], now: str) -> Table:
    profile, user = firsts["alumni_profile"], firsts["accounts_user"]
    rows = (
        f"{profile + p.number}\t{user + p.number}\t{p.seen_by}\t\t{p.place}\tt\t{now}\n"
        for p in everybody
        if p.member
    )
    return "alumni_profile", "id, person_id, seen_by, now, place, shows_verified, updated_at", rows


def _enrolments(everybody: Iterator["Sample"], firsts: dict[str, int], now: str) -> Table:
    columns = (
        "id, company_id, person_id, employee_number, family_name, given_name, family_kana, given_kana, former_name,"
        " email, name_key, kana_key, email_key, claimed_at, created_at"
    )
    user = firsts["accounts_user"]
    rows = (
        f"{firsts['alumni_enrolment'] + p.number}\t{p.posts[0].unit.company_id}\t"
        f"{user + p.number if p.member else NULL}\tS{user + p.number:08d}\t{p.name.family}\t{p.name.given}\t"
        f"{p.name.family_kana}\t{p.name.given_kana}\t\t{p.email}\t{_key(p.name.family + p.name.given)}\t"
        f"{_key(p.name.family_kana + p.name.given_kana)}\t{p.email}\t{now if p.member else NULL}\t{now}\n"
        for p in everybody
    )
    return "alumni_enrolment", columns, rows


def _tenures(everybody: Iterator["Sample"], firsts: dict[str, int], now: str) -> Table:
    columns = (
        "id, company_id, department_id, enrolment_id, person_id, title, heads, entry, since, since_precision, until,"
        " until_precision, open, state, reason, verified_at"
    )
    return "alumni_tenure", columns, _posts_of(everybody, firsts, now)


def _posts_of(everybody: Iterator["Sample"], firsts: dict[str, int], now: str) -> Iterator[str]:
    tenure = firsts["alumni_tenure"]
    for p in everybody:
        person = str(firsts["accounts_user"] + p.number) if p.member else NULL
        for post in p.posts:
            until = post.until.isoformat() if post.until else NULL
            yield (
                f"{tenure}\t{post.unit.company_id}\t{post.unit.id}\t{firsts['alumni_enrolment'] + p.number}\t{person}\t"
                f"{post.title}\t{'t' if post.heads else 'f'}\t{post.entry}\t{post.since.isoformat()}\tday\t{until}\tday\t"
                f"{'f' if post.until else 't'}\tverified\t\t{now}\n"
            )
            tenure += 1


@dataclass(frozen=True)
class Post:
    unit: Unit
    since: date
    until: date | None
    title: str
    heads: bool
    entry: str


@dataclass(frozen=True)
class Sample:
    number: int
    name: names.Name
    email: str
    member: bool
    seen_by: str
    place: str
    posts: list[Post]


_KEYS: dict[str, str] = {}


def _key(text: str) -> str:
    if text not in _KEYS:
        _KEYS[text] = fold(text)
    return _KEYS[text]


def samples(people: int, seed: int, units: list[list[Unit]], members: float = MEMBERS) -> Iterator[Sample]:
    """The persons of a network, one by one; the same arguments, the same persons."""
    random = Random(f"people {seed}")
    places = names.PLACES.split()
    weights = [0.25 * (len(units) - 1)] + [1 / (n + 1) for n in range(len(units) - 1)]
    weights[0] = sum(weights[1:]) / 4  # a fifth of the whole
    totals = [sum(weights[: n + 1]) for n in range(len(weights))]
    for number in range(people):
        name = names.person(random)
        home = random.choices(units, cum_weights=totals)[0]
        yield Sample(
            number=number,
            name=name,
            email=f"{name.romaji}.{seed}.{number}@sample.example",
            member=random.random() < members,
            seen_by=SEEN_BY[int(random.random() * len(SEEN_BY))],
            place=places[int(random.random() * len(places))],
            posts=list(_posts(random, home)),
        )


def _posts(random: Random, home: list[Unit]) -> Iterator[Post]:
    """One to three posts one after the other in one company; the last is open for those still there."""
    since = FIRST + timedelta(days=int(random.random() ** 0.7 * (LAST - FIRST).days))
    since = date(since.year, 4 if random.random() < 0.7 else 10, 1)
    count = 1 + (random.random() < 0.6) + (random.random() < 0.3)
    entry = "new_graduate" if since.month == 4 else "mid_career"
    for index in range(count):
        until: date | None = since + timedelta(days=300 + int(random.random() * 3200))
        if until and until >= LAST:
            until = None if random.random() < 0.8 else LAST
        title = TITLES[int(random.random() * len(TITLES))]
        unit = home[int(random.random() * len(home))]
        yield Post(unit, since, until, title, title in ("課長", "部長"), entry if index == 0 else "transfer")
        if until is None or until >= LAST:
            return
        since = until + timedelta(days=1)
