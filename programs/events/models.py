"""Gatherings: a reunion for a company or a department with its history, and who comes."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, When
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from alumni.companies.models import Company, Department
from alumni.directory.standing import Post
from programs.events import sight
from programs.events.parts import EventCompany, EventRole, Note, Series, Session

if TYPE_CHECKING:
    from accounts.users.models import User


class EventQuerySet(models.QuerySet["Event"]):
    def published(self) -> "EventQuerySet":
        return self.filter(state=Event.State.PUBLISHED)

    def upcoming(self) -> "EventQuerySet":
        """Not over yet, the next one first; one without a day yet is never over."""
        undated = Q(state=Event.State.POSTPONED)
        return self.filter(undated | Q(ends_at__gt=timezone.now())).order_by("starts_at", "pk")

    def past(self) -> "EventQuerySet":
        over = self.exclude(state=Event.State.POSTPONED).filter(ends_at__lte=timezone.now())
        return over.order_by("-starts_at", "-pk")

    def shown(self) -> "EventQuerySet":
        return self.exclude(state=Event.State.DRAFT)

    def next_first(self) -> "EventQuerySet":
        """What is still to come (or has no day), the nearest first; then what has been, the latest first."""
        over = Q(ends_at__lte=timezone.now()) & ~Q(state=Event.State.POSTPONED)
        come = Case(When(over, then=None), default=F("starts_at"))
        return self.order_by(come.asc(nulls_last=True), "-starts_at", "-pk")

    def with_answer_of(self, person: "User") -> "EventQuerySet":
        """Adds `my_answer`."""
        own = Reply.objects.filter(event=OuterRef("pk"), person=person)
        return self.annotate(my_answer=Subquery(own.values("answer")[:1]))

    def with_hold_of(self, person: "User") -> "EventQuerySet":
        """Adds `is_held`: whether this person has agreed to hold it with the host."""
        return self.annotate(is_held=Exists(EventRole.objects.held_by(person).filter(event=OuterRef("pk"))))

    def with_parts(self) -> "EventQuerySet":
        """Adds `has_sessions`, `has_roles`, `has_notes`: what a page need not ask for where there is nothing."""
        this = {"event": OuterRef("pk")}
        return self.annotate(
            has_sessions=Exists(Session.objects.filter(**this)),
            has_roles=Exists(EventRole.objects.standing().filter(**this)),
            has_notes=Exists(Note.objects.filter(**this)),
        )

    def visible_to(self, viewer: "User") -> "EventQuerySet":
        """The one definition of sight: what one holds, what one's desk is asked about, and what one is invited to."""
        asked = Q(pk__in=EventCompany.objects.filter(company__in=sight.desk_ids(viewer)).values("event"))
        own = Q(pk__in=EventRole.objects.standing().filter(person=viewer).values("event"))
        drafts_too = Q(host=viewer) | sight.of_desks(viewer) | own | asked
        return self.filter(drafts_too | (~Q(state=Event.State.DRAFT) & sight.invited(viewer)))

    def invited(self, viewer: "User") -> "EventQuerySet":
        """What is meant for this person; a desk sees more than its officer is invited to."""
        return self.filter(~Q(state=Event.State.DRAFT) & sight.invited(viewer))

    def invited_through(self, posts: Iterable[Post]) -> "EventQuerySet":
        """What is meant for whoever has these posts."""
        return self.filter(~Q(state=Event.State.DRAFT) & sight.invited_through(posts))

    def held_by(self, user: "User") -> "EventQuerySet":
        """What this person hosts, holds together with the host, or keeps the desk of; the mirror of rules.can_edit."""
        return self.filter(
            Q(host=user) | Q(pk__in=EventRole.objects.held_by(user).values("event")) | sight.of_desks(user)
        )

    def editable_by(self, user: "User") -> "EventQuerySet":
        if user.is_superuser:
            return self.all()
        own = list(Company.objects.editable_by(user).values_list("pk", flat=True))
        return self.filter(Q(host=user) | (Q(company__in=own) & ~sight.PRIVATE))


# Seats come and go with each answer, and the answers tell of that: a version is kept of what people wrote.
# (pghistory.AnyChange would name each column, and a migration sets the trigger before it adds the columns.)
WRITTEN = (
    "to_jsonb(OLD.*) - '{taken,share_key}'::text[] IS DISTINCT FROM to_jsonb(NEW.*) - '{taken,share_key}'::text[]"
)


@pghistory.track(
    pghistory.UpdateEvent(condition=pghistory.Condition(WRITTEN)),
    pghistory.DeleteEvent(),
    model_name="EventVersion",
    exclude=["share_key"],
)
class Event(models.Model):
    class Kind(models.TextChoices):
        REUNION = "reunion", _("再会の集い")
        STUDY = "study", _("読書会・勉強会")
        DIALOGUE = "dialogue", _("対話の会")
        SEMINAR = "seminar", _("セミナー")
        TALK = "talk", _("小さなおしゃべり")
        SESSION = "session", _("プログラムの回")

    class State(models.TextChoices):
        DRAFT = "draft", _("下書き")
        PUBLISHED = "published", _("公開中")
        POSTPONED = "postponed", _("延期・日程未定")
        CANCELLED = "cancelled", _("中止")

    class Mode(models.TextChoices):
        ONSITE = "onsite", _("会場で")
        ONLINE = "online", _("オンラインで")
        BOTH = "both", _("会場とオンライン")

    class OpenTo(models.TextChoices):
        PEOPLE = "people", _("名前で選んだ人だけ")
        COMPANY = "company", _("会社や部署にいた人")
        COMPANIES = "companies", _("いくつかの会社の人")
        NETWORK = "network", _("Kanaeのすべてのメンバー")

    class GuestList(models.TextChoices):
        INVITED = "invited", _("誘われた人みんな")
        COMING = "coming", _("参加する人だけ")
        HOSTS = "hosts", _("主催者だけ")

    MOVES = {
        "draft": ("published",),
        "published": ("postponed", "cancelled"),
        "postponed": ("published", "cancelled"),
        "cancelled": ("published", "postponed"),
    }
    # From how many hours before the start the online address is shown to those who come; None: as soon as they come.
    LINK_LEADS = [(1, _("1時間前から")), (24, _("前日の同じ時刻から")), (72, _("3日前から"))]

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
    mode = models.CharField(_("ひらきかた"), max_length=8, choices=Mode, default=Mode.ONSITE)
    online_url = models.URLField(_("オンラインのリンク"), blank=True)
    link_lead = models.PositiveSmallIntegerField(
        _("リンクが見えるとき"), null=True, blank=True, choices=LINK_LEADS, default=24
    )
    fee_note = models.CharField(_("会費"), max_length=80, blank=True)
    capacity = models.PositiveIntegerField(_("定員"), null=True, blank=True)
    taken = models.PositiveIntegerField(_("埋まった席"), default=0, editable=False)
    reply_by = models.DateTimeField(_("返事の締切"), null=True, blank=True)
    guests_allowed = models.PositiveSmallIntegerField(_("同伴できる人数"), default=0)
    # How a seat is given: after the host's yes; how long a freed one is held (0: whoever is next simply comes).
    approval = models.BooleanField(_("参加は主催が確かめてから決める"), default=False)
    offer_hours = models.PositiveSmallIntegerField(_("空いた席の返事を待つ時間"), default=0)
    # Two days before, those who come are asked again; the seats of the silent are given on only if the host says so.
    reconfirm = models.BooleanField(_("二日前にもう一度確かめる"), default=False)
    release_unconfirmed = models.BooleanField(_("返事のない席は前日に次の方へ回す"), default=False)
    reconfirm_at = models.DateTimeField(_("確かめた日時"), null=True, blank=True, editable=False)
    reconfirm_for = models.DateTimeField(_("確かめた回のはじまり"), null=True, blank=True, editable=False)
    hope_company = models.CharField(_("会社が願うこと"), max_length=300, blank=True)
    hope_people = models.CharField(_("集う人が願うこと"), max_length=300, blank=True)
    # Whom it is for, besides those invited by name: a department with what lies below it and its history, or the whole company; and years.
    open_to = models.CharField(_("だれにひらくか"), max_length=10, choices=OpenTo, default=OpenTo.COMPANY)
    department = models.ForeignKey(
        Department, models.PROTECT, null=True, blank=True, related_name="events", verbose_name=_("部署")
    )
    years_from = models.PositiveSmallIntegerField(_("在籍した年（から）"), null=True, blank=True)
    years_until = models.PositiveSmallIntegerField(_("在籍した年（まで）"), null=True, blank=True)
    guest_list = models.CharField(
        _("参加者の一覧が見える人"), max_length=8, choices=GuestList, default=GuestList.INVITED
    )
    series = models.ForeignKey(
        Series, models.PROTECT, null=True, blank=True, related_name="events", verbose_name=_("つづきの集い")
    )
    turn = models.PositiveSmallIntegerField(_("何回目"), null=True, blank=True, editable=False)
    # Whoever has this key in an address reads title and day without logging in; None: nobody does.
    share_key = models.UUIDField(_("共有の鍵"), null=True, blank=True, unique=True, editable=False)
    revision = models.PositiveIntegerField(_("改訂"), default=0, editable=False)
    published_at = models.DateTimeField(_("公開日時"), null=True, blank=True)
    postponed_at = models.DateTimeField(_("延期日時"), null=True, blank=True)
    postpone_reason = models.CharField(_("延期の理由"), max_length=300, blank=True)
    # Whoever answered before this moment answered for another day, and is asked once more.
    dated_at = models.DateTimeField(_("新しい日程を決めた日時"), null=True, blank=True, editable=False)
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
                condition=Q(state="draft") | Q(published_at__isnull=False), name="event_published_at"
            ),
            models.CheckConstraint(
                condition=Q(years_from=None) | Q(years_until=None) | Q(years_until__gte=F("years_from")),
                name="event_years",
            ),
            models.CheckConstraint(
                condition=~Q(state="postponed") | Q(postponed_at__isnull=False), name="event_postponed_at"
            ),
            models.CheckConstraint(
                condition=Q(series=None, turn=None) | Q(series__isnull=False, turn__isnull=False),
                name="event_turn_of_series",
            ),
            models.UniqueConstraint(fields=["series", "turn"], name="event_turn_once"),
            models.CheckConstraint(
                condition=Q(open_to="company") | Q(department=None), name="event_department_of_its_circle"
            ),
        ]
        indexes = [
            models.Index(fields=["company", "starts_at"], name="event_of_company"),
            models.Index(fields=["starts_at"], condition=Q(state="published"), name="event_upcoming"),
        ]
        # A host may make a table smaller than the seats already given, and nobody is sent away. So what a CHECK
        # would say of a row is said of each step: above the capacity, the seats given can only become fewer.
        triggers = [
            pgtrigger.Protect(
                name="event_seat_given",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(new__taken__gt=pgtrigger.F("new__capacity"))
                & pgtrigger.Q(new__taken__gt=pgtrigger.F("old__taken")),
            ),
            pgtrigger.Protect(
                name="event_seats_at_first",
                operation=pgtrigger.Insert,
                condition=pgtrigger.Q(new__taken__gt=pgtrigger.F("new__capacity")),
            ),
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
    def is_postponed(self) -> bool:
        """Called off for now: its old day still stands in the row, and means nothing."""
        return self.state == self.State.POSTPONED

    @property
    def is_private(self) -> bool:
        """Theirs alone: the mirror of sight.PRIVATE."""
        return self.kind in (self.Kind.TALK, self.Kind.SESSION) and self.open_to == self.OpenTo.PEOPLE

    @property
    def is_kept(self) -> bool:
        """Another room keeps its guests (a program its cohort): nobody is invited to it by hand."""
        return self.kind == self.Kind.SESSION and self.open_to == self.OpenTo.PEOPLE

    @property
    def has_begun(self) -> bool:
        return not self.is_postponed and self.starts_at <= timezone.now()

    @property
    def is_over(self) -> bool:
        return not self.is_postponed and self.ends_at <= timezone.now()

    @property
    def lasts_days(self) -> bool:
        return self.ends_at - self.starts_at > timedelta(days=1)

    def sittings(self) -> list[Session]:
        """Its sessions, in order; only what ends on another day is worth asking for them."""
        return list(self.sessions.all()) if self.ends_there.date() > self.starts_there.date() else []

    @property
    def link_opens_at(self) -> datetime | None:
        """From when those who come read the online address; None: from their yes on."""
        return None if self.link_lead is None else self.starts_at - timedelta(hours=self.link_lead)

    @property
    def free(self) -> int | None:
        """Seats left; None without a limit."""
        return None if self.capacity is None else max(self.capacity - self.taken, 0)

    @property
    def over(self) -> int:
        """Seats given beyond a table that was made smaller afterwards."""
        return 0 if self.capacity is None else max(self.taken - self.capacity, 0)


class Reply(models.Model):
    """One person's answer to one event; a yes holds `1 + guests` seats, and so does a seat that is offered."""

    class Answer(models.TextChoices):
        YES = "yes", _("参加する")
        MAYBE = "maybe", _("検討中")
        NO = "no", _("行けない")
        WAITING = "waiting", _("キャンセル待ち")
        OFFERED = "offered", _("お席のご案内中")
        ASKED = "asked", _("お願い中")
        DECLINED = "declined", _("今回は見送り")

    event = models.ForeignKey(Event, models.CASCADE, related_name="replies", verbose_name=_("集い"))
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="replies", verbose_name=_("人"))
    answer = models.CharField(_("返事"), max_length=8, choices=Answer)
    guests = models.PositiveSmallIntegerField(_("同伴"), default=0)
    word = models.CharField(_("ひとこと"), max_length=200, blank=True)
    # Counted, and seen by the hosts only: in nobody else's list, number by relation, or memory of whom one met.
    unseen = models.BooleanField(_("名前を出さずに参加"), default=False)
    # Allergies, a wheelchair: for the hosts alone, and gone a month after the gathering.
    needs = models.CharField(_("アレルギーや必要な配慮"), max_length=300, blank=True)
    # The order of the line: grows strictly under the event's lock, whatever the clocks of the servers say.
    waiting_since = models.DateTimeField(_("待ちはじめ"), null=True, blank=True)
    offered_until = models.DateTimeField(_("席の返事の期限"), null=True, blank=True)
    passed_at = models.DateTimeField(_("席を見送った日時"), null=True, blank=True)
    accepted_at = models.DateTimeField(_("主催が受けた日時"), null=True, blank=True)
    host_word = models.CharField(_("主催からのひとこと"), max_length=300, blank=True)
    # The start for which the person said once more that they come; another start asks anew.
    confirmed_for = models.DateTimeField(_("確かめた回のはじまり"), null=True, blank=True)
    # Called to mind, once, that the host still wants an answer to a question.
    nudged_at = models.DateTimeField(_("質問を思い出してもらった日時"), null=True, blank=True, editable=False)
    at = models.DateTimeField(_("返事の日時"), auto_now=True)

    class Meta:
        verbose_name = _("返事")
        verbose_name_plural = pgettext_lazy("plural", "返事")
        constraints = [
            models.UniqueConstraint(fields=["event", "person"], name="reply_once"),
            models.UniqueConstraint(
                fields=["event", "waiting_since"], condition=Q(waiting_since__isnull=False), name="reply_turn_once"
            ),
            models.CheckConstraint(
                condition=Q(answer__in=["waiting", "offered"], waiting_since__isnull=False)
                | Q(~Q(answer__in=["waiting", "offered"]), waiting_since=None),
                name="reply_waiting_since",
            ),
            models.CheckConstraint(
                condition=Q(answer="offered", offered_until__isnull=False)
                | Q(~Q(answer="offered"), offered_until=None),
                name="reply_offered_until",
            ),
            models.CheckConstraint(condition=Q(passed_at=None) | Q(answer="waiting"), name="reply_passed_waits"),
        ]
        indexes = [
            models.Index(fields=["event", "answer", "id"], name="reply_of_event"),
            models.Index(fields=["event", "waiting_since"], condition=Q(answer="waiting"), name="reply_waitlist"),
            models.Index(fields=["offered_until"], condition=Q(answer="offered"), name="reply_offers"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.answer} {self.event_id}"

    @property
    def seats(self) -> int:
        return 1 + self.guests

    @property
    def holds(self) -> int:
        """The seats that are this person's now."""
        return self.seats if self.answer in (self.Answer.YES, self.Answer.OFFERED) else 0
