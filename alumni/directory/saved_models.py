"""A search that somebody keeps, and may be told of when it finds somebody new."""

from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

if TYPE_CHECKING:
    from accounts.users.models import User

A_DAY = timedelta(days=1)
KNOWN = 1000  # people remembered for one search


class SavedSearchQuerySet(models.QuerySet["SavedSearch"]):
    def visible_to(self, viewer: "User") -> "SavedSearchQuerySet":
        """One's own only: what somebody looks for is nobody else's."""
        return self.filter(person=viewer)

    def due(self) -> "SavedSearchQuerySet":
        """To be looked at again: a day after the last look, for whoever is here and wants to be told."""
        waited = Q(looked_at=None) | Q(looked_at__lte=timezone.now() - A_DAY)
        return self.filter(waited, tells=True, person__is_active=True)


class SavedSearch(models.Model):
    """A search under a name of the person's own; `query` is what stands in the address, and the only truth.

    `known` are those whom a look has ever found since it began to tell, so that who went and came back isn't new;
    None before the first look, and where the search finds too many to tell of.
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_searches", verbose_name=_("人")
    )
    name = models.CharField(_("名前"), max_length=60)
    query = models.CharField(_("さがし方"), max_length=1000)
    tells = models.BooleanField(_("新しい人がいたら知らせる"), default=False)
    known = ArrayField(models.BigIntegerField(), null=True, editable=False)
    fresh = ArrayField(models.BigIntegerField(), default=list, editable=False)  # those who were told of last
    looked_at = models.DateTimeField(_("最後に見た日時"), null=True, editable=False)
    created_at = models.DateTimeField(_("保存日時"), auto_now_add=True)

    objects = SavedSearchQuerySet.as_manager()

    class Meta:
        verbose_name = _("保存したさがし方")
        verbose_name_plural = pgettext_lazy("plural", "保存したさがし方")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["person", "name"], name="saved_name_once"),
            models.UniqueConstraint(fields=["person", "query"], name="saved_query_once"),
            models.CheckConstraint(condition=Q(known=None) | Q(known__len__lte=KNOWN), name="saved_known_few"),
        ]
        indexes = [models.Index(fields=["looked_at", "id"], condition=Q(tells=True), name="saved_due")]

    def __str__(self) -> str:
        return self.name

    @property
    def too_many(self) -> bool:
        """The last look found more people than can be told of."""
        return self.tells and self.looked_at is not None and self.known is None
