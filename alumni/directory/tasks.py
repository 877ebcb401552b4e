"""Celery's door to the directory: a tick that makes entries anew where something changed, safe to run twice."""

from celery import shared_task

from alumni.directory.indexing import reindex_stale


@shared_task(name="alumni.directory.reindex")
def reindex_tick() -> None:
    reindex_stale()
