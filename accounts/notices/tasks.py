"""Celery's door to the outbox. Every task may run twice, late, or beside itself: the rows decide what happens."""

import math

from celery import shared_task

from accounts.notices import delivering, expanding, kinds, outbox, watching
from accounts.notices.models import Delivery, Fact

MOST_AT_ONCE = 4  # senders that one tick wakes; the next one wakes more


@shared_task(name="accounts.notices.tickle")
def tickle() -> None:
    """Each second: wakes as many workers as there are batches for them."""
    if Fact.objects.due().exists():
        expand.apply_async(expires=30, retry=False)
    due = Delivery.objects.due()[: outbox.BATCH * MOST_AT_ONCE].count()
    for _ in range(math.ceil(due / outbox.BATCH)):
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
