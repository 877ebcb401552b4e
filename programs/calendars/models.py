"""A person's own calendar, read by a calendar program through a secret address."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

if TYPE_CHECKING:
    from accounts.users.models import User


class FeedQuerySet(models.QuerySet["Feed"]):
    def visible_to(self, viewer: "User") -> "FeedQuerySet":
        return self.filter(person=viewer)


class Feed(models.Model):
    """The address through which one person's gatherings are read; only its hash is kept, a new one ends the old."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="calendar_feed", verbose_name=_("人")
    )
    token_hash = models.BinaryField(_("アドレスの控え"), max_length=32, unique=True)
    made_at = models.DateTimeField(_("作った日時"))
    fetched_at = models.DateTimeField(_("最後に読まれた日時"), null=True, blank=True)

    objects = FeedQuerySet.as_manager()

    class Meta:
        verbose_name = _("カレンダーの購読")
        verbose_name_plural = pgettext_lazy("plural", "カレンダーの購読")

    def __str__(self) -> str:
        return f"calendar of {self.person_id}"
