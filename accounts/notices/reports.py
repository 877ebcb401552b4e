"""What the mail service reports about a mail after it took it: came back, arrived, complained about.

Events may come twice, late and out of order; each is written down so that a second time changes nothing.
"""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from accounts.audit.actions import record
from accounts.notices.actions import send
from accounts.notices.models import Delivery, Mailbox, Suppression
from accounts.notices.writing import pk_of
from accounts.users.mailbox import mailbox
from accounts.users.models import User

SOFT, SOFT_WITHIN = 5, timedelta(days=14)
DEAD, COMPLAINT = "bounced", "complained"
# The receiving server took it: a mail in doubt, or about to be tried again for that doubt, has arrived.
TAKEN = {"sent", "delivered"}


def take(event: Any) -> None:
    """One event of anymail, of whichever mail service, has its effect; those that say nothing of an address have none."""
    key = mailbox(event.recipient or "")
    if not key:
        return
    with transaction.atomic():
        if event.event_type == "bounced" and _is_soft(event):
            _came_back_for_now(key)
        elif event.event_type == "bounced" or (event.event_type == "rejected" and event.reject_reason == "invalid"):
            suppress(key, DEAD)
        elif event.event_type == "deferred":
            _came_back_for_now(key)
        elif event.event_type == "complained":
            suppress(key, COMPLAINT)
        elif event.event_type in TAKEN:
            _arrived(key, event.message_id or "")


def suppress(key: str, reason: str) -> bool:
    """Nobody writes to this mailbox any more, and whoever has it as theirs reads so in the product. True the first time."""
    with transaction.atomic():
        row = Suppression(address_key=key, scope="", reason=reason)
        if Suppression.objects.filter(address_key=key, scope="").exists():
            return False
        Suppression.objects.bulk_create([row], ignore_conflicts=True)
        person = User.objects.active().filter(email=key).first()
        if person is not None:
            record("notices.suppressed", person, by=None, reason=reason)
            send("notices.mailbox_dead", about=person, to=[person], data={"reason": reason})
        return True


def _came_back_for_now(key: str) -> None:
    """A full mailbox or a server that is away: five times within two weeks count as dead."""
    now = timezone.now()
    Mailbox.objects.bulk_create([Mailbox(address_key=key)], ignore_conflicts=True)
    row = Mailbox.objects.select_for_update().get(address_key=key)
    fresh = row.bounced_at is None or now - row.bounced_at > SOFT_WITHIN
    Mailbox.objects.filter(pk=row.pk).update(bounced_at=now, soft_bounces=1 if fresh else F("soft_bounces") + 1)
    if not fresh and row.soft_bounces + 1 >= SOFT:
        suppress(key, DEAD)


def _arrived(key: str, message_id: str) -> None:
    """What is known to have come isn't sent again, and the mailbox is well."""
    Mailbox.objects.filter(address_key=key).delete()
    pk = pk_of(message_id)
    if pk is None:
        return
    doubtful = Delivery.objects.filter(address__iexact=key, state__in=["waiting", "doubt"], doubts__gt=0)
    (doubtful.filter(letter=pk) | doubtful.filter(pk=pk)).update(
        state=Delivery.State.SENT, sent_at=timezone.now(), error=""
    )


def _is_soft(event: Any) -> bool:
    """Services that tell a soft bounce apart say so in their own words; anymail keeps them in esp_event."""
    own = event.esp_event if isinstance(event.esp_event, dict) else {}
    words = {
        str(own.get(name, "")).lower() for name in ("Type", "type", "bounce_classification", "severity", "event")
    }
    return bool(words & {"softbounce", "soft_bounce", "soft", "temporary", "transient", "mailbox unavailable"})
