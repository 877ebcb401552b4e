"""Celery's door to the alumni house, gathered from its slices: imports only."""

from alumni.arrivals import tasks as arrivals
from alumni.imports import tasks as imports

__all__ = ["arrivals", "imports"]
