"""That two people know each other: said by one, confirmed by the other, ended by either, never deleted."""

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from alumni.blocks.models import Block
from alumni.blocks.queries import apart

if TYPE_CHECKING:
    from accounts.users.models import User


class Form(models.TextChoices):
    """What the other is to the one who says it."""

    WORKED = "worked", _("いっしょに働いた")
    PROJECT = "project", _("同じプロジェクトにいた")
    BOSS = "boss", _("わたしの上司だった")
    REPORT = "report", _("わたしのもとで働いた")
    CLIENT = "client", _("お客さま・取引先として知り合った")
    FRIEND = "friend", _("友人・知人")
    INTRODUCED = "introduced", _("紹介で知り合った")


MIRROR = {Form.BOSS: Form.REPORT, Form.REPORT: Form.BOSS}


class ConnectionQuerySet(models.QuerySet["Connection"]):
    def of(self, person: "User") -> "ConnectionQuerySet":
        return self.filter(Q(first=person) | Q(second=person))

    def between(self, one: int, other: int) -> "ConnectionQuerySet":
        return self.filter(first=min(one, other), second=max(one, other))

    def confirmed(self) -> "ConnectionQuerySet":
        return self.filter(state=Connection.State.CONFIRMED)

    def standing(self) -> "ConnectionQuerySet":
        """Neither over nor ended: at most one for each pair."""
        return self.filter(state__in=Connection.STANDING)

    def live(self) -> "ConnectionQuerySet":
        """Confirmed, and rested by neither."""
        return self.confirmed().filter(first_rests=False, second_rests=False)

    def open(self) -> "ConnectionQuerySet":
        """Live, and kept from others by neither: these alone make paths."""
        return self.live().filter(first_hides=False, second_hides=False)

    def visible_to(self, user: "User") -> "ConnectionQuerySet":
        """The two themselves, and neither while a block stands between them; others learn of it only through a path."""
        return self.of(user).exclude(apart(user, "first") | apart(user, "second"))

    def with_block(self) -> "ConnectionQuerySet":
        """`blocked`: a block of either side stands between the two."""
        pair = Q(by=OuterRef("first"), person=OuterRef("second")) | Q(by=OuterRef("second"), person=OuterRef("first"))
        return self.annotate(blocked=Exists(Block.objects.filter(pair)))


class Connection(models.Model):
    """An unordered pair of people, kept in the order of their keys. Each column `first_x` is the first one's own word."""

    class State(models.TextChoices):
        ASKED = "asked", _("返事を待っています")
        CONFIRMED = "confirmed", _("つながっています")
        DECLINED = "declined", _("見送りました")
        WITHDRAWN = "withdrawn", _("取り下げました")
        LAPSED = "lapsed", _("返事のないまま終わりました")
        ENDED = "ended", _("終わりました")

    MOVES = {
        "asked": ("confirmed", "declined", "withdrawn", "lapsed"),
        # To the one who asked, declined is like unanswered: it can be withdrawn, and it lapses on the same day.
        "declined": ("confirmed", "withdrawn", "lapsed"),
        "confirmed": ("ended",),
    }
    STANDING = ("asked", "declined", "confirmed")

    first = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("ひとり"))
    second = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("もうひとり")
    )
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("声をかけた人")
    )
    through = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("紹介した人"),
    )
    first_says = models.CharField(_("ひとりのことば"), max_length=10, choices=Form, blank=True)
    second_says = models.CharField(_("もうひとりのことば"), max_length=10, choices=Form, blank=True)
    first_project = models.CharField(_("ひとりの言うプロジェクト"), max_length=80, blank=True)
    second_project = models.CharField(_("もうひとりの言うプロジェクト"), max_length=80, blank=True)
    word = models.CharField(_("ひとこと"), max_length=300, blank=True)
    first_hides = models.BooleanField(_("ひとりが伏せる"), default=False)
    second_hides = models.BooleanField(_("もうひとりが伏せる"), default=False)
    first_rests = models.BooleanField(_("ひとりが休む"), default=False)
    second_rests = models.BooleanField(_("もうひとりが休む"), default=False)
    state = models.CharField(_("状態"), max_length=10, choices=State, default=State.ASKED)
    asked_at = models.DateTimeField(_("声をかけた日時"), auto_now_add=True)
    answered_at = models.DateTimeField(_("返事の日時"), null=True, blank=True)
    ended_at = models.DateTimeField(_("終わった日時"), null=True, blank=True)

    objects = ConnectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("知り合い")
        verbose_name_plural = pgettext_lazy("plural", "知り合い")
        constraints = [
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="connection_ordered"),
            models.CheckConstraint(
                condition=Q(asked_by=F("first")) | Q(asked_by=F("second")), name="connection_asked_by_one"
            ),
            models.CheckConstraint(
                condition=Q(through=None) | (~Q(through=F("first")) & ~Q(through=F("second"))),
                name="connection_through_third",
            ),
            models.UniqueConstraint(
                fields=["first", "second"],
                condition=Q(state__in=("asked", "declined", "confirmed")),
                name="connection_one_standing",
            ),
            models.CheckConstraint(
                condition=Q(state="asked", answered_at=None)
                | Q(state__in=("confirmed", "declined"), answered_at__isnull=False, ended_at=None)
                | Q(state__in=("withdrawn", "lapsed"))
                | Q(state="ended", answered_at__isnull=False),
                name="connection_answered_at",
            ),
            models.CheckConstraint(
                condition=Q(state__in=("asked", "declined", "confirmed"), ended_at=None)
                | Q(state__in=("withdrawn", "lapsed", "ended"), ended_at__isnull=False),
                name="connection_ended_at",
            ),
        ]
        indexes = [
            # One for each end: a path is looked for from both, over open connections only, without reading the table.
            models.Index(
                fields=["first"], include=["second"], name="connection_path_first",
                condition=Q(state="confirmed", first_hides=False, second_hides=False, first_rests=False, second_rests=False),
            ),
            models.Index(
                fields=["second"], include=["first"], name="connection_path_second",
                condition=Q(state="confirmed", first_hides=False, second_hides=False, first_rests=False, second_rests=False),
            ),
            models.Index(fields=["asked_at"], condition=Q(state__in=("asked", "declined")), name="connection_unanswered"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.first_id} – {self.second_id}"

    def side_of(self, person: "User") -> str:
        return "first" if self.first_id == person.pk else "second"

    def own(self, person: "User", word: str) -> Any:
        """What this one of the two has chosen: own(okada, "says")."""
        return getattr(self, f"{self.side_of(person)}_{word}")

    def theirs(self, person: "User", word: str) -> Any:
        """What the other of the two has chosen."""
        return getattr(self, f"{'second' if self.side_of(person) == 'first' else 'first'}_{word}")

    def other_id(self, person: "User") -> int:
        return self.second_id if self.first_id == person.pk else self.first_id

    def other(self, person: "User") -> "User":
        return self.second if self.first_id == person.pk else self.first
