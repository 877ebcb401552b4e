"""PURE: who is to be mixed, what is wished, and the groups that come out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

Pair = frozenset[int]
Groups = tuple[tuple[int, ...], ...]  # of one round: the keys of each group's people, ascending
Plan = tuple[Groups, ...]  # of all rounds


@dataclass(frozen=True)
class Member:
    """Somebody to be mixed. Numbers stand for values; None is unknown and is like nobody else's."""

    key: int
    company: int
    department: int | None = None
    function: int | None = None
    level: int | None = None
    gender: int | None = None
    place: int | None = None
    # Everybody above this person, at any distance.
    bosses: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Wish:
    """`groups` groups in each of `rounds` rounds, of sizes that differ by one at most.

    `apart` must never share a group; `met` tells how often two met before; `locks` hold somebody (round, key) in a
    group; `absent` are those who miss a round; of `together` nobody is the only one in a group. Rounds and groups are counted from 0.
    """

    members: tuple[Member, ...]
    groups: int
    rounds: int = 1
    apart: frozenset[Pair] = frozenset()
    met: Mapping[Pair, int] = field(default_factory=dict)
    locks: Mapping[tuple[int, int], int] = field(default_factory=dict)
    absent: frozenset[tuple[int, int]] = frozenset()
    together: frozenset[int] = frozenset()
    seed: int = 1

    def __post_init__(self) -> None:
        if self.groups < 1 or self.rounds < 1 or len(self.members) < self.groups:
            raise ValueError("there must be a round, a group, and somebody for each group")
        if len({member.key for member in self.members}) != len(self.members):
            raise ValueError("somebody is in twice")

    @cached_property
    def people(self) -> tuple[Member, ...]:
        """In one order, whatever order they came in."""
        return tuple(sorted(self.members, key=lambda member: member.key))

    @cached_property
    def index(self) -> dict[int, int]:
        return {member.key: at for at, member in enumerate(self.people)}

    def present(self, turn: int) -> list[int]:
        """The places in `people` of those who are there in a round."""
        return [at for at, member in enumerate(self.people) if (turn, member.key) not in self.absent]

    def held(self, turn: int) -> dict[int, int]:
        """Place in `people` → group, for whoever is locked in a round and there."""
        return {
            self.index[key]: group
            for (when, key), group in self.locks.items()
            if when == turn and key in self.index and (turn, key) not in self.absent
        }

    def sizes(self, turn: int) -> list[int]:
        """How many sit in each group: even within one, the larger ones where most are locked."""
        small, larger = divmod(len(self.present(turn)), self.groups)
        locked = [0] * self.groups
        for group in self.held(turn).values():
            locked[group] += 1
        order = sorted(range(self.groups), key=lambda group: (-locked[group], group))
        sizes = [small] * self.groups
        for group in order[:larger]:
            sizes[group] += 1
        return sizes


def tidy(groups: list[list[int]]) -> Groups:
    return tuple(tuple(sorted(group)) for group in groups)
