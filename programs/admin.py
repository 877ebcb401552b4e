"""The admin of the programs house, gathered from its slices: imports only."""

from programs.announcements import admin as announcements
from programs.events import admin as events

__all__ = ["announcements", "events"]
