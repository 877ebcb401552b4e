"""The notice kinds of the programs house, gathered from its slices: imports only."""

from programs.announcements import notices as announcements
from programs.events import life_notices as events_life
from programs.events import notices as events
from programs.events import seat_notices as seats
from programs.keepsakes import notices as keepsakes

__all__ = ["announcements", "events", "events_life", "keepsakes", "seats"]
