"""What else stands in a person's own calendar: the rooms above hand in what this room can't know."""

from collections.abc import Callable, Iterable

from accounts.users.models import User
from programs.events import ics

# Each tells a person's own entries.
sources: list[Callable[[User], Iterable[ics.Entry]]] = []
