"""Who takes part in what remains of a gathering: pure reading."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.users.models import User
from programs.checkins.queries import came_to
from programs.events import rules as events
from programs.events.models import Event
from programs.events.rules import May
from programs.keepsakes.models import EventPhoto

MOST_PHOTOS = 40  # of one person at one gathering
# After this a photo that was taken down is gone for good.
KEPT_HIDDEN = timedelta(days=30)
OPEN_FOR = timedelta(days=60)
# Answers without a name are told to the hosts in bundles of this size.
FLOOR = 5


def is_over(event: Event) -> bool:
    return event.state == Event.State.PUBLISHED and event.ends_at <= timezone.now()


def belongs(user: User, event: Event) -> bool:
    """Came, or held it: reads what remains and adds to it."""
    return event.state == Event.State.PUBLISHED and event.has_begun and (
        events.can_edit(user, event) or came_to(user, event)
    )  # fmt: skip


def can_answer(user: User, event: Event) -> May:
    """Feedback, thanks and wishes: of those who came, for two months."""
    if not is_over(event) or not came_to(user, event):
        return May(_("感想やお礼は、集いのあとに、来てくださった方からいただいています。"))
    if timezone.now() > event.ends_at + OPEN_FOR:
        return May(_("集いから二か月がたったので、受け付けを終えました。"))
    return May()


def can_take_down(user: User, photo: EventPhoto) -> bool:
    """Whoever is in it (we take their word for it), who put it there, and the hosts."""
    return photo.hidden_at is None and belongs(user, photo.event)


def can_bring_back(user: User, photo: EventPhoto) -> bool:
    """Only whoever took it down, as long as the file is there."""
    if photo.hidden_at is None or photo.hidden_by_id != user.pk:
        return False
    return photo.hidden_at > timezone.now() - KEPT_HIDDEN and belongs(user, photo.event)
