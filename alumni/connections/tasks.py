"""Celery's door to connections."""

from celery import shared_task

from alumni.connections import lapsing


@shared_task(name="alumni.connections.lapse")
def lapse() -> None:
    """Questions that nobody answered within thirty days: a tick may come twice, each is over once."""
    lapsing.lapse()
