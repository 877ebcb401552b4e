"""How people come in: by invitation of HR, or by asking to join."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.users.queries import mailboxes_of
from alumni.companies.models import Company, Enrolment

if TYPE_CHECKING:
    from accounts.users.models import User


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def open(self) -> "InvitationQuerySet":
        return self.filter(state=Invitation.State.SENT, expires_at__gt=timezone.now())

    def visible_to(self, user: "User") -> "InvitationQuerySet":
        """Those that went to a mailbox which this person has proved to be theirs."""
        return self.filter(address__in=mailboxes_of(user))

    def editable_by(self, user: "User") -> "InvitationQuerySet":
        """Not those that a member's word brought about: their address is the member's, and no list of the company's."""
        own = list(Company.objects.editable_by(user).values_list("pk", flat=True))
        return self.filter(company__in=own, vouched=False)


class Invitation(models.Model):
    """A link for one imported person at one address, good once, for fourteen days; only its hash is kept."""

    class State(models.TextChoices):
        SENT = "sent", _("招待中")
        ACCEPTED = "accepted", _("参加済")
        DECLINED = "declined", _("辞退")
        WITHDRAWN = "withdrawn", _("取り下げ")

    MOVES = {"sent": ("accepted", "declined", "withdrawn")}

    company = models.ForeignKey(Company, models.CASCADE, related_name="invitations", verbose_name=_("会社"))
    enrolment = models.ForeignKey(Enrolment, models.CASCADE, related_name="invitations", verbose_name=_("名簿"))
    address = models.EmailField(_("宛先"), max_length=254)
    # The token is derived when a mail is written (tokens.py), so neither table nor backup holds a usable link.
    token_hash = models.BinaryField(max_length=32, unique=True)
    message = models.TextField(_("ひとこと"), blank=True)
    vouched = models.BooleanField(_("仲間のことばによる"), default=False, db_default=False)
    state = models.CharField(_("状態"), max_length=10, choices=State, default=State.SENT)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("招待した人")
    )
    sent_at = models.DateTimeField(_("招待日時"), default=timezone.now)
    expires_at = models.DateTimeField(_("期限"))
    answered_at = models.DateTimeField(_("回答日時"), null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("招待")
        verbose_name_plural = pgettext_lazy("plural", "招待")
        constraints = [
            models.UniqueConstraint(fields=["enrolment"], condition=Q(state="sent"), name="invitation_one_open"),
            models.CheckConstraint(
                condition=Q(state="sent", answered_at=None) | Q(~Q(state="sent"), answered_at__isnull=False),
                name="invitation_answered_at",
            ),
        ]

        indexes = [models.Index(fields=["address"], condition=Q(state="sent"), name="invitation_mailbox")]

    def __str__(self) -> str:
        return f"{self.company} → {self.address}"

    @property
    def is_open(self) -> bool:
        return self.state == self.State.SENT and self.expires_at > timezone.now()


class JoinRequestQuerySet(models.QuerySet["JoinRequest"]):
    def waiting(self) -> "JoinRequestQuerySet":
        return self.filter(state=JoinRequest.State.WAITING)

    def visible_to(self, user: "User") -> "JoinRequestQuerySet":
        return self.filter(
            Q(person=user) | Q(company__in=list(Company.objects.staffed_by(user).values_list("pk", flat=True)))
        )

    def editable_by(self, user: "User") -> "JoinRequestQuerySet":
        return self.filter(company__in=list(Company.objects.editable_by(user).values_list("pk", flat=True)))


class JoinRequest(models.Model):
    """Somebody says "I worked with you": answered by that company's HR, its age always visible."""

    class State(models.TextChoices):
        WAITING = "waiting", _("確認をお待ちください")
        ACCEPTED = "accepted", _("参加できるようになりました")
        DECLINED = "declined", _("確認できませんでした")
        WITHDRAWN = "withdrawn", _("取り下げました")

    MOVES = {"waiting": ("accepted", "declined", "withdrawn")}

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="join_requests", verbose_name=_("申し込んだ人")
    )
    company = models.ForeignKey(Company, models.CASCADE, related_name="join_requests", verbose_name=_("会社"))
    employee_number = models.CharField(_("社員番号"), max_length=40, blank=True)
    period_text = models.CharField(_("在籍していたころ"), max_length=80)
    department_text = models.CharField(_("部署"), max_length=120, blank=True)
    message = models.TextField(_("ひとこと"), blank=True)
    state = models.CharField(_("状態"), max_length=10, choices=State, default=State.WAITING)
    reason = models.CharField(_("人事からの返事"), max_length=300, blank=True)
    # HR's answer to "who is this?"; the person comes in by agreeing to it, only then `enrolment.person` is set.
    enrolment = models.ForeignKey(
        Enrolment, models.SET_NULL, null=True, blank=True, related_name="join_requests", verbose_name=_("名簿")
    )
    asked_at = models.DateTimeField(_("申し込み日時"), auto_now_add=True)
    answered_at = models.DateTimeField(_("回答日時"), null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("回答者")
    )
    reminded_at = models.DateTimeField(_("催促した日時"), null=True, blank=True)

    objects = JoinRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("参加の申し込み")
        verbose_name_plural = pgettext_lazy("plural", "参加の申し込み")
        ordering = ["asked_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "company"], condition=Q(state="waiting"), name="join_request_one_open"
            ),
            models.UniqueConstraint(
                fields=["enrolment"], condition=Q(state="accepted"), name="join_request_one_accepted"
            ),
            models.CheckConstraint(
                condition=Q(state="waiting", answered_at=None) | Q(~Q(state="waiting"), answered_at__isnull=False),
                name="join_request_answered_at",
            ),
        ]
        indexes = [models.Index(fields=["company", "asked_at", "id"], name="join_request_queue")]

    def __str__(self) -> str:
        return f"{self.person} → {self.company}"
