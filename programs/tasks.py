"""Celery's door to the programs house, gathered from its slices: imports only."""

from programs.announcements import tasks as announcements
from programs.cohorts import tasks as cohorts
from programs.collaborations import tasks as collaborations
from programs.events import tasks as events
from programs.exchange import tasks as exchange
from programs.keepsakes import tasks as keepsakes
from programs.ledger import tasks as ledger
from programs.lines import tasks as lines
from programs.mentoring import tasks as mentoring
from programs.visions import tasks as visions

__all__ = [
    "announcements",
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
