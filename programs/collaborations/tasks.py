"""Celery's door to collaborations: ticks that look for what is due, safe to run twice."""
