"""What can be found of people, for whom, and who has seen whom. Rows here follow from others and can be made anew."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.postgres.fields import ArrayField, IntegerRangeField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

if TYPE_CHECKING:
    from datetime import date

    from accounts.users.models import User


class SearchEntry(models.Model):
    """One person as they can be found; `lexemes` and `texts` name with each word who may ask for it."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="search_entry", verbose_name=_("人")
    )
    lexemes = SearchVectorField(editable=False)
    texts = models.JSONField(default=dict, editable=False)
    # What numbers are told of beside the filters: "key.kind" and the words, under the same keys as the lexemes.
    tags = ArrayField(models.TextField(), default=list, db_default=[], editable=False)
    # Both orders are made of what everybody who may see this person reads: they tell nothing more to anybody.
    kana_key = models.CharField(max_length=130, editable=False)
    common_hash = models.BinaryField(max_length=16, editable=False)
    changed_at = models.DateTimeField(_("更新日時"))
    # As which version of indexing.py wrote it: older ones are made anew by the tick, a few thousand at a time.
    version = models.SmallIntegerField(default=0, db_default=0, editable=False)

    class Meta:
        verbose_name = _("さがすための行")
        verbose_name_plural = pgettext_lazy("plural", "さがすための行")
        indexes = [
            GinIndex(fields=["lexemes"], name="search_lexemes", fastupdate=False),
            models.Index(fields=["kana_key", "person"], name="search_kana"),
            models.Index(fields=["-changed_at", "-person"], name="search_changed"),
            models.Index(fields=["person"], include=["kana_key", "changed_at"], name="search_order_of_person"),
            models.Index(fields=["version"], name="search_version"),
        ]

    def __str__(self) -> str:
        return str(self.person_id)


class SearchPost(models.Model):
    """One post as the holders of `key` know it: what they may not know is empty, and so never found by it."""

    entry = models.ForeignKey(SearchEntry, models.CASCADE, related_name="posts")
    key = models.CharField(max_length=14)
    employer = models.IntegerField(null=True)
    unit = models.IntegerField(null=True)
    years = IntegerRangeField(null=True)
    entered = models.SmallIntegerField(null=True)

    class Meta:
        verbose_name = _("さがすための在籍")
        verbose_name_plural = pgettext_lazy("plural", "さがすための在籍")
        indexes = [
            models.Index(fields=["employer", "entry"], name="search_employer"),
            models.Index(fields=["unit", "entry"], name="search_unit"),
        ]

    def __str__(self) -> str:
        return f"{self.entry_id} {self.key}"


class SearchStale(models.Model):
    """Somebody about whom something changed: hidden from every search until their entry is made anew.

    Written by triggers of the database (migrations/0004_search.py), so that no way of writing can forget it.
    """

    person = models.BigIntegerField(primary_key=True)
    marked_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("書きなおしを待つ人")
        verbose_name_plural = pgettext_lazy("plural", "書きなおしを待つ人")

    def __str__(self) -> str:
        return str(self.person)


class SightingQuerySet(models.QuerySet["Sighting"]):
    def of_day(self, viewer: "User", day: "date") -> "SightingQuerySet":
        return self.filter(viewer=viewer, day=day)


class Sighting(models.Model):
    """On this day the viewer was shown this person: a card in a list, or the person's page."""

    viewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="sightings", verbose_name=_("見た人")
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="seen", verbose_name=_("見られた人")
    )
    day = models.DateField(_("日"))
    page = models.BooleanField(_("ページまで見た"), default=False)

    objects = SightingQuerySet.as_manager()

    class Meta:
        verbose_name = _("閲覧の記録")
        verbose_name_plural = pgettext_lazy("plural", "閲覧の記録")
        constraints = [models.UniqueConstraint(fields=["viewer", "day", "person"], name="sighting_once_a_day")]
        indexes = [
            models.Index(fields=["person", "day"], name="sighting_of_person"),
            models.Index(fields=["-day", "-id"], name="sighting_by_day"),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.viewer_id} → {self.person_id}"
