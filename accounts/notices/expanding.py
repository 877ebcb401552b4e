"""From a fact to the people it concerns: in-app lines and mails, batch by batch, resumed where a dead worker stopped."""

import time
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection, transaction
from django.db.backends.postgresql.psycopg_any import mogrify
from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.notices import kinds, pacing
from accounts.notices.kinds import Kind
from accounts.notices.models import Delivery, Fact, Notice, Preference, Rhythm, Suppression
from accounts.users.mailbox import mailbox
from accounts.users.models import User

LARGEST, SMALLEST = 5_000, 250
LONGEST = 0.25  # seconds a batch should take; no transaction may pass half a second

# The stop of a whole category (a row without kind) lies above what was chosen for the kind.
CHOSEN = f"""SELECT b.id, b.email,
        CASE WHEN c.id IS NOT NULL THEN 'app' WHEN p.pace IN ('daily', 'weekly') AND NOT %(digestible)s THEN 'now'
             ELSE COALESCE(p.pace, 'now') END AS pace,
        r.quiet_from IS NOT NULL AND NOT %(urgent)s AS quiet
    FROM batch b
    LEFT JOIN {Preference._meta.db_table} p ON p.person_id = b.id AND p.kind = %(kind)s AND %(can_mute)s
    LEFT JOIN {Preference._meta.db_table} c
        ON c.person_id = b.id AND c.category = %(category)s AND c.kind = '' AND c.pace = 'app' AND %(can_mute)s
    LEFT JOIN {Rhythm._meta.db_table} r ON r.person_id = b.id"""  # noqa: S608
TOLD = f"""INSERT INTO {Notice._meta.db_table} (fact_id, person_id, at)
    SELECT %(fact)s, id, %(now)s FROM chosen WHERE pace <> 'never' ORDER BY id ON CONFLICT DO NOTHING"""  # noqa: S608
MAILED = f"""INSERT INTO {Delivery._meta.db_table}
        (fact_id, person_id, address, state, error, priority, not_before, attempts, doubts, lease_owner, bundle)
    SELECT %(fact)s, b.id, b.email,
        CASE WHEN s.held OR b.pace IN ('app', 'never') THEN 'obsolete' ELSE 'waiting' END,
        CASE WHEN s.held THEN 'suppressed' WHEN b.pace IN ('app', 'never') THEN 'muted' ELSE '' END,
        %(priority)s, %(due)s, 0, 0, '', CASE WHEN b.pace IN ('daily', 'weekly') THEN b.pace ELSE '' END
    FROM chosen b
    LEFT JOIN (SELECT DISTINCT address_key, TRUE AS held FROM {Suppression._meta.db_table}
               WHERE scope = ANY(%(scopes)s)) s
        ON s.address_key = lower(normalize(b.email, NFKC))
    ORDER BY b.id ON CONFLICT DO NOTHING"""  # noqa: S608
COUNTED = "SELECT count(*), max(id), count(*) FILTER (WHERE quiet OR pace IN ('daily', 'weekly')) FROM chosen"


def expand(seconds: float = 20.0) -> int:
    """Works on open facts until none is left or the time is over; how many batches were written."""
    ends, size, batches = time.monotonic() + seconds, LARGEST, 0
    while time.monotonic() < ends:
        begun = time.monotonic()
        if not expand_batch(size):
            break
        batches += 1
        size = _next_size(size, time.monotonic() - begun)
    return batches


def expand_batch(size: int = LARGEST) -> bool:
    """One batch of the oldest fact that nobody else works on; False when there is none."""
    with transaction.atomic():
        # A kind that only a newer release knows stays open for the newer worker.
        known = Fact.objects.due().filter(kind__in=[kind.code for kind in kinds.all()])
        fact = known.select_for_update(skip_locked=True).order_by("id").first()
        if fact is None:
            return False
        kind = kinds.get(fact.kind)
        more = _expand_people(fact, kind, size) if not fact.address else _expand_address(fact, kind)
        if not more:
            fact.expanded_at = timezone.now()
        fact.save(update_fields=["cursor", "expanded_at"])
    return True


def scopes_of(fact: Fact, kind: Kind) -> list[str]:
    """Which suppressions hold back a mail: a dead mailbox always, a person's no where it may be muted."""
    return ["", stop_scope(fact, kind)] if kind.can_mute else [""]


def stop_scope(fact: Fact, kind: Kind) -> str:
    """What somebody without an account says no to: all of that company's, or else all of that category."""
    return fact.scope or f"category:{kind.category}"


def _expand_people(fact: Fact, kind: Kind, size: int) -> bool:
    people = _people(fact, kind).filter(is_active=True, pk__gt=fact.cursor).order_by("pk")
    try:
        chosen, chosen_values = people.values("pk", "email")[:size].query.sql_with_params()
    except EmptyResultSet:  # the kind answered none(): nobody is meant, and there is no SQL for that
        return False
    parts = ["", f"chosen AS MATERIALIZED ({CHOSEN})"]
    parts += [f"told AS ({TOLD})"] if kind.in_app else []
    parts += [f"mailed AS ({MAILED})"] if kind.by_mail else []
    with connection.cursor() as cursor:
        # Two styles of parameters can't be mixed in one statement: the queryset's are bound first.
        chosen_sql = mogrify(chosen, chosen_values, connection)
        parts[0] = f"batch (id, email) AS MATERIALIZED ({chosen_sql.replace('%', '%%')})"
        cursor.execute(f"WITH {', '.join(parts)} {COUNTED}", _named(fact, kind))
        count, last, timed = cursor.fetchone()
    if timed and kind.by_mail:
        pacing.set_times(fact, after=fact.cursor, until=last)
    fact.cursor = last or fact.cursor
    return count == size


def _named(fact: Fact, kind: Kind) -> dict[str, Any]:
    """What the statement of a batch needs besides the people."""
    now = timezone.now()
    return {
        "fact": fact.pk,
        "now": now,
        "due": now,
        "priority": kind.priority,
        "kind": kind.code,
        "category": kind.category,
        "can_mute": kind.can_mute,
        "digestible": kind.digestible and not kind.urgent,
        "urgent": kind.urgent,
        "scopes": scopes_of(fact, kind),
    }


def _people(fact: Fact, kind: Kind) -> QuerySet[User]:
    """Those named by send(), or the kind's own recipients without whoever did it."""
    if fact.to is not None:
        return User.objects.filter(pk__in=fact.to)
    kind.prepare([fact], [])
    if kind.about_model is not None and fact.thing is None:
        return User.objects.none()
    doer = int(fact.by.partition(":")[2] or 0)
    return kind.recipients(fact).filter(~Q(pk=doer))


def _expand_address(fact: Fact, kind: Kind) -> bool:
    held = Suppression.objects.filter(address_key=mailbox(fact.address), scope__in=scopes_of(fact, kind)).exists()
    mail = Delivery(
        fact=fact,
        address=fact.address,
        state=Delivery.State.OBSOLETE if held else Delivery.State.WAITING,
        error="suppressed" if held else "",
        priority=kind.priority,
        not_before=timezone.now(),
    )
    Delivery.objects.bulk_create([mail], ignore_conflicts=True)
    return False


def _next_size(size: int, took: float) -> int:
    return max(SMALLEST, min(LARGEST, int(size * LONGEST / max(took, 0.001))))
