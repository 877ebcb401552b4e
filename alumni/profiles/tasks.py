"""Celery's door to profiles: a tick that counts labels anew, safe to run twice."""

from celery import shared_task

from alumni.profiles.labels import count_anew


@shared_task(name="alumni.profiles.count_labels")
def count_labels_tick() -> None:
    count_anew()
