"""The Celery app of the drill: the product's own, which also knows the measurement's kinds and the drill's clock."""

from celery.signals import import_modules

from benchmarks import clock
from benchmarks.room import know_the_kinds
from config.celery import app

__all__ = ["app"]


@import_modules.connect
def _know(**_: object) -> None:
    know_the_kinds()
    clock.install()
