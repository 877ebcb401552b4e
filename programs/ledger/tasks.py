"""Celery's door to the ledger: what happened lately is suggested to both sides, each thing once."""

from celery import shared_task

from programs.ledger import suggesting


@shared_task(name="programs.ledger.suggest")
def suggest_tick() -> None:
    suggesting.suggest_lately()
