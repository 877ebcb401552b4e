"""What belongs to an answer: the guests somebody brings, the host's own questions, and what was said to them."""

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from programs.events.models import Event, Reply


class Guest(models.Model):
    """One whom somebody brings; name and needs are for the hosts, and gone a month after the gathering."""

    reply = models.ForeignKey(Reply, models.CASCADE, related_name="party", verbose_name=_("返事"))
    position = models.PositiveSmallIntegerField(_("番号"), validators=[MinValueValidator(1)])
    name = models.CharField(_("お名前"), max_length=60, blank=True)
    needs = models.CharField(_("アレルギーや必要な配慮"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("同伴の方")
        verbose_name_plural = pgettext_lazy("plural", "同伴の方")
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["reply", "position"], name="guest_once")]

    def __str__(self) -> str:
        return f"{self.reply_id} {self.position}"


class QuestionQuerySet(models.QuerySet["Question"]):
    def asked(self) -> "QuestionQuerySet":
        """Still put to people; a retired one keeps its answers."""
        return self.filter(retired_at=None)


class Question(models.Model):
    """Something the host asks those who come. Once answered it can be retired, never removed."""

    class Kind(models.TextChoices):
        TEXT = "text", _("自由に書く")
        ONE = "one", _("ひとつ選ぶ")
        SEVERAL = "several", _("いくつでも選ぶ")
        YESNO = "yesno", _("はい・いいえ")

    event = models.ForeignKey(Event, models.CASCADE, related_name="questions", verbose_name=_("集い"))
    position = models.PositiveSmallIntegerField(_("順番"), default=0)
    text = models.CharField(_("おたずねすること"), max_length=200)
    kind = models.CharField(_("答えかた"), max_length=8, choices=Kind, default=Kind.TEXT)
    choices = models.JSONField(_("選べる答え"), default=list, blank=True)
    required = models.BooleanField(_("かならず答えてもらう"), default=False)
    asked_at = models.DateTimeField(_("たずねはじめた日時"), default=timezone.now, editable=False)
    retired_at = models.DateTimeField(_("たずねるのをやめた日時"), null=True, blank=True)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        verbose_name = _("質問")
        verbose_name_plural = pgettext_lazy("plural", "質問")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["one", "several"]) & ~Q(choices=[])
                | ~Q(kind__in=["one", "several"]) & Q(choices=[]),
                name="question_choices",
            )
        ]

    def __str__(self) -> str:
        return self.text


class Told(models.Model):
    """What one person said to one question, with the question as it read that day."""

    reply = models.ForeignKey(Reply, models.CASCADE, related_name="told", verbose_name=_("返事"))
    # RESTRICT: a question that was answered can't be deleted, so no answer is lost by editing.
    question = models.ForeignKey(Question, models.RESTRICT, related_name="told", verbose_name=_("質問"))
    asked = models.CharField(_("そのときの質問"), max_length=200)
    words = models.JSONField(_("答え"), default=list)
    at = models.DateTimeField(_("日時"), auto_now=True)

    class Meta:
        verbose_name = _("質問への答え")
        verbose_name_plural = pgettext_lazy("plural", "質問への答え")
        constraints = [models.UniqueConstraint(fields=["reply", "question"], name="told_once")]

    def __str__(self) -> str:
        return f"{self.reply_id} {self.question_id}"
