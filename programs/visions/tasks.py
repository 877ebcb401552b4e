"""Celery's door to V sheets: a tick that looks for steps that came true, safe to run twice."""

from celery import shared_task

from programs.visions import coming_true


@shared_task(name="programs.visions.come_true")
def come_true() -> None:
    coming_true.tell()
