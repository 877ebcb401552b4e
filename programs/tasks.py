"""Celery's door to the programs house, gathered from its slices: imports only."""

from programs.announcements import tasks as announcements
from programs.events import tasks as events
from programs.keepsakes import tasks as keepsakes

__all__ = ["announcements", "events", "keepsakes"]
