"""Celery's door to the alumni house, gathered from its slices: imports only."""

from alumni.arrivals import tasks as arrivals
from alumni.connections import tasks as connections
from alumni.directory import tasks as directory
from alumni.imports import tasks as imports
from alumni.introductions import tasks as introductions
from alumni.profiles import tasks as profiles

__all__ = ["arrivals", "connections", "directory", "imports", "introductions", "profiles"]
