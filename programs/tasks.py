"""Celery's door to the programs house, gathered from its slices: imports only."""

from programs.keepsakes import tasks as keepsakes

__all__ = ["keepsakes"]
