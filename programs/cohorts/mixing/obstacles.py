"""PURE: what can't be had of a wish, named before anybody looks for groups."""

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

from programs.cohorts.mixing.bounds import fewest_repeats, spread
from programs.cohorts.mixing.people import Wish


class Trouble(StrEnum):
    COMPANY = "company"  # more people of a company than groups: some share
    DEPARTMENT = "department"
    APART_LOCKED = "apart_locked"  # two who must not share a group are locked into one: nothing can be made
    GROUP_FULL = "group_full"  # more people are locked into a group than it has seats: nothing can be made
    TOO_MANY_APART = "too_many_apart"  # somebody and all they must not meet are more than there are groups
    REPEATS = "repeats"  # so many meetings again can't be avoided
    EMPTY = "empty"  # a round in which some group has nobody to talk with


@dataclass(frozen=True)
class Obstacle:
    """`people` in `groups` groups; `about` is the company, department, person or group; `fewest` pairs share for sure."""

    trouble: Trouble
    about: int = 0
    people: int = 0
    groups: int = 0
    fewest: int = 0
    turn: int | None = None

    @property
    def stops(self) -> bool:
        """No groups can keep the wish at all."""
        return self.trouble in (Trouble.APART_LOCKED, Trouble.GROUP_FULL, Trouble.EMPTY)


def obstacles(wish: Wish) -> list[Obstacle]:
    """The gravest first."""
    found = [*_locks(wish), *_empty(wish), *_apart(wish)]
    for name, trouble in (("company", Trouble.COMPANY), ("department", Trouble.DEPARTMENT)):
        sizes = Counter(getattr(member, name) for member in wish.people)
        found += [
            Obstacle(trouble, value, people, wish.groups, spread(people, wish.groups))
            for value, people in sorted(sizes.items(), key=lambda one: (-one[1], str(one[0])))
            if value is not None and people > wish.groups
        ]
    if again := fewest_repeats(wish):
        found.append(Obstacle(Trouble.REPEATS, people=len(wish.people), groups=wish.groups, fewest=again))
    return sorted(found, key=lambda one: not one.stops)


def _locks(wish: Wish) -> list[Obstacle]:
    found = []
    for turn in range(wish.rounds):
        held, sizes = wish.held(turn), wish.sizes(turn)
        within = Counter(held.values())
        for group, people in sorted(within.items()):
            if people > sizes[group]:
                found.append(Obstacle(Trouble.GROUP_FULL, group, people, sizes[group], turn=turn))
        found += [
            Obstacle(Trouble.APART_LOCKED, wish.people[a].key, 2, 1, turn=turn)
            for a in held
            for b in held
            if a < b and held[a] == held[b] and _apart_from(wish, a, b)
        ]
    return found


def _apart_from(wish: Wish, a: int, b: int) -> bool:
    one, other = wish.people[a], wish.people[b]
    pair = frozenset((one.key, other.key))
    return pair in wish.apart or one.key in other.bosses or other.key in one.bosses


def _empty(wish: Wish) -> list[Obstacle]:
    return [
        Obstacle(Trouble.EMPTY, people=len(wish.present(turn)), groups=wish.groups, turn=turn)
        for turn in range(wish.rounds)
        if min(wish.sizes(turn)) < 2 and wish.groups > 1
    ]


def _apart(wish: Wish) -> list[Obstacle]:
    """Cliques are hard to find; who is at the centre of one is easy: a boss with more reports than other groups."""
    reach: Counter[int] = Counter()
    for pair in wish.apart:
        reach.update(pair)
    for member in wish.people:
        for boss in member.bosses:
            reach.update((member.key, boss))
    return [
        Obstacle(Trouble.TOO_MANY_APART, key, times, wish.groups)
        for key, times in sorted(reach.items())
        if key in wish.index and times > len(wish.people) - min(map(min, map(wish.sizes, range(wish.rounds))))
    ]
