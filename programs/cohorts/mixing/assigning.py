"""PURE: people to places at the least cost in all (the assignment problem, by shortest augmenting paths)."""

NEVER = 1 << 40
FAR = NEVER * 1000


def cheapest(costs: list[list[int]]) -> list[int]:
    """For each row its column, all different. There must be as many columns as rows at least.

    Kuhn and Munkres' method: each row in turn finds the cheapest way to a free column, moving others on its way.
    """
    columns = len(costs[0]) if costs else 0
    row_price, column_price = [0] * len(costs), [0] * columns
    owner = [-1] * columns
    for row in range(len(costs)):
        end, before = _way(costs, row, owner, row_price, column_price)
        while end >= 0:
            earlier = before[end]
            owner[end] = owner[earlier] if earlier >= 0 else row
            end = earlier
    found = [0] * len(costs)
    for column, row in enumerate(owner):
        if row >= 0:
            found[row] = column
    return found


def _way(
    costs: list[list[int]], row: int, owner: list[int], row_price: list[int], column_price: list[int]
) -> tuple[int, list[int]]:
    """The free column that is cheapest to reach from the row, and from which column each was reached (-1: the row)."""
    columns = range(len(owner))
    reach, before, done = [FAR] * len(owner), [-1] * len(owner), [False] * len(owner)
    here, last, come = row, -1, 0
    while True:
        for column in columns:
            step = come + costs[here][column] - row_price[here] - column_price[column]
            if not done[column] and step < reach[column]:
                reach[column], before[column] = step, last
        last = min((column for column in columns if not done[column]), key=lambda column: reach[column])
        come, done[last] = reach[last], True
        if owner[last] < 0:
            break
        here = owner[last]
    for column in columns:
        if done[column]:
            column_price[column] -= come - reach[column]
            if owner[column] >= 0:
                row_price[owner[column]] += come - reach[column]
    row_price[row] += come
    return last, before
