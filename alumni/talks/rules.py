"""Who may say something in a talk, and why not."""

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.users.models import User
from alumni.talks.models import CHANGEABLE, Message, Talk
from alumni.talks.reasons import ground_between


def can_change(user: User, message: Message) -> bool:
    """One's own words, within a minute."""
    return message.by_id == user.pk and message.gone_at is None and timezone.now() - message.said_at < CHANGEABLE


def can_take_back(user: User, message: Message) -> bool:
    """One's own words, at any time."""
    return message.by_id == user.pk and message.gone_at is None


def why_not(user: User, talk: Talk) -> str:
    """Why nothing can be said now, in a sentence; empty where it can."""
    if any(seat.left_at for seat in talk.seats.all()):
        return _("このやりとりは終わっています。またお話しする機会を待ちましょう。")
    if not ground_between(talk.low_id, talk.high_id, talk.ground):
        # Why is left open: it may be that the other rests the connection, and nobody is to read that from here.
        return _("いまは、ことばを送れません。ここまでのやりとりは、いつでも読めます。")
    if waits_for_answer(user, talk):
        return _("お返事を待っています。はじめのことばは、ひとつだけ送れます。")
    return ""


def waits_for_answer(user: User, talk: Talk) -> bool:
    """This person began it and has spoken, and the other hasn't yet."""
    if talk.begun_by_id != user.pk:
        return False
    speakers = set(Message.objects.filter(talk=talk).values_list("by", flat=True).distinct())
    return speakers == {user.pk}
