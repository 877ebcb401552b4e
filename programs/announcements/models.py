"""What a company's desk writes to its people: words, whom they are meant for, and what became of them."""

from typing import TYPE_CHECKING

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.audit.actions import ref
from accounts.notices.models import Notice
from alumni.companies.models import Company, Department
from alumni.companies.queries import desks_of
from programs.events.models import Event

if TYPE_CHECKING:
    from accounts.users.models import User

TOLD = "announcements.told"


class AnnouncementQuerySet(models.QuerySet["Announcement"]):
    def visible_to(self, viewer: "User") -> "AnnouncementQuerySet":
        """Whose desk it is; and once it has gone out, whoever was told of it."""
        told = Notice.objects.filter(person=viewer, fact__kind=TOLD).values_list("fact__about", flat=True)
        mine = [int(about.partition(":")[2]) for about in told if about]
        return self.filter(self._of_desks(viewer) | Q(pk__in=mine, state__in=["scheduled", "sent"]))

    def editable_by(self, user: "User") -> "AnnouncementQuerySet":
        return self.all() if user.is_superuser else self.filter(self._of_desks(user))

    @staticmethod
    def _of_desks(user: "User") -> Q:
        return Q(company__in=[company.pk for company in desks_of(user)])


class Announcement(models.Model):
    """A company's word to those of its people who asked for its news; never addressed to somebody by name."""

    class State(models.TextChoices):
        DRAFT = "draft", _("下書き")
        SCHEDULED = "scheduled", _("送る予定")
        SENT = "sent", _("送信済")
        CANCELLED = "cancelled", _("取りやめ")

    class Who(models.TextChoices):
        ALL = "all", _("会社を離れた人と、いま働いている人")
        LEFT = "left", _("会社を離れた人")
        STAYS = "stays", _("いま働いている人")

    class Came(models.TextChoices):
        ALL = "", _("集いに来たかどうかは問わない")
        ONCE = "once", _("この会社の集いに来たことがある人")
        NEVER = "never", _("この会社の集いに、まだ来たことがない人")
        TO_ONE = "to_one", _("選んだ集いに来た人")

    MOVES = {"draft": ("scheduled", "cancelled"), "scheduled": ("sent", "cancelled"), "cancelled": ("draft",)}

    company = models.ForeignKey(Company, models.PROTECT, related_name="announcements", verbose_name=_("会社"))
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("書いた人"))
    state = models.CharField(_("状態"), max_length=10, choices=State, default=State.DRAFT)
    subject = models.CharField(_("件名"), max_length=60)
    words = models.TextField(_("本文"), max_length=6000)
    subject_en = models.CharField(_("件名（英語）"), max_length=100, blank=True)
    words_en = models.TextField(_("本文（英語）"), max_length=8000, blank=True)
    event = models.ForeignKey(
        Event, models.PROTECT, null=True, blank=True, related_name="announcements", verbose_name=_("添える集い")
    )
    # Whom it is meant for, among those who asked for this company's news.
    who = models.CharField(_("いまの立場"), max_length=6, choices=Who, default=Who.ALL)
    department = models.ForeignKey(
        Department, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("部署")
    )
    years_from = models.PositiveSmallIntegerField(_("在籍した年（から）"), null=True, blank=True)
    years_until = models.PositiveSmallIntegerField(_("在籍した年（まで）"), null=True, blank=True)
    # As they were typed: whether anybody has such a skill must not be told by accepting or refusing a word.
    skills = ArrayField(models.CharField(max_length=40), verbose_name=_("得意なこと・関心"), default=list, blank=True)
    came = models.CharField(_("集い"), max_length=6, choices=Came, blank=True, default=Came.ALL)
    came_to = models.ForeignKey(
        Event, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("来た集い")
    )
    revision = models.PositiveIntegerField(_("改訂"), default=0, editable=False)
    send_at = models.DateTimeField(_("送る日時"), null=True, blank=True)
    sent_at = models.DateTimeField(_("送りはじめた日時"), null=True, blank=True, editable=False)
    cancelled_at = models.DateTimeField(_("取りやめた日時"), null=True, blank=True, editable=False)
    created_at = models.DateTimeField(_("作成日時"), auto_now_add=True)
    # Counted again by a tick, and kept when the mails themselves are gone after a quarter of a year.
    told = models.PositiveIntegerField(_("知らせた人"), default=0, editable=False)
    mailed = models.PositiveIntegerField(_("送れたメール"), default=0, editable=False)
    waiting = models.PositiveIntegerField(_("これから出るメール"), default=0, editable=False)
    bounced = models.PositiveIntegerField(_("戻ってきたメール"), default=0, editable=False)
    stopped = models.PositiveIntegerField(_("お知らせを止めた人"), default=0, editable=False)
    answered = models.PositiveIntegerField(_("返事をした人"), default=0, editable=False)
    counted_at = models.DateTimeField(_("数えた日時"), null=True, blank=True, editable=False)

    objects = AnnouncementQuerySet.as_manager()

    class Meta:
        verbose_name = _("会社からのお知らせ")
        verbose_name_plural = pgettext_lazy("plural", "会社からのお知らせ")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=["scheduled", "sent"]) | Q(send_at__isnull=False), name="announcement_send_at"
            ),
            models.CheckConstraint(
                condition=Q(state="sent", sent_at__isnull=False) | (~Q(state="sent") & Q(sent_at=None)),
                name="announcement_sent_at",
            ),
            models.CheckConstraint(
                condition=~Q(state="cancelled") | Q(cancelled_at__isnull=False), name="announcement_cancelled_at"
            ),
            models.CheckConstraint(
                condition=Q(years_from=None) | Q(years_until=None) | Q(years_until__gte=F("years_from")),
                name="announcement_years",
            ),
            models.CheckConstraint(
                condition=Q(came="to_one", came_to__isnull=False) | (~Q(came="to_one") & Q(came_to=None)),
                name="announcement_came_to",
            ),
            models.CheckConstraint(
                condition=Q(subject_en="", words_en="") | (~Q(subject_en="") & ~Q(words_en="")),
                name="announcement_english_whole",
            ),
        ]
        indexes = [
            models.Index(fields=["company", "-id"], name="announcement_of_company"),
            models.Index(fields=["send_at"], condition=Q(state="scheduled"), name="announcement_due"),
        ]
        triggers = [
            # What people were told stays what it was: a letter isn't rewritten after it was read.
            pgtrigger.Protect(
                name="announcement_sent_stays",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__state="sent")
                & (
                    pgtrigger.Q(old__subject__df=pgtrigger.F("new__subject"))
                    | pgtrigger.Q(old__words__df=pgtrigger.F("new__words"))
                    | pgtrigger.Q(old__subject_en__df=pgtrigger.F("new__subject_en"))
                    | pgtrigger.Q(old__words_en__df=pgtrigger.F("new__words_en"))
                    | pgtrigger.Q(old__state__df=pgtrigger.F("new__state"))
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.subject

    @property
    def ref(self) -> str:
        """The text reference by which facts know it."""
        return ref(self)

    @property
    def key(self) -> str:
        """The fact's own key: one sending of one version, however often the button is pressed."""
        return f"announcement:{self.pk}:{self.revision}"

    @property
    def is_draft(self) -> bool:
        return self.state == self.State.DRAFT

    @property
    def is_scheduled(self) -> bool:
        return self.state == self.State.SCHEDULED

    @property
    def is_sent(self) -> bool:
        return self.state == self.State.SENT

    @property
    def is_cancelled(self) -> bool:
        return self.state == self.State.CANCELLED
