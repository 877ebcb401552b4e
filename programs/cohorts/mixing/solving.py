"""PURE: the search for good groups: a start from the seat design or by chance, then annealing by swaps."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from programs.cohorts.mixing.chance import ONE, PATIENCE, Chance
from programs.cohorts.mixing.people import Plan, Wish, tidy
from programs.cohorts.mixing.prices import USUAL, Prices, cost_of, matrix
from programs.cohorts.mixing.seats import shifts

SEATINGS = 5  # of the design; the best go on
DESIGNED = 2  # of these are annealed, and besides one start table by table, and one by chance
TRIAL = 3  # a third of the swaps shows which start is the best; it gets the others
SEAT_HEAT = 250
COOL, WARM, HOT = 3, 30, 300
BLOCKS = 60  # temperatures of one descent
Rounds = list[list[list[int]]]  # round → group → places in `people`
Progress = Callable[[int], None]  # percent done


@dataclass
class Table:
    """One arrangement while it is worked on: `groups[round][group]` and `seat[round][person]`, the group or -1.

    `price[i][j]` is what one more meeting of i and j would cost; `free[round]` are those whom a swap may move.
    """

    groups: list[list[list[int]]]
    seat: list[list[int]]
    price: list[list[int]]
    free: list[list[int]]
    again: int
    marked: list[bool]  # of these nobody sits alone; all False: it isn't asked for
    alone: int = 0


def mix(wish: Wish, prices: Prices = USUAL, proposals: int | None = None, progress: Progress | None = None) -> Plan:
    """The best groups found. About `proposals` swaps are tried in all (by default as many as suit the size):
    half of them for the seats of the design, then some on each start, and most of the rest on the best of these."""
    base = matrix(wish, prices)
    budget = proposals if proposals is not None else usual_proposals(len(wish.members), wish.rounds)
    starts = [
        *_designs(wish, base, budget // 2),
        _one_by_one(wish, base, prices, Chance(wish.seed * 43)),
        _plain(wish, Chance(wish.seed * 31)),
    ]
    trial = budget // 2 // TRIAL // len(starts)
    tried = []
    for number, start in enumerate(starts):
        warmth = HOT if number == len(starts) - 1 else COOL  # a good start is spoilt by much heat
        tried.append(_worked(wish, start, base, prices, (wish.seed * 37 + number, trial, warmth)))
        if progress:
            progress(80 * (number + 1) // len(starts))
    best = min(tried, key=lambda one: one[0])
    left = budget // 2 - trial * len(starts)
    meets_again = cost_of(wish, _plan(wish, best[1])).again > 0
    last = _worked(wish, best[1], base, prices, (wish.seed * 59, left, WARM if meets_again else COOL))
    if progress:
        progress(100)
    found = min(best, last, key=lambda one: one[0])
    return _plan(wish, found[1])


def _worked(
    wish: Wish, groups: Rounds, base: list[list[int]], prices: Prices, way: tuple[int, int, int]
) -> tuple[int, Rounds]:
    """This start after annealing (seed, proposals, warmth), with how much it weighs."""
    seed, proposals, warmth = way
    table = _table(wish, groups, base, prices)
    _price, found = _anneal(table, Chance(seed), proposals, total(table, base), warmth)
    return _weighed(wish, _plan(wish, found), prices), found


def _weighed(wish: Wish, plan: Plan, prices: Prices) -> int:
    """Between the starts meeting again counts five times: nobody should meet twice for a little more variety."""
    cost = cost_of(wish, plan, prices)
    return cost.total + 4 * prices.again * cost.again


def usual_proposals(people: int, rounds: int) -> int:
    if people <= 60:
        return 1_000_000
    return 1_200_000 if people <= 200 else 1_000_000 + 500_000 * rounds


def _plan(wish: Wish, rounds: Rounds) -> Plan:
    return tuple(tidy([[wish.people[at].key for at in group] for group in groups]) for groups in rounds)


def _plain(wish: Wish, chance: Chance) -> list[list[list[int]]]:
    everybody = [chance.shuffled(wish.present(turn)) for turn in range(wish.rounds)]
    return [_seated(wish, turn, order) for turn, order in enumerate(everybody)]


def _seated(wish: Wish, turn: int, order: Iterable[int]) -> list[list[int]]:
    """Groups of the right sizes: those who are locked where they must be, the others in this order."""
    sizes, held = wish.sizes(turn), wish.held(turn)
    groups: list[list[int]] = [[at for at, group in held.items() if group == number] for number in range(wish.groups)]
    number = 0
    for at in (at for at in order if at not in held):
        while len(groups[number]) >= sizes[number]:
            number += 1
        groups[number].append(at)
    return groups


def _one_by_one(wish: Wish, base: list[list[int]], prices: Prices, chance: Chance) -> list[list[list[int]]]:
    """Each in turn to the table where it costs least just then; what was met in earlier rounds counts."""
    price = [list(row) for row in base]
    turns = []
    for turn in range(wish.rounds):
        sizes, held = wish.sizes(turn), wish.held(turn)
        groups = [[at for at, group in held.items() if group == number] for number in range(wish.groups)]
        for at in (at for at in chance.shuffled(wish.present(turn)) if at not in held):
            row = price[at]
            room = (number for number in range(wish.groups) if len(groups[number]) < sizes[number])
            best = min(room, key=lambda number: (sum(row[x] for x in groups[number]), len(groups[number])))
            groups[best].append(at)
        for group in groups:
            for a in group:
                for b in group:
                    price[a][b] += prices.again if a != b else 0
        turns.append(groups)
    return turns


def _designs(wish: Wish, base: list[list[int]], proposals: int) -> list[list[list[list[int]]]]:
    """The best of several seatings of the design: a seat swap moves somebody in all rounds, and nobody meets twice."""
    width, chance = wish.groups, Chance(wish.seed)
    classes = -(-len(wish.people) // width)
    seats = range(len(wish.people))
    turned = min(wish.rounds, width)  # a class has been in every group by then
    table = shifts(classes, turned, width, chance)
    turns = [[(at % width + table[at // width][turn]) % width for at in seats] for turn in range(turned)]
    turns += [_after_all(turn - turned, classes, width, len(seats), chance) for turn in range(turned, wish.rounds)]
    near = [_neighbours(seat, turns) for seat in seats]
    tried = []
    for number in range(SEATINGS):
        order = _by_company(wish, Chance(wish.seed * 41 + number))
        cost = _swap_seats(order, near, base, chance, proposals // SEATINGS)
        tried.append((cost, number, order))
    best = sorted(tried)[:DESIGNED]
    return [
        [_placed(wish, turn, order, turns[turn]) for turn in range(wish.rounds)] for _cost, _number, order in best
    ]


def _after_all(turn: int, classes: int, width: int, people: int, chance: Chance) -> list[int]:
    """When each class has been everywhere: as long as nobody of one has met, a class sits together; then by chance."""
    if turn == 0 and classes == width and people == width * width:
        return [at // width for at in range(people)]
    shift = [chance.below(width) for _ in range(classes)]
    return [(at % width + shift[at // width]) % width for at in range(people)]


def _by_company(wish: Wish, chance: Chance) -> list[int]:
    """Companies in blocks, the largest first; departments together inside: a class then holds as few of them as can be."""
    size: dict[int, int] = {}
    for member in wish.people:
        size[member.company] = size.get(member.company, 0) + 1
    order = chance.shuffled(list(range(len(wish.people))))
    people = wish.people
    return sorted(order, key=lambda at: (-size[people[at].company], people[at].company, people[at].department or 0))


def _placed(wish: Wish, turn: int, order: list[int], groups_of: list[int]) -> list[list[int]]:
    """The design of one round as groups; locks and absences are put right with as few moves as can be."""
    present, held, sizes = set(wish.present(turn)), wish.held(turn), wish.sizes(turn)
    groups: list[list[int]] = [[] for _ in range(wish.groups)]
    for at, number in held.items():
        groups[number].append(at)
    rest = []
    for at, number in zip(order, groups_of, strict=True):
        if at in present and at not in held:
            if len(groups[number]) < sizes[number]:
                groups[number].append(at)
            else:
                rest.append(at)
    for group, size in zip(groups, sizes, strict=True):
        while len(group) < size:
            group.append(rest.pop())
    return groups


def _swap_seats(
    order: list[int], near: list[list[int]], base: list[list[int]], chance: Chance, proposals: int
) -> int:
    """Two change seats for all rounds, as long as it helps; in the end the price of who shares groups, doubled."""
    for step in range(proposals):
        i, j = chance.below(len(order)), chance.below(len(order))
        a, b = base[order[i]], base[order[j]]
        delta = 0
        for k in near[i]:
            if k != j:
                delta += b[order[k]] - a[order[k]]
        for k in near[j]:
            if k != i:
                delta += a[order[k]] - b[order[k]]
        heat = SEAT_HEAT * (proposals - step) ** 2 // proposals**2
        if delta <= 0 or delta * ONE <= heat * PATIENCE[chance.draw() >> 20]:
            order[i], order[j] = order[j], order[i]
    return sum(base[order[i]][order[k]] for i, some in enumerate(near) for k in some)


def _neighbours(seat: int, turns: list[list[int]]) -> list[int]:
    return [other for turn in turns for other, group in enumerate(turn) if group == turn[seat] and other != seat]


def _table(wish: Wish, groups: list[list[list[int]]], base: list[list[int]], prices: Prices) -> Table:
    price = [list(row) for row in base]
    seat = [[-1] * len(wish.people) for _ in groups]
    for turn, round_ in enumerate(groups):
        for number, group in enumerate(round_):
            for a in group:
                seat[turn][a] = number
                row = price[a]
                for b in group:
                    if a != b:
                        row[b] += prices.again
    free = [[at for at in wish.present(turn) if at not in wish.held(turn)] for turn in range(wish.rounds)]
    marked = [one.key in wish.together for one in wish.people]
    return Table(groups, seat, price, free, prices.again, marked, prices.alone if any(marked) else 0)


def total(table: Table, base: list[list[int]]) -> int:
    """The price of the whole arrangement, up to a constant that is the same for all of one wish."""
    found = 0
    for turn in table.groups:
        for group in turn:
            found += table.alone * (sum(table.marked[a] for a in group) == 1)
            for n, a in enumerate(group):
                found += sum(base[a][b] for b in group[:n])
    again = table.again
    for a, row in enumerate(table.price):
        for b in range(a):
            times = (row[b] - base[a][b]) // again
            found += again * times * (times - 1) // 2
    return found


def _anneal(table: Table, chance: Chance, proposals: int, now: int, warmth: int) -> tuple[int, list[list[list[int]]]]:
    """Swaps within rounds, at first also for the worse; the best arrangement on the way comes out, with its price."""
    best = now
    kept = [[list(group) for group in turn] for turn in table.groups]
    block = max(proposals // BLOCKS, 1)
    for number in range(BLOCKS):
        heat = warmth * ONE * (BLOCKS - 1 - number) ** 2 // BLOCKS**2
        now = _descend(table, chance, block, heat, now)
        if now < best:
            best, kept = now, [[list(group) for group in turn] for turn in table.groups]
    return best, kept


def _descend(table: Table, chance: Chance, proposals: int, heat: int, now: int) -> int:
    """Some proposals at one temperature. Each swap's price is known from two rows of numbers."""
    turns, again, state = len(table.groups), table.again, chance.word
    price, patience, alone, marked = table.price, PATIENCE, table.alone, table.marked
    for _ in range(proposals):
        state ^= (state << 13) & 0xFFFFFFFF
        state ^= state >> 17
        state ^= (state << 5) & 0xFFFFFFFF
        turn = state % turns
        free, seat = table.free[turn], table.seat[turn]
        if len(free) < 2:
            continue
        drawn = state // turns
        a = free[drawn % len(free)]
        b = free[(drawn // len(free)) * 2_654_435_761 % 4_294_967_296 % len(free)]
        first, second = seat[a], seat[b]
        if first == second:
            continue
        row_a, row_b = price[a], price[b]
        with_a, with_b = table.groups[turn][first], table.groups[turn][second]
        delta = (len(with_a) + len(with_b) - 2) * again - 2 * row_a[b]
        for x in with_a:
            delta += row_b[x] - row_a[x]
        for y in with_b:
            delta += row_a[y] - row_b[y]
        if alone and marked[a] != marked[b]:
            delta += alone * _more_alone(marked, with_a, with_b, marked[a])
        if delta > 0 and (heat == 0 or delta * ONE * ONE > heat * patience[state >> 20]):
            continue
        _swap(table, turn, a, b)
        now += delta
    chance.word = state
    return now


def _more_alone(marked: list[bool], giving: list[int], taking: list[int], gives: bool) -> int:
    """How many groups more have only one of the marked, when one of them goes from one group to the other."""
    if not gives:
        giving, taking = taking, giving
    here, there = sum(marked[x] for x in giving), sum(marked[x] for x in taking)
    return (here == 2) - (here == 1) + (there == 0) - (there == 1)


def _swap(table: Table, turn: int, a: int, b: int) -> None:
    price, again, seat = table.price, table.again, table.seat[turn]
    with_a, with_b = table.groups[turn][seat[a]], table.groups[turn][seat[b]]
    for mine, theirs, one, other in ((with_a, with_b, a, b), (with_b, with_a, b, a)):
        row = price[one]
        for x in mine:
            if x != one:
                row[x] -= again
                price[x][one] -= again
        for y in theirs:
            if y != other:
                row[y] += again
                price[y][one] += again
    with_a[with_a.index(a)] = b
    with_b[with_b.index(b)] = a
    seat[a], seat[b] = seat[b], seat[a]
