"""Career sessions: who offers them, the published times, and sessions of which the database knows neither who nor what."""

from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Func, Q, Value
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from alumni.blocks.queries import apart
from alumni.companies.models import Company, Enrolment
from alumni.tenures.models import Tenure
from alumni.tenures.standing import standing_of
from programs.mentoring.words import Kind, Language, OpenTo, Theme, valid_zone

if TYPE_CHECKING:
    from accounts.users.models import User

PERSON = settings.AUTH_USER_MODEL


def only(name: str) -> Func:
    """A range that holds one number, so that GiST compares numbers without btree_gist."""
    return Func(F(name), F(name), Value("[]"), function="int8range")


def between(start: str, end: str) -> Func:
    return Func(F(start), F(end), function="tstzrange")


class AdvisorQuerySet(models.QuerySet["Advisor"]):
    def listed(self) -> "AdvisorQuerySet":
        return self.filter(state=Advisor.State.LISTED, person__is_active=True)

    def visible_to(self, viewer: "User") -> "AdvisorQuerySet":
        """Listed ones who are open to the viewer: to every member, or to people of a company both were in."""
        shared = Tenure.objects.verified().filter(company__in=standing_of(viewer).company_ids)
        known = Q(open_to=OpenTo.NETWORK) | Q(person__in=shared.values("person"))
        return self.listed().filter(known).exclude(person=viewer.pk).exclude(apart(viewer))

    def editable_by(self, user: "User") -> "AdvisorQuerySet":
        """Whoever a company's desk was asked to confirm; all of them for the platform's admins."""
        if user.is_superuser:
            return self.all()
        return self.filter(company__in=list(Company.objects.editable_by(user).values_list("pk", flat=True)))


class Advisor(models.Model):
    """Somebody who listens at arm's length: an alumnus, or a consultant from outside; shown once a desk has confirmed."""

    class State(models.TextChoices):
        DRAFT = "draft", _("下書き")
        WAITING = "waiting", _("確認を待っています")
        LISTED = "listed", _("受けつけています")
        PAUSED = "paused", _("お休みしています")

    MOVES = {
        "draft": ("waiting",),
        "waiting": ("listed", "draft"),
        "listed": ("paused", "waiting", "draft"),
        "paused": ("listed", "waiting", "draft"),
    }

    person = models.OneToOneField(PERSON, models.CASCADE, related_name="advisor", verbose_name=_("人"))
    kind = models.CharField(_("立場"), max_length=8, choices=Kind, default=Kind.ALUMNUS)
    headline = models.CharField(_("ひとこと"), max_length=60)
    bio = models.TextField(_("紹介"), max_length=1200, blank=True)
    credential = models.CharField(_("資格・経験"), max_length=120, blank=True)
    themes = ArrayField(models.SmallIntegerField(choices=Theme), verbose_name=_("テーマ"), default=list)
    languages = ArrayField(
        models.CharField(max_length=2, choices=Language),
        verbose_name=pgettext_lazy("languages", "ことば"),
        default=list,
    )
    online = models.BooleanField(_("オンラインで"), default=True)
    place = models.CharField(_("会う場所"), max_length=80, blank=True)
    time_zone = models.CharField(_("タイムゾーン"), max_length=40, default="Asia/Tokyo", validators=[valid_zone])
    minutes = models.PositiveSmallIntegerField(_("一回の長さ（分）"), default=50)
    buffer = models.PositiveSmallIntegerField(_("あとに空ける時間（分）"), default=10)
    lead_hours = models.PositiveSmallIntegerField(_("何時間前まで予約できるか"), default=24)
    free_hours = models.PositiveSmallIntegerField(_("何時間前まで自由に変えられるか"), default=24)
    capacity = models.PositiveSmallIntegerField(_("ひと月に受ける回数"), default=4)
    open_to = models.CharField(_("だれに見せるか"), max_length=8, choices=OpenTo, default=OpenTo.COMPANY)
    shows_inside = models.BooleanField(_("同じ会社にいたことを伝える"), default=True)
    paid = models.BooleanField(_("会社の回数券で受ける"), default=False)
    company = models.ForeignKey(
        Company, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("確認する会社")
    )
    state = models.CharField(_("状態"), max_length=8, choices=State, default=State.DRAFT)
    word = models.CharField(_("確認した人からのことば"), max_length=200, blank=True)
    verified_at = models.DateTimeField(_("確認日時"), null=True, blank=True)
    verified_by = models.ForeignKey(
        PERSON, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("確認した人")
    )

    objects = AdvisorQuerySet.as_manager()

    class Meta:
        verbose_name = _("相談役")
        verbose_name_plural = pgettext_lazy("plural", "相談役")
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=["listed", "paused"]) | Q(verified_at__isnull=False), name="advisor_confirmed"
            ),
            models.CheckConstraint(condition=Q(online=True) | ~Q(place=""), name="advisor_somewhere"),
            models.CheckConstraint(
                condition=Q(minutes__range=(15, 180), buffer__lte=120, capacity__range=(1, 60)), name="advisor_sizes"
            ),
            models.CheckConstraint(
                condition=Q(verified_by=None) | ~Q(person=F("verified_by")), name="advisor_not_confirmed_by_oneself"
            ),
        ]
        indexes = [GinIndex(fields=["themes"], condition=Q(state="listed"), name="advisor_themes")]

    def __str__(self) -> str:
        return self.person.name

    @property
    def theme_words(self) -> list[Any]:
        return [Theme(code).label for code in self.themes if code in Theme.values]

    @property
    def language_words(self) -> list[Any]:
        return [Language(code).label for code in self.languages if code in Language.values]

    @property
    def is_listed(self) -> bool:
        return self.state == self.State.LISTED


class SlotQuerySet(models.QuerySet["Slot"]):
    def of(self, person: "User") -> "SlotQuerySet":
        return self.filter(advisor__person=person)


class Slot(models.Model):
    """A published time. Whether it is taken stands nowhere in it: only sessions know, and they name nobody."""

    advisor = models.ForeignKey(Advisor, models.CASCADE, related_name="slots", verbose_name=_("相談役"))
    starts_at = models.DateTimeField(_("はじまり"))
    ends_at = models.DateTimeField(_("おわり"))
    series = models.UUIDField(_("ひとつづき"), null=True, blank=True)

    objects = SlotQuerySet.as_manager()

    class Meta:
        verbose_name = _("受けつける時間")
        verbose_name_plural = pgettext_lazy("plural", "受けつける時間")
        ordering = ["starts_at"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="slot_lasts"),
            ExclusionConstraint(
                name="slot_alone",
                expressions=[(only("advisor_id"), "&&"), (between("starts_at", "ends_at"), "&&")],
            ),
        ]
        indexes = [models.Index(fields=["advisor", "starts_at"], name="slot_when")]


class CareerSession(models.Model):
    """Two people and a time. Who they are is sealed, and known to the table only by marks (see sealing.py).

    No page, no admin, no history table and no foreign key leads from here to a person.
    """

    class State(models.TextChoices):
        BOOKED = "booked", _("予定")
        CANCELLED = "cancelled", _("取りやめ")
        OVER = "over", _("終わりました")
        MISSED = "missed", _("会えませんでした")

    MOVES = {"booked": ("cancelled", "over", "missed"), "over": ("missed",)}

    key = models.UUIDField(_("二重に予約しないための鍵"))
    advisor_mark = models.BigIntegerField(_("相談役のしるし"))
    client_mark = models.BigIntegerField(_("相談する人のしるし"))
    name = models.UUIDField(_("封をしたときの名前"), default=uuid4, unique=True)
    sealed = models.BinaryField(_("封をしたことば"))
    starts_at = models.DateTimeField(_("はじまり"))
    ends_at = models.DateTimeField(_("おわり"))
    free_at = models.DateTimeField(_("次を受けられる時刻"))
    revision = models.PositiveIntegerField(_("改訂"), default=0)
    state = models.CharField(_("状態"), max_length=9, choices=State, default=State.BOOKED)

    class Meta:
        verbose_name = _("キャリアの対話")
        verbose_name_plural = pgettext_lazy("plural", "キャリアの対話")
        ordering = ["starts_at"]
        constraints = [
            models.UniqueConstraint(fields=["client_mark", "key"], name="session_booked_once"),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at"), free_at__gte=F("ends_at")), name="session_lasts"
            ),
            models.CheckConstraint(condition=~Q(advisor_mark=F("client_mark")), name="session_of_two"),
            ExclusionConstraint(
                name="session_advisor_alone",
                expressions=[(only("advisor_mark"), "&&"), (between("starts_at", "free_at"), "&&")],
                condition=~Q(state="cancelled"),
            ),
            ExclusionConstraint(
                name="session_client_alone",
                expressions=[(only("client_mark"), "&&"), (between("starts_at", "ends_at"), "&&")],
                condition=~Q(state="cancelled"),
            ),
        ]
        indexes = [
            models.Index(fields=["advisor_mark", "starts_at"], name="session_of_advisor"),
            models.Index(fields=["client_mark", "starts_at"], name="session_of_client"),
            models.Index(fields=["ends_at"], condition=Q(state="booked"), name="session_to_close"),
        ]

    @property
    def is_booked(self) -> bool:
        return self.state == self.State.BOOKED


class SessionNote(models.Model):
    """Words about a session, sealed: for both, or for the one who wrote them. Deleting one leaves nothing behind."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    session = models.ForeignKey(CareerSession, models.CASCADE, related_name="notes", verbose_name=_("対話"))
    mark = models.BigIntegerField(_("書いた人のしるし"))
    shared = models.BooleanField(_("ふたりで読む"), default=False)
    sealed = models.BinaryField(_("封をしたことば"))
    at = models.DateTimeField(_("日時"), auto_now_add=True)

    class Meta:
        verbose_name = _("対話の覚え書き")
        verbose_name_plural = pgettext_lazy("plural", "対話の覚え書き")
        ordering = ["at"]
        indexes = [models.Index(fields=["mark"], name="session_note_mark")]


class Distance(models.Model):
    """Somebody doesn't want this person as the other side of a session; the other never learns of it."""

    by = models.ForeignKey(PERSON, models.CASCADE, related_name="+", verbose_name=_("だれが"))
    person = models.ForeignKey(PERSON, models.CASCADE, related_name="+", verbose_name=_("だれと"))

    class Meta:
        verbose_name = _("対話では会わない人")
        verbose_name_plural = pgettext_lazy("plural", "対話では会わない人")
        constraints = [
            models.UniqueConstraint(fields=["by", "person"], name="distance_once"),
            models.CheckConstraint(condition=~Q(by=F("person")), name="distance_from_another"),
        ]


class EvaluationQuerySet(models.QuerySet["Evaluation"]):
    def editable_by(self, user: "User") -> "EvaluationQuerySet":
        return self.filter(company__in=list(Company.objects.editable_by(user).values_list("pk", flat=True)))


class Evaluation(models.Model):
    """One rates the other's work, as the company's desk says: the two are never brought together in a session."""

    company = models.ForeignKey(Company, models.CASCADE, related_name="+", verbose_name=_("会社"))
    evaluator = models.ForeignKey(Enrolment, models.CASCADE, related_name="+", verbose_name=_("評価する人"))
    evaluated = models.ForeignKey(Enrolment, models.CASCADE, related_name="+", verbose_name=_("評価される人"))

    objects = EvaluationQuerySet.as_manager()

    class Meta:
        verbose_name = _("評価の関係")
        verbose_name_plural = pgettext_lazy("plural", "評価の関係")
        constraints = [
            models.UniqueConstraint(fields=["evaluator", "evaluated"], name="evaluation_once"),
            models.CheckConstraint(condition=~Q(evaluator=F("evaluated")), name="evaluation_of_another"),
        ]


class CareContactQuerySet(models.QuerySet["CareContact"]):
    def editable_by(self, user: "User") -> "CareContactQuerySet":
        if user.is_superuser:
            return self.all()
        return self.filter(company__in=list(Company.objects.editable_by(user).values_list("pk", flat=True)))


class CareContact(models.Model):
    """Where to turn when somebody is in danger: entered by a company, or by whoever runs the platform."""

    company = models.ForeignKey(
        Company, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("会社（空なら全体）")
    )
    label = models.CharField(_("窓口の名前"), max_length=80)
    reach = models.CharField(_("電話・連絡のしかた"), max_length=120)
    words = models.CharField(_("どんなときに"), max_length=200, blank=True)

    objects = CareContactQuerySet.as_manager()

    class Meta:
        verbose_name = _("いのちの窓口")
        verbose_name_plural = pgettext_lazy("plural", "いのちの窓口")
        ordering = ["company", "pk"]

    def __str__(self) -> str:
        return self.label
