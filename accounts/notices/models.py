"""The outbox: what happened (Fact), who is told in the product (Notice) and by mail (Delivery)."""

from datetime import time
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

if TYPE_CHECKING:
    from accounts.users.models import User


class Weekday(models.IntegerChoices):
    MON = 0, _("月曜日")
    TUE = 1, _("火曜日")
    WED = 2, _("水曜日")
    THU = 3, _("木曜日")
    FRI = 4, _("金曜日")
    SAT = 5, _("土曜日")
    SUN = 6, _("日曜日")


class FactQuerySet(models.QuerySet["Fact"]):
    def due(self) -> "FactQuerySet":
        """Not yet told to everybody, and its time has come."""
        return self.filter(Q(not_before=None) | Q(not_before__lte=timezone.now()), expanded_at=None)


class Fact(models.Model):
    """Something people must hear of, written in the transaction in which it happened; a worker expands it."""

    kind = models.CharField(_("種類"), max_length=60)
    about = models.CharField(_("対象"), max_length=60, blank=True)
    scope = models.CharField(_("範囲"), max_length=40, blank=True)
    by = models.CharField(_("だれが"), max_length=40, blank=True)
    revision = models.PositiveIntegerField(_("改訂"), default=0)
    data = models.JSONField(_("詳細"), default=dict, blank=True)
    # Either a short list of people, or one address without an account, or (both empty) the kind's own recipients.
    to = models.JSONField(_("宛先"), null=True, blank=True)
    address = models.EmailField(_("宛先アドレス"), max_length=254, blank=True)
    dedupe_key = models.CharField(_("重複防止キー"), max_length=160, unique=True, null=True)  # noqa: DJ001
    at = models.DateTimeField(_("日時"), auto_now_add=True)
    not_before = models.DateTimeField(_("送信時刻"), null=True, blank=True)
    cursor = models.BigIntegerField(_("展開位置"), default=0)
    expanded_at = models.DateTimeField(_("展開完了"), null=True, blank=True)

    # What it is about, as the kind's prepare() found it; None when the row is gone.
    thing: Any = None

    objects = FactQuerySet.as_manager()

    class Meta:
        verbose_name = _("できごと")
        verbose_name_plural = pgettext_lazy("plural", "できごと")
        indexes = [
            models.Index(fields=["id"], condition=Q(expanded_at=None), name="fact_open"),
            models.Index(fields=["about", "kind"], name="fact_about"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.about}"


class NoticeQuerySet(models.QuerySet["Notice"]):
    def visible_to(self, viewer: "User") -> "NoticeQuerySet":
        return self.filter(person=viewer)

    def unread(self) -> "NoticeQuerySet":
        return self.filter(read_at=None)


class Notice(models.Model):
    """One line in a person's list of notices."""

    # Both are found by the keys below, and every line written would pay for an index of their own.
    fact = models.ForeignKey(Fact, models.CASCADE, related_name="notices", db_index=False, verbose_name=_("できごと"))
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices", db_index=False, verbose_name=_("人")
    )
    at = models.DateTimeField(_("日時"), auto_now_add=True)
    read_at = models.DateTimeField(_("読んだ日時"), null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("お知らせ")
        verbose_name_plural = pgettext_lazy("plural", "お知らせ")
        constraints = [models.UniqueConstraint(fields=["fact", "person"], name="notice_once")]
        indexes = [
            models.Index(fields=["person", "-id"], name="notice_of_person"),
            models.Index(fields=["person"], condition=Q(read_at=None), name="notice_unread"),
        ]

    def __str__(self) -> str:
        return f"{self.fact.kind} → {self.person_id}"


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    def due(self) -> "DeliveryQuerySet":
        """Its time has come: mails of their own and rows of digests, each in the words of its own index.

        Asked each second; without the two halves PostgreSQL would read all that waits for the morning, too.
        """
        waits = Q(state=Delivery.State.WAITING, not_before__lte=timezone.now())
        return self.filter((waits & Q(bundle="")) | (waits & ~Q(bundle="")))


class Delivery(models.Model):
    """One mail to one mailbox; leased by a worker, fenced by owner, sent once."""

    class State(models.TextChoices):
        WAITING = "waiting", _("待機中")
        LEASED = "leased", _("処理中")
        SENDING = "sending", _("送信中")
        SENT = "sent", _("送信済")
        FAILED = "failed", _("失敗")
        OBSOLETE = "obsolete", _("不要になった")
        DOUBT = "doubt", _("届いたか不明")

    class Bundle(models.TextChoices):
        DAILY = "daily", _("1日のまとめ")
        WEEKLY = "weekly", _("1週間のまとめ")
        CAP = "cap", _("週の上限をこえた分")

    # Found by the key below: a mail is written five times on its way, and each time into every index.
    fact = models.ForeignKey(
        Fact, models.CASCADE, related_name="deliveries", db_index=False, verbose_name=_("できごと")
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="deliveries", verbose_name=_("人")
    )
    address = models.EmailField(_("アドレス"), max_length=254)
    state = models.CharField(_("状態"), max_length=10, choices=State, default=State.WAITING)
    priority = models.SmallIntegerField(_("優先度"), default=5)
    not_before = models.DateTimeField(_("送信時刻"))
    attempts = models.PositiveSmallIntegerField(_("試行回数"), default=0)
    lease_owner = models.CharField(_("処理中の作業者"), max_length=60, blank=True)
    lease_until = models.DateTimeField(_("処理の期限"), null=True, blank=True)
    started_at = models.DateTimeField(_("送信開始"), null=True, blank=True)
    sent_at = models.DateTimeField(_("送信日時"), null=True, blank=True)
    # How often a worker died between the final dot and the answer: the only case that may reach somebody twice.
    doubts = models.PositiveSmallIntegerField(_("不明の回数"), default=0)
    # Not "": waits for the person's digest. All rows of a digest carry the same `letter`, the key of its first row.
    bundle = models.CharField(_("まとめ"), max_length=10, choices=Bundle, blank=True, default="", db_default="")
    letter = models.BigIntegerField(_("まとめたメール"), null=True, blank=True)
    code = models.PositiveSmallIntegerField(_("応答コード"), null=True, blank=True)
    error = models.CharField(_("理由"), max_length=300, blank=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        verbose_name = _("メール")
        verbose_name_plural = pgettext_lazy("plural", "メール")
        constraints = [
            # Mails to an address have no person, and NULLs don't stand in one another's way.
            models.UniqueConstraint(fields=["fact", "person"], name="delivery_once"),
            models.UniqueConstraint(
                fields=["fact", "address"], condition=Q(person__isnull=True), name="delivery_once_address"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["leased", "sending"], lease_until__isnull=False)
                | Q(~Q(state__in=["leased", "sending"]), lease_until__isnull=True, lease_owner=""),
                name="delivery_lease_held",
            ),
        ]
        indexes = [
            models.Index(
                fields=["priority", "not_before", "id"],
                condition=Q(state="waiting", bundle=""),
                name="delivery_waiting",
            ),
            models.Index(
                fields=["not_before", "person", "id"],
                condition=Q(state="waiting") & ~Q(bundle=""),
                name="delivery_bundled",
            ),
            models.Index(
                fields=["lease_until"], condition=Q(state__in=["leased", "sending"]), name="delivery_leased"
            ),
            models.Index(fields=["state", "-id"], name="delivery_state"),
        ]

    def __str__(self) -> str:
        return f"{self.fact.kind} → {self.address}"


class Preference(models.Model):
    """How a person wants to hear of one kind; without `kind`, a stop of the whole category by the way out in a mail.

    No row means at once. The stop lies above the rows of the kinds, so that taking it back brings them back.
    """

    class Pace(models.TextChoices):
        NOW = "now", _("すぐメールで")
        DAILY = "daily", _("1日分をまとめてメールで")
        WEEKLY = "weekly", _("1週間分をまとめてメールで")
        APP = "app", _("メールなし（この画面の「お知らせ」だけ）")
        NEVER = "never", _("どこにも知らせない")

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="notice_preferences", verbose_name=_("人")
    )
    category = models.CharField(max_length=30)
    kind = models.CharField(max_length=60, blank=True, default="")
    pace = models.CharField(max_length=10, choices=Pace, default=Pace.NOW)
    changed_at = models.DateTimeField(_("変更日時"), auto_now=True)

    class Meta:
        verbose_name = _("通知設定")
        verbose_name_plural = pgettext_lazy("plural", "通知設定")
        constraints = [models.UniqueConstraint(fields=["person", "category", "kind"], name="preference_once")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.kind or self.category} {self.pace}"


class Rhythm(models.Model):
    """When mail may come to a person, in their own time zone, and how much of it; no row: at any time, the usual cap."""

    CAP = 7

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="mail_rhythm", verbose_name=_("人")
    )
    quiet_from = models.TimeField(_("静かな時間のはじまり"), null=True, blank=True)
    quiet_until = models.TimeField(_("静かな時間のおわり"), null=True, blank=True)
    digest_at = models.TimeField(_("まとめが届く時刻"), default=time(8))
    digest_day = models.PositiveSmallIntegerField(_("1週間のまとめが届く曜日"), choices=Weekday, default=Weekday.MON)
    cap = models.PositiveSmallIntegerField(_("1週間に受け取るメールの数"), null=True, blank=True, default=CAP)

    class Meta:
        verbose_name = _("メールの時間と数")
        verbose_name_plural = pgettext_lazy("plural", "メールの時間と数")
        constraints = [
            models.CheckConstraint(
                condition=Q(quiet_from=None, quiet_until=None)
                | Q(quiet_from__isnull=False, quiet_until__isnull=False),
                name="rhythm_quiet_pair",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}"


class Suppression(models.Model):
    """An address that must not be written to (scope "" = nothing at all); it outlives the account."""

    address_key = models.CharField(_("アドレス"), max_length=254)
    scope = models.CharField(_("範囲"), max_length=60, blank=True)
    reason = models.CharField(_("理由"), max_length=30)
    at = models.DateTimeField(_("日時"), auto_now_add=True)

    class Meta:
        verbose_name = _("送信停止")
        verbose_name_plural = pgettext_lazy("plural", "送信停止")
        constraints = [models.UniqueConstraint(fields=["address_key", "scope"], name="suppression_once")]

    def __str__(self) -> str:
        return f"{self.address_key} {self.scope}"


class Mailbox(models.Model):
    """What the mail service reported of an address: how often mail came back for now, and when it last did."""

    address_key = models.CharField(_("アドレス"), max_length=254, unique=True)
    soft_bounces = models.PositiveSmallIntegerField(_("一時的に戻った回数"), default=0)
    bounced_at = models.DateTimeField(_("最後に戻った日時"), null=True, blank=True)

    class Meta:
        verbose_name = _("アドレスのようす")
        verbose_name_plural = pgettext_lazy("plural", "アドレスのようす")

    def __str__(self) -> str:
        return f"{self.address_key} {self.soft_bounces}"


class Incident(models.Model):
    """Mail that doesn't move or fails in numbers: admins hear of it once, when it opens."""

    class Sort(models.TextChoices):
        AGEING = "ageing", _("メールが滞っている")
        FAILING = "failing", _("メールの失敗が増えている")

    sort = models.CharField(_("種類"), max_length=10, choices=Sort)
    opened_at = models.DateTimeField(_("はじまり"), auto_now_add=True)
    closed_at = models.DateTimeField(_("おさまった日時"), null=True, blank=True)
    figure = models.PositiveIntegerField(_("そのときの値"), default=0)

    class Meta:
        verbose_name = _("メールの異常")
        verbose_name_plural = pgettext_lazy("plural", "メールの異常")
        constraints = [
            models.UniqueConstraint(fields=["sort"], condition=Q(closed_at=None), name="incident_open_once")
        ]

    def __str__(self) -> str:
        return f"{self.get_sort_display()} {self.opened_at:%Y-%m-%d %H:%M}"
