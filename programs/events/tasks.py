"""Celery's door to gatherings."""

from celery import shared_task

from programs.events import ticking


@shared_task(name="programs.events.seats")
def seats() -> None:
    """Offers that ran out, and seats that nobody confirmed where the host chose so, go to the next in line."""
    ticking.expire_offers()
    ticking.release_unconfirmed()


@shared_task(name="programs.events.ask_again")
def ask_again() -> None:
    """Two days before a gathering those who come are asked once more; each start is asked for once."""
    ticking.ask_again()


@shared_task(name="programs.events.call_to_mind")
def call_to_mind() -> None:
    """Whoever comes and left a required question open hears of it, once."""
    ticking.call_to_mind()


@shared_task(name="programs.events.forget_needs")
def forget_needs() -> None:
    """Allergies and needs go a month after."""
    ticking.forget_needs()
