"""Celery's door to cohorts: ticks that look for what is due, safe to run twice."""

from celery import shared_task

from programs.cohorts import ticking


@shared_task(name="programs.cohorts.days")
def days() -> None:
    """Programs begin on their day; a freed seat that nobody answered for goes to who stands behind."""
    ticking.begin()
    ticking.pass_on()
