"""Celery's door to the alumni house, gathered from its slices: imports only."""

from alumni.arrivals import tasks as arrivals

__all__ = ["arrivals"]
