"""Celery's door to visions: ticks that look for what is due, safe to run twice."""
