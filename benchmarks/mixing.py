"""Groups of R rounds beside OR-Tools CP-SAT, dealing by company and a split by chance, all in one run; times are CPU.

`make bench-mixing` (ARGS="--rival PYTHON --seconds 60 --rounds 3 5 8"). PYTHON is one that has ortools, which needs no
place among the packages of this project: `python3 -m venv x && x/bin/pip install ortools`.
"""

import argparse
import itertools
import json
import os
import platform
import random
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks.room import ROOT, table, write_section
from programs.cohorts.mixing import Member, Plan, Prices, Wish, cost_of, mix, quality_of
from programs.cohorts.mixing.bounds import bound_of, random_plan
from programs.cohorts.mixing.chance import Chance
from programs.cohorts.mixing.people import tidy
from programs.cohorts.mixing.prices import matrix
from programs.cohorts.mixing.solving import _anneal, _plain, _table

SIZES = {24: 4, 60: 5, 200: 5, 1000: 5}
# (groups, size, weeks) whose best is known: nobody meets twice. Schoolgirls, affine planes, and the golfers of CSPLib 10.
GOLFERS = [(5, 3, 7), (3, 3, 4), (4, 4, 5), (5, 5, 6), (7, 7, 8), (6, 3, 8), (7, 3, 9), (7, 4, 7), (8, 3, 11), (8, 4, 9), (8, 4, 10)]  # fmt: skip
PLAIN = Prices(forbidden=0, department=0, company=0, again=100, function=0, level=0, gender=0, place=0)


def people(number: int, host: bool, seed: int = 7) -> tuple[Member, ...]:
    """Companies of four with three units each and a chain of bosses; with `host`, two fifths are of one company."""
    chance = random.Random(seed)
    of_host = number * 2 // 5 if host else 0
    found = []
    for at in range(number):
        company = 0 if at < of_host else 1 + (at - of_host) // 4
        inside = at if at < of_host else (at - of_host) % 4
        bosses = frozenset({1000 + at - 1}) if inside % 4 == 1 else frozenset()
        found.append(
            Member(
                1000 + at,
                company,
                10_000 + 100 * company + (at // 3 if company == 0 else chance.randrange(3)),
                chance.randrange(5),
                chance.randrange(4),
                chance.randrange(2),
                chance.randrange(6),
                bosses,
            )  # fmt: skip
        )
    return tuple(found)


def clocked(work: Callable[[], Any]) -> tuple[Any, float]:
    before = time.process_time()
    made = work()
    return made, time.process_time() - before


def dealt(wish: Wish) -> Plan:
    """As done by hand: company by company around the tables, each round one further on."""
    order = sorted(range(len(wish.people)), key=lambda at: (wish.people[at].company, at))
    turns = []
    for turn in range(wish.rounds):
        groups: list[list[int]] = [[] for _ in range(wish.groups)]
        for number, at in enumerate(order):
            groups[(number + turn * (number // wish.groups)) % wish.groups].append(wish.people[at].key)
        turns.append(tidy(groups))
    return tuple(turns)


def greedy(wish: Wish) -> Plan:
    """One by one to the table where it costs least just then."""
    price = [list(row) for row in matrix(wish)]
    turns = []
    for turn in range(wish.rounds):
        groups: list[list[int]] = [[] for _ in range(wish.groups)]
        sizes = wish.sizes(turn)
        for at in Chance(turn + 1).shuffled(wish.present(turn)):
            open_ones = [n for n, size in enumerate(sizes) if len(groups[n]) < size]
            best = min(open_ones, key=lambda n: (sum(price[at][x] for x in groups[n]), len(groups[n]), n))
            groups[best].append(at)
        for a, b in (pair for group in groups for pair in itertools.permutations(group, 2)):
            price[a][b] += 100
        turns.append(tidy([[wish.people[at].key for at in group] for group in groups]))
    return tuple(turns)


def sat(
    python: str, base: list[list[int]], groups: int, rounds: int, seconds: int, again: int = 100
) -> dict[str, Any]:
    """CP-SAT in a process of its own."""
    ask = {"base": base, "groups": groups, "rounds": rounds, "seconds": seconds, "again": again}
    command = [python, str(Path(__file__).with_name("mixing_cpsat.py"))]
    done = subprocess.run(command, input=json.dumps(ask), capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def by_sat(python: str, wish: Wish, seconds: int) -> tuple[Plan | None, float, str]:
    told = sat(python, matrix(wish), wish.groups, wish.rounds, seconds)
    if not told["groups"]:
        return None, told["cpu"], told["version"]
    plan = tuple(tidy([[wish.people[at].key for at in group] for group in turn]) for turn in told["groups"])
    return plan, told["cpu"], told["version"]


def in_words(wish: Wish, plan: Plan | None, cpu: float) -> list[str]:
    if plan is None:
        return ["–", "nothing", f"{cpu:.1f}"]
    cost = cost_of(wish, plan)
    worst = f" ({cost.forbidden} with a boss)" if cost.forbidden else ""
    return [f"{cost.total:,}", f"{cost.again}{worst}", f"{cpu:.1f}"]


def rows_of(number: int, host: bool, rounds: int, options: argparse.Namespace) -> list[list[str]]:
    wish = Wish(people(number, host), groups=number // SIZES[number], rounds=rounds, seed=3)
    bound = bound_of(wish)
    head = [f"{number}{' host' if host else ''}", str(rounds)]
    ours, cpu = clocked(lambda: mix(wish))
    quality = quality_of(wish, ours)
    share = f"{quality.cost.total / bound.total:.3f}" if bound.total else "–"
    cells = [*in_words(wish, ours, cpu), f"{bound.total:,}", share, f"{quality.percent}%"]
    rows = [[*head, "ours", *cells]]
    ways: list[tuple[str, Callable[[Wish], Plan]]] = [
        ("greedy", greedy), ("dealt by company", dealt), ("by chance", lambda wish: random_plan(wish, Chance(5))),
    ]  # fmt: skip
    for name, way in ways:
        plan, cpu = clocked(lambda way=way: way(wish))  # type: ignore[misc]
        rows.append([*head, name, *in_words(wish, plan, cpu), "", "", f"{quality_of(wish, plan).percent}%"])
    if options.rival and number <= options.largest and rounds in options.rounds:
        plan, cpu, _version = by_sat(options.rival, wish, options.seconds)
        percent = f"{quality_of(wish, plan).percent}%" if plan else ""
        rows.append([*head, f"CP-SAT, {options.seconds} s", *in_words(wish, plan, cpu), "", "", percent])
    print(*(" ".join(row) for row in rows), sep="\n", flush=True)
    return rows


def golfers(options: argparse.Namespace) -> list[list[str]]:
    """Everybody of a company of their own: only meeting again costs. The best known of each is no repeat."""
    found = []
    for groups, size, weeks in GOLFERS:
        members = tuple(Member(at, at) for at in range(groups * size))
        wish = Wish(members, groups, weeks)
        plan, cpu = clocked(lambda wish=wish: mix(wish, PLAIN))  # type: ignore[misc]
        row = [f"{groups}-{size}-{weeks}", "0", str(cost_of(wish, plan, PLAIN).again), f"{cpu:.1f}"]
        if options.rival:
            told = sat(options.rival, matrix(wish, PLAIN), groups, weeks, options.seconds)
            row += [str(told["again"] if told["groups"] else "nothing"), f"{told['cpu']:.1f}"]
        else:
            row += ["", ""]
        print(" ".join(row), flush=True)
        found.append(row)
    return found


def diverse(options: argparse.Namespace) -> list[list[str]]:
    """Instances made as MDGPLIB makes them; up to 12 people the best is enumerated, above CP-SAT stands beside."""
    found = []
    for kind, number, groups in [("RanInt", 10, 2), ("Geo", 12, 4), ("RanInt", 12, 4), ("RanInt", 30, 5), ("Geo", 30, 5), ("RanInt", 120, 10), ("Geo", 120, 10)]:  # fmt: skip
        far = distances(kind, number)
        wish = Wish(tuple(Member(at, at) for at in range(number)), groups)
        value, cpu = clocked(lambda wish=wish, far=far: most_apart(wish, far))  # type: ignore[misc]
        best = enumerated(far, number // groups) if number <= 12 else None
        row = [kind, str(number), str(groups), str(best or "–"), str(value), f"{cpu:.1f}"]
        if options.rival and number <= 30:
            told = sat(options.rival, [[-one for one in line] for line in far], groups, 1, options.seconds, again=1)
            row += [str(-told["total"]), f"{told['cpu']:.1f}"]
        else:
            row += ["", ""]
        print(" ".join(row), flush=True)
        found.append(row)
    return found


def distances(kind: str, number: int) -> list[list[int]]:
    """RanInt: whole numbers of 0 to 100. Geo: distances of points with 2 to 21 coordinates of 0 to 10, in hundredths."""
    chance = random.Random(f"{kind}{number}")
    far = [[0] * number for _ in range(number)]
    width = chance.randint(2, 21)
    points = [[chance.uniform(0, 10) for _ in range(width)] for _ in range(number)]
    for a, b in itertools.combinations(range(number), 2):
        apart = sum((x - y) ** 2 for x, y in zip(points[a], points[b], strict=True)) ** 0.5
        far[a][b] = far[b][a] = chance.randint(0, 100) if kind == "RanInt" else round(apart * 100)
    return far


def most_apart(wish: Wish, far: list[list[int]]) -> int:
    """The same annealing, asked for the greatest sum of distances inside the groups."""
    base = [[-one for one in line] for line in far]
    best = 0
    for start in range(3):
        made = _table(wish, _plain(wish, Chance(start)), base, Prices(again=1))
        now = -inside(far, made.groups[0])
        best = max(best, -_anneal(made, Chance(start + 9), 200_000, now, warmth=60)[0])
    return best


def inside(far: list[list[int]], groups: list[list[int]]) -> int:
    return sum(far[a][b] for group in groups for a, b in itertools.combinations(group, 2))


def enumerated(far: list[list[int]], size: int) -> int:
    def best(left: tuple[int, ...]) -> int:
        if not left:
            return 0
        first, rest = left[0], left[1:]
        return max(
            inside(far, [[first, *some]]) + best(tuple(one for one in rest if one not in some))
            for some in itertools.combinations(rest, size - 1)
        )

    return best(tuple(range(len(far))))


def main() -> None:
    asked = argparse.ArgumentParser()
    asked.add_argument("--rival", default=os.environ.get("ORTOOLS_PYTHON", ""))
    asked.add_argument("--seconds", type=int, default=30)
    asked.add_argument("--largest", type=int, default=60)
    asked.add_argument("--rounds", type=int, nargs="*", default=[1, 3, 5, 8])
    options = asked.parse_args()
    rows = [row for number in SIZES for r in range(1, 9) for row in rows_of(number, False, r, options)]
    rows += [row for number in (24, 60, 200) for r in (3, 8) for row in rows_of(number, True, r, options)]
    head = ["people", "rounds", "way", "cost", "meet again", "CPU s", "bound", "ours ÷ bound", "mixed"]
    golf = table(["groups-size-weeks", "best known", "ours", "CPU s", "CP-SAT", "its CPU s"], golfers(options))
    names = ["kind", "people", "groups", "enumerated best", "ours", "CPU s", "CP-SAT", "its CPU s"]
    far = table(names, diverse(options))
    machine = f"{datetime.now(UTC):%Y-%m-%d}, {os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}"
    told = f'{machine}; load {os.getloadavg()[0]:.1f} at the end. `make bench-mixing ARGS="{" ".join(sys.argv[1:])}"`'
    told = told.replace(options.rival, "PYTHON") if options.rival else told
    body = [
        told,
        table(head, rows),
        NOTE,
        "Repeats where a design without any is known (social golfers):",
        golf,
        OF_FAR,
        far,
    ]
    write_section(ROOT / "docs" / "benchmarks.md", "Groups that mix", "\n\n".join(body))


NOTE = (
    "Times are CPU seconds (of both workers for CP-SAT, which never says that it is done and takes all it is given). "
    "Companies of four, with bosses in them; `host`: two fifths of all are of one company. Groups of 4 at 24 people, else "
    "of 5. `mixed`: 100% is a bound that may lie below what is possible, 0% a split by chance."
)
OF_FAR = (
    "The greatest sum of distances inside groups, on instances made here in the manner of MDGPLIB (RanInt, Geo), since "
    "its files couldn't be fetched; greater is better:"
)

if __name__ == "__main__":
    main()
