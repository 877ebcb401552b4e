"""Work together: who takes part in it, on which side they stand, and how far it has come.

What they say yes to stands in agreement_models.py; what is done then in work_models.py. The order of the three is
held by the database: no outcome before both sides have signed, no part and no role before everybody has agreed.
"""

from typing import TYPE_CHECKING

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from alumni.blocks.queries import apart
from alumni.companies.models import Company
from alumni.companies.queries import desks_of

if TYPE_CHECKING:
    from accounts.users.models import User

PERSON = settings.AUTH_USER_MODEL


class CollaborationQuerySet(models.QuerySet["Collaboration"]):
    def visible_to(self, viewer: "User") -> "CollaborationQuerySet":
        """The one definition of sight: who takes part, and the desks of companies that do. Nobody else, no admin.

        An offer that somebody hasn't answered yet isn't there while a block stands between the two.
        """
        mine = Party.objects.of(viewer).filter(collaboration=OuterRef("pk"))
        answered = Exists(mine.exclude(state=Party.State.ASKED)) | Exists(mine.filter(company__isnull=False))
        return self.filter(Exists(mine)).filter(answered | ~apart(viewer, "proposed_by"))

    def going(self) -> "CollaborationQuerySet":
        return self.exclude(state__in=Collaboration.OVER)

    def over(self) -> "CollaborationQuerySet":
        return self.filter(state__in=Collaboration.OVER)


class Collaboration(models.Model):
    """One piece of work of two or more sides. Its words are theirs; the platform knows its state and its days."""

    class State(models.TextChoices):
        PROPOSED = "proposed", _("相談中")
        AGREED = "agreed", _("合意しました")
        UNDER_WAY = "under_way", _("進行中")
        CLOSING = "closing", _("ふりかえり中")
        CLOSED = "closed", _("おわりました")
        ENDED = "ended", _("途中でおわりました")

    MOVES = {
        "proposed": ("agreed", "ended"),
        "agreed": ("under_way", "ended"),
        "under_way": ("closing", "ended"),
        "closing": ("closed", "under_way", "ended"),
    }
    OVER = (State.CLOSED, State.ENDED)
    # In these it is work, with milestones and meetings.
    AT_WORK = (State.AGREED, State.UNDER_WAY, State.CLOSING)

    title = models.CharField(_("呼び名"), max_length=60)
    state = models.CharField(_("状態"), max_length=10, choices=State, default=State.PROPOSED)
    proposed_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+", verbose_name=_("声をかけた人"))
    proposed_at = models.DateTimeField(_("声をかけた日時"), auto_now_add=True)
    over_at = models.DateTimeField(_("おわった日時"), null=True, blank=True, editable=False)

    objects = CollaborationQuerySet.as_manager()

    class Meta:
        verbose_name = _("いっしょの仕事")
        verbose_name_plural = pgettext_lazy("plural", "いっしょの仕事")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["closed", "ended"], over_at__isnull=False)
                | (~Q(state__in=["closed", "ended"]) & Q(over_at=None)),
                name="collaboration_over_at",
            )
        ]

    def __str__(self) -> str:
        """Never the title: the admin and the history name it by its number."""
        return f"#{self.pk}"

    @property
    def is_proposed(self) -> bool:
        return self.state == self.State.PROPOSED

    @property
    def is_agreed(self) -> bool:
        return self.state == self.State.AGREED

    @property
    def is_under_way(self) -> bool:
        return self.state == self.State.UNDER_WAY

    @property
    def is_closing(self) -> bool:
        return self.state == self.State.CLOSING

    @property
    def is_over(self) -> bool:
        return self.state in self.OVER

    @property
    def is_going_on(self) -> bool:
        """Agreed, and nobody has begun to look back."""
        return self.state in (self.State.AGREED, self.State.UNDER_WAY)

    @property
    def is_at_work(self) -> bool:
        return self.state in self.AT_WORK


class PartyQuerySet(models.QuerySet["Party"]):
    def of(self, viewer: "User") -> "PartyQuerySet":
        """For whom this person speaks: themself, and the companies whose desk they keep."""
        return self.filter(Q(person=viewer) | Q(company__in=[company.pk for company in desks_of(viewer)]))

    def standing(self) -> "PartyQuerySet":
        """Whose yes is needed: asked or in."""
        return self.filter(state__in=Party.STANDING)

    def visible_to(self, viewer: "User") -> "PartyQuerySet":
        return self.filter(collaboration__in=Collaboration.objects.visible_to(viewer).values("pk"))

    def editable_by(self, user: "User") -> "PartyQuerySet":
        """Nobody edits a side from outside; the platform reads who stands there."""
        return self.all() if user.is_superuser else self.none()


class Party(models.Model):
    """One side: a person by themself, or a company by its desk. Who it is never changes."""

    class State(models.TextChoices):
        ASKED = "asked", _("返事を待っています")
        JOINED = "joined", _("参加しています")
        DECLINED = "declined", _("今回は見送り")
        LEFT = "left", _("離れました")

    MOVES = {"asked": ("joined", "declined"), "joined": ("left",)}
    STANDING = (State.ASKED, State.JOINED)

    collaboration = models.ForeignKey(
        Collaboration, models.CASCADE, related_name="parties", verbose_name=_("いっしょの仕事")
    )
    person = models.ForeignKey(
        PERSON, models.PROTECT, null=True, blank=True, related_name="sides", verbose_name=_("人")
    )
    company = models.ForeignKey(
        Company, models.PROTECT, null=True, blank=True, related_name="sides", verbose_name=_("会社")
    )
    state = models.CharField(_("状態"), max_length=10, choices=State, default=State.ASKED)
    asked_at = models.DateTimeField(_("声をかけた日時"), auto_now_add=True)
    joined_at = models.DateTimeField(_("参加した日時"), null=True, blank=True, editable=False)
    left_at = models.DateTimeField(_("離れた日時"), null=True, blank=True, editable=False)

    objects = PartyQuerySet.as_manager()

    class Meta:
        verbose_name = _("いっしょの仕事の当事者")
        verbose_name_plural = pgettext_lazy("plural", "いっしょの仕事の当事者")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["id", "collaboration"], name="party_of_collaboration"),
            models.UniqueConstraint(fields=["collaboration", "person"], name="party_person_once"),
            models.UniqueConstraint(fields=["collaboration", "company"], name="party_company_once"),
            models.CheckConstraint(
                condition=Q(person=None, company__isnull=False) | Q(person__isnull=False, company=None),
                name="party_person_or_company",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["asked", "declined"], joined_at=None)
                | Q(state__in=["joined", "left"], joined_at__isnull=False),
                name="party_joined_at",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["declined", "left"], left_at__isnull=False)
                | Q(state__in=["asked", "joined"], left_at=None),
                name="party_left_at",
            ),
        ]
        indexes = [models.Index(fields=["person", "collaboration"], name="party_of_person")]
        triggers = [
            pgtrigger.Protect(
                name="party_stays_itself",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__person_id__df=pgtrigger.F("new__person_id"))
                | pgtrigger.Q(old__company_id__df=pgtrigger.F("new__company_id"))
                | pgtrigger.Q(old__collaboration_id__df=pgtrigger.F("new__collaboration_id")),
            ),
            pgtrigger.Protect(name="party_is_kept", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.collaboration_id} {self.pk}"

    @property
    def side(self) -> str:
        """In whose colour it is drawn."""
        return "ai" if self.company_id else "yu"

    @property
    def is_asked(self) -> bool:
        return self.state == self.State.ASKED

    @property
    def is_standing(self) -> bool:
        return self.state in self.STANDING


class SideNoteQuerySet(models.QuerySet["SideNote"]):
    def visible_to(self, viewer: "User") -> "SideNoteQuerySet":
        """Of one's own side only: not the other's, not another desk's, no admin's."""
        return self.filter(party__in=Party.objects.of(viewer).values("pk"))


class SideNote(models.Model):
    """What one side keeps to itself about the work: its confidential part, and notes. It has no page in the admin."""

    party = models.OneToOneField(Party, models.CASCADE, related_name="side_note", verbose_name=_("当事者"))
    confidential = models.TextField(_("この側だけの事情"), max_length=4000, blank=True)
    notes = models.TextField(_("覚え書き"), max_length=8000, blank=True)
    by = models.ForeignKey(PERSON, models.PROTECT, related_name="+", verbose_name=_("書いた人"))
    at = models.DateTimeField(_("書いた日時"), auto_now=True)

    objects = SideNoteQuerySet.as_manager()

    class Meta:
        verbose_name = _("この側だけの覚え")
        verbose_name_plural = pgettext_lazy("plural", "この側だけの覚え")

    def __str__(self) -> str:
        return f"{self.party_id}"


class DecisionQuerySet(models.QuerySet["Decision"]):
    def visible_to(self, viewer: "User") -> "DecisionQuerySet":
        return self.filter(collaboration__in=Collaboration.objects.visible_to(viewer).values("pk"))


class Decision(models.Model):
    """One line of the log: what was decided, by whom, when and why. A step of the work (`to`) stands here too."""

    collaboration = models.ForeignKey(
        Collaboration, models.CASCADE, related_name="decisions", verbose_name=_("いっしょの仕事")
    )
    party = models.ForeignKey(Party, models.PROTECT, null=True, related_name="+", verbose_name=_("当事者"))
    to = models.CharField(_("どこへ"), max_length=12, blank=True)
    words = models.CharField(_("決めたこと"), max_length=300, blank=True)
    why = models.CharField(_("なぜ"), max_length=300, blank=True)
    by = models.ForeignKey(PERSON, models.PROTECT, related_name="+", null=True, verbose_name=_("だれが"))
    at = models.DateTimeField(_("いつ"), auto_now_add=True)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("決めたこと")
        verbose_name_plural = pgettext_lazy("plural", "決めたこと")
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(to="") | ~Q(words=""), name="decision_says_something"),
        ]
        indexes = [models.Index(F("collaboration"), F("at").desc(), name="decision_of_collaboration")]
        triggers = [pgtrigger.Protect(name="decision_append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.collaboration_id} {self.at:%Y-%m-%d}"
