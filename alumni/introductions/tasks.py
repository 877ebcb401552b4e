"""Celery's door to introductions."""

from celery import shared_task

from alumni.introductions import lapsing


@shared_task(name="alumni.introductions.lapse")
def lapse() -> None:
    """Introductions that nobody answered within thirty days: a tick may come twice, each is over once."""
    lapsing.lapse()
