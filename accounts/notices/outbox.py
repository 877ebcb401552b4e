"""The rows of the outbox: claimed under a lease, marked one by one, given back. All writing of Delivery after expand.

Every statement is fenced: it changes a row only as long as `owner` still holds it. Whoever was frozen past its lease
finds nothing to change and lets go.
"""

import logging
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from weakref import WeakSet

from django.conf import settings
from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils import timezone

from accounts.notices.models import Delivery, Fact

log = logging.getLogger(__name__)
TABLE = Delivery._meta.db_table
BATCH = 100
FIRST_DELAY, LONGEST_DELAY = 10.0, 3600.0
GIVE_UP_AFTER = timedelta(days=5)
MOST_ATTEMPTS = 125  # about as long, at an hour each
SECRETS_LIVE = timedelta(hours=1)

# The lease is told by the database's clock alone: machines disagree, and a frozen process has a stale one.
CLAIM = f"""UPDATE {TABLE} SET state = 'leased', lease_owner = %(owner)s,
        lease_until = clock_timestamp() + %(lease)s * interval '1 second'
    WHERE id IN (SELECT id FROM {TABLE} WHERE state = 'waiting' AND bundle = '' AND not_before <= %(now)s
                 ORDER BY priority, not_before, id LIMIT %(limit)s FOR UPDATE SKIP LOCKED)
    RETURNING id"""  # noqa: S608

# A digest: all that is due of one person, under the key of its first row. That key stays with the rows, so that a
# second try holds the same and has the same Message-ID, whatever has come due meanwhile. Whoever locks the first row
# has them all.
CLAIM_BUNDLES = f"""WITH due AS (SELECT * FROM {TABLE} WHERE state = 'waiting' AND bundle <> '' AND not_before <= %(now)s),
    heads AS (SELECT d.id, d.person_id, d.letter FROM {TABLE} d
              WHERE d.state = 'waiting' AND d.bundle <> '' AND d.not_before <= %(now)s
                AND NOT EXISTS (SELECT FROM due e WHERE e.person_id = d.person_id AND e.id < d.id
                                AND e.letter IS NOT DISTINCT FROM d.letter)
              ORDER BY d.not_before, d.person_id, d.id LIMIT %(limit)s FOR UPDATE SKIP LOCKED)
    UPDATE {TABLE} d SET state = 'leased', lease_owner = %(owner)s, letter = COALESCE(d.letter, h.id),
        lease_until = clock_timestamp() + %(lease)s * interval '1 second'
    FROM heads h
    WHERE d.person_id = h.person_id AND d.letter IS NOT DISTINCT FROM h.letter
        AND d.state = 'waiting' AND d.bundle <> '' AND d.not_before <= %(now)s
    RETURNING d.id"""  # noqa: S608

# A 250 that was heard is the truth, also about a row that the sweep has put back meanwhile.
SETTLE = f"""UPDATE {TABLE} SET state = %(state)s, lease_owner = '', lease_until = NULL, code = %(code)s,
        error = %(error)s, sent_at = %(sent_at)s, not_before = COALESCE(%(not_before)s, not_before),
        doubts = doubts + %(doubt)s
    WHERE id = ANY(%(settled)s) AND (lease_owner = %(owner)s OR (%(state)s = 'sent' AND state IN ('waiting', 'doubt')))
    RETURNING id"""  # noqa: S608
START = f"""UPDATE {TABLE} SET attempts = attempts + (state = 'leased')::int, state = 'sending',
        started_at = clock_timestamp(), lease_until = clock_timestamp() + %(lease)s * interval '1 second'
    WHERE id = ANY(%(started)s) AND lease_owner = %(owner)s AND lease_until > clock_timestamp()
    RETURNING id"""  # noqa: S608
MARK = f"WITH settled AS ({SETTLE}), started AS ({START}) SELECT count(*) FROM started"  # noqa: S608

# The same with a name: to plan it for every mail took longer than to do it.
MARK_TYPES = {
    "owner": "text", "lease": "float", "started": "bigint[]", "settled": "bigint[]", "state": "text",
    "code": "smallint", "error": "text", "sent_at": "timestamptz", "not_before": "timestamptz", "doubt": "smallint",
}  # fmt: skip
_numbered = MARK % {name: f"${n}::{kind}" for n, (name, kind) in enumerate(MARK_TYPES.items(), start=1)}
PREPARE = (
    f"SET plan_cache_mode = force_generic_plan; PREPARE outbox_mark ({', '.join(MARK_TYPES.values())}) AS {_numbered}"
)
EXECUTE = f"EXECUTE outbox_mark ({', '.join(f'%({name})s' for name in MARK_TYPES)})"
_prepared: WeakSet[Any] = WeakSet()  # the connections that know it


@dataclass(frozen=True)
class Settlement:
    """How one message ended, ready to be written: one row, or all rows of a digest."""

    pks: list[int]
    state: str
    code: int | None = None
    error: str = ""
    not_before: datetime | None = None
    doubt: bool = False


def claim(owner: str, limit: int = BATCH) -> list[int]:
    """The due rows that are now ours, most urgent first; when there are none, the rows of digests."""
    values = {"owner": owner, "lease": settings.MAIL_LEASE, "limit": limit, "now": timezone.now()}
    with connection.cursor() as cursor:
        cursor.execute(CLAIM, values)
        if not (found := cursor.fetchall()):
            cursor.execute(CLAIM_BUNDLES, {**values, "limit": max(1, limit // 5)})
            found = cursor.fetchall()
    return [pk for (pk,) in found]


def mark(owner: str, settled: Settlement | None, started: Sequence[int]) -> bool:
    """One statement: the previous message has ended, the next has begun. False: the next isn't ours any more."""
    past = settled or Settlement([], Delivery.State.WAITING)
    sent_at = timezone.now() if past.state == Delivery.State.SENT else None
    values = {"owner": owner, "lease": settings.MAIL_LEASE, "started": list(started), "settled": past.pks}
    values |= {"state": past.state, "code": past.code, "error": past.error[:300], "sent_at": sent_at}
    values |= {"not_before": past.not_before, "doubt": int(past.doubt)}
    with connection.cursor() as cursor:
        cursor.execute(_way_to_mark(cursor), values)
        return cursor.fetchone() == (len(started),)


def _way_to_mark(cursor: CursorWrapper) -> str:
    """A pooler that gives every statement another connection forgets what was prepared, and gets it written out."""
    if connection.settings_dict["DISABLE_SERVER_SIDE_CURSORS"]:
        return MARK
    if connection.connection not in _prepared:
        cursor.execute(PREPARE)
        _prepared.add(connection.connection)
    return EXECUTE


def end(owner: str, pks: Iterable[int], state: str, error: str) -> int:
    """Rows that never leave: not wanted any more, or impossible to write."""
    mine = Delivery.objects.filter(pk__in=list(pks), lease_owner=owner)
    return mine.update(state=state, error=error[:300], lease_owner="", lease_until=None)


def give_back(owner: str, pks: Iterable[int], *, reason: str = "", code: int | None = None, wait: float = 0.0) -> int:
    """Claimed but not tried: due again after `wait` seconds."""
    changes: dict[str, Any] = {"not_before": timezone.now() + timedelta(seconds=wait)} if wait else {}
    changes |= {"error": reason[:300], "code": code} if reason else {}
    mine = Delivery.objects.filter(pk__in=list(pks), lease_owner=owner, state=Delivery.State.LEASED)
    return mine.update(state=Delivery.State.WAITING, lease_owner="", lease_until=None, **changes)


def put_off(owner: str, pk: int, *, until: datetime, bundle: str) -> int:
    """Not now after all: it waits for the end of the quiet hours, or for the next digest."""
    mine = Delivery.objects.filter(pk=pk, lease_owner=owner, state=Delivery.State.LEASED)
    free = {"lease_owner": "", "lease_until": None}
    return mine.update(state=Delivery.State.WAITING, not_before=until, bundle=bundle, **free)


def delay(attempts: int) -> float:
    """Seconds until the next try: 10, 20, 40 … an hour, a little apart from one another."""
    return min(FIRST_DELAY * 2 ** min(attempts, 20), LONGEST_DELAY) * random.uniform(0.8, 1.2)


def sweep(hold: Sequence[str] = ()) -> int:
    """Leases that ran out go back. Whoever died while sending leaves a doubt; kinds in `hold` wait for a person."""
    # By the clock that told the lease: a machine whose own is ahead would take mails from those who are sending them.
    lapsed = Delivery.objects.filter(lease_until__lt=Now())
    free = {"lease_owner": "", "lease_until": None}
    back = lapsed.filter(state=Delivery.State.LEASED).update(state=Delivery.State.WAITING, **free)
    # No join in what is updated: PostgreSQL looks again only at the row's own columns when somebody was faster, and a
    # 250 that is marked in this very moment must win.
    sending = lapsed.filter(state=Delivery.State.SENDING)
    doubt = {"doubts": F("doubts") + 1, "error": "the worker died while sending", **free}
    asked = sending.filter(fact__kind__in=hold)
    # A digest is one message: one row that must not come twice holds all of it.
    digests = asked.exclude(letter=None).values("letter")
    with transaction.atomic():
        back += sending.filter(Q(pk__in=asked.values("pk")) | Q(letter__in=digests)).update(
            state=Delivery.State.DOUBT, **doubt
        )
        again = sending.update(state=Delivery.State.WAITING, **doubt)
    if again:
        log.warning("%s mails whose worker died while sending go out once more", again)
    return back + again


def forget_secrets() -> int:
    """Codes don't stay in the outbox: an hour after they were written their words are gone, and the mail with them."""
    old = Fact.objects.filter(kind="account.letter", at__lt=timezone.now() - SECRETS_LIVE).exclude(data={})
    late = Delivery.objects.filter(fact__in=old, state__in=[Delivery.State.WAITING, Delivery.State.DOUBT])
    late.update(state=Delivery.State.OBSOLETE, error="expired")
    return old.update(data={})
