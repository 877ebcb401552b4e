"""Celery's door to the outbox. Every task may run twice, late, or beside itself: the rows decide what happens."""

from celery import shared_task

from accounts.notices import delivering, expanding, kinds, outbox, watching
from accounts.notices.models import Delivery, Fact


@shared_task(name="accounts.notices.tickle")
def tickle() -> None:
    """Each second: wakes the workers if there is anything for them."""
    if Fact.objects.due().exists():
        expand.apply_async(expires=30, retry=False)
    if Delivery.objects.due().exists():
        drain.apply_async(expires=30, retry=False)


@shared_task(name="accounts.notices.expand")
def expand() -> None:
    if expanding.expand():
        drain.apply_async(expires=30, retry=False)


@shared_task(name="accounts.notices.drain")
def drain() -> None:
    delivering.drain()


@shared_task(name="accounts.notices.sweep")
def sweep() -> None:
    """Each minute: what dead workers held goes back, and codes that have grown old are forgotten."""
    outbox.sweep(hold=[kind.code for kind in kinds.all() if kind.on_doubt == kinds.HOLD])
    outbox.forget_secrets()


@shared_task(name="accounts.notices.watch")
def watch() -> None:
    watching.watch()


@shared_task(name="accounts.notices.prune")
def prune() -> None:
    watching.prune()
