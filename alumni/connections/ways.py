"""Chains as the viewer reads them: everybody in them as a card, written down as shown."""

from dataclasses import dataclass

from accounts.users.models import User
from alumni.connections.paths import Chain
from alumni.directory.actions import show_cards
from alumni.profiles.disclosure import ShownProfile
from alumni.profiles.queries import shown


@dataclass(frozen=True)
class Way:
    """The people between, in order; the first is known to the viewer and can be asked."""

    people: list[ShownProfile]

    @property
    def first(self) -> ShownProfile:
        return self.people[0]

    @property
    def second(self) -> ShownProfile | None:
        return self.people[1] if len(self.people) > 1 else None


def ways_of(viewer: User, chains: list[Chain], end: int = 0) -> tuple[list[Way], ShownProfile | None]:
    """Those chains of which everybody may be shown to the viewer today, and the end as the viewer reads it, if at all."""
    everybody = sorted({one for chain in chains for one in chain.between})
    allowed = show_cards(people=everybody, by=viewer) if everybody else []
    wanted = {*allowed, end} - {0}
    cards = shown(viewer, wanted) if wanted else {}
    ways = [Way([cards[one] for one in c.between]) for c in chains if all(one in cards for one in c.between)]
    return ways, cards.get(end)
