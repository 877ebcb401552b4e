"""Who really came to a gathering."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from programs.events.models import Event

if TYPE_CHECKING:
    from accounts.users.models import User


class AttendanceQuerySet(models.QuerySet["Attendance"]):
    def standing(self) -> "AttendanceQuerySet":
        """Not taken back."""
        return self.filter(undone_at=None)

    def visible_to(self, viewer: "User") -> "AttendanceQuerySet":
        """One's own; and the whole roll for whoever holds the gathering."""
        held = Event.objects.held_by(viewer).values("pk")
        return self.filter(Q(person=viewer) | Q(event__in=held))


class Attendance(models.Model):
    """Somebody came: a member, or a guest by name. Taken back it stays, so that a late message can't bring it back."""

    class How(models.TextChoices):
        QR = "qr", _("QRコード")
        NAME = "name", _("名前")
        CODE = "code", _("短いコード")
        WALL = "wall", _("会場のコード")
        WALK_IN = "walk_in", _("当日参加")

    event = models.ForeignKey(Event, models.CASCADE, related_name="attendances", verbose_name=_("集い"))
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="attendances",
        verbose_name=_("人"),
    )
    guest_name = models.CharField(_("お連れの方の名前"), max_length=60, blank=True)
    how = models.CharField(_("受付のしかた"), max_length=8, choices=How)
    at = models.DateTimeField(_("来た時刻"))
    # Whoever stood at the desk; the person themself where the code on the wall was used.
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("受け付けた人")
    )
    # Made by the device that said so: the same message twice is one arrival.
    key = models.UUIDField(_("控え番号"))
    undone_at = models.DateTimeField(_("取り消した日時"), null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("取り消した人")
    )

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        verbose_name = _("来場")
        verbose_name_plural = pgettext_lazy("plural", "来場")
        constraints = [
            models.UniqueConstraint(
                fields=["event", "person"], condition=Q(undone_at=None), name="attendance_once_a_person"
            ),
            models.UniqueConstraint(fields=["event", "key"], name="attendance_once_a_message"),
            models.CheckConstraint(
                condition=Q(person__isnull=False, guest_name="") | Q(Q(person=None), ~Q(guest_name="")),
                name="attendance_of_member_or_guest",
            ),
            models.CheckConstraint(
                condition=Q(undone_at__isnull=False) | Q(undone_by=None), name="attendance_undone_when"
            ),
        ]
        indexes = [
            models.Index(fields=["event", "at"], condition=Q(undone_at=None), name="attendance_roll"),
            models.Index(fields=["person"], condition=Q(undone_at=None), name="attendance_of_person"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id or self.guest_name} came to {self.event_id}"
