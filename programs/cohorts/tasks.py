"""Celery's door to cohorts: ticks that look for what is due, safe to run twice."""
