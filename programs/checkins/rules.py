"""When people are checked in, and who may do it: pure reading."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.users.models import User
from programs.events import rules as events
from programs.events.models import Event
from programs.events.rules import May

# The desk opens before the doors do, and arrivals written down on paper come in afterwards.
BEFORE, AFTER = timedelta(hours=3), timedelta(days=7)
WALL_BEFORE, WALL_AFTER = timedelta(hours=1), timedelta(minutes=30)


def can_keep_desk(user: User, event: Event) -> bool:
    return events.can_edit(user, event)


def is_open(event: Event) -> May:
    """May arrivals be written down now?"""
    if event.state != Event.State.PUBLISHED:
        return May(_("受付ができるのは、公開中の集いだけです。"))
    if timezone.now() < event.starts_at - BEFORE:
        return May(_("受付は、はじまりの3時間前からできます。"))
    if timezone.now() > event.ends_at + AFTER:
        return May(_("終わって一週間がたったので、受付は閉じました。"))
    return May()


def is_wall_open(event: Event) -> May:
    """May people say by the code on the wall that they are here? Only around the time itself."""
    if not (may := is_open(event)):
        return may
    if not event.starts_at - WALL_BEFORE <= timezone.now() <= event.ends_at + WALL_AFTER:
        return May(
            _("会場のコードが使えるのは、はじまりの1時間前から終わりの30分後までです。主催の方に声をかけてください。")
        )
    return May()
