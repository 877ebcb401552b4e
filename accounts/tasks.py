"""Celery's door to the accounts house, gathered from its slices: imports only."""
