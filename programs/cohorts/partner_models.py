"""Who holds a program together with the host's desk, and which companies take part in it."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from alumni.companies.models import Company
from alumni.companies.queries import desks_of

if TYPE_CHECKING:
    from accounts.users.models import User


def desk_ids(user: "User") -> list[int]:
    return [company.pk for company in desks_of(user)]


class StewardQuerySet(models.QuerySet["Steward"]):
    def standing(self) -> "StewardQuerySet":
        return self.filter(agreed_at__isnull=False, ended_at=None)


class Steward(models.Model):
    """Who holds a program together with the host's desk; whoever leads it (the facilitator) reads everybody in it."""

    program = models.ForeignKey(
        "programs.Program", models.CASCADE, related_name="stewards", verbose_name=_("プログラム")
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="stewardships", verbose_name=_("人")
    )
    leads = models.BooleanField(_("進行役"), default=False)
    word = models.CharField(_("引き受けた思い"), max_length=300, blank=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("頼んだ人")
    )
    asked_at = models.DateTimeField(_("頼んだ日時"), auto_now_add=True)
    agreed_at = models.DateTimeField(_("引き受けた日時"), null=True, blank=True)
    ended_at = models.DateTimeField(_("おわった日時"), null=True, blank=True)

    objects = StewardQuerySet.as_manager()

    class Meta:
        verbose_name = _("世話役")
        verbose_name_plural = pgettext_lazy("plural", "世話役")
        constraints = [
            models.UniqueConstraint(fields=["program", "person"], condition=Q(ended_at=None), name="steward_once")
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.program_id}"


class PartnerQuerySet(models.QuerySet["Partner"]):
    def joined(self) -> "PartnerQuerySet":
        return self.filter(state=Partner.State.JOINED)

    def at_the_table(self) -> "PartnerQuerySet":
        """Asked or in."""
        return self.filter(state__in=[Partner.State.ASKED, Partner.State.JOINED])

    def editable_by(self, user: "User") -> "PartnerQuerySet":
        return self.all() if user.is_superuser else self.filter(company__in=desk_ids(user))


class Partner(models.Model):
    """A company that is asked to take part; it does so by its own desk's yes. The host is one from the start."""

    class State(models.TextChoices):
        ASKED = "asked", _("お誘い中")
        JOINED = "joined", _("参加する")
        DECLINED = "declined", _("見送り")
        LEFT = "left", _("離れた")

    MOVES = {
        "asked": ("joined", "declined", "left"),
        "declined": ("asked", "joined"),
        "joined": ("left",),
        "left": ("asked",),
    }

    program = models.ForeignKey(
        "programs.Program", models.CASCADE, related_name="partners", verbose_name=_("プログラム")
    )
    company = models.ForeignKey(Company, models.PROTECT, related_name="partnerships", verbose_name=_("会社"))
    state = models.CharField(_("状態"), max_length=10, choices=State, default=State.ASKED)
    seats = models.PositiveSmallIntegerField(_("席"))
    taken = models.PositiveSmallIntegerField(_("埋まった席"), default=0, editable=False)
    # What this company brings and hopes to get, in its own words.
    brings = models.CharField(_("持ちよるもの"), max_length=300, blank=True)
    hopes = models.CharField(_("受けとりたいもの"), max_length=300, blank=True)
    asked_at = models.DateTimeField(_("お誘いの日時"), auto_now_add=True)
    answered_at = models.DateTimeField(_("返事の日時"), null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("返事をした人"),
    )

    objects = PartnerQuerySet.as_manager()

    class Meta:
        verbose_name = _("参加する会社")
        verbose_name_plural = pgettext_lazy("plural", "参加する会社")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["program", "company"], name="partner_once"),
            models.CheckConstraint(condition=Q(taken__lte=F("seats")), name="partner_seats_not_oversold"),
            models.CheckConstraint(
                condition=Q(state="asked", answered_at=None) | ~Q(state="asked"), name="partner_answered_at"
            ),
            models.CheckConstraint(condition=Q(state="joined") | Q(taken=0), name="partner_seats_while_in"),
        ]

    def __str__(self) -> str:
        return f"{self.company_id} {self.state}"

    @property
    def free(self) -> int:
        return self.seats - self.taken
