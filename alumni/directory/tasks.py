"""Celery's door to the directory: ticks, each safe to run twice."""

from celery import shared_task

from alumni.directory import sightings
from alumni.directory.indexing import reindex_outdated, reindex_stale
from alumni.directory.looking import look_due


@shared_task(name="alumni.directory.reindex")
def reindex_tick() -> None:
    """Entries are made anew where something changed, and where an older release wrote them."""
    if not reindex_stale():
        reindex_outdated()


@shared_task(name="alumni.directory.look")
def look_tick() -> None:
    """Whoever keeps a search hears of new people."""
    look_due()


@shared_task(name="alumni.directory.forget_sightings")
def forget_sightings() -> None:
    sightings.forget_old()
