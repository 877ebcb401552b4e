"""The notice kinds of the alumni house, gathered from its slices: imports only."""

from alumni.arrivals import notices as arrivals
from alumni.connections import notices as connections
from alumni.directory import notices as directory
from alumni.tenures import notices as tenures

__all__ = ["arrivals", "connections", "directory", "tenures"]
