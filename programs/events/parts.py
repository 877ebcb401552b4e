"""What belongs to a gathering besides itself: its series, sessions, reading, notes, hosts, circle and checklist."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from alumni.companies.models import Company

if TYPE_CHECKING:
    from accounts.users.models import User


class OfCompanyQuerySet(models.QuerySet):
    def editable_by(self, user: "User") -> "OfCompanyQuerySet":
        return self.filter(company__in=list(Company.objects.editable_by(user).values_list("pk", flat=True)))


class Series(models.Model):
    """Gatherings that follow each other in a rhythm; each is an event of its own, with its own answers."""

    class Rhythm(models.TextChoices):
        WEEKLY = "weekly", _("毎週")
        FORTNIGHTLY = "fortnightly", _("隔週")
        MONTHLY_WEEKDAY = "weekday", _("毎月、同じ週の同じ曜日")
        MONTHLY_DAY = "day", _("毎月、同じ日")
        DATES = "dates", _("日を選ぶ")

    company = models.ForeignKey(Company, models.PROTECT, related_name="series", verbose_name=_("会社"))
    host = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="hosted_series", verbose_name=_("主催")
    )
    title = models.CharField(_("題名"), max_length=80)
    rhythm = models.CharField(_("くりかえし"), max_length=12, choices=Rhythm)
    created_at = models.DateTimeField(_("作成日時"), auto_now_add=True)

    objects = OfCompanyQuerySet.as_manager()

    class Meta:
        verbose_name = _("つづきの集い")
        verbose_name_plural = pgettext_lazy("plural", "つづきの集い")

    def __str__(self) -> str:
        return self.title


class Session(models.Model):
    """One sitting of a gathering that has several: one answer counts for all of them."""

    event = models.ForeignKey("programs.Event", models.CASCADE, related_name="sessions", verbose_name=_("集い"))
    title = models.CharField(_("題名"), max_length=80, blank=True)
    starts_at = models.DateTimeField(_("はじまり"))
    ends_at = models.DateTimeField(_("おわり"))
    place = models.CharField(_("場所"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("回")
        verbose_name_plural = pgettext_lazy("plural", "回")
        ordering = ["starts_at", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="session_ends_after_start"),
            models.UniqueConstraint(fields=["event", "starts_at"], name="session_once"),
        ]

    def __str__(self) -> str:
        return self.title or f"{self.starts_at:%Y-%m-%d}"


class Reading(models.Model):
    """What a study group reads."""

    event = models.OneToOneField("programs.Event", models.CASCADE, related_name="reading", verbose_name=_("集い"))
    book = models.CharField(_("本"), max_length=120)
    author = models.CharField(_("著者"), max_length=120, blank=True)
    chapters = models.CharField(_("読むところ"), max_length=120, blank=True)
    prompts = models.TextField(_("話しあう問い"), max_length=2000, blank=True)
    preparation = models.TextField(_("準備"), max_length=2000, blank=True)

    class Meta:
        verbose_name = _("読む本")
        verbose_name_plural = pgettext_lazy("plural", "読む本")

    def __str__(self) -> str:
        return self.book

    @property
    def questions(self) -> list[str]:
        """The prompts, one a line."""
        return [line.strip() for line in self.prompts.splitlines() if line.strip()]


class Note(models.Model):
    """What somebody who was there keeps of it, for those who were there."""

    event = models.ForeignKey("programs.Event", models.CASCADE, related_name="notes", verbose_name=_("集い"))
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="event_notes", verbose_name=_("書いた人")
    )
    text = models.TextField(_("記録"), max_length=4000)
    at = models.DateTimeField(_("書いた日時"), auto_now_add=True)

    class Meta:
        verbose_name = _("集いの記録")
        verbose_name_plural = pgettext_lazy("plural", "集いの記録")
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.event_id} {self.person_id}"


class EventRoleQuerySet(models.QuerySet["EventRole"]):
    def standing(self) -> "EventRoleQuerySet":
        """Asked or agreed: both may see what they are to hold."""
        return self.filter(state__in=[EventRole.State.ASKED, EventRole.State.ACCEPTED])

    def accepted(self) -> "EventRoleQuerySet":
        return self.filter(state=EventRole.State.ACCEPTED)

    def held_by(self, person: "User") -> "EventRoleQuerySet":
        return self.accepted().filter(person=person)


class EventRole(models.Model):
    """Somebody holds a gathering together with its host: asked, and agreed. The host stays the host."""

    class Role(models.TextChoices):
        COHOST = "cohost", _("共同主催")
        ORGANISER = "organiser", _("幹事")

    class State(models.TextChoices):
        ASKED = "asked", _("お願い中")
        ACCEPTED = "accepted", _("引き受けた")
        DECLINED = "declined", _("見送った")
        ENDED = "ended", _("終わった")

    MOVES = {"asked": ("accepted", "declined", "ended"), "accepted": ("ended",)}

    event = models.ForeignKey("programs.Event", models.CASCADE, related_name="roles", verbose_name=_("集い"))
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="event_roles", verbose_name=_("人")
    )
    role = models.CharField(_("役割"), max_length=10, choices=Role, default=Role.COHOST)
    state = models.CharField(_("状態"), max_length=10, choices=State, default=State.ASKED)
    asked_at = models.DateTimeField(_("お願いした日時"), auto_now_add=True)
    answered_at = models.DateTimeField(_("答えた日時"), null=True, blank=True)

    objects = EventRoleQuerySet.as_manager()

    class Meta:
        verbose_name = _("集いの役割")
        verbose_name_plural = pgettext_lazy("plural", "集いの役割")
        constraints = [
            models.UniqueConstraint(
                fields=["event", "person"], condition=Q(state__in=["asked", "accepted"]), name="event_role_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.event_id} {self.person_id} {self.role}"


class EventInvite(models.Model):
    """Somebody is invited by name, besides or instead of a whole circle."""

    event = models.ForeignKey("programs.Event", models.CASCADE, related_name="invites", verbose_name=_("集い"))
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="event_invites", verbose_name=_("人")
    )
    at = models.DateTimeField(_("誘った日時"), auto_now_add=True)

    class Meta:
        verbose_name = _("名前での招待")
        verbose_name_plural = pgettext_lazy("plural", "名前での招待")
        constraints = [models.UniqueConstraint(fields=["event", "person"], name="event_invite_once")]

    def __str__(self) -> str:
        return f"{self.event_id} {self.person_id}"


class EventCompanyQuerySet(OfCompanyQuerySet):
    def agreed(self) -> "EventCompanyQuerySet":
        return self.filter(state=EventCompany.State.AGREED)

    def waiting(self) -> "EventCompanyQuerySet":
        return self.filter(state=EventCompany.State.ASKED)


class EventCompany(models.Model):
    """A gathering is open to the people of a further company; its HR says yes for them, unless the host is of it."""

    class State(models.TextChoices):
        ASKED = "asked", _("お願い中")
        AGREED = "agreed", _("承諾")
        DECLINED = "declined", _("見送り")

    MOVES = {"asked": ("agreed", "declined"), "agreed": ("declined",), "declined": ("agreed",)}

    event = models.ForeignKey("programs.Event", models.CASCADE, related_name="circle", verbose_name=_("集い"))
    company = models.ForeignKey(Company, models.PROTECT, related_name="asked_events", verbose_name=_("会社"))
    state = models.CharField(_("状態"), max_length=10, choices=State, default=State.ASKED)
    asked_at = models.DateTimeField(_("お願いした日時"), auto_now_add=True)
    answered_at = models.DateTimeField(_("答えた日時"), null=True, blank=True)

    objects = EventCompanyQuerySet.as_manager()

    class Meta:
        verbose_name = _("ひらく先の会社")
        verbose_name_plural = pgettext_lazy("plural", "ひらく先の会社")
        constraints = [models.UniqueConstraint(fields=["event", "company"], name="event_company_once")]

    def __str__(self) -> str:
        return f"{self.event_id} {self.company_id} {self.state}"


class ChecklistItem(models.Model):
    """Something the hosts mean to have done, so many days before (or after) the gathering."""

    event = models.ForeignKey("programs.Event", models.CASCADE, related_name="checklist", verbose_name=_("集い"))
    words = models.CharField(_("すること"), max_length=120)
    days = models.SmallIntegerField(_("何日前まで"), default=0)
    done_at = models.DateTimeField(_("済んだ日時"), null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("済ませた人"),
    )

    class Meta:
        verbose_name = _("準備の項目")
        verbose_name_plural = pgettext_lazy("plural", "準備の項目")
        ordering = ["-days", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(done_by=None) | Q(done_at__isnull=False), name="checklist_done_at"),
        ]

    def __str__(self) -> str:
        return self.words
