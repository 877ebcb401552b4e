"""The ledger of fulfilment: what one side gave and the other got, in words, told by one and confirmed by the other."""

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


class ContributionQuerySet(models.QuerySet["Contribution"]):
    def fulfilled(self) -> "ContributionQuerySet":
        """What both sides say: only this counts."""
        return self.filter(state=Contribution.State.CONFIRMED)

    def visible_to(self, viewer: "User") -> "ContributionQuerySet":
        """The two sides of it: the people themselves, and the desks of the companies."""
        desks = [company.pk for company in desks_of(viewer)]
        return self.filter(
            Q(giver=viewer) | Q(receiver=viewer) | Q(giver_company__in=desks) | Q(receiver_company__in=desks)
        )


class Contribution(models.Model):
    """One thing given and got. Each side is a person or a company; whoever told it, the other side confirms."""

    class Kind(models.TextChoices):
        TIME = "time", _("時間")
        KNOWLEDGE = "knowledge", _("知恵")
        INTRODUCTION = "introduction", _("紹介")
        PLACE = "place", _("実践の場")
        AUDIENCE = "audience", _("聞き手")
        IDEA = "idea", _("着想")
        GROWTH = "growth", _("人の成長")
        BUSINESS = "business", _("仕事")
        REHIRE = "rehire", _("ふたたび働くこと")

    class State(models.TextChoices):
        TOLD = "told", _("相手の確認を待っています")
        CONFIRMED = "confirmed", _("かなったこと")
        ANSWERED = "answered", _("相手から返事があります")
        TAKEN_BACK = "taken_back", _("取り下げました")

    MOVES = {
        "told": ("confirmed", "answered", "taken_back"),
        "answered": ("told", "confirmed", "taken_back"),
    }

    kind = models.CharField(_("種類"), max_length=12, choices=Kind)
    state = models.CharField(_("状態"), max_length=10, choices=State, default=State.TOLD)
    giver = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="given",
        verbose_name=_("渡した人"),
    )
    giver_company = models.ForeignKey(
        Company, models.PROTECT, null=True, blank=True, related_name="given", verbose_name=_("渡した会社")
    )
    receiver = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="received",
        verbose_name=_("受けとった人"),
    )
    receiver_company = models.ForeignKey(
        Company, models.PROTECT, null=True, blank=True, related_name="received", verbose_name=_("受けとった会社")
    )
    words = models.CharField(_("何を"), max_length=300)
    answer = models.CharField(_("相手のことば"), max_length=300, blank=True)
    about = models.CharField(_("きっかけ"), max_length=40, blank=True)
    on = models.DateField(_("いつ"))
    told_by_giver = models.BooleanField(_("渡したほうが書いた"))
    told_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("書いた人")
    )
    told_at = models.DateTimeField(_("書いた日時"), auto_now_add=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("確かめた人"),
    )
    confirmed_at = models.DateTimeField(_("確かめた日時"), null=True, blank=True)

    objects = ContributionQuerySet.as_manager()

    class Meta:
        verbose_name = _("かなえたこと")
        verbose_name_plural = pgettext_lazy("plural", "かなえたこと")
        ordering = ["-on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(giver=None, giver_company__isnull=False) | Q(giver__isnull=False, giver_company=None),
                name="contribution_one_giver",
            ),
            models.CheckConstraint(
                condition=Q(receiver=None, receiver_company__isnull=False)
                | Q(receiver__isnull=False, receiver_company=None),
                name="contribution_one_receiver",
            ),
            models.CheckConstraint(
                condition=Q(giver=None) | Q(receiver=None) | ~Q(giver=F("receiver")), name="contribution_two_people"
            ),
            models.CheckConstraint(
                condition=Q(giver_company=None) | Q(receiver_company=None) | ~Q(giver_company=F("receiver_company")),
                name="contribution_two_companies",
            ),
            models.CheckConstraint(
                condition=Q(state="confirmed", confirmed_at__isnull=False)
                | Q(~Q(state="confirmed"), confirmed_at=None),
                name="contribution_confirmed_at",
            ),
            # Nobody confirms what they told themself: one person for both sides is no agreement.
            models.CheckConstraint(
                condition=Q(confirmed_by=None) | Q(told_by=None) | ~Q(confirmed_by=F("told_by")),
                name="contribution_confirmed_by_another",
            ),
        ]
        indexes = [
            models.Index(fields=["giver_company", "-on"], name="contribution_of_giver_co"),
            models.Index(fields=["receiver_company", "-on"], name="contribution_of_receiver_co"),
            models.Index(fields=["about"], name="contribution_about"),
        ]

    def __str__(self) -> str:
        return self.words[:40]
