"""V sheets: the company's vision and the person's, heading for one meeting point; whose they are and who reads them."""

from typing import TYPE_CHECKING

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from alumni.blocks.queries import apart
from alumni.companies.models import Company, Department
from alumni.companies.queries import desks_of
from alumni.tenures.standing import standing_of
from programs.visions.leaving import companies_now, gone

if TYPE_CHECKING:
    from accounts.users.models import User

PERSON = settings.AUTH_USER_MODEL


class Side(models.TextChoices):
    COMPANY = "company", _("会社")
    PERSON = "person", _("本人")


class CompanyVisionQuerySet(models.QuerySet["CompanyVision"]):
    def visible_to(self, viewer: "User") -> "CompanyVisionQuerySet":
        """The people of the company, now and once, and its desk."""
        desks = [company.pk for company in desks_of(viewer)]
        return self.filter(company__in={*standing_of(viewer).company_ids, *desks})

    def editable_by(self, user: "User") -> "CompanyVisionQuerySet":
        return self.filter(company__in=list(Company.objects.editable_by(user).values_list("pk", flat=True)))


@pghistory.track(
    pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent(), model_name="CompanyVisionVersion"
)
class CompanyVision(models.Model):
    """What a company, or one of its departments, aims at and looks for in one year; written by its desk."""

    company = models.ForeignKey(Company, models.CASCADE, related_name="visions", verbose_name=_("会社"))
    department = models.ForeignKey(
        Department, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("部署")
    )
    year = models.PositiveSmallIntegerField(_("年度"))
    vision = models.CharField(_("ビジョン"), max_length=200)
    seeks = models.CharField(_("今年、求めること"), max_length=200, blank=True)
    written_by = models.ForeignKey(
        PERSON, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("書いた人")
    )
    written_at = models.DateTimeField(_("書いた日時"))

    objects = CompanyVisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("会社のビジョン")
        verbose_name_plural = pgettext_lazy("plural", "会社のビジョン")
        ordering = ["-year", "department__path"]
        constraints = [
            models.UniqueConstraint(
                fields=["company", "department", "year"], nulls_distinct=False, name="company_vision_once"
            ),
            models.CheckConstraint(condition=Q(year__range=(1950, 2100)), name="company_vision_year"),
        ]

    def __str__(self) -> str:
        return f"{self.company} {self.year}"


class SheetQuerySet(models.QuerySet["VisionSheet"]):
    def visible_to(self, viewer: "User") -> "SheetQuerySet":
        """The one definition of sight: whose it is, who writes it with them for the company today, whom they chose."""
        spoken = Counterpart.objects.standing().filter(person=viewer).values("sheet")
        shared = SheetShare.objects.standing().filter(reader=viewer).values("sheet")
        with_them = Q(pk__in=spoken, company__in=companies_now(viewer))
        return self.filter(Q(person=viewer) | ((with_them | Q(pk__in=shared)) & ~apart(viewer)))

    def editable_by(self, user: "User") -> "SheetQuerySet":
        """In the admin: the platform only, and facts only. A company's desk has no list of whose sheets there are."""
        return self.all() if user.is_superuser else self.none()

    def open(self) -> "SheetQuerySet":
        return self.filter(closed_at=None)

    def with_gone(self) -> "SheetQuerySet":
        """Adds `is_gone`: the person has left, or has closed the company's side."""
        return self.annotate(is_gone=models.ExpressionWrapper(gone(), output_field=models.BooleanField()))


class VisionSheet(models.Model):
    """One person with one company for one year. It belongs to the person."""

    person = models.ForeignKey(PERSON, models.CASCADE, related_name="vision_sheets", verbose_name=_("本人"))
    company = models.ForeignKey(Company, models.CASCADE, related_name="vision_sheets", verbose_name=_("会社"))
    department = models.ForeignKey(
        Department, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("部署")
    )
    year = models.PositiveSmallIntegerField(_("年度"))
    # Begun while working there: then the company's side ends by itself on the day of leaving.
    from_within = models.BooleanField(_("在籍中にはじめた"), default=False)
    copied_from = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("前の年のシート")
    )
    started_at = models.DateTimeField(_("はじめた日時"), auto_now_add=True)
    closed_at = models.DateTimeField(_("会社側を閉じた日時"), null=True, blank=True)

    objects = SheetQuerySet.as_manager()

    class Meta:
        verbose_name = _("Vシート")
        verbose_name_plural = pgettext_lazy("plural", "Vシート")
        ordering = ["-year", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "company", "year"], condition=Q(closed_at=None), name="vision_sheet_once_a_year"
            ),
            models.CheckConstraint(condition=Q(year__range=(1950, 2100)), name="vision_sheet_year"),
        ]
        indexes = [models.Index(fields=["company", "year"], name="vision_sheet_of_company")]

    def __str__(self) -> str:
        return f"{self.company} {self.year}"


class CounterpartQuerySet(models.QuerySet["Counterpart"]):
    def standing(self) -> "CounterpartQuerySet":
        return self.filter(state__in=Counterpart.STANDING)

    def agreed(self) -> "CounterpartQuerySet":
        return self.filter(state=Counterpart.State.AGREED)

    def visible_to(self, viewer: "User") -> "CounterpartQuerySet":
        return self.filter(sheet__in=VisionSheet.objects.visible_to(viewer).values("pk"))


class Counterpart(models.Model):
    """Who writes the company's line: named by the person, and willing. One at a time; history ends, it isn't overwritten."""

    class State(models.TextChoices):
        ASKED = "asked", _("返事を待っています")
        AGREED = "agreed", _("いっしょに書いています")
        DECLINED = "declined", _("今回は見送り")
        ENDED = "ended", _("おわりました")

    MOVES = {"asked": ("agreed", "declined", "ended"), "agreed": ("ended",)}
    STANDING = ("asked", "agreed")

    sheet = models.ForeignKey(VisionSheet, models.CASCADE, related_name="counterparts", verbose_name=_("Vシート"))
    person = models.ForeignKey(PERSON, models.CASCADE, related_name="+", verbose_name=_("会社側の人"))
    state = models.CharField(_("状態"), max_length=10, choices=State, default=State.ASKED)
    asked_at = models.DateTimeField(_("お願いした日時"), auto_now_add=True)
    answered_at = models.DateTimeField(_("返事の日時"), null=True, blank=True)
    ended_at = models.DateTimeField(_("おわった日時"), null=True, blank=True)

    objects = CounterpartQuerySet.as_manager()

    class Meta:
        verbose_name = _("いっしょに書く人")
        verbose_name_plural = pgettext_lazy("plural", "いっしょに書く人")
        constraints = [
            models.UniqueConstraint(
                fields=["sheet"], condition=Q(state__in=("asked", "agreed")), name="counterpart_one_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(state="asked", answered_at=None)
                | Q(state__in=("agreed", "declined"), answered_at__isnull=False)
                | Q(state="ended", ended_at__isnull=False),
                name="counterpart_answered_at",
            ),
        ]
        indexes = [models.Index(fields=["person", "state"], name="counterpart_of_person")]


class SheetShareQuerySet(models.QuerySet["SheetShare"]):
    def standing(self) -> "SheetShareQuerySet":
        return self.filter(until=None)

    def visible_to(self, viewer: "User") -> "SheetShareQuerySet":
        """Whose sheet it is, and each reader their own; nobody else learns who else reads."""
        return self.filter(Q(sheet__person=viewer) | Q(reader=viewer, until=None))


class SheetShare(models.Model):
    """Somebody whom the person lets read the sheet, from a moment until they think better of it."""

    sheet = models.ForeignKey(VisionSheet, models.CASCADE, related_name="shares", verbose_name=_("Vシート"))
    reader = models.ForeignKey(PERSON, models.CASCADE, related_name="+", verbose_name=_("読む人"))
    since = models.DateTimeField(_("見せはじめた日時"), auto_now_add=True)
    until = models.DateTimeField(_("やめた日時"), null=True, blank=True)

    objects = SheetShareQuerySet.as_manager()

    class Meta:
        verbose_name = _("Vシートを見せた人")
        verbose_name_plural = pgettext_lazy("plural", "Vシートを見せた人")
        constraints = [
            models.UniqueConstraint(fields=["sheet", "reader"], condition=Q(until=None), name="sheet_shared_once"),
        ]
        indexes = [models.Index(fields=["reader"], condition=Q(until=None), name="sheet_share_reader")]
