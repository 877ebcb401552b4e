"""The outbox watches itself: tells admins once when mail stands still or fails in numbers, and clears old rows away."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from accounts.notices.actions import send
from accounts.notices.models import Delivery, Fact, Incident, Notice
from accounts.notices.queries import failed_lately, oldest_waiting

Sort = Incident.Sort
# A sent mail answers "did you get it?" for three months; who did what stands in the history, which is never pruned.
KEPT = timedelta(days=90)
PRUNE = 5_000


def watch() -> None:
    """Opens an incident when a limit is passed, closes it at half the limit; while one is open, nobody is told again."""
    minutes = int(oldest_waiting().total_seconds() // 60)
    _judge(Sort.AGEING, minutes, settings.MAIL_ALERT_MINUTES)
    _judge(Sort.FAILING, failed_lately(), settings.MAIL_ALERT_FAILURES)


def _judge(sort: str, figure: int, limit: int) -> None:
    standing = Incident.objects.filter(sort=sort, closed_at=None)
    with transaction.atomic():
        if figure * 2 <= limit:
            standing.update(closed_at=timezone.now())
        elif figure >= limit and not standing.exists():
            Incident.objects.bulk_create([Incident(sort=sort, figure=figure)], ignore_conflicts=True)
            incident = standing.get()
            send("notices.trouble", about=incident, key=f"trouble {incident.pk}")


def prune(size: int = PRUNE) -> int:
    """At most `size` rows of each sort go, the oldest first; a tick comes again. Mails in doubt or failed stay too until then.

    Rows leave in batches and not by partition: a quarter of a year of mail is a few million rows, and a partition's
    key would have to stand in every unique key that keeps a mail from going out twice.
    """
    before = timezone.now() - KEPT
    ended = [Delivery.State.SENT, Delivery.State.OBSOLETE, Delivery.State.FAILED]
    gone = 0
    for state in ended:
        # The oldest of a state by key: an index holds that order, and an hour later the next ones are looked at.
        oldest = Delivery.objects.filter(state=state).order_by("id").values("pk")[:size]
        old = Delivery.objects.filter(pk__in=oldest, fact__at__lt=before, not_before__lt=before)
        gone += old.delete()[0]
    return gone + _prune_facts(before, size)


def _prune_facts(before: object, size: int) -> int:
    """Facts that nothing hangs on any more; a line in somebody's list keeps its fact."""
    oldest = (
        Fact.objects.filter(at__lt=before)
        .exclude(expanded_at=None)
        .filter(
            ~Exists(Delivery.objects.filter(fact=OuterRef("pk"))), ~Exists(Notice.objects.filter(fact=OuterRef("pk")))
        )
    )
    return Fact.objects.filter(pk__in=oldest.order_by("id").values("pk")[:size]).delete()[0]
