"""Celery's door to mentoring: ticks that look for what is due, safe to run twice."""
