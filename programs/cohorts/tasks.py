"""Celery's door to cohorts: ticks that look for what is due, safe to run twice."""

from celery import shared_task

from programs.cohorts import dialogue, making, practice, ticking


@shared_task(name="programs.cohorts.days")
def days() -> None:
    """Programs begin on their day and look back after their last; a freed seat that nobody answered for goes to who stands behind."""
    ticking.begin()
    ticking.draw_to_close()
    ticking.pass_on()


@shared_task(name="programs.cohorts.mix")
def mix() -> None:
    """Groups that somebody asked for are made, one program after another."""
    while making.work():
        pass


@shared_task(name="programs.cohorts.remind")
def remind() -> None:
    """The weekly line of who practises, and the look back of a department on its day."""
    practice.remind()
    dialogue.call_to_look_back()
