"""A ground truth to judge matching by: invented needs and offers whose owners say yes by what they truly gain.

What the reckoning sees is not all there is: each person also has a taste that nobody wrote down, so that nobody can
be right always. A thousand needs arrive one by one over thirty days and are shown six of five hundred offers. The
owner of the need likes a shown one with a chance that grows with what they gain, and asks the first two they like; the
one who is asked says yes with a chance that grows with what they gain, and never beyond what they have room for in
thirty days: asked more often they don't even answer. The first yes is the match.
"""

import random
from collections import Counter, deque
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from programs.exchange import matching
from programs.exchange.matching import Fit, Side

START, DAYS, MONTH = date(2027, 4, 1), 30, 30
THEMES, RETURNS, AREAS = 40, 10, 8
SHOWN, ASKS = 6, 2
Ranking = Callable[[Side, list[tuple[Side, Fit]], dict[int, float], random.Random], list[Side]]


@dataclass(frozen=True)
class Outcome:
    """Of one way of ranking: shares in thousandths."""

    matched: int
    gini: int
    newcomers: int
    need_gain: int
    offer_gain: int


def _zipf(chance: random.Random, many: int, few: int, first: int = 1) -> frozenset[int]:
    """Some of `many`, the first ones far more often than the last."""
    weights = [1 / (n + 2) for n in range(many)]
    return frozenset(first + one for one in chance.choices(range(many), weights, k=few))


def _side(chance: random.Random, pk: int, owner: str, day: int, *, need: bool) -> Side:
    since = START + timedelta(days=day + chance.randint(0, 20))
    length = chance.choice([20, 40, 60, 90]) if need else chance.choice([90, 120, 180])
    return Side(
        pk, owner, _zipf(chance, THEMES, chance.randint(1, 3 if need else 5)),
        _zipf(chance, RETURNS, chance.randint(2, 4) if need else chance.randint(1, 3)), since,
        since + timedelta(days=length), chance.choice([1, 1, 2, 3]) if need else chance.choice([1, 2, 3, 4]),
        chance.random() < 0.75, f"JP-{chance.randint(1, AREAS):02d}", chance.choice([1, 1, 1, 3]),
        chance.choice([2, 3, 3, 5]), 0, 0, 0,
    )  # fmt: skip


def truth(
    seed: int, needs: int = 1000, offers: int = 500
) -> tuple[list[tuple[int, Side]], list[Side], dict[int, int]]:
    """The needs with the day on which they come, the offers, and what the themes weigh."""
    chance = random.Random(seed)
    gives = [_side(chance, n, f"person:{n}", -chance.randint(0, 60), need=False) for n in range(1, offers + 1)]
    asks = [
        (day, _side(chance, 10_000 + n, f"person:{10_000 + n}", day, need=True))
        for n, day in enumerate(sorted(chance.randrange(DAYS) for _ in range(needs)))
    ]
    counts = Counter(theme for one in [*gives, *(need for _day, need in asks)] for theme in one.themes)
    weights = {theme: matching.weight_of(count, needs + offers) for theme, count in counts.items()}

    def weighed(one: Side) -> Side:
        return replace(one, weight=sum(weights[theme] for theme in one.themes))

    return [(day, weighed(need)) for day, need in asks], [weighed(one) for one in gives], weights


def one_sided(need: Side, found: list[tuple[Side, Fit]], fame: dict[int, float], chance: random.Random) -> list[Side]:
    """What a search engine would do: what the need asks for, times how well known somebody is."""
    return [side for side, fit in sorted(found, key=lambda pair: -pair[1].vn * fame[pair[0].pk])]


def at_random(need: Side, found: list[tuple[Side, Fit]], fame: dict[int, float], chance: random.Random) -> list[Side]:
    return [side for side, _fit in chance.sample(found, len(found))]


def harmonic(need: Side, found: list[tuple[Side, Fit]], fame: dict[int, float], chance: random.Random) -> list[Side]:
    """Both sides' gain, without a price for having been shown."""
    return [side for side, fit in sorted(found, key=lambda pair: (-_mutual(pair[1]), pair[0].pk))]


def _mutual(fit: Fit) -> int:
    return 2 * fit.vn * fit.vo // (fit.vn + fit.vo)


def least_shown(
    need: Side, found: list[tuple[Side, Fit]], fame: dict[int, float], chance: random.Random
) -> list[Side]:
    """As even as these gates allow, whatever anybody gains: how far down the Gini can go in this world."""
    return [side for side, _fit in sorted(found, key=lambda pair: (pair[0].shown, pair[0].pk))]


def ours(need: Side, found: list[tuple[Side, Fit]], fame: dict[int, float], chance: random.Random) -> list[Side]:
    sides = {side.pk: side for side, _fit in found}
    picked = matching.pick(matching.ranked(fit for _side_, fit in found), SHOWN)
    return [sides[fit.pk] for fit in picked]


WAYS: dict[str, tuple[Ranking, bool]] = {
    # name: (order, whether somebody without room is left out)
    "what is asked for × fame": (one_sided, False),
    "at random among those who can": (at_random, True),
    "the least shown of those who can": (least_shown, True),
    "both sides' gain (harmonic)": (harmonic, True),
    "both sides' gain − price, as built": (ours, True),
}


def live(way: Ranking, leaves_out: bool, seed: int, needs: int = 1000, offers: int = 500) -> Outcome:
    """Thirty days under one way of ranking."""
    asks, gives, weights = truth(seed, needs, offers)
    chance = random.Random(seed + 1)
    fame = {one.pk: chance.lognormvariate(0, 1) for one in gives}
    taste = random.Random(seed + 2)
    exposure: Counter[int] = Counter()
    seen: dict[int, deque[int]] = {one.pk: deque() for one in gives}
    asked: dict[int, deque[int]] = {one.pk: deque() for one in gives}
    matches, gains = 0, [0, 0]
    for day, need in asks:
        found = []
        for one in gives:
            if not (need.themes & one.themes and need.returns & one.returns):
                continue  # what the reckoning would say too, only sooner
            for log in (seen[one.pk], asked[one.pk]):
                while log and log[0] <= day - MONTH:
                    log.popleft()
            now = replace(one, load=len(asked[one.pk]) if leaves_out else 0, shown=len(seen[one.pk]))
            fit = matching.reckon(need, now, weights, found=now)
            if fit:
                found.append((now, fit))
        fits = {side.pk: fit for side, fit in found}
        shown = way(need, found, fame, chance)[:SHOWN]
        for side in shown:
            exposure[side.pk] += 1
            seen[side.pk].append(day)
        liked = [side for side in shown if taste.random() * 1000 < fits[side.pk].vn][:ASKS]
        for side in liked:
            room = len(asked[side.pk]) < side.capacity
            asked[side.pk].append(day)
            if room and taste.random() * 1000 < fits[side.pk].vo:
                matches += 1
                gains = [gains[0] + fits[side.pk].vn, gains[1] + fits[side.pk].vo]
                break
    counts = sorted(exposure[one.pk] for one in gives)
    never = sum(not count for count in counts)
    return Outcome(
        1000 * matches // needs, _gini(counts), 1000 * (len(counts) - never) // len(counts),
        gains[0] // max(1, matches), gains[1] // max(1, matches),
    )  # fmt: skip


def _gini(counts: list[int]) -> int:
    """Of numbers in rising order: 0 where all are alike, near 1000 where one has everything."""
    total, many = sum(counts), len(counts)
    if not total:
        return 0
    ranks = sum(rank * count for rank, count in enumerate(counts, start=1))
    return 1000 * (2 * ranks - (many + 1) * total) // (many * total)
