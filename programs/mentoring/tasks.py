"""Celery's door to mentoring: ticks that look for what is due, safe to run twice."""

from celery import shared_task

from programs.mentoring import actions


@shared_task(name="programs.mentoring.close_past")
def close_tick() -> None:
    actions.close_past()
