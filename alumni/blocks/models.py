"""Keeping somebody away, silently; and telling the platform what should not have happened."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

if TYPE_CHECKING:
    from accounts.users.models import User


class BlockQuerySet(models.QuerySet["Block"]):
    def visible_to(self, viewer: "User") -> "BlockQuerySet":
        """One's own only: nobody learns by whom they are kept away."""
        return self.filter(by=viewer)


class Block(models.Model):
    """From now on these two don't see each other anywhere; only `by` knows of it.

    `called` is the name as `by` read it then: it is all that their own list shows.
    """

    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("だれが"))
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("だれを"))
    called = models.CharField(_("そのときの名前"), max_length=130)
    at = models.DateTimeField(_("日時"), auto_now_add=True)

    objects = BlockQuerySet.as_manager()

    class Meta:
        verbose_name = _("ブロック")
        verbose_name_plural = pgettext_lazy("plural", "ブロック")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["by", "person"], name="block_once"),
            models.CheckConstraint(condition=~Q(by=F("person")), name="block_somebody_else"),
        ]

    def __str__(self) -> str:
        return self.called


class ReportQuerySet(models.QuerySet["Report"]):
    def visible_to(self, viewer: "User") -> "ReportQuerySet":
        """Those one made; the platform's admins read all of them in the admin, a company's staff none."""
        return self.filter(by=viewer)


class Report(models.Model):
    """What somebody told the platform about a person or a message, with what was written copied as it stood."""

    class Reason(models.TextChoices):
        HARASSMENT = "harassment", _("いやがらせ・差別")
        UNWANTED = "unwanted", _("やめてほしいのに続く連絡")
        SELLING = "selling", _("勧誘・宣伝・迷惑な連絡")
        FALSE = "false", _("なりすまし・うその経歴")
        OTHER = "other", _("そのほか")

    class State(models.TextChoices):
        WAITING = "waiting", _("確認を待っています")
        LOOKING = "looking", _("確かめています")
        ACTED = "acted", _("対応しました")
        CLOSED = "closed", _("対応なしで終えました")

    MOVES = {"waiting": ("looking", "acted", "closed"), "looking": ("acted", "closed")}

    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("知らせた人"))
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("相手"))
    called = models.CharField(_("そのときの名前"), max_length=130)
    about = models.CharField(_("対象"), max_length=60)  # "user:5" or "message:12"
    reason = models.CharField(_("理由"), max_length=12, choices=Reason)
    words = models.TextField(_("知らせた人のことば"), max_length=1000, blank=True)
    evidence = models.TextField(_("知らされた文面（写し）"), blank=True, editable=False)
    state = models.CharField(_("状態"), max_length=10, choices=State, default=State.WAITING, editable=False)
    answer = models.TextField(_("知らせた人への返事"), max_length=1000, blank=True)
    at = models.DateTimeField(_("日時"), auto_now_add=True)
    answered_at = models.DateTimeField(_("返事の日時"), null=True, blank=True, editable=False)

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("困りごとの知らせ")
        verbose_name_plural = pgettext_lazy("plural", "困りごとの知らせ")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(by=F("person")), name="report_somebody_else"),
            models.CheckConstraint(
                condition=Q(state__in=["acted", "closed"]) ^ Q(answered_at__isnull=True), name="report_answered_at"
            ),
            # The same thing waits once, however often the button is pressed.
            models.UniqueConstraint(
                fields=["by", "about"], condition=Q(state__in=["waiting", "looking"]), name="report_open_once"
            ),
        ]
        indexes = [models.Index(fields=["state", "id"], name="report_queue")]

    def __str__(self) -> str:
        return f"{self.get_reason_display()} #{self.pk}"

    @property
    def is_open(self) -> bool:
        return self.state in (self.State.WAITING, self.State.LOOKING)
