"""What stands on a V sheet: words of both sides, steps on each line, the meeting point, notes of the talks."""

from typing import TYPE_CHECKING

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from programs.visions.leaving import companies_now, gone, left_behind
from programs.visions.models import PERSON, Counterpart, SheetShare, Side, VisionSheet

if TYPE_CHECKING:
    from accounts.users.models import User

REFERENCE = r"^$|^(event|program|collaboration):[1-9][0-9]*$"


def written_for(viewer: "User") -> Q:
    """Rows of sheets that this person writes for the company today."""
    agreed = Counterpart.objects.agreed().filter(person=viewer).values("sheet")
    return Q(sheet__in=agreed, sheet__company__in=companies_now(viewer))


class WordsQuerySet(models.QuerySet):
    """Of parts and of steps: both can stay behind with the company."""

    def visible_to(self, viewer: "User") -> "WordsQuerySet":
        """The person reads all but what was agreed to stay behind; the company's side what it wrote, and the rest
        until the person leaves; whoever it is shared with neither what stays nor anything that isn't told them."""
        own = Q(sheet__person=viewer) & ~left_behind()
        written = written_for(viewer) & (Q(side=Side.COMPANY) | ~gone("sheet__"))
        shared = Q(sheet__in=SheetShare.objects.standing().filter(reader=viewer).values("sheet"))
        told = own | written | (shared & Q(stays_asked_at=None))
        return self.filter(told, sheet__in=VisionSheet.objects.visible_to(viewer).values("pk"))


class Words(models.Model):
    """Shared by parts and steps: whose line they are on, and whether they stay with the company when the person leaves.

    The company's side asks (`stays_asked`), the person agrees (`stays_agreed`); only both together do it.
    """

    side = models.CharField(_("どちらの"), max_length=7, choices=Side)
    stays_asked_by = models.ForeignKey(
        PERSON, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("会社に残したい人")
    )
    stays_asked_at = models.DateTimeField(_("会社に残したいと伝えた日時"), null=True, blank=True)
    stays_agreed_by = models.ForeignKey(
        PERSON, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("会社に残すことに合意した人")
    )
    stays_agreed_at = models.DateTimeField(_("会社に残すことに合意した日時"), null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def is_confidential(self) -> bool:
        return self.stays_asked_at is not None


def stays(name: str) -> list[models.CheckConstraint]:
    return [
        models.CheckConstraint(condition=Q(side="company") | Q(stays_asked_at=None), name=f"{name}_stays_company"),
        models.CheckConstraint(
            condition=Q(stays_agreed_at=None) | Q(stays_asked_at__isnull=False), name=f"{name}_stays_asked_first"
        ),
        models.CheckConstraint(
            condition=Q(stays_agreed_by=None) | Q(stays_asked_by=None) | ~Q(stays_agreed_by=F("stays_asked_by")),
            name=f"{name}_stays_by_two",
        ),
    ]


class SheetPart(Words):
    """One text of one side: what it wishes, and what it can do so that the other's wish comes true."""

    class Kind(models.TextChoices):
        VISION = "vision", _("ビジョン")
        GIVES = "gives", _("相手のためにできること")

    sheet = models.ForeignKey(VisionSheet, models.CASCADE, related_name="parts", verbose_name=_("Vシート"))
    kind = models.CharField(_("種類"), max_length=6, choices=Kind)
    words = models.CharField(_("ことば"), max_length=200)
    written_by = models.ForeignKey(PERSON, models.SET_NULL, null=True, related_name="+", verbose_name=_("書いた人"))
    written_at = models.DateTimeField(_("書いた日時"))

    objects = WordsQuerySet.as_manager()

    class Meta:
        verbose_name = _("Vシートのことば")
        verbose_name_plural = pgettext_lazy("plural", "Vシートのことば")
        constraints = [
            models.UniqueConstraint(fields=["sheet", "side", "kind"], name="sheet_part_once"),
            *stays("sheet_part"),
        ]


class Step(Words):
    """A step on one of the two lines. `link` is a real thing ("event:12"): when that has happened, the step lights up."""

    sheet = models.ForeignKey(VisionSheet, models.CASCADE, related_name="steps", verbose_name=_("Vシート"))
    words = models.CharField(_("一歩"), max_length=40)
    month = models.DateField(_("いつごろ"), null=True, blank=True)
    serves = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="served_by",
        verbose_name=_("相手のどの一歩のために"),
    )
    link = models.CharField(_("つながっているもの"), max_length=40, blank=True)
    by = models.ForeignKey(PERSON, models.SET_NULL, null=True, related_name="+", verbose_name=_("書いた人"))
    done_by = models.ForeignKey(
        PERSON, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("できたと記した人")
    )
    done_at = models.DateTimeField(_("できた日時"), null=True, blank=True)

    objects = WordsQuerySet.as_manager()

    class Meta:
        verbose_name = _("一歩")
        verbose_name_plural = pgettext_lazy("plural", "一歩")
        ordering = [F("month").asc(nulls_last=True), "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(link__regex=REFERENCE), name="step_link_reference"),
            models.CheckConstraint(condition=Q(month=None) | Q(month__day=1), name="step_month_first_day"),
            models.CheckConstraint(condition=Q(done_by=None) | Q(done_at__isnull=False), name="step_done_when"),
            *stays("step"),
        ]
        indexes = [models.Index(fields=["link"], condition=~Q(link=""), name="step_linked")]

    def __str__(self) -> str:
        return self.words


class OfSheet(models.QuerySet):
    def visible_to(self, viewer: "User") -> "OfSheet":
        return self.filter(sheet__in=VisionSheet.objects.visible_to(viewer).values("pk"))


# What was agreed can't be said differently afterwards; only an erased person's name may go.
KEPT = (
    "to_jsonb(OLD.*) - 'by_id' IS DISTINCT FROM to_jsonb(NEW.*) - 'by_id' "
    "OR (NEW.by_id IS NOT NULL AND NEW.by_id IS DISTINCT FROM OLD.by_id)"
)


def unchanging(name: str) -> pgtrigger.Protect:
    return pgtrigger.Protect(name=name, operation=pgtrigger.Update, condition=pgtrigger.Condition(KEPT))


class MeetingPoint(models.Model):
    """Words for the point at which both lines meet, as one of the two proposed them; other words are another version."""

    sheet = models.ForeignKey(VisionSheet, models.CASCADE, related_name="points", verbose_name=_("Vシート"))
    version = models.PositiveSmallIntegerField(_("版"))
    words = models.CharField(_("めざす点"), max_length=60)
    by = models.ForeignKey(PERSON, models.SET_NULL, null=True, related_name="+", verbose_name=_("提案した人"))
    at = models.DateTimeField(_("提案した日時"), default=timezone.now, editable=False)

    objects = OfSheet.as_manager()

    class Meta:
        verbose_name = _("めざす点")
        verbose_name_plural = pgettext_lazy("plural", "めざす点")
        ordering = ["-version"]
        constraints = [
            models.UniqueConstraint(fields=["sheet", "version"], name="meeting_point_version"),
            models.UniqueConstraint(fields=["id", "sheet"], name="meeting_point_of_sheet"),
            models.CheckConstraint(condition=~Q(words=""), name="meeting_point_has_words"),
        ]
        triggers = [unchanging("meeting_point_stays")]


class MeetingYes(models.Model):
    """One side's yes to one version. That it is the right person, and only to the last words, the database holds."""

    point = models.ForeignKey(MeetingPoint, models.CASCADE, related_name="yeses", verbose_name=_("めざす点"))
    sheet = models.ForeignKey(VisionSheet, models.CASCADE, related_name="+", verbose_name=_("Vシート"))
    side = models.CharField(_("どちらの"), max_length=7, choices=Side)
    by = models.ForeignKey(PERSON, models.SET_NULL, null=True, related_name="+", verbose_name=_("合意した人"))
    at = models.DateTimeField(_("合意した日時"), default=timezone.now, editable=False)

    objects = OfSheet.as_manager()

    class Meta:
        verbose_name = _("めざす点への合意")
        verbose_name_plural = pgettext_lazy("plural", "めざす点への合意")
        constraints = [
            models.UniqueConstraint(fields=["point", "side"], name="meeting_yes_once_a_side"),
            models.UniqueConstraint(fields=["point", "by"], name="meeting_yes_not_for_both"),
        ]
        triggers = [unchanging("meeting_yes_stays")]


class TalkNoteQuerySet(models.QuerySet["TalkNote"]):
    def visible_to(self, viewer: "User") -> "TalkNoteQuerySet":
        """The two who talked. A later counterpart reads nothing of it; after leaving the company's side reads its own."""
        theirs = Q(counterpart__person=viewer, counterpart__state="agreed")
        still = written_for(viewer) & (Q(by=viewer) | ~gone("sheet__"))
        seen = VisionSheet.objects.visible_to(viewer).values("pk")
        return self.filter(Q(sheet__person=viewer) | (theirs & still), sheet__in=seen)


class TalkNote(models.Model):
    """A note of a talk about the sheet: for the two who talked and nobody else, neither HR nor the admin."""

    sheet = models.ForeignKey(VisionSheet, models.CASCADE, related_name="notes", verbose_name=_("Vシート"))
    counterpart = models.ForeignKey(Counterpart, models.CASCADE, related_name="notes", verbose_name=_("話した相手"))
    by = models.ForeignKey(PERSON, models.SET_NULL, null=True, related_name="+", verbose_name=_("書いた人"))
    on = models.DateField(_("話した日"))
    words = models.TextField(_("覚え書き"), max_length=1000)
    at = models.DateTimeField(_("書いた日時"), auto_now_add=True)

    objects = TalkNoteQuerySet.as_manager()

    class Meta:
        verbose_name = _("対話の覚え書き")
        verbose_name_plural = pgettext_lazy("plural", "対話の覚え書き")
        ordering = ["-on", "-pk"]
