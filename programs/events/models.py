"""Gatherings: a reunion for a company or a department with its history, and who comes."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from alumni.companies.models import Company, Department
from alumni.companies.queries import desks_of
from alumni.directory.standing import Post, standing_of

if TYPE_CHECKING:
    from accounts.users.models import User


class EventQuerySet(models.QuerySet["Event"]):
    def published(self) -> "EventQuerySet":
        return self.filter(state=Event.State.PUBLISHED)

    def upcoming(self) -> "EventQuerySet":
        """Not over yet, the next one first."""
        return self.filter(ends_at__gt=timezone.now()).order_by("starts_at", "pk")

    def past(self) -> "EventQuerySet":
        return self.filter(ends_at__lte=timezone.now()).order_by("-starts_at", "-pk")

    def shown(self) -> "EventQuerySet":
        return self.exclude(state=Event.State.DRAFT)

    def with_answer_of(self, person: "User") -> "EventQuerySet":
        """Adds `my_answer`."""
        own = Reply.objects.filter(event=OuterRef("pk"), person=person)
        return self.annotate(my_answer=Subquery(own.values("answer")[:1]))

    def visible_to(self, viewer: "User") -> "EventQuerySet":
        """The one definition of sight: one's own, one's desk's, and what one's verified tenures are invited to."""
        own = Q(host=viewer) | Q(company__in=[company.pk for company in desks_of(viewer)])
        return self.filter(own | (~Q(state=Event.State.DRAFT) & _invited(standing_of(viewer).posts)))

    def invited(self, viewer: "User") -> "EventQuerySet":
        """What is meant for this person; a desk sees more than its officer is invited to."""
        return self.invited_through(standing_of(viewer).posts)

    def invited_through(self, posts: Iterable[Post]) -> "EventQuerySet":
        """What is meant for whoever has these posts."""
        return self.filter(~Q(state=Event.State.DRAFT) & _invited(posts))

    def editable_by(self, user: "User") -> "EventQuerySet":
        own = list(Company.objects.editable_by(user).values_list("pk", flat=True))
        return self.filter(Q(host=user) | Q(company__in=own))


def _invited(posts: Iterable[Post]) -> Q:
    invited = Q(pk__in=[])
    for post in posts:
        invited |= _meant_for(post)
    return invited


def _meant_for(post: Post) -> Q:
    """Events whose company, department family and years take in this post; the mirror of queries.audience_of."""
    during = post.tenure.during
    rule = Q(company=post.tenure.company_id) & (Q(department=None) | Q(department__in=post.reach))
    if during.upper is not None:
        rule &= Q(years_from=None) | Q(years_from__lte=(during.upper - timedelta(days=1)).year)
    if during.lower is not None:
        rule &= Q(years_until=None) | Q(years_until__gte=during.lower.year)
    return rule


@pghistory.track(pghistory.UpdateEvent(), pghistory.DeleteEvent(), model_name="EventVersion")
class Event(models.Model):
    class Kind(models.TextChoices):
        REUNION = "reunion", _("再会の集い")
        STUDY = "study", _("読書会・勉強会")
        DIALOGUE = "dialogue", _("対話の会")
        TALK = "talk", _("小さなおしゃべり")

    class State(models.TextChoices):
        DRAFT = "draft", _("下書き")
        PUBLISHED = "published", _("公開中")
        CANCELLED = "cancelled", _("中止")

    MOVES = {"draft": ("published",), "published": ("cancelled",)}

    company = models.ForeignKey(Company, models.PROTECT, related_name="events", verbose_name=_("会社"))
    host = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="hosted_events", verbose_name=_("主催")
    )
    kind = models.CharField(_("種類"), max_length=12, choices=Kind, default=Kind.REUNION)
    state = models.CharField(_("状態"), max_length=10, choices=State, default=State.DRAFT)
    title = models.CharField(_("題名"), max_length=80)
    lead = models.CharField(_("ひとこと"), max_length=200, blank=True)
    body = models.TextField(_("くわしく"), blank=True, max_length=8000)
    starts_at = models.DateTimeField(_("はじまり"))
    ends_at = models.DateTimeField(_("おわり"))
    time_zone = models.CharField(_("タイムゾーン"), max_length=40, default="Asia/Tokyo")
    place = models.CharField(_("場所"), max_length=120, blank=True)
    address = models.CharField(_("住所"), max_length=200, blank=True)
    online_url = models.URLField(_("オンラインのリンク"), blank=True)
    fee_note = models.CharField(_("会費"), max_length=80, blank=True)
    capacity = models.PositiveIntegerField(_("定員"), null=True, blank=True)
    taken = models.PositiveIntegerField(_("埋まった席"), default=0, editable=False)
    reply_by = models.DateTimeField(_("返事の締切"), null=True, blank=True)
    guests_allowed = models.PositiveSmallIntegerField(_("同伴できる人数"), default=0)
    hope_company = models.CharField(_("会社が願うこと"), max_length=300, blank=True)
    hope_people = models.CharField(_("集う人が願うこと"), max_length=300, blank=True)
    # Whom it is for: a department with what lies below it and its history, or the whole company; and years.
    department = models.ForeignKey(
        Department, models.PROTECT, null=True, blank=True, related_name="events", verbose_name=_("部署")
    )
    years_from = models.PositiveSmallIntegerField(_("在籍した年（から）"), null=True, blank=True)
    years_until = models.PositiveSmallIntegerField(_("在籍した年（まで）"), null=True, blank=True)
    revision = models.PositiveIntegerField(_("改訂"), default=0, editable=False)
    published_at = models.DateTimeField(_("公開日時"), null=True, blank=True)
    cancelled_at = models.DateTimeField(_("中止日時"), null=True, blank=True)
    cancel_reason = models.CharField(_("中止の理由"), max_length=300, blank=True)
    created_at = models.DateTimeField(_("作成日時"), auto_now_add=True)

    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name = _("集い")
        verbose_name_plural = pgettext_lazy("plural", "集い")
        ordering = ["starts_at"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="event_ends_after_start"),
            models.CheckConstraint(
                condition=Q(capacity=None) | Q(taken__lte=F("capacity")), name="event_seats_not_oversold"
            ),
            models.CheckConstraint(
                condition=Q(state="draft") | Q(published_at__isnull=False), name="event_published_at"
            ),
            models.CheckConstraint(
                condition=Q(years_from=None) | Q(years_until=None) | Q(years_until__gte=F("years_from")),
                name="event_years",
            ),
        ]
        indexes = [
            models.Index(fields=["company", "starts_at"], name="event_of_company"),
            models.Index(fields=["starts_at"], condition=Q(state="published"), name="event_upcoming"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def starts_there(self) -> datetime:
        """The start by the clocks of the place, without a zone: the same for every viewer, as its cover is."""
        return self.starts_at.astimezone(ZoneInfo(self.time_zone)).replace(tzinfo=None)

    @property
    def ends_there(self) -> datetime:
        return self.ends_at.astimezone(ZoneInfo(self.time_zone)).replace(tzinfo=None)

    @property
    def is_cancelled(self) -> bool:
        return self.state == self.State.CANCELLED

    @property
    def is_draft(self) -> bool:
        return self.state == self.State.DRAFT

    @property
    def has_begun(self) -> bool:
        return self.starts_at <= timezone.now()

    @property
    def free(self) -> int | None:
        """Seats left; None without a limit."""
        return None if self.capacity is None else max(self.capacity - self.taken, 0)


class Reply(models.Model):
    """One person's answer to one event; a yes holds `1 + guests` seats."""

    class Answer(models.TextChoices):
        YES = "yes", _("参加する")
        MAYBE = "maybe", _("検討中")
        NO = "no", _("行けない")
        WAITING = "waiting", _("キャンセル待ち")

    event = models.ForeignKey(Event, models.CASCADE, related_name="replies", verbose_name=_("集い"))
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="replies", verbose_name=_("人"))
    answer = models.CharField(_("返事"), max_length=8, choices=Answer)
    guests = models.PositiveSmallIntegerField(_("同伴"), default=0)
    word = models.CharField(_("ひとこと"), max_length=200, blank=True)
    waiting_since = models.DateTimeField(_("待ちはじめ"), null=True, blank=True)
    at = models.DateTimeField(_("返事の日時"), auto_now=True)

    class Meta:
        verbose_name = _("返事")
        verbose_name_plural = pgettext_lazy("plural", "返事")
        constraints = [
            models.UniqueConstraint(fields=["event", "person"], name="reply_once"),
            models.CheckConstraint(
                condition=Q(answer="waiting", waiting_since__isnull=False)
                | Q(~Q(answer="waiting"), waiting_since=None),
                name="reply_waiting_since",
            ),
        ]
        indexes = [
            models.Index(fields=["event", "answer", "id"], name="reply_of_event"),
            models.Index(fields=["event", "waiting_since"], condition=Q(answer="waiting"), name="reply_waitlist"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.answer} {self.event_id}"

    @property
    def seats(self) -> int:
        return 1 + self.guests
