"""Celery's door to ledger: ticks that look for what is due, safe to run twice."""
