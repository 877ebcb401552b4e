"""Asking and answering: a small step with a note, what may be answered, and what somebody would rather not be shown."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from alumni.blocks.queries import apart
from alumni.companies.queries import desks_of
from programs.exchange.models import Listing

if TYPE_CHECKING:
    from accounts.users.models import User

PERSON = settings.AUTH_USER_MODEL


class AskQuerySet(models.QuerySet["Ask"]):
    def waiting(self) -> "AskQuerySet":
        return self.filter(state__in=["waiting", "later"])

    def received_by(self, user: "User") -> "AskQuerySet":
        """Asked of this person, or of a desk they act for; never while a block stands."""
        desks = [company.pk for company in desks_of(user)]
        own = Q(listing__person=user.pk, listing__company=None) | Q(listing__company__in=desks)
        return self.filter(own).exclude(apart(user, "by"))

    def asked_by(self, user: "User") -> "AskQuerySet":
        """Asked by this person, or by somebody else for a desk they act for."""
        desks = [company.pk for company in desks_of(user)]
        return self.filter(Q(by=user.pk) | Q(mine__company__in=desks))

    def visible_to(self, viewer: "User") -> "AskQuerySet":
        return self.received_by(viewer) | self.asked_by(viewer).exclude(apart(viewer, "by"))


class Ask(models.Model):
    """Somebody asks the owner of `listing`, perhaps for the sake of a listing of their own (`mine`).

    To whoever asked, "no" and "somebody else" look alike, and so does silence after a month.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("返事を待っています")
        LATER = "later", _("またあとで")
        YES = "yes", _("はい")
        NO = "no", _("今回は見送り")
        PASSED = "passed", _("ほかの人へ")
        WITHDRAWN = "withdrawn", _("取り下げ")
        LAPSED = "lapsed", _("返事のないまま")

    MOVES = {
        "waiting": ("later", "yes", "no", "passed", "withdrawn", "lapsed"),
        "later": ("yes", "no", "passed", "withdrawn", "lapsed"),
        "no": ("yes",),
    }

    listing = models.ForeignKey(Listing, models.CASCADE, related_name="asks", verbose_name=_("なにについて"))
    mine = models.ForeignKey(
        Listing, models.CASCADE, null=True, blank=True, related_name="askings", verbose_name=_("なんのために")
    )
    by = models.ForeignKey(PERSON, models.CASCADE, related_name="+", verbose_name=_("だれが"))
    at = models.DateTimeField(_("日時"), default=timezone.now)
    note = models.CharField(_("ひとこと"), max_length=600)
    state = models.CharField(_("状態"), max_length=9, choices=State, default=State.WAITING)
    words = models.CharField(_("お返事のことば"), max_length=600, blank=True)
    later_on = models.DateField(_("この日にもう一度"), null=True, blank=True)
    answered_at = models.DateTimeField(_("返事の日時"), null=True, blank=True, editable=False)
    answered_by = models.ForeignKey(
        PERSON, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("返事をした人")
    )

    objects = AskQuerySet.as_manager()

    class Meta:
        verbose_name = _("声かけ")
        verbose_name_plural = pgettext_lazy("plural", "声かけ")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["listing", "by"], condition=Q(state__in=["waiting", "later"]), name="ask_once_at_a_time"
            ),
            models.CheckConstraint(condition=Q(mine=None) | ~Q(mine=F("listing")), name="ask_for_another_listing"),
            models.CheckConstraint(
                condition=~Q(state__in=["yes", "no", "passed", "later"]) | Q(answered_at__isnull=False),
                name="ask_answered_at",
            ),
            models.CheckConstraint(condition=~Q(state="later") | Q(later_on__isnull=False), name="ask_later_on"),
        ]
        indexes = [
            models.Index(fields=["listing", "at"], name="ask_of_listing"),
            models.Index(fields=["by", "-id"], name="ask_by_whom"),
            models.Index(fields=["at"], condition=Q(state__in=["waiting", "later"]), name="ask_waiting"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"

    @property
    def is_open(self) -> bool:
        return self.state in (self.State.WAITING, self.State.LATER)

    @property
    def told_state(self) -> str:
        """What whoever asked is told: a no, a passing on and silence read the same."""
        if self.state in (self.State.NO, self.State.PASSED, self.State.LAPSED):
            return str(_("今回は合いませんでした"))
        return str(self.State.WAITING.label if self.state == self.State.LATER else self.get_state_display())


class RelayQuerySet(models.QuerySet["Relay"]):
    def visible_to(self, viewer: "User") -> "RelayQuerySet":
        """Of whoever was thought of, while nothing stands between them and whoever needs something."""
        return self.filter(to=viewer.pk)


class Relay(models.Model):
    """Somebody who was asked thought of somebody else. Neither side is told who it was that passed it on."""

    class State(models.TextChoices):
        WAITING = "waiting", _("返事を待っています")
        TAKEN = "taken", _("手をあげました")
        LEFT = "left", _("そっと閉じました")

    MOVES = {"waiting": ("taken", "left")}

    ask = models.ForeignKey(Ask, models.CASCADE, related_name="relays", verbose_name=_("もとの声かけ"))
    by = models.ForeignKey(PERSON, models.CASCADE, related_name="+", verbose_name=_("思い浮かべた人"))
    to = models.ForeignKey(PERSON, models.CASCADE, related_name="+", verbose_name=_("思い浮かんだ人"))
    at = models.DateTimeField(_("日時"), default=timezone.now)
    note = models.CharField(_("ひとこと"), max_length=300, blank=True)
    state = models.CharField(_("状態"), max_length=8, choices=State, default=State.WAITING)

    objects = RelayQuerySet.as_manager()

    class Meta:
        verbose_name = _("思い浮かべた人への声かけ")
        verbose_name_plural = pgettext_lazy("plural", "思い浮かべた人への声かけ")
        constraints = [
            models.UniqueConstraint(fields=["ask", "to"], name="relay_once"),
            models.CheckConstraint(condition=~Q(by=F("to")), name="relay_to_another"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"


class AsideQuerySet(models.QuerySet["Aside"]):
    def standing(self) -> "AsideQuerySet":
        return self.filter(Q(until=None) | Q(until__gt=timezone.localdate()))

    def visible_to(self, viewer: "User") -> "AsideQuerySet":
        return self.filter(person=viewer.pk)


class Aside(models.Model):
    """What a person doesn't want suggested: a listing, somebody, or a theme; until a day, or (without one) never."""

    person = models.ForeignKey(PERSON, models.CASCADE, related_name="asides", verbose_name=_("人"))
    listing = models.ForeignKey(
        Listing, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("願いと持ちより")
    )
    other = models.ForeignKey(
        PERSON, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("お相手")
    )
    theme = models.ForeignKey(
        "alumni.Skill", models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("テーマ")
    )
    until = models.DateField(_("この日まで"), null=True, blank=True)
    at = models.DateTimeField(_("日時"), auto_now=True)

    objects = AsideQuerySet.as_manager()

    class Meta:
        verbose_name = _("すすめないもの")
        verbose_name_plural = pgettext_lazy("plural", "すすめないもの")
        constraints = [
            models.CheckConstraint(
                condition=Q(listing__isnull=False, other=None, theme=None)
                | Q(listing=None, other__isnull=False, theme=None)
                | Q(listing=None, other=None, theme__isnull=False),
                name="aside_of_one_thing",
            ),
            models.UniqueConstraint(fields=["person", "listing"], name="aside_listing_once"),
            models.UniqueConstraint(fields=["person", "other"], name="aside_person_once"),
            models.UniqueConstraint(fields=["person", "theme"], name="aside_theme_once"),
        ]
