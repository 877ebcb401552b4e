"""The admin of the programs house, gathered from its slices: imports only."""

from programs.announcements import admin as announcements
from programs.calendars import admin as calendars
from programs.checkins import admin as checkins
from programs.cohorts import admin as cohorts
from programs.collaborations import admin as collaborations
from programs.events import admin as events
from programs.exchange import admin as exchange
from programs.keepsakes import admin as keepsakes
from programs.ledger import admin as ledger
from programs.lines import admin as lines
from programs.mentoring import admin as mentoring
from programs.visions import admin as visions

__all__ = [
    "announcements",
    "calendars",
    "checkins",
    "cohorts",
    "collaborations",
    "events",
    "exchange",
    "keepsakes",
    "ledger",
    "lines",
    "mentoring",
    "visions",
]
