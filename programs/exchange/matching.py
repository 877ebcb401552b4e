"""PURE: whether a need and an offer fit, and how well. Integers only; the oracle of the search's SQL.

Both sides gain or there is nothing to suggest: what the need asks for is matched by the offer's themes (`vn`), what
the offer would like back by what the need gives (`vo`), and the worse of the two weighs most (harmonic mean).
What was shown to many of late costs a price, so that nobody is asked by everybody; what the viewer saw themself
costs nothing, and equals are in an order of the viewer's day: a page stays as it was on a reload.
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

FULL = 1000
OVERLAP = 14  # days both must have in common, or the whole of the shorter period
PRICE, K = 500, 3  # half of the scale once somebody was shown three times for each place they have
BAND = 100  # within a band, the time in common and the price decide, not small differences of themes
BELOW = 10_000  # added before dividing: PostgreSQL and Python round negative numbers differently
COMMON, RARE = 100, 1000  # the weight of a theme that many name, and of one that hardly anybody does
SPREAD = 1_000_003  # a prime: how equals are shuffled, another way for each viewer and day
READ, MOST, OF_ONE_PERSON, OF_ONE_COMPANY = 48, 6, 1, 2


@dataclass(frozen=True)
class Side:
    """A need or an offer as the reckoning sees it. `weight`: what all its themes weigh together."""

    pk: int
    owner: str  # "person:12" or "company:3"
    themes: frozenset[int]
    returns: frozenset[int]
    since: date
    until: date
    effort: int
    online: bool
    area: str
    languages: int
    capacity: int
    load: int
    shown: int
    weight: int
    # Where the owner is (companies); and, of somebody who isn't open to everybody, inside and outside which they are.
    where: frozenset[int] = frozenset()
    near: frozenset[int] = frozenset()
    far: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Fit:
    """How one counterpart fits. `days`: the time in common; `eff`: what both gain, less the price."""

    pk: int
    owner: str
    vn: int
    vo: int
    eff: int
    third: int
    shown: int
    lot: int = 0

    @property
    def order(self) -> tuple[int, int, int, int, int]:
        return (-((self.eff + BELOW) // BAND), -self.third, -self.eff, self.lot, self.pk)


def days_of(one: Side) -> int:
    return (one.until - one.since).days + 1


def days_between(one: Side, other: Side) -> int:
    """Days in common; zero or less where there are none."""
    return (min(one.until, other.until) - max(one.since, other.since)).days + 1


def is_open_to(found: Side, other: Side) -> bool:
    """Somebody who is open inside or outside a company only is found only from there."""
    return not (found.near or found.far) or bool(found.near & other.where or found.far - other.where)


def turn_of(viewer: int, day: date) -> int:
    """The number that shuffles equals: the same for a viewer all day, so that a page stays as it was on a reload."""
    said = hashlib.md5(f"{viewer}|{day.isoformat()}".encode(), usedforsecurity=False).digest()
    return int.from_bytes(said[:8], "big") % (SPREAD - 1) + 1


# Every gate by its name; each must be open. (need, offer) → bool
GATES: dict[str, Callable[[Side, Side], bool]] = {
    "others": lambda need, offer: need.owner != offer.owner,
    "time": lambda need, offer: days_between(need, offer) >= min(OVERLAP, days_of(need), days_of(offer)),
    "language": lambda need, offer: bool(need.languages & offer.languages),
    "place": lambda need, offer: (need.online and offer.online) or (need.area != "" and need.area == offer.area),
    "effort": lambda need, offer: need.effort <= offer.effort,
}


def closed(need: Side, offer: Side) -> list[str]:
    """The gates that keep the two apart, by name."""
    return [name for name, opens in GATES.items() if not opens(need, offer)]


def weight_of(count: int, total: int) -> int:
    """A theme that one in `total` names weighs RARE, one that everybody names COMMON; by the number of doublings."""
    if total <= 1 or count <= 1:
        return RARE
    return RARE - (RARE - COMMON) * (min(count, total).bit_length() - 1) // max(1, total.bit_length() - 1)


def reckon(need: Side, offer: Side, weights: Mapping[int, int], *, found: Side, turn: int = 1) -> Fit | None:
    """None where a gate is closed, the one found has no place left, or one of the two would gain nothing."""
    if closed(need, offer) or found.load >= found.capacity or not need.weight or not offer.returns:
        return None
    if not is_open_to(found, offer if found is need else need):
        return None
    matched = sum(weights.get(theme, RARE) for theme in need.themes & offer.themes)
    vn = FULL * matched // need.weight
    vo = FULL * len(need.returns & offer.returns) // len(offer.returns)
    if vn <= 0 or vo <= 0:
        return None
    eff = 2 * vn * vo // (vn + vo) - PRICE * found.shown // (found.capacity * K)
    third = days_between(need, offer) * 3 // days_of(need)
    return Fit(found.pk, found.owner, vn, vo, eff, third, found.shown, found.pk % SPREAD * turn % SPREAD)


def ranked(fits: Iterable[Fit]) -> list[Fit]:
    return sorted(fits, key=lambda fit: fit.order)


def pick(fits: Iterable[Fit], most: int = MOST) -> list[Fit]:
    """The first ones, few of one owner; the last place is for somebody nobody was shown yet."""
    rows = list(fits)
    taken: list[Fit] = []
    for fit in rows:
        if len(taken) < most and _has_room(taken, fit):
            taken.append(fit)
    if len(taken) == most and all(fit.shown for fit in taken):
        rest = taken[:-1]
        fresh = next((fit for fit in rows if not fit.shown and _has_room(rest, fit)), None)
        taken = [*rest, fresh] if fresh else taken
    return taken


def _has_room(taken: list[Fit], fit: Fit) -> bool:
    few = OF_ONE_COMPANY if fit.owner.startswith("company") else OF_ONE_PERSON
    return sum(other.owner == fit.owner for other in taken) < few
