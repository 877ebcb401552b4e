"""Celery's door to the accounts house, gathered from its slices: imports only."""

from accounts.notices import tasks as notices

__all__ = ["notices"]
