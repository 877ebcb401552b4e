"""Celery's door to profiles: ticks, safe to run twice."""

from celery import shared_task

from alumni.profiles import yearly
from alumni.profiles.labels import count_anew


@shared_task(name="alumni.profiles.count_labels")
def count_labels_tick() -> None:
    count_anew()


@shared_task(name="alumni.profiles.ask_still_right")
def ask_still_right() -> None:
    yearly.ask_due()
