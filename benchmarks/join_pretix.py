"""Run by a Python that has pretix: how many people a second its lock, quota check and cart or waiting list take.

It imports nothing of this project. The environment names the database (PRETIX_DATABASE_…); the answer is one line of
JSON. The web, mail and payment of pretix are left out: this is only its decision who gets a seat.
"""

import datetime as dt
import json
import os
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from typing import Any


def main(people: int, seats: int, threads: int) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "pretix.settings"
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    # Its tables as they are now, as its own tests make them: all its migrations took twenty minutes on a busy machine.
    settings.MIGRATION_MODULES = Tables()
    call_command("migrate", verbosity=0, skip_checks=True, run_syncdb=True)
    quota, item = table(seats)
    took = answered(quota, item, people, threads)
    print(json.dumps({"version": version(), "took": took, **found(quota)}))


class Tables:
    """No app has migrations."""

    def __contains__(self, app: str) -> bool:
        return True

    def __getitem__(self, app: str) -> None:
        return None


def version() -> str:
    from importlib.metadata import version as of

    return of("pretix")


def table(seats: int) -> tuple[Any, Any]:
    from django_scopes import scopes_disabled
    from pretix.base.models import Event, Organizer

    with scopes_disabled():
        organizer = Organizer.objects.create(name="bench", slug="bench")
        begins = dt.datetime.now(dt.UTC) + dt.timedelta(days=30)
        event = Event.objects.create(
            organizer=organizer, name="bench", slug="bench", date_from=begins, live=True, currency="EUR"
        )
        item = event.items.create(name="seat", default_price=Decimal("0.00"))
        quota = event.quotas.create(name="seats", size=seats)
        quota.items.add(item)
        return quota, item


def answered(quota: Any, item: Any, people: int, threads: int) -> float:
    """As its cart does: the quota's lock, what is left, and the row that holds the seat or stands in line."""
    from django.db import connection, transaction
    from django_scopes import scopes_disabled
    from pretix.base.models import CartPosition, WaitingListEntry
    from pretix.base.services.locking import lock_objects
    from pretix.base.services.quotas import QuotaAvailability

    event, left, guard = quota.event, iter(range(people)), threading.Lock()
    expires = dt.datetime.now(dt.UTC) + dt.timedelta(hours=1)

    def one(number: int) -> None:
        with transaction.atomic():
            lock_objects([quota], shared_lock_objects=[event])
            asked = QuotaAvailability(count_waitinglist=True)
            asked.queue(quota)
            asked.compute()
            if asked.results[quota][1]:
                CartPosition.objects.create(
                    event=event, item=item, cart_id=f"c{number}", price=Decimal("0.00"), expires=expires
                )
            else:
                WaitingListEntry.objects.create(event=event, item=item, email=f"p{number}@example.test")

    def run(_n: int) -> None:
        with scopes_disabled():
            while True:
                with guard:
                    number = next(left, None)
                if number is None:
                    return connection.close()
                one(number)

    begun = time.monotonic()
    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(run, range(threads)))
    return time.monotonic() - begun


def found(quota: Any) -> dict[str, int]:
    from django_scopes import scopes_disabled
    from pretix.base.models import CartPosition, WaitingListEntry

    with scopes_disabled():
        return {
            "in": CartPosition.objects.filter(event=quota.event).count(),
            "waiting": WaitingListEntry.objects.filter(event=quota.event).count(),
        }


if __name__ == "__main__":
    main(*map(int, sys.argv[1:4]))
