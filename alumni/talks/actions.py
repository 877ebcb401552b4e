"""Saying something to somebody, putting it right, taking it back; resting a talk and leaving it."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.audit.actions import record
from accounts.notices import actions as notices
from accounts.users.models import User
from alumni.blocks.queries import stands_between
from alumni.profiles.queries import visible_people
from alumni.talks import rules
from alumni.talks.links import has_address
from alumni.talks.models import CHANGEABLE, LONGEST, Message, Seat, Talk
from alumni.talks.reasons import ground_between

BEGUN_A_DAY, SAID_AN_HOUR = 10, 60


@transaction.atomic
def begin(*, person: User, text: str, by: User) -> Message:
    """The two have a talk, with this first word in it; one that is there already goes on.

    Raises ValidationError where they have nothing in common, don't see each other, or too many were begun today.
    """
    low, high = sorted((person.pk, by.pk))
    ground = ground_between(low, high) if low != high and _see_each_other(person, by) else ""
    if not ground:
        raise ValidationError(_("いまは、ことばを送れません。つながりや集いでご一緒したときに、またどうぞ。"))
    _one_at_a_time(by)
    found = Talk.objects.filter(low=low, high=high).first()
    if found is None:
        found = _new_talk(low, high, ground, by)
    else:
        Seat.objects.filter(talk=found, person=by).update(left_at=None)
    return say(talk=found, text=text, by=by)


def _see_each_other(person: User, by: User) -> bool:
    return bool(visible_people(by, [person.pk]) and visible_people(person, [by.pk]))


def _new_talk(low: int, high: int, ground: str, by: User) -> Talk:
    a_day_ago = timezone.now() - timedelta(days=1)
    if Talk.objects.filter(begun_by=by, begun_at__gt=a_day_ago).count() >= BEGUN_A_DAY:
        raise ValidationError(_("今日は、もう十分に声をかけました。つづきは明日にしましょう。"))
    talk, new = Talk.objects.get_or_create(low_id=low, high_id=high, defaults={"ground": ground, "begun_by": by})
    if new:
        Seat.objects.bulk_create([Seat(talk=talk, person_id=low), Seat(talk=talk, person_id=high)])
        record("talk.begun", talk, by=by)
    return talk


@transaction.atomic
def say(*, talk: Talk, text: str, by: User) -> Message:
    """The words stand in the talk, and the other hears of it once until they open it.

    Raises ValidationError where the two have nothing in common any more, while the first word waits for its answer,
    for a link in the first word, and beyond an hour's number.
    """
    _one_at_a_time(by)
    talk = Talk.objects.select_for_update(no_key=True).get(pk=talk.pk)
    text = _checked(text)
    if stands_between(talk.low_id, talk.high_id):
        raise ValidationError(_("いまは、ことばを送れません。ここまでのやりとりは、いつでも読めます。"))
    if refusal := rules.why_not(by, talk):
        raise ValidationError(refusal)
    if not Message.objects.filter(talk=talk).exclude(by=by).exists() and has_address(text):
        raise ValidationError(_("はじめのことばには、リンクを入れられません。お返事をもらってから送りましょう。"))
    an_hour_ago = timezone.now() - timedelta(hours=1)
    if Message.objects.filter(by=by, said_at__gt=an_hour_ago).count() >= SAID_AN_HOUR:
        raise ValidationError(_("少し休みましょう。しばらくすると、また送れます。"))
    made = Message.objects.create(talk=talk, by=by, text=text)
    Talk.objects.filter(pk=talk.pk).update(
        last_at=made.said_at, ground=ground_between(talk.low_id, talk.high_id, talk.ground)
    )
    open_(talk=talk, by=by)
    _tell(talk, by)
    return made


def _checked(text: str) -> str:
    text = text.replace("\x00", "").strip()
    if not text:
        raise ValidationError(_("ことばを書いてから送ってください。"))
    if len(text) > LONGEST:
        raise ValidationError(_("ひとつのことばは、2000文字までです。分けて送ってください。"))
    return text


def _tell(talk: Talk, by: User) -> None:
    """Once until it is opened, and only after the minute in which the words may still be taken back."""
    seat = Seat.objects.select_related("person").exclude(person=by).get(talk=talk)
    notices.send(
        "talks.said",
        about=talk,
        to=[seat.person],
        by=by,
        data={"opened": seat.opened},
        key=f"talks.said:{seat.pk}:{seat.opened}",
        not_before=timezone.now() + CHANGEABLE,
    )


@transaction.atomic
def change(*, message: Message, text: str, by: User) -> Message:
    """The words are these. Raises ValidationError after a minute, and for another's words."""
    text = _checked(text)
    kept = Message.objects.select_for_update().get(pk=message.pk)
    if not rules.can_change(by, kept):
        raise ValidationError(_("直せるのは、送ってから1分のあいだです。取り消すことは、いつでもできます。"))
    first = not Message.objects.filter(talk=kept.talk_id).exclude(by=by).exists()
    if first and has_address(text):
        raise ValidationError(_("はじめのことばには、リンクを入れられません。お返事をもらってから送りましょう。"))
    kept.text, kept.changed_at = text, timezone.now()
    kept.save(update_fields=["text", "changed_at"])
    return kept


@transaction.atomic
def take_back(*, message: Message, by: User) -> None:
    """The words are gone for both. Raises ValidationError for another's words."""
    kept = Message.objects.select_for_update().get(pk=message.pk)
    if not rules.can_take_back(by, kept):
        raise ValidationError(_("取り消せるのは、自分のことばだけです。"))
    kept.text, kept.gone_at = "", timezone.now()
    kept.save(update_fields=["text", "gone_at"])


@transaction.atomic
def open_(*, talk: Talk, by: User) -> None:
    """Everything said so far has been read by this person; nobody else learns of it."""
    last = Message.objects.filter(talk=talk).order_by("-pk").values_list("pk", flat=True).first() or 0
    Seat.objects.filter(talk=talk, person=by, opened__lt=last).update(opened=last)
    notices.read_about(kind="talks.said", about=talk, by=by)


def rest(*, talk: Talk, resting: bool, by: User) -> None:
    """This person is told of nothing in this talk, or again of everything; the other isn't told of that."""
    Seat.objects.filter(talk=talk, person=by).update(resting=resting)


def leave(*, talk: Talk, by: User) -> None:
    """The talk is over: gone from this person's list, and neither says anything in it until they begin anew."""
    Seat.objects.filter(talk=talk, person=by).update(left_at=timezone.now())


def _one_at_a_time(by: User) -> None:
    """Two taps at once must not each find the same last place."""
    User.objects.select_for_update(no_key=True).get(pk=by.pk)
