"""Celery's door to exchange: ticks that look for what is due, safe to run twice."""
