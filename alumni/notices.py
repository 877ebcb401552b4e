"""The notice kinds of the alumni house, gathered from its slices: imports only."""

from alumni.arrivals import notices as arrivals

__all__ = ["arrivals"]
