"""The rounds of a program: who sits with whom, what is held or kept apart by hand, and the sessions themselves."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from programs.cohorts.models import Nomination, Program
from programs.events.models import Event

if TYPE_CHECKING:
    from accounts.users.models import User


class Mixing(models.Model):
    """How the groups of all rounds are made; one proposal at a time, made by a worker and published as a whole.

    A worker leases the row; `percent` is its progress. `asked_at` later than `made_at`: something changed since.
    """

    program = models.OneToOneField(Program, models.CASCADE, related_name="mixing", verbose_name=_("プログラム"))
    groups = models.PositiveSmallIntegerField(_("グループの数"), default=4)
    # How many may sit in a group: what a late drop-out may leave behind without anybody having to move.
    least = models.PositiveSmallIntegerField(_("少なくとも"), default=4)
    most = models.PositiveSmallIntegerField(_("多くとも"), default=6)
    # Of these, nobody sits in a group as the only one; why is nobody's business, and isn't asked.
    together = models.ManyToManyField(Nomination, blank=True, related_name="+", verbose_name=_("ひとりにしない人"))
    seed = models.PositiveIntegerField(_("くじの種"), default=1)
    asked_at = models.DateTimeField(_("頼んだ日時"), null=True, blank=True)
    lease_until = models.DateTimeField(_("処理の期限"), null=True, blank=True)
    percent = models.PositiveSmallIntegerField(_("進みぐあい"), default=0)
    made_at = models.DateTimeField(_("できた日時"), null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(_("試みた回数"), default=0)
    error = models.CharField(_("できなかった理由"), max_length=300, blank=True)
    # What was changed, so that it can be taken back: the last steps, each a list of [round, nomination, group before].
    steps = models.JSONField(_("取り消せる変更"), default=list, blank=True)

    class Meta:
        verbose_name = _("グループ分け")
        verbose_name_plural = pgettext_lazy("plural", "グループ分け")
        constraints = [
            models.CheckConstraint(condition=Q(groups__gte=1), name="mixing_has_groups"),
            models.CheckConstraint(condition=Q(percent__lte=100), name="mixing_percent"),
            models.CheckConstraint(condition=Q(least__gte=2, most__gte=F("least")), name="mixing_sizes"),
        ]

    def __str__(self) -> str:
        return f"{self.program_id} {self.percent}%"

    @property
    def waits(self) -> bool:
        """Asked for and not made yet."""
        return self.asked_at is not None and not self.error and (self.made_at is None or self.made_at < self.asked_at)


class Round(models.Model):
    """One time that the whole cohort sits in groups; what is published is told to those in it."""

    program = models.ForeignKey(Program, models.CASCADE, related_name="rounds", verbose_name=_("プログラム"))
    number = models.PositiveSmallIntegerField(_("何回目"))
    published_at = models.DateTimeField(_("知らせた日時"), null=True, blank=True)

    class Meta:
        verbose_name = _("回")
        verbose_name_plural = pgettext_lazy("plural", "回")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["program", "number"], name="round_once"),
            models.UniqueConstraint(fields=["id", "program"], name="round_of_program"),
            models.CheckConstraint(condition=Q(number__gte=1), name="round_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.program_id} #{self.number}"

    @property
    def is_over(self) -> bool:
        """Its session was held: it stays as it was."""
        session = getattr(self, "session", None)
        return session is not None and session.event.ends_at <= timezone.now()


class PlaceQuerySet(models.QuerySet["Place"]):
    def visible_to(self, viewer: "User") -> "PlaceQuerySet":
        """What is published, of the people one sees in the program; who leads sees what is only drawn up, too."""
        people = Nomination.objects.visible_to(viewer).values("pk")
        drawn = Q(round__program__in=Program.objects.led_by(viewer).values("pk"))
        return self.filter(drawn | Q(round__published_at__isnull=False), nomination__in=people)


class Place(models.Model):
    """Somebody's group in a round. A held place is left alone when groups are made anew; an absent one has no group."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="places", verbose_name=_("回"))
    program = models.ForeignKey(Program, models.CASCADE, related_name="places", verbose_name=_("プログラム"))
    nomination = models.ForeignKey(Nomination, models.CASCADE, related_name="places", verbose_name=_("参加者"))
    group = models.PositiveSmallIntegerField(_("グループ"), null=True, blank=True)
    held = models.BooleanField(_("動かさない"), default=False)
    # The group that the person and the others were told; until the next publishing they see this one.
    told = models.PositiveSmallIntegerField(_("知らせたグループ"), null=True, blank=True)

    objects = PlaceQuerySet.as_manager()

    class Meta:
        verbose_name = _("グループの席")
        verbose_name_plural = pgettext_lazy("plural", "グループの席")
        ordering = ["round", "group", "nomination"]
        constraints = [
            models.UniqueConstraint(fields=["round", "nomination"], name="place_once"),
            models.CheckConstraint(condition=Q(group=None) | Q(group__gte=1), name="place_group_from_one"),
            models.CheckConstraint(condition=Q(held=False) | Q(group__isnull=False), name="place_held_somewhere"),
        ]

    def __str__(self) -> str:
        return f"{self.nomination_id} → {self.group}"


class Apart(models.Model):
    """Two who must not share a group: said by a desk of its own people, or by who leads; the reason stays theirs."""

    program = models.ForeignKey(Program, models.CASCADE, related_name="aparts", verbose_name=_("プログラム"))
    one = models.ForeignKey(Nomination, models.CASCADE, related_name="+", verbose_name=_("ひとり"))
    other = models.ForeignKey(Nomination, models.CASCADE, related_name="+", verbose_name=_("もうひとり"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("決めた人")
    )
    reason = models.CharField(_("理由"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("別のグループに")
        verbose_name_plural = pgettext_lazy("plural", "別のグループに")
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="apart_once"),
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="apart_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.one_id} × {self.other_id}"


class ProgramSession(models.Model):
    """One meeting of a program: a gathering of its own, with material and prompts, perhaps sat in the groups of a round."""

    program = models.ForeignKey(Program, models.CASCADE, related_name="sessions", verbose_name=_("プログラム"))
    event = models.OneToOneField(Event, models.CASCADE, related_name="program_session", verbose_name=_("集い"))
    number = models.PositiveSmallIntegerField(_("何回目"))
    round = models.OneToOneField(
        Round, models.SET_NULL, null=True, blank=True, related_name="session", verbose_name=_("グループの回")
    )
    # Sessions that sit in groups take the rounds in the order of their days (sessions.sit_in_rounds).
    in_groups = models.BooleanField(_("グループにわかれる回"), default=True)
    prompts = models.TextField(_("問い"), blank=True, max_length=2000)
    material = models.TextField(_("資料とリンク"), blank=True, max_length=2000)

    class Meta:
        verbose_name = _("プログラムの回")
        verbose_name_plural = pgettext_lazy("plural", "プログラムの回")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["program", "number"], name="program_session_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="program_session_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.program_id} #{self.number}"
