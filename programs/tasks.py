"""Celery's door to the programs house, gathered from its slices: imports only."""
