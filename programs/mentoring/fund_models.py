"""Sessions that a company pays for, and counts of which no row leads to a person."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from alumni.companies.models import Company, Department

if TYPE_CHECKING:
    from accounts.users.models import User

PERSON = settings.AUTH_USER_MODEL
LEAST = 10


def companies_of(user: "User") -> list[int]:
    return list(Company.objects.editable_by(user).values_list("pk", flat=True))


class TransitionQuerySet(models.QuerySet["Transition"]):
    def editable_by(self, user: "User") -> "TransitionQuerySet":
        return self.filter(company__in=companies_of(user))

    def published(self) -> "TransitionQuerySet":
        return self.filter(state=Transition.State.PUBLISHED)


class Transition(models.Model):
    """A business ends: everybody in the units concerned is told, and gets sessions and ways to go on."""

    class State(models.TextChoices):
        DRAFT = "draft", _("下書き")
        PUBLISHED = "published", _("伝えました")
        CLOSED = "closed", _("閉じました")

    MOVES = {"draft": ("published",), "published": ("closed",), "closed": ("published",)}

    company = models.ForeignKey(Company, models.CASCADE, related_name="+", verbose_name=_("会社"))
    department = models.ForeignKey(Department, models.PROTECT, related_name="+", verbose_name=_("部署"))
    title = models.CharField(_("題"), max_length=60)
    words = models.TextField(_("ことば"), max_length=4000)
    words_en = models.TextField(_("ことば（英語）"), max_length=4000, blank=True)
    sessions = models.PositiveIntegerField(_("用意する対話の回数"), default=60)
    each = models.PositiveSmallIntegerField(_("ひとりあたりの回数"), default=3)
    until = models.DateField(_("いつまで"))
    state = models.CharField(_("状態"), max_length=9, choices=State, default=State.DRAFT)
    published_at = models.DateTimeField(_("伝えた日時"), null=True, blank=True)
    published_by = models.ForeignKey(
        PERSON, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("伝えた人")
    )

    objects = TransitionQuerySet.as_manager()

    class Meta:
        verbose_name = _("事業の節目")
        verbose_name_plural = pgettext_lazy("plural", "事業の節目")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="draft") | Q(published_at__isnull=False), name="transition_published_at"
            ),
            models.CheckConstraint(condition=Q(sessions__gte=LEAST, each__gte=1), name="transition_sessions"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_draft(self) -> bool:
        return self.state == self.State.DRAFT

    @property
    def is_published(self) -> bool:
        return self.state == self.State.PUBLISHED


class TransitionChoice(models.Model):
    """What one person in a transition chose: nothing is shared until they say so, and they may put all of it away."""

    transition = models.ForeignKey(Transition, models.CASCADE, related_name="choices", verbose_name=_("節目"))
    person = models.ForeignKey(PERSON, models.CASCADE, related_name="+", verbose_name=_("人"))
    inside = models.BooleanField(_("社内の願いの候補に"), default=False)
    outside = models.BooleanField(_("社外の願いの候補に"), default=False)
    tells_desk = models.BooleanField(_("人事に名前とことばを伝える"), default=False)
    word = models.CharField(_("人事へのことば"), max_length=400, blank=True)
    put_away_at = models.DateTimeField(_("しまった日時"), null=True, blank=True)
    at = models.DateTimeField(_("最後に選んだ日時"), auto_now=True)

    class Meta:
        verbose_name = _("節目での選択")
        verbose_name_plural = pgettext_lazy("plural", "節目での選択")
        constraints = [
            models.UniqueConstraint(fields=["transition", "person"], name="transition_choice_once"),
            models.CheckConstraint(condition=Q(tells_desk=True) | Q(word=""), name="transition_word_is_shared"),
        ]


class FundQuerySet(models.QuerySet["Fund"]):
    def editable_by(self, user: "User") -> "FundQuerySet":
        return self.filter(company__in=companies_of(user))

    def open(self) -> "FundQuerySet":
        """Of today, and not used up."""
        today = timezone.localdate()
        return self.filter(since__lte=today, until__gte=today, used__lt=F("sessions"))


class Fund(models.Model):
    """A number of sessions that a company pays for. `used` counts; which session and whose stands nowhere beside it."""

    company = models.ForeignKey(Company, models.CASCADE, related_name="+", verbose_name=_("会社"))
    transition = models.OneToOneField(
        Transition, models.CASCADE, null=True, blank=True, related_name="fund", verbose_name=_("節目")
    )
    sessions = models.PositiveIntegerField(_("回数"))
    each = models.PositiveSmallIntegerField(_("ひとりあたりの回数"), default=3)
    used = models.PositiveIntegerField(_("使われた回数"), default=0, editable=False)
    since = models.DateField(_("はじまり"))
    until = models.DateField(_("おわり"))
    also_alumni = models.BooleanField(_("離れた人も使える"), default=False)

    objects = FundQuerySet.as_manager()

    class Meta:
        verbose_name = _("会社が用意した対話")
        verbose_name_plural = pgettext_lazy("plural", "会社が用意した対話")
        ordering = ["-since", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(used__lte=F("sessions")), name="fund_not_overdrawn"),
            models.CheckConstraint(condition=Q(sessions__gte=LEAST, each__gte=1), name="fund_not_for_one"),
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="fund_period"),
        ]


class Tally(models.Model):
    """Sessions of one unknown person in one month, for counting distinct people; the mark is of use nowhere else."""

    scope = models.CharField(_("範囲"), max_length=40)
    month = models.DateField(_("月"))
    mark = models.BigIntegerField(_("しるし"))
    sessions = models.PositiveIntegerField(_("回数"), default=1)

    class Meta:
        verbose_name = _("月ごとの数")
        verbose_name_plural = pgettext_lazy("plural", "月ごとの数")
        constraints = [models.UniqueConstraint(fields=["scope", "month", "mark"], name="tally_once")]
