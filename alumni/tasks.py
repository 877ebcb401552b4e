"""Celery's door to the alumni house, gathered from its slices: imports only."""

from alumni.arrivals import tasks as arrivals
from alumni.directory import tasks as directory
from alumni.imports import tasks as imports

__all__ = ["arrivals", "directory", "imports"]
