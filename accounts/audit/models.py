"""The log of what was done: append-only, refused by the database itself to change or delete."""

import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class EntryQuerySet(models.QuerySet["Entry"]):
    def about(self, ref: str) -> "EntryQuerySet":
        return self.filter(about=ref)


class Entry(models.Model):
    """One fact of history. References are text ("event:12", "user:5"), so an entry outlives what it tells of."""

    at = models.DateTimeField(_("日時"), auto_now_add=True)
    by = models.CharField(_("だれが"), max_length=40, blank=True)
    verb = models.CharField(_("なにを"), max_length=60)
    about = models.CharField(_("対象"), max_length=60)
    scope = models.CharField(_("範囲"), max_length=40, blank=True)
    data = models.JSONField(_("詳細"), default=dict, blank=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("履歴")
        verbose_name_plural = pgettext_lazy("plural", "履歴")
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["about", "-id"], name="entry_about"),
            models.Index(fields=["scope", "-id"], name="entry_scope"),
            models.Index(fields=["by", "-id"], name="entry_by"),
        ]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.by} {self.verb} {self.about}"
