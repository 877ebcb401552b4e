"""Celery's door to what remains: ticks that look for what is due, safe to run twice."""

from celery import shared_task

from programs.keepsakes import actions


@shared_task(name="programs.keepsakes.thank")
def thank_tick() -> None:
    actions.thank_everybody()


@shared_task(name="programs.keepsakes.forget")
def forget_tick() -> None:
    actions.forget_hidden()
