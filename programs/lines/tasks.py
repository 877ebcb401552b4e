"""Celery's door to lines: ticks that look for what is due, safe to run twice."""
