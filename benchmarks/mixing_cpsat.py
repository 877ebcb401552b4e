"""Run by a Python that has ortools: the best groups that CP-SAT finds in a given time, from JSON to JSON.

It imports nothing of this project. Each two that share a group in a round pay their price, and each meeting again.
"""

import itertools
import json
import sys
import time
from collections import Counter
from importlib.metadata import version
from typing import Any


def main() -> None:
    ask = json.load(sys.stdin)
    base, groups, rounds = ask["base"], ask["groups"], ask["rounds"]
    groups_found, total = solved(base, groups, rounds, ask["again"], ask["seconds"])
    met = Counter(pair for turn in groups_found for group in turn for pair in itertools.combinations(group, 2))
    again = sum(times * (times - 1) // 2 for times in met.values())
    print(
        json.dumps(
            {
                "groups": groups_found,
                "total": total,
                "again": again,
                "cpu": time.process_time(),
                "version": version("ortools"),
            }
        )
    )


def solved(  # noqa: C901 (the model in one piece reads best)
    base: list[list[int]], groups: int, rounds: int, again: int, seconds: int
) -> tuple[Any, int]:
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    number = len(base)
    small, larger = divmod(number, groups)
    sits = [[[model.new_bool_var("") for _ in range(groups)] for _ in range(number)] for _ in range(rounds)]
    prices: list[Any] = []
    for turn in range(rounds):
        for at in range(number):
            model.add_exactly_one(sits[turn][at])
        for group in range(groups):
            model.add(sum(sits[turn][at][group] for at in range(number)) == small + (group < larger))
    for a, b in itertools.combinations(range(number), 2):
        shared = []
        for turn in range(rounds):
            both = model.new_bool_var("")
            for group in range(groups):
                one, other = sits[turn][a][group], sits[turn][b][group]
                model.add_bool_or([one.negated(), other.negated(), both])
                if base[a][b] < 0:  # wished to share: only where they really do
                    model.add_bool_or([one.negated(), other, both.negated()])
            shared.append(both)
            if base[a][b]:
                prices.append(base[a][b] * both)
        # The n-th meeting beyond the first costs n more times.
        for times in range(1, rounds):
            more = model.new_bool_var("")
            model.add(sum(shared) - times <= (rounds - times) * more)
            prices.append(again * times * more)
    model.minimize(sum(prices))
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.num_workers = 2
    state = solver.solve(model)
    if state not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return [], 0
    found = [
        [[at for at in range(number) if solver.value(sits[turn][at][group])] for group in range(groups)]
        for turn in range(rounds)
    ]
    return found, round(solver.objective_value)


if __name__ == "__main__":
    main()
