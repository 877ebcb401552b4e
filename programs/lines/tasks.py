"""Celery's door to lines; through it the ledger's tick hears of gatherings and introductions."""

from programs.lines import drafts

__all__ = ["drafts"]
