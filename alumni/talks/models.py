"""Talking: a thread of words between two members. Nobody else reads it: not HR, not the platform."""

from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from alumni.blocks.queries import apart

if TYPE_CHECKING:
    from accounts.users.models import User

CHANGEABLE = timedelta(minutes=1)
LONGEST = 2000


class TalkQuerySet(models.QuerySet["Talk"]):
    def visible_to(self, viewer: "User") -> "TalkQuerySet":
        """The two themselves, unless they left it, and neither while a block stands between them."""
        seats = Seat.objects.filter(person=viewer, left_at=None)
        return self.filter(pk__in=seats.values("talk")).exclude(apart(viewer, "low") | apart(viewer, "high"))


class Talk(models.Model):
    """One thread for each pair. `ground` is what the two had in common when it was last asked for."""

    low = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("ひとり"))
    high = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("もうひとり"))
    begun_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("はじめた人")
    )
    begun_at = models.DateTimeField(_("はじまり"), auto_now_add=True)
    ground = models.CharField(_("共通のもの"), max_length=60)
    last_at = models.DateTimeField(_("最後のことば"), default=timezone.now)

    objects = TalkQuerySet.as_manager()

    class Meta:
        verbose_name = _("ことばのやりとり")
        verbose_name_plural = pgettext_lazy("plural", "ことばのやりとり")
        constraints = [
            models.UniqueConstraint(fields=["low", "high"], name="talk_one_for_two"),
            models.CheckConstraint(condition=Q(low__lt=F("high")), name="talk_of_two"),
            models.CheckConstraint(
                condition=Q(begun_by=F("low")) | Q(begun_by=F("high")), name="talk_begun_by_one_of_them"
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"

    def other_than(self, person: "User") -> int:
        return self.high_id if person.pk == self.low_id else self.low_id


class Seat(models.Model):
    """One of the two in a talk, and what is theirs alone: how far they read, whether they rest or left it."""

    talk = models.ForeignKey(Talk, models.CASCADE, related_name="seats", verbose_name=_("やりとり"))
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("人"))
    opened = models.PositiveBigIntegerField(_("読んだところ"), default=0)
    resting = models.BooleanField(_("休んでいる"), default=False)
    left_at = models.DateTimeField(_("離れた日時"), null=True, blank=True)

    class Meta:
        verbose_name = _("やりとりの席")
        verbose_name_plural = pgettext_lazy("plural", "やりとりの席")
        constraints = [models.UniqueConstraint(fields=["talk", "person"], name="seat_once")]

    def __str__(self) -> str:
        return f"#{self.pk}"


class MessageQuerySet(models.QuerySet["Message"]):
    def visible_to(self, viewer: "User") -> "MessageQuerySet":
        """Those of one's talks."""
        return self.filter(talk__in=Talk.objects.visible_to(viewer).values("pk"))


class Message(models.Model):
    """What one of the two said. Taken back, its words are gone and only its place stays.

    Written only by one of the two: a foreign key in the database holds (talk, by) to a seat.
    """

    talk = models.ForeignKey(Talk, models.CASCADE, related_name="messages", verbose_name=_("やりとり"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("だれが"))
    text = models.TextField(_("ことば"), max_length=LONGEST, blank=True)
    said_at = models.DateTimeField(_("日時"), default=timezone.now)
    changed_at = models.DateTimeField(_("直した日時"), null=True, blank=True)
    gone_at = models.DateTimeField(_("取り消した日時"), null=True, blank=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("ことば")
        verbose_name_plural = pgettext_lazy("plural", "ことば")
        constraints = [
            models.CheckConstraint(condition=Q(gone_at__isnull=True) ^ Q(text=""), name="message_words_or_gone"),
        ]
        indexes = [
            models.Index(fields=["talk", "-id"], name="message_of_talk"),
            models.Index(fields=["by", "said_at"], name="message_pace"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"

    @property
    def is_changeable(self) -> bool:
        return self.gone_at is None and timezone.now() - self.said_at < CHANGEABLE
