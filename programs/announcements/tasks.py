"""Celery's door to announcements."""

from celery import shared_task

from programs.announcements import figures


@shared_task(name="programs.announcements.settle")
def settle() -> None:
    """Those that went out are marked as sent, and their figures are counted again."""
    figures.settle()
