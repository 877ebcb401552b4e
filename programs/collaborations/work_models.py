"""What follows from an agreed outcome: its parts, roles that carry them, milestones, meetings and links."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from programs.collaborations.agreement_models import OfCollaborationQuerySet, Outcome
from programs.collaborations.models import PERSON, Collaboration, Party
from programs.events.models import Event

# https, a host, no name or password in front of it, no space and no quote: what is safe to stand in a link.
SAFE_LINK = r"^https://[^][@\\/?#[:space:]<>\"'`]+([/?#][^[:space:]<>\"'`]*)?$"


class Derived(models.Model):
    """Hangs on an outcome that everybody has agreed to: composite foreign keys ask for `is_agreed`."""

    collaboration = models.ForeignKey(
        Collaboration, models.CASCADE, related_name="%(class)ss", verbose_name=_("いっしょの仕事")
    )
    outcome = models.ForeignKey(Outcome, models.PROTECT, related_name="%(class)ss", verbose_name=_("めざす成果"))
    outcome_agreed = models.BooleanField(_("合意済"), default=True, editable=False)

    objects = OfCollaborationQuerySet.as_manager()

    class Meta:
        abstract = True


class Part(Derived):
    """One part of the outcome: what must be true for all of it to be."""

    words = models.CharField(_("成果の部分"), max_length=120)

    class Meta:
        verbose_name = _("成果の部分")
        verbose_name_plural = pgettext_lazy("plural", "成果の部分")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["id", "collaboration"], name="part_of_collaboration"),
            models.CheckConstraint(condition=Q(outcome_agreed=True), name="part_after_agreement"),
        ]

    def __str__(self) -> str:
        return f"{self.collaboration_id} {self.pk}"


class Role(Derived):
    """Carries parts of the outcome; whoever holds it has said yes, and decides alone what stands in `decides`."""

    class State(models.TextChoices):
        OPEN = "open", _("担い手を待っています")
        OFFERED = "offered", _("お願いしています")
        HELD = "held", _("担っています")

    MOVES = {"open": ("offered", "held"), "offered": ("held", "open"), "held": ("open", "offered")}

    name = models.CharField(_("役割"), max_length=60)
    decides = models.CharField(_("ひとりで決めてよいこと"), max_length=300, blank=True)
    state = models.CharField(_("状態"), max_length=10, choices=State, default=State.OPEN)
    holder = models.ForeignKey(
        Party, models.PROTECT, null=True, blank=True, related_name="roles", verbose_name=_("担い手")
    )
    offered_at = models.DateTimeField(_("お願いした日時"), null=True, blank=True, editable=False)
    parts = models.ManyToManyField(Part, through="Carrying", related_name="roles", verbose_name=_("担う部分"))

    class Meta:
        verbose_name = _("成果からの役割")
        verbose_name_plural = pgettext_lazy("plural", "成果からの役割")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["id", "collaboration"], name="role_of_collaboration"),
            models.CheckConstraint(condition=Q(outcome_agreed=True), name="role_after_agreement"),
            models.CheckConstraint(
                condition=Q(state="open", holder=None) | (~Q(state="open") & Q(holder__isnull=False)),
                name="role_open_has_no_holder",
            ),
            models.CheckConstraint(
                condition=~Q(state="offered") | Q(offered_at__isnull=False), name="role_offered_at"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.collaboration_id} {self.pk}"


class Carrying(models.Model):
    """This role carries this part; both of the same collaboration."""

    collaboration = models.ForeignKey(
        Collaboration, models.CASCADE, related_name="+", verbose_name=_("いっしょの仕事")
    )
    role = models.ForeignKey(Role, models.CASCADE, related_name="carryings", verbose_name=_("役割"))
    part = models.ForeignKey(Part, models.CASCADE, related_name="carryings", verbose_name=_("成果の部分"))

    objects = OfCollaborationQuerySet.as_manager()

    class Meta:
        verbose_name = _("役割が担う部分")
        verbose_name_plural = pgettext_lazy("plural", "役割が担う部分")
        constraints = [models.UniqueConstraint(fields=["role", "part"], name="carrying_once")]

    def __str__(self) -> str:
        return f"{self.role_id} {self.part_id}"


class Milestone(models.Model):
    """A day by which something is there. A slipped one keeps the day that was said first."""

    collaboration = models.ForeignKey(
        Collaboration, models.CASCADE, related_name="milestones", verbose_name=_("いっしょの仕事")
    )
    words = models.CharField(_("節目"), max_length=120)
    due = models.DateField(_("いつまでに"))
    first_due = models.DateField(_("はじめの約束の日"), editable=False)
    done_at = models.DateTimeField(_("できた日時"), null=True, blank=True, editable=False)
    done_by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+", editable=False)

    objects = OfCollaborationQuerySet.as_manager()

    class Meta:
        verbose_name = _("節目")
        verbose_name_plural = pgettext_lazy("plural", "節目")
        ordering = ["due", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(done_at=None, done_by=None) | Q(done_at__isnull=False, done_by__isnull=False),
                name="milestone_done_by_and_when",
            ),
            models.CheckConstraint(condition=Q(due__gte=F("first_due")), name="milestone_slips_forward"),
        ]
        indexes = [models.Index(fields=["due"], condition=Q(done_at=None), name="milestone_due")]

    def __str__(self) -> str:
        return f"{self.collaboration_id} {self.due}"

    @property
    def is_done(self) -> bool:
        return self.done_at is not None

    @property
    def slipped(self) -> bool:
        return self.due > self.first_due

    @property
    def is_late(self) -> bool:
        return not self.is_done and self.due < _today()


def _today() -> date:
    return timezone.localdate()


class Meeting(models.Model):
    """A gathering that belongs to the work; who may see it is decided where gatherings are."""

    collaboration = models.ForeignKey(
        Collaboration, models.CASCADE, related_name="meetings", verbose_name=_("いっしょの仕事")
    )
    event = models.ForeignKey(Event, models.CASCADE, related_name="+", verbose_name=_("集い"))
    by = models.ForeignKey(PERSON, models.PROTECT, related_name="+", verbose_name=_("加えた人"))
    at = models.DateTimeField(_("加えた日時"), auto_now_add=True)

    objects = OfCollaborationQuerySet.as_manager()

    class Meta:
        verbose_name = _("仕事の集い")
        verbose_name_plural = pgettext_lazy("plural", "仕事の集い")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["collaboration", "event"], name="meeting_once")]

    def __str__(self) -> str:
        return f"{self.collaboration_id} {self.event_id}"


class SharedLink(models.Model):
    """A document by its address, never by a copy; https only."""

    collaboration = models.ForeignKey(
        Collaboration, models.CASCADE, related_name="links", verbose_name=_("いっしょの仕事")
    )
    title = models.CharField(_("資料の名"), max_length=80)
    url = models.CharField(_("リンク"), max_length=500)
    by = models.ForeignKey(PERSON, models.PROTECT, related_name="+", verbose_name=_("加えた人"))
    at = models.DateTimeField(_("加えた日時"), auto_now_add=True)

    objects = OfCollaborationQuerySet.as_manager()

    class Meta:
        verbose_name = _("資料へのリンク")
        verbose_name_plural = pgettext_lazy("plural", "資料へのリンク")
        ordering = ["pk"]
        constraints = [models.CheckConstraint(condition=Q(url__regex=SAFE_LINK), name="shared_link_is_safe")]

    def __str__(self) -> str:
        return f"{self.collaboration_id} {self.pk}"
