"""The admin of the programs house, gathered from its slices: imports only."""

from programs.announcements import admin as announcements
from programs.calendars import admin as calendars
from programs.checkins import admin as checkins
from programs.events import admin as events
from programs.keepsakes import admin as keepsakes

__all__ = ["announcements", "calendars", "checkins", "events", "keepsakes"]
