"""What all sides say yes to, each in versions that never change: the alliance statement, then the one outcome."""

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from programs.collaborations.models import PERSON, Collaboration, Party

APPEND_ONLY = pgtrigger.Update | pgtrigger.Delete
PAY_WITHIN = 60  # days from the day on which the work was received: the freelance act


class OfCollaborationQuerySet(models.QuerySet):
    """Rows that are read by whoever reads their collaboration."""

    def visible_to(self, viewer):  # type: ignore[no-untyped-def]
        return self.filter(collaboration__in=Collaboration.objects.visible_to(viewer).values("pk"))

    def agreed(self):  # type: ignore[no-untyped-def]
        return self.filter(is_agreed=True)


class Version(models.Model):
    """A text with a number. `is_agreed` becomes true when every side that stands has said yes: the database counts."""

    collaboration = models.ForeignKey(
        Collaboration, models.CASCADE, related_name="%(class)ss", verbose_name=_("いっしょの仕事")
    )
    number = models.PositiveSmallIntegerField(_("版"))
    party = models.ForeignKey(Party, models.PROTECT, related_name="+", verbose_name=_("書いた側"))
    by = models.ForeignKey(PERSON, models.PROTECT, related_name="+", verbose_name=_("書いた人"))
    at = models.DateTimeField(_("書いた日時"), auto_now_add=True)
    why = models.CharField(_("変えるわけ"), max_length=300, blank=True)
    is_agreed = models.BooleanField(_("合意"), default=False, editable=False)
    agreed_at = models.DateTimeField(_("合意した日時"), null=True, blank=True, editable=False)

    objects = OfCollaborationQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.collaboration_id} v{self.number}"


class Yes(models.Model):
    """One side's yes to one version. `by` is the person who gave it: nobody gives it for two sides."""

    collaboration = models.ForeignKey(
        Collaboration, models.CASCADE, related_name="+", verbose_name=_("いっしょの仕事")
    )
    party = models.ForeignKey(Party, models.PROTECT, related_name="%(class)ss", verbose_name=_("当事者"))
    by = models.ForeignKey(PERSON, models.PROTECT, related_name="+", verbose_name=_("人"))
    at = models.DateTimeField(_("日時"), auto_now_add=True)

    objects = OfCollaborationQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.collaboration_id} {self.party_id}"


class Statement(Version):
    """The alliance statement: the term, what stays among the sides, and for paid work the terms before it begins."""

    since = models.DateField(_("いつから"))
    until = models.DateField(_("いつまで"), null=True, blank=True)
    confidential = models.TextField(_("ここだけの話にすること"), max_length=1000, blank=True)
    # Paid work: who orders, what is delivered, until when, and the day of payment. No money passes here.
    is_paid = models.BooleanField(_("報酬のある仕事"), default=False)
    orderer = models.ForeignKey(
        Party, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("頼む側")
    )
    doer = models.ForeignKey(
        Party, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("引き受ける側")
    )
    work = models.TextField(_("頼む仕事の内容"), max_length=1000, blank=True)
    fee = models.CharField(_("報酬の額と決めかた"), max_length=200, blank=True)
    received_on = models.DateField(_("仕事を受けとる日"), null=True, blank=True)
    received_at_place = models.CharField(_("受けとる場所・方法"), max_length=120, blank=True)
    inspected_on = models.DateField(_("確かめを終える日"), null=True, blank=True)
    pay_on = models.DateField(_("支払いの期日"), null=True, blank=True)

    class Meta:
        verbose_name = _("約束のことば")
        verbose_name_plural = pgettext_lazy("plural", "約束のことば")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["collaboration", "number"], name="statement_number_once"),
            models.UniqueConstraint(fields=["id", "collaboration"], name="statement_of_collaboration"),
            models.UniqueConstraint(fields=["id", "collaboration", "is_agreed"], name="statement_agreed_key"),
            models.CheckConstraint(
                condition=Q(is_agreed=True, agreed_at__isnull=False) | Q(is_agreed=False, agreed_at=None),
                name="statement_agreed_at",
            ),
            models.CheckConstraint(condition=Q(until=None) | Q(until__gte=F("since")), name="statement_term"),
            models.CheckConstraint(
                condition=Q(
                    is_paid=False, orderer=None, doer=None, work="", fee="", received_on=None, received_at_place="",
                    inspected_on=None, pay_on=None,
                )
                | (
                    Q(is_paid=True, orderer__isnull=False, doer__isnull=False, received_on__isnull=False)
                    & Q(pay_on__isnull=False) & ~Q(work="") & ~Q(fee="") & ~Q(received_at_place="")
                    & ~Q(orderer=F("doer"))
                ),
                name="statement_terms_in_writing",
            ),
            models.CheckConstraint(
                condition=Q(pay_on=None)
                | Q(pay_on__gte=F("received_on"), pay_on__lte=F("received_on") + PAY_WITHIN - 1),
                name="statement_paid_within_sixty_days",
            ),
            models.CheckConstraint(
                condition=Q(inspected_on=None)
                | Q(inspected_on__gte=F("received_on"), inspected_on__lte=F("pay_on")),
                name="statement_inspected_between",
            ),
        ]  # fmt: skip


class Pledge(models.Model):
    """What one side brings to the work and wants to get from it, in one version of the statement."""

    collaboration = models.ForeignKey(
        Collaboration, models.CASCADE, related_name="+", verbose_name=_("いっしょの仕事")
    )
    statement = models.ForeignKey(Statement, models.CASCADE, related_name="pledges", verbose_name=_("約束のことば"))
    party = models.ForeignKey(Party, models.PROTECT, related_name="pledges", verbose_name=_("当事者"))
    brings = models.TextField(_("持ちよるもの"), max_length=600)
    wants = models.TextField(_("得たいもの"), max_length=600)

    objects = OfCollaborationQuerySet.as_manager()

    class Meta:
        verbose_name = _("持ちよるものと得たいもの")
        verbose_name_plural = pgettext_lazy("plural", "持ちよるものと得たいもの")
        ordering = ["party"]
        constraints = [
            models.UniqueConstraint(fields=["statement", "party"], name="pledge_once"),
            models.CheckConstraint(condition=~Q(brings="") & ~Q(wants=""), name="pledge_both_ways"),
        ]
        triggers = [pgtrigger.Protect(name="pledge_append_only", operation=APPEND_ONLY)]

    def __str__(self) -> str:
        return f"{self.statement_id} {self.party_id}"


class Signature(Yes):
    statement = models.ForeignKey(
        Statement, models.CASCADE, related_name="signatures", verbose_name=_("約束のことば")
    )

    class Meta:
        verbose_name = _("サイン")
        verbose_name_plural = pgettext_lazy("plural", "サイン")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["statement", "party"], name="signature_once"),
            models.UniqueConstraint(fields=["statement", "by"], name="signature_by_one_person_for_one_side"),
        ]
        triggers = [pgtrigger.Protect(name="signature_append_only", operation=APPEND_ONLY)]


class Outcome(Version):
    """The one thing aimed at, in words, and how the sides will know. It rests on a statement that all have signed."""

    statement = models.ForeignKey(Statement, models.PROTECT, related_name="outcomes", verbose_name=_("約束のことば"))
    statement_agreed = models.BooleanField(_("サイン済"), default=True, editable=False)
    words = models.TextField(_("めざす成果"), max_length=600)
    sign = models.TextField(_("どうなったら、そうなったとわかるか"), max_length=600)

    class Meta:
        verbose_name = _("めざす成果")
        verbose_name_plural = pgettext_lazy("plural", "めざす成果")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["collaboration", "number"], name="outcome_number_once"),
            models.UniqueConstraint(fields=["id", "collaboration"], name="outcome_of_collaboration"),
            models.UniqueConstraint(fields=["id", "collaboration", "is_agreed"], name="outcome_agreed_key"),
            models.CheckConstraint(
                condition=Q(is_agreed=True, agreed_at__isnull=False) | Q(is_agreed=False, agreed_at=None),
                name="outcome_agreed_at",
            ),
            models.CheckConstraint(condition=Q(statement_agreed=True), name="outcome_after_signing"),
            models.CheckConstraint(condition=~Q(words="") & ~Q(sign=""), name="outcome_and_its_sign"),
        ]


class Agreement(Yes):
    outcome = models.ForeignKey(Outcome, models.CASCADE, related_name="agreements", verbose_name=_("めざす成果"))

    class Meta:
        verbose_name = _("成果への合意")
        verbose_name_plural = pgettext_lazy("plural", "成果への合意")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["outcome", "party"], name="agreement_once"),
            models.UniqueConstraint(fields=["outcome", "by"], name="agreement_by_one_person_for_one_side"),
        ]
        triggers = [pgtrigger.Protect(name="agreement_append_only", operation=APPEND_ONLY)]


class Finish(Yes):
    """One side has told what it gave and got, and lets the work be over."""

    class Meta:
        verbose_name = _("ふりかえりの済み")
        verbose_name_plural = pgettext_lazy("plural", "ふりかえりの済み")
        constraints = [
            models.UniqueConstraint(fields=["collaboration", "party"], name="finish_once"),
            models.UniqueConstraint(fields=["collaboration", "by"], name="finish_by_one_person_for_one_side"),
        ]
