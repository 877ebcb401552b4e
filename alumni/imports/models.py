"""HR files on their way in: each batch with its rows, what they would change, and what stood there before."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from alumni.companies.models import Company, Enrolment
from alumni.companies.queries import desks_of

if TYPE_CHECKING:
    from accounts.users.models import User


class HrImportQuerySet(models.QuerySet["HrImport"]):
    def visible_to(self, user: "User") -> "HrImportQuerySet":
        return self.filter(company__in=[company.pk for company in desks_of(user)])

    def editable_by(self, user: "User") -> "HrImportQuerySet":
        return self.filter(company__in=list(Company.objects.editable_by(user).values_list("pk", flat=True)))

    def working(self) -> "HrImportQuerySet":
        """Those that a worker has something to do for."""
        return self.filter(state__in=HrImport.WORKING)


class HrImport(models.Model):
    """One HR file on its way in: uploaded, mapped, previewed, taken in, perhaps taken back."""

    class State(models.TextChoices):
        UPLOADED = "uploaded", _("受け取りました")
        READING = "reading", _("読み取り中")
        PREVIEW = "preview", _("確認待ち")
        RUNNING = "running", _("取り込み中")
        DONE = "done", _("成功")
        PARTIAL = "partial", _("一部取り込み")
        FAILED = "failed", _("失敗")
        UNDOING = "undoing", _("取り消し中")
        UNDONE = "undone", _("取り消し済")
        DISCARDED = "discarded", _("破棄")

    WORKING = ("reading", "running", "undoing")
    MOVES = {
        "uploaded": ("reading", "failed", "discarded"),
        "reading": ("uploaded", "preview", "failed"),
        "preview": ("reading", "running", "discarded"),
        "running": ("preview", "done", "partial", "failed"),
        "done": ("undoing",),
        "partial": ("undoing",),
        "undoing": ("undone", "failed"),
        "failed": ("reading", "undoing", "discarded"),
    }

    company = models.ForeignKey(Company, models.CASCADE, related_name="imports", verbose_name=_("会社"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("担当者")
    )
    at = models.DateTimeField(_("日時"), auto_now_add=True)
    file_name = models.CharField(_("ファイル名"), max_length=200)
    content = models.BinaryField(_("中身"), null=True)
    encoding = models.CharField(_("文字コード"), max_length=20, blank=True)
    headers = models.JSONField(_("見出し"), default=list)
    mapping = models.JSONField(_("列の対応"), default=dict)
    state = models.CharField(_("状態"), max_length=10, choices=State, default=State.UPLOADED)
    total = models.PositiveIntegerField(_("行数"), default=0)
    progress = models.PositiveIntegerField(_("進み"), default=0)
    counts = models.JSONField(_("内訳"), default=dict)
    # Units that this file brought along, so that undo can take the empty ones back.
    units_added = models.JSONField(default=list)
    error = models.TextField(_("理由"), blank=True)
    finished_at = models.DateTimeField(_("完了日時"), null=True, blank=True)

    objects = HrImportQuerySet.as_manager()

    class Meta:
        verbose_name = _("名簿の取り込み")
        verbose_name_plural = pgettext_lazy("plural", "名簿の取り込み")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["company"], condition=Q(state__in=["running", "undoing"]), name="import_one_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return self.file_name


class HrImportRow(models.Model):
    """One line of an HR file: what it says, what is wrong with it, and what taking it in would change."""

    class Verdict(models.TextChoices):
        NEW = "new", _("新しい人")
        CHANGE = "change", _("変更")
        SAME = "same", _("変更なし")
        DUPLICATE = "duplicate", _("重複の疑い")
        ERROR = "error", _("要修正")

    batch = models.ForeignKey(HrImport, models.CASCADE, related_name="rows")
    line = models.PositiveIntegerField(_("行"))
    raw = models.JSONField(default=list)
    values = models.JSONField(default=dict)
    problems = models.JSONField(default=list)
    verdict = models.CharField(max_length=10, choices=Verdict)
    difference = models.JSONField(default=list)
    matches = models.JSONField(default=list)
    choice = models.CharField(max_length=20, blank=True)
    enrolment = models.ForeignKey(Enrolment, models.SET_NULL, null=True, blank=True, related_name="import_rows")
    # What stood there before this row was taken in, so that undo puts back exactly that.
    before = models.JSONField(null=True, blank=True)
    taken_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("取り込みの行")
        verbose_name_plural = pgettext_lazy("plural", "取り込みの行")
        constraints = [models.UniqueConstraint(fields=["batch", "line"], name="import_line_once")]
        indexes = [models.Index(fields=["batch", "verdict", "line"], name="import_row_verdict")]

    def __str__(self) -> str:
        return f"{self.batch_id}:{self.line}"
