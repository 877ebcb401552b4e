"""Celery's door to imports: a tick that does whatever waits, safe to run twice."""

from celery import shared_task

from alumni.imports.work import work


@shared_task(name="alumni.imports.work")
def work_tick() -> None:
    work()
