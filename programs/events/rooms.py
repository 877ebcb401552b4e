"""What another slice adds to the page of a gathering that it keeps: a card of its own, by kind; it registers itself."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from accounts.users.models import User
from programs.events.models import Event


@dataclass(frozen=True)
class Room:
    """The template of the card, and what it takes as `room`."""

    template: str
    words: dict[str, Any] = field(default_factory=dict)


rooms: dict[str, Callable[[User, Event], Room | None]] = {}


def room_of(viewer: User, event: Event) -> Room | None:
    keeper = rooms.get(event.kind) if event.is_kept else None
    return keeper(viewer, event) if keeper else None
