"""The notice kinds of the programs house, gathered from its slices: imports only."""

from programs.announcements import notices as announcements
from programs.cohorts import notices as cohorts
from programs.cohorts import practice_notices as cohort_life
from programs.collaborations import notices as collaborations
from programs.events import life_notices as events_life
from programs.events import notices as events
from programs.events import seat_notices as seats
from programs.events import series_notices as events_series
from programs.exchange import notices as exchange
from programs.keepsakes import notices as keepsakes
from programs.ledger import notices as ledger
from programs.lines import notices as lines
from programs.mentoring import notices as mentoring
from programs.visions import notices as visions

__all__ = [
    "announcements",
    "cohort_life",
    "cohorts",
    "collaborations",
    "events",
    "events_life",
    "events_series",
    "exchange",
    "keepsakes",
    "ledger",
    "lines",
    "mentoring",
    "seats",
    "visions",
]
