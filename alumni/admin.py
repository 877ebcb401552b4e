"""The admin of the alumni house, gathered from its slices: imports only."""

from alumni.arrivals import admin as arrivals
from alumni.blocks import admin as blocks
from alumni.companies import admin as companies
from alumni.connections import admin as connections
from alumni.directory import admin as directory
from alumni.imports import admin as imports
from alumni.introductions import admin as introductions
from alumni.profiles import admin as profiles
from alumni.tenures import admin as tenures

__all__ = [
    "arrivals",
    "blocks",
    "companies",
    "connections",
    "directory",
    "imports",
    "introductions",
    "profiles",
    "tenures",
]
