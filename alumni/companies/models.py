"""Companies, their departments through time, and the company's own record of its people."""

from typing import TYPE_CHECKING

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from accounts.users.models import User


class CompanyQuerySet(models.QuerySet["Company"]):
    def staffed_by(self, user: "User") -> "CompanyQuerySet":
        """Companies whose desk this person may open (HR or company admin, not expired)."""
        return self.filter(
            pk__in=list(StaffRole.objects.standing().filter(user=user).values_list("company", flat=True))
        )

    def editable_by(self, user: "User") -> "CompanyQuerySet":
        return self.all() if user.is_superuser else self.staffed_by(user)


@pghistory.track(pghistory.UpdateEvent(), pghistory.DeleteEvent(), model_name="CompanyVersion")
class Company(models.Model):
    slug = models.SlugField(_("URL名"), max_length=40, unique=True)
    name = models.CharField(_("会社名"), max_length=80)
    name_en = models.CharField(_("会社名（英語）"), max_length=80, blank=True)
    about = models.TextField(_("紹介"), blank=True)
    vision = models.TextField(_("ビジョン"), blank=True)
    contact_email = models.EmailField(_("問い合わせ先"), blank=True)
    postal_address = models.CharField(_("所在地"), max_length=200, blank=True)
    members_may_host = models.BooleanField(_("メンバーも集いをひらける"), default=True)
    part_of = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("グループの親会社"),
        help_text=_("同じグループの会社は、ぼかしたことばにあてはまる会社を数えるとき、合わせて一社です。"),
    )
    created_at = models.DateTimeField(_("登録日時"), auto_now_add=True)

    objects = CompanyQuerySet.as_manager()

    class Meta:
        verbose_name = _("会社")
        verbose_name_plural = pgettext_lazy("plural", "会社")
        ordering = ["name"]

    def __str__(self) -> str:
        """The name as the reader's language knows it."""
        return self.name_en if self.name_en and get_language() == "en" else self.name

    @property
    def scope(self) -> str:
        """The text reference that accounts knows this company by."""
        return f"company:{self.pk}"


class DepartmentQuerySet(models.QuerySet["Department"]):
    def editable_by(self, user: "User") -> "DepartmentQuerySet":
        return self.filter(company__in=list(Company.objects.editable_by(user).values_list("pk", flat=True)))


@pghistory.track(pghistory.UpdateEvent(), pghistory.DeleteEvent(), model_name="DepartmentVersion")
class Department(models.Model):
    """A unit of a company; `path` ("12.40.77.") names its ancestors and itself, so a subtree is a prefix."""

    company = models.ForeignKey(Company, models.PROTECT, related_name="departments", verbose_name=_("会社"))
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("上位の部署")
    )
    name = models.CharField(_("部署名"), max_length=80)
    key = models.CharField(_("照合キー"), max_length=80, editable=False)
    path = models.CharField(max_length=200, editable=False, default="")
    since = models.DateField(_("設置日"), null=True, blank=True)
    until = models.DateField(_("廃止日"), null=True, blank=True)

    objects = DepartmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("部署")
        verbose_name_plural = pgettext_lazy("plural", "部署")
        ordering = ["path"]
        constraints = [
            models.UniqueConstraint(
                fields=["company", "parent", "key"], nulls_distinct=False, name="department_name_unique"
            ),
            models.UniqueConstraint(fields=["id", "company"], name="department_of_company"),
            models.CheckConstraint(condition=~Q(parent=F("id")), name="department_not_own_parent"),
            models.CheckConstraint(
                condition=Q(since=None) | Q(until=None) | Q(until__gte=F("since")), name="department_period"
            ),
        ]
        indexes = [models.Index(fields=["path"], name="department_path", opclasses=["varchar_pattern_ops"])]

    def __str__(self) -> str:
        return self.name


class Succession(models.Model):
    """One unit became another: renamed, split or merged, so that the people of both find each other."""

    class Kind(models.TextChoices):
        RENAMED = "renamed", _("改称")
        SPLIT = "split", _("分割")
        MERGED = "merged", _("統合")

    earlier = models.ForeignKey(Department, models.CASCADE, related_name="later_units", verbose_name=_("前の部署"))
    later = models.ForeignKey(Department, models.CASCADE, related_name="earlier_units", verbose_name=_("後の部署"))
    kind = models.CharField(_("種類"), max_length=10, choices=Kind)
    on = models.DateField(_("日付"), null=True, blank=True)

    class Meta:
        verbose_name = _("部署の変遷")
        verbose_name_plural = pgettext_lazy("plural", "部署の変遷")
        constraints = [
            models.UniqueConstraint(fields=["earlier", "later"], name="succession_once"),
            models.CheckConstraint(condition=~Q(earlier=F("later")), name="succession_of_two"),
        ]

    def __str__(self) -> str:
        return f"{self.earlier} → {self.later}"


class StaffRoleQuerySet(models.QuerySet["StaffRole"]):
    def standing(self) -> "StaffRoleQuerySet":
        now = timezone.now()
        return self.filter(Q(expires_at=None) | Q(expires_at__gt=now), revoked_at=None)

    def editable_by(self, user: "User") -> "StaffRoleQuerySet":
        if user.is_superuser:
            return self.all()
        own = self.model.objects.standing().filter(user=user, role=StaffRole.Role.COMPANY_ADMIN)
        return self.filter(company__in=list(own.values_list("company", flat=True)))


@pghistory.track(pghistory.UpdateEvent(), pghistory.DeleteEvent(), model_name="StaffRoleVersion")
class StaffRole(models.Model):
    """Somebody acts for a company: HR desk, or its administrator; ends by a date or by being revoked."""

    class Role(models.TextChoices):
        HR = "hr", _("人事")
        COMPANY_ADMIN = "company_admin", _("会社の管理者")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="staff_roles", verbose_name=_("利用者")
    )
    company = models.ForeignKey(Company, models.CASCADE, related_name="staff_roles", verbose_name=_("会社"))
    role = models.CharField(_("役割"), max_length=20, choices=Role, default=Role.HR)
    title = models.CharField(_("担当"), max_length=60, blank=True)
    granted_at = models.DateTimeField(_("付与日時"), auto_now_add=True)
    expires_at = models.DateTimeField(_("期限"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("解除日時"), null=True, blank=True)

    objects = StaffRoleQuerySet.as_manager()

    class Meta:
        verbose_name = _("担当者")
        verbose_name_plural = pgettext_lazy("plural", "担当者")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "company", "role"], condition=Q(revoked_at=None), name="staff_role_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} @ {self.company} ({self.get_role_display()})"


class EnrolmentQuerySet(models.QuerySet["Enrolment"]):
    def claimed(self) -> "EnrolmentQuerySet":
        return self.filter(person__isnull=False)

    def candidates(self) -> "EnrolmentQuerySet":
        """Known to the company only: hidden until the person comes in."""
        return self.filter(person=None)

    def editable_by(self, user: "User") -> "EnrolmentQuerySet":
        return self.filter(company__in=list(Company.objects.editable_by(user).values_list("pk", flat=True)))


@pghistory.track(pghistory.UpdateEvent(), pghistory.DeleteEvent(), model_name="EnrolmentVersion")
class Enrolment(models.Model):
    """The company's own record of one person; seen by that company's HR only. `person` is set by a claim."""

    company = models.ForeignKey(Company, models.PROTECT, related_name="enrolments", verbose_name=_("会社"))
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="enrolments",
        verbose_name=_("本人"),
    )
    employee_number = models.CharField(_("社員番号"), max_length=40, blank=True)
    family_name = models.CharField(_("姓"), max_length=60)
    given_name = models.CharField(_("名"), max_length=60, blank=True)
    family_kana = models.CharField(_("セイ"), max_length=60, blank=True)
    given_kana = models.CharField(_("メイ"), max_length=60, blank=True)
    former_name = models.CharField(_("旧姓"), max_length=60, blank=True)
    email = models.EmailField(_("メールアドレス"), max_length=254, blank=True)
    # Folded for comparing (companies.names.fold): variants, kana and widths agree.
    name_key = models.CharField(max_length=130, editable=False, default="")
    kana_key = models.CharField(max_length=130, editable=False, default="")
    email_key = models.CharField(max_length=254, editable=False, default="")
    claimed_at = models.DateTimeField(_("本人確認日時"), null=True, blank=True)
    created_at = models.DateTimeField(_("登録日時"), auto_now_add=True)

    objects = EnrolmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("名簿")
        verbose_name_plural = pgettext_lazy("plural", "名簿")
        constraints = [
            models.UniqueConstraint(
                fields=["company", "employee_number"], condition=~Q(employee_number=""), name="employee_number_unique"
            ),
            models.UniqueConstraint(fields=["id", "company"], name="enrolment_of_company"),
            models.CheckConstraint(
                condition=Q(person=None) | Q(claimed_at__isnull=False), name="enrolment_claimed_at"
            ),
        ]
        indexes = [
            models.Index(fields=["company", "kana_key", "id"], name="enrolment_reading"),
            models.Index(fields=["company", "name_key"], name="enrolment_name"),
            models.Index(fields=["company", "email_key"], name="enrolment_mail"),
        ]

    def __str__(self) -> str:
        return f"{self.family_name} {self.given_name}".strip()

    @property
    def name(self) -> str:
        return str(self)
