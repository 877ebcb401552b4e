"""Celery's door to collaborations: ticks that look for what is due, safe to run twice."""

from celery import shared_task

from programs.collaborations import ticking


@shared_task(name="programs.collaborations.remind")
def remind_tick() -> None:
    ticking.remind()
    ticking.tell_due()
    ticking.tell_terms()
