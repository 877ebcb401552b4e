"""What people add to a relation themselves: a moment that both agree to, a word of gratitude, a rest from it."""

from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from alumni.blocks.queries import apart
from alumni.companies.models import Company, Department
from alumni.companies.queries import desks_of
from alumni.tenures.standing import known_time, standing_of

if TYPE_CHECKING:
    from accounts.users.models import User

PERSON = settings.AUTH_USER_MODEL


class SharedMomentQuerySet(models.QuerySet["SharedMoment"]):
    def agreed(self) -> "SharedMomentQuerySet":
        return self.filter(state=SharedMoment.State.AGREED)

    def visible_to(self, viewer: "User") -> "SharedMomentQuerySet":
        """The two sides; what was taken out or passed over only whoever wrote it."""
        desks = [company.pk for company in desks_of(viewer)]
        both = Q(person=viewer) & ~apart(viewer, "other") | Q(other=viewer) & ~apart(viewer, "person")
        live = Q(state__in=(SharedMoment.State.ASKED, SharedMoment.State.AGREED))
        return self.filter(live & (both | Q(company__in=desks)) | Q(person=viewer) & ~apart(viewer, "other"))

    def editable_by(self, user: "User") -> "SharedMomentQuerySet":
        """What two remember of each other is no company's to work on."""
        return self.all() if user.is_superuser else self.none()


class SharedMoment(models.Model):
    """A moment of a relation that no row of ours knows of: told by a person, agreed by the other person or the company."""

    class State(models.TextChoices):
        ASKED = "asked", _("相手の返事を待っています")
        AGREED = "agreed", _("ふたりの歩みに入っています")
        PASSED = "passed", _("見送りました")
        REMOVED = "removed", _("外しました")

    MOVES = {
        "asked": ("agreed", "passed", "removed"),
        "passed": ("removed",),
        "agreed": ("removed",),
    }

    person = models.ForeignKey(PERSON, models.CASCADE, related_name="moments_told", verbose_name=_("書いた人"))
    other = models.ForeignKey(
        PERSON, models.CASCADE, null=True, blank=True, related_name="moments_heard", verbose_name=_("相手の人")
    )
    company = models.ForeignKey(
        Company, models.CASCADE, null=True, blank=True, related_name="moments_heard", verbose_name=_("相手の会社")
    )
    on = models.DateField(_("いつ"))
    words = models.CharField(_("何があったか"), max_length=40)
    of_person = models.CharField(_("書いた人のかたち"), max_length=20, blank=True)
    of_other = models.CharField(_("相手のかたち"), max_length=20, blank=True)
    state = models.CharField(_("状態"), max_length=8, choices=State, default=State.ASKED)
    at = models.DateTimeField(_("書いた日時"), auto_now_add=True)
    agreed_by = models.ForeignKey(
        PERSON, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("うなずいた人")
    )
    agreed_at = models.DateTimeField(_("うなずいた日時"), null=True, blank=True)

    objects = SharedMomentQuerySet.as_manager()

    class Meta:
        verbose_name = _("歩みの一場面")
        verbose_name_plural = pgettext_lazy("plural", "歩みの一場面")
        ordering = ["on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(other=None, company__isnull=False) | Q(other__isnull=False, company=None),
                name="moment_one_other",
            ),
            models.CheckConstraint(condition=Q(other=None) | ~Q(other=F("person")), name="moment_two_people"),
            models.CheckConstraint(
                condition=Q(agreed_by=None) | ~Q(agreed_by=F("person")), name="moment_agreed_by_another"
            ),
            models.CheckConstraint(
                condition=Q(agreed_by=None) | Q(other=None) | Q(agreed_by=F("other")),
                name="moment_agreed_by_the_other",
            ),
            models.CheckConstraint(
                condition=Q(state__in=("asked", "passed"), agreed_at=None, agreed_by=None)
                | Q(state="agreed", agreed_at__isnull=False)
                | Q(state="removed"),
                name="moment_agreed_at",
            ),
        ]
        # Who may agree for a company, and that the words stay what was agreed to: migrations/0018_lines_walls.py.

    def __str__(self) -> str:
        return f"{self.on:%Y-%m}"


class GratitudeQuerySet(models.QuerySet["Gratitude"]):
    def standing(self) -> "GratitudeQuerySet":
        return self.filter(state=Gratitude.State.GIVEN)

    def heard_by(self, viewer: "User") -> "GratitudeQuerySet":
        """What was said to this person, to a company whose desk they keep, or to where and when they worked."""
        desks = [company.pk for company in desks_of(viewer)]
        there = reduce(or_, (_was_there(post) for post in standing_of(viewer).posts), Q(pk__in=[]))
        to = Q(to=viewer) | Q(company__in=desks) | Q(shared=True) & there
        return self.standing().filter(to & ~apart(viewer, "by")).exclude(by=viewer)

    def visible_to(self, viewer: "User") -> "GratitudeQuerySet":
        """One's own words, whatever became of them, and those one is meant to hear."""
        return self.filter(Q(by=viewer) | Q(pk__in=self.model.objects.heard_by(viewer).values("pk")))

    def editable_by(self, user: "User") -> "GratitudeQuerySet":
        return self.all() if user.is_superuser else self.none()


def _was_there(post: object) -> Q:
    """Notes to the unit of this post (or to the whole company) about years in which its person was there."""
    tenure = post.tenure  # type: ignore[attr-defined]
    time = known_time(tenure)
    if time is None:
        return Q(pk__in=[])
    since, until = time
    units = Q(department=None) | Q(department__in=post.near | {tenure.department_id})  # type: ignore[attr-defined]
    years = Q(until_year__gte=since.year)
    if until is not None:
        years &= Q(since_year__lte=until.year)
    return Q(company=tenure.company_id) & units & years


class Gratitude(models.Model):
    """Words to a person, or to a company or one of its departments. Never public; the mail about it doesn't carry them."""

    class State(models.TextChoices):
        GIVEN = "given", _("届いています")
        WITHDRAWN = "withdrawn", _("取り下げました")

    MOVES = {"given": ("withdrawn",)}

    by = models.ForeignKey(PERSON, models.CASCADE, related_name="gratitude_said", verbose_name=_("書いた人"))
    to = models.ForeignKey(
        PERSON, models.CASCADE, null=True, blank=True, related_name="gratitude_heard", verbose_name=_("宛先の人")
    )
    company = models.ForeignKey(
        Company, models.CASCADE, null=True, blank=True, related_name="gratitude_heard", verbose_name=_("宛先の会社")
    )
    department = models.ForeignKey(
        Department, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("宛先の部署")
    )
    # To those who worked there then, too, if the writer wishes so.
    shared = models.BooleanField(_("そのころの人にも"), default=False)
    since_year = models.PositiveSmallIntegerField(_("いつの年から"), null=True, blank=True)
    until_year = models.PositiveSmallIntegerField(_("いつの年まで"), null=True, blank=True)
    words = models.TextField(_("ことば"), max_length=1000)
    state = models.CharField(_("状態"), max_length=9, choices=State, default=State.GIVEN)
    at = models.DateTimeField(_("日時"), auto_now_add=True)

    objects = GratitudeQuerySet.as_manager()

    class Meta:
        verbose_name = _("感謝のことば")
        verbose_name_plural = pgettext_lazy("plural", "感謝のことば")
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(to=None, company__isnull=False) | Q(to__isnull=False, company=None), name="gratitude_one"
            ),
            models.CheckConstraint(condition=Q(to=None) | ~Q(to=F("by")), name="gratitude_to_another"),
            models.CheckConstraint(condition=Q(department=None) | Q(company__isnull=False), name="gratitude_unit_of"),
            models.CheckConstraint(
                condition=Q(shared=False, since_year=None, until_year=None)
                | Q(shared=True, company__isnull=False, since_year__isnull=False, until_year__gte=F("since_year")),
                name="gratitude_shared_when",
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="words_stay",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__words__df=pgtrigger.F("new__words"))
                | pgtrigger.Q(old__to_id__df=pgtrigger.F("new__to_id"))
                | pgtrigger.Q(old__company_id__df=pgtrigger.F("new__company_id"))
                | pgtrigger.Q(old__shared=False, new__shared=True),
            )
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d}" if self.at else ""


class PauseQuerySet(models.QuerySet["Pause"]):
    def standing(self) -> "PauseQuerySet":
        return self.filter(until=None)

    def visible_to(self, viewer: "User") -> "PauseQuerySet":
        """One's own: no desk, no admin and nobody else learns of it."""
        return self.filter(person=viewer)

    def editable_by(self, user: "User") -> "PauseQuerySet":
        return self.none()


class Pause(models.Model):
    """Somebody lets the line with a company rest, or has come to its end, until they take it up again.

    (Between two people their connection rests or ends.) What was stays as it was; the company isn't told, then or later.
    """

    class Kind(models.TextChoices):
        RESTS = "rests", _("休んでいます")
        ENDED = "ended", _("おわりにしました")

    person = models.ForeignKey(PERSON, models.CASCADE, related_name="+", verbose_name=_("人"))
    company = models.ForeignKey(Company, models.CASCADE, related_name="+", verbose_name=_("会社"))
    kind = models.CharField(_("種類"), max_length=5, choices=Kind)
    since = models.DateTimeField(_("いつから"), auto_now_add=True)
    until = models.DateTimeField(_("いつまで"), null=True, blank=True)

    objects = PauseQuerySet.as_manager()

    class Meta:
        verbose_name = _("線の休み")
        verbose_name_plural = pgettext_lazy("plural", "線の休み")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "company"], condition=Q(until=None), name="pause_one_at_a_time"
            ),
            models.CheckConstraint(condition=Q(until=None) | Q(until__gte=F("since")), name="pause_ends_later"),
        ]

    def __str__(self) -> str:
        return f"{self.since:%Y-%m}" if self.since else ""
