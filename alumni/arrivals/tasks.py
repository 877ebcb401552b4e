"""Celery's door to arrivals."""

from celery import shared_task

from alumni.arrivals import asking


@shared_task(name="alumni.arrivals.remind")
def remind() -> None:
    """Requests that nobody answers: a tick may come twice, each request is told of once."""
    asking.remind()
