"""Where somebody worked and when, as far as is known."""

from typing import TYPE_CHECKING

import pghistory
from django.conf import settings
from django.contrib.postgres.fields import DateRangeField
from django.contrib.postgres.indexes import GistIndex
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from alumni.companies.models import Company, Department, Enrolment
from alumni.tenures.periods import PartialDate, Period

if TYPE_CHECKING:
    from accounts.users.models import User


class Precision(models.TextChoices):
    DAY = "day", _("日まで")
    MONTH = "month", _("月まで")
    YEAR = "year", _("年まで")


class OuterBounds(models.Func):
    """daterange of the earliest to the latest day that two partial dates allow; null means unbounded."""

    output_field = DateRangeField()
    template = (
        "daterange(%(since)s, CASE %(until_precision)s "
        "WHEN 'year' THEN (%(until)s + interval '1 year')::date "
        "WHEN 'month' THEN (%(until)s + interval '1 month')::date "
        "ELSE %(until)s + 1 END, '[)')"
    )

    def as_sql(self, compiler, connection, **context):  # type: ignore[no-untyped-def,override]
        names = {"since": '"since"', "until": '"until"', "until_precision": '"until_precision"'}
        return self.template % names, []


class TenureQuerySet(models.QuerySet["Tenure"]):
    def verified(self) -> "TenureQuerySet":
        return self.filter(state=Tenure.State.VERIFIED)

    def of(self, person: "User") -> "TenureQuerySet":
        return self.filter(person=person)

    def waiting(self) -> "TenureQuerySet":
        """What somebody told of themself and HR hasn't answered yet."""
        return self.filter(state=Tenure.State.CLAIMED, said_at__isnull=False, person__isnull=False)

    def editable_by(self, user: "User") -> "TenureQuerySet":
        return self.filter(company__in=list(Company.objects.editable_by(user).values_list("pk", flat=True)))


@pghistory.track(pghistory.UpdateEvent(), pghistory.DeleteEvent(), model_name="TenureVersion")
class Tenure(models.Model):
    """One post: a person in a company (and department) for a time. Several may run at once.

    Dates are stored as the first day of what is known; the precision says how much of it is meant.
    `until` empty with `open` = still there; empty without `open` = left, nobody knows when.
    """

    class State(models.TextChoices):
        CLAIMED = "claimed", _("本人の申告")
        VERIFIED = "verified", _("在籍確認済")
        DISPUTED = "disputed", _("確認中")
        REFUSED = "refused", _("確認できず")

    class Entry(models.TextChoices):
        NEW_GRADUATE = "new_graduate", _("新卒入社")
        MID_CAREER = "mid_career", _("中途入社")
        JOINED = "joined", _("入社")
        TRANSFER = "transfer", _("異動・兼務")

    MOVES = {
        "claimed": ("verified", "disputed", "refused"),
        "disputed": ("claimed", "verified", "refused"),
        "refused": ("claimed", "verified"),
        "verified": ("disputed", "claimed"),
    }

    company = models.ForeignKey(Company, models.PROTECT, related_name="tenures", verbose_name=_("会社"))
    department = models.ForeignKey(
        Department, models.PROTECT, null=True, blank=True, related_name="tenures", verbose_name=_("部署")
    )
    enrolment = models.ForeignKey(
        Enrolment, models.CASCADE, null=True, blank=True, related_name="tenures", verbose_name=_("名簿")
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="tenures",
        verbose_name=_("本人"),
    )
    title = models.CharField(_("役職"), max_length=80, blank=True)
    heads = models.BooleanField(_("部署の長"), default=False)
    entry = models.CharField(_("入社区分"), max_length=15, choices=Entry, default=Entry.JOINED)
    since = models.DateField(_("開始"), null=True, blank=True)
    since_precision = models.CharField(_("開始の精度"), max_length=5, choices=Precision, default=Precision.DAY)
    until = models.DateField(_("終了"), null=True, blank=True)
    until_precision = models.CharField(_("終了の精度"), max_length=5, choices=Precision, default=Precision.DAY)
    open = models.BooleanField(_("在籍中"), default=False)
    during = models.GeneratedField(expression=OuterBounds(), output_field=DateRangeField(), db_persist=True)
    state = models.CharField(_("状態"), max_length=10, choices=State, default=State.CLAIMED)
    reason = models.CharField(_("理由"), max_length=300, blank=True)
    word = models.CharField(_("本人のことば"), max_length=300, blank=True, db_default="")
    said_at = models.DateTimeField(_("本人が伝えた日時"), null=True, blank=True)
    verified_at = models.DateTimeField(_("確認日時"), null=True, blank=True)
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("確認者")
    )

    objects = TenureQuerySet.as_manager()

    class Meta:
        verbose_name = _("在籍")
        verbose_name_plural = pgettext_lazy("plural", "在籍")
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=False) | Q(enrolment__isnull=False), name="tenure_of_somebody"
            ),
            models.CheckConstraint(condition=~Q(open=True, until__isnull=False), name="tenure_open_or_ended"),
            models.CheckConstraint(
                condition=Q(since=None) | Q(until=None) | Q(until__gte=F("since")) | ~Q(until_precision="day"),
                name="tenure_ends_after_start",
            ),
            models.CheckConstraint(
                condition=~Q(state="verified") | Q(verified_at__isnull=False), name="tenure_verified_at"
            ),
            models.CheckConstraint(
                condition=Q(person=None) | Q(verified_by=None) | ~Q(person=F("verified_by")),
                name="tenure_not_verified_by_oneself",
            ),
        ]
        indexes = [
            GistIndex(fields=["during"], name="tenure_during"),
            models.Index(fields=["department", "person"], name="tenure_department"),
            models.Index(fields=["company", "person"], name="tenure_company"),
            models.Index(
                fields=["company", "said_at"],
                condition=Q(state="claimed", said_at__isnull=False),
                name="tenure_waits",
            ),
        ]

    def __str__(self) -> str:
        return " ".join(filter(None, [str(self.company), str(self.department or ""), self.title]))

    @property
    def period(self) -> Period:
        since = PartialDate(self.since, self.since_precision) if self.since else None
        until = PartialDate(self.until, self.until_precision) if self.until else None
        return Period(since=since, until=until, open=self.open)


class TenureNote(models.Model):
    """One turn in what a person and a company's desk say to each other about a post; both read all of them."""

    class What(models.TextChoices):
        CLAIMED = "claimed", _("本人が伝えました")
        CHANGED = "changed", _("本人が直しました")
        ANSWERED = "answered", _("本人が答えました")
        VERIFIED = "verified", _("担当者が確認しました")
        DISPUTED = "disputed", _("担当者がたずねました")
        REFUSED = "refused", _("担当者は確認できませんでした")

    tenure = models.ForeignKey(Tenure, models.CASCADE, related_name="notes", verbose_name=_("在籍"))
    at = models.DateTimeField(_("日時"), auto_now_add=True)
    what = models.CharField(_("なにを"), max_length=10, choices=What)
    words = models.CharField(_("ことば"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("在籍のやりとり")
        verbose_name_plural = pgettext_lazy("plural", "在籍のやりとり")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.get_what_display()} {self.words}".strip()

    @property
    def by_person(self) -> bool:
        return self.what in (self.What.CLAIMED, self.What.CHANGED, self.What.ANSWERED)
