"""Celery's door to the alumni house, gathered from its slices: imports only."""
