"""Celery's door to exchange: ticks that look for what is due, safe to run twice."""

from celery import shared_task

from programs.exchange import actions, digesting, grounding, keeping, themes

__all__ = ["grounding", "themes"]  # read for what they hand in below


@shared_task(name="programs.exchange.lapse")
def lapse_tick() -> None:
    actions.lapse()


@shared_task(name="programs.exchange.weigh")
def weigh_tick() -> None:
    """Weights of themes, how often people were asked and shown of late; what is older than a month is gone."""
    keeping.forget_shown()
    keeping.weigh()
    keeping.settle()


@shared_task(name="programs.exchange.tell")
def tell_tick() -> None:
    digesting.tell()
