"""What people agreed to: the exact text, when, by which way, until when."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Document(models.Model):
    """One version of a text that asks for consent: for one purpose, in one scope ("company:12")."""

    scope = models.CharField(_("範囲"), max_length=40)
    purpose = models.CharField(_("目的"), max_length=40)
    version = models.PositiveIntegerField(_("版"))
    text_ja = models.TextField(_("日本語の文"))
    text_en = models.TextField(_("英語の文"))
    published_at = models.DateTimeField(_("公開日時"), auto_now_add=True)

    class Meta:
        verbose_name = _("同意文")
        verbose_name_plural = pgettext_lazy("plural", "同意文")
        constraints = [
            models.UniqueConstraint(fields=["scope", "purpose", "version"], name="document_version_unique"),
        ]

    def __str__(self) -> str:
        return f"{self.scope} {self.purpose} v{self.version}"

    def text(self, language: str) -> str:
        return self.text_en if language == "en" else self.text_ja


class ConsentQuerySet(models.QuerySet["Consent"]):
    def standing(self) -> "ConsentQuerySet":
        return self.filter(withdrawn_at=None)


class Consent(models.Model):
    """A person's yes to one document; a withdrawal ends it, nothing is overwritten."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="consents", verbose_name=_("人")
    )
    document = models.ForeignKey(Document, models.PROTECT, related_name="consents", verbose_name=_("同意文"))
    channel = models.CharField(_("経路"), max_length=20)
    language = models.CharField(_("言語"), max_length=2, default="ja")
    given_at = models.DateTimeField(_("同意日時"), auto_now_add=True)
    withdrawn_at = models.DateTimeField(_("撤回日時"), null=True, blank=True)

    objects = ConsentQuerySet.as_manager()

    class Meta:
        verbose_name = _("同意")
        verbose_name_plural = pgettext_lazy("plural", "同意")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "document"], condition=Q(withdrawn_at=None), name="consent_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} → {self.document}"
