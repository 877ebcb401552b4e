"""The notice kinds of the alumni house, gathered from its slices: imports only."""

from alumni.arrivals import notices as arrivals
from alumni.blocks import notices as blocks
from alumni.connections import notices as connections
from alumni.directory import notices as directory
from alumni.introductions import notices as introductions
from alumni.profiles import notices as profiles
from alumni.talks import notices as talks
from alumni.tenures import notices as tenures

__all__ = ["arrivals", "blocks", "connections", "directory", "introductions", "profiles", "talks", "tenures"]
