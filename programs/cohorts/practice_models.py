"""Practice at work between sessions, dialogue with one department, and the close of a program."""

from typing import TYPE_CHECKING
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from alumni.companies.models import Company
from programs.cohorts.models import Nomination, Program, desk_ids

if TYPE_CHECKING:
    from accounts.users.models import User


class PairingQuerySet(models.QuerySet["Pairing"]):
    def standing(self) -> "PairingQuerySet":
        """Both still take part."""
        return self.filter(nomination__state=Nomination.State.IN, peer__state=Nomination.State.IN)


class Pairing(models.Model):
    """Somebody's peer of another company, who answers what they write; both ways, two rows."""

    nomination = models.ForeignKey(Nomination, models.CASCADE, related_name="pairings", verbose_name=_("参加者"))
    peer = models.ForeignKey(Nomination, models.CASCADE, related_name="+", verbose_name=_("相手"))

    objects = PairingQuerySet.as_manager()

    class Meta:
        verbose_name = _("実践の相手")
        verbose_name_plural = pgettext_lazy("plural", "実践の相手")
        constraints = [
            models.UniqueConstraint(fields=["nomination", "peer"], name="pairing_once"),
            models.CheckConstraint(condition=~Q(nomination=F("peer")), name="pairing_two"),
        ]

    def __str__(self) -> str:
        return f"{self.nomination_id} ↔ {self.peer_id}"


class PracticeQuerySet(models.QuerySet["Practice"]):
    def visible_to(self, viewer: "User") -> "PracticeQuerySet":
        """One's own, one's peer's, and what one was shown. A desk reads none: it learns how far its people are."""
        own = Q(nomination__person=viewer)
        peer = Q(nomination__in=Pairing.objects.standing().filter(peer__person=viewer).values("nomination"))
        shown = Q(shares__person=viewer)
        leads = Q(to_facilitator=True, nomination__program__in=Program.objects.led_by(viewer).values("pk"))
        beside = Nomination.objects.inside().filter(person=viewer).values("program")
        cohort = Q(to_cohort=True, nomination__program__in=beside)
        return self.filter(own | peer | shown | leads | cohort).distinct()


class Practice(models.Model):
    """A small experiment at one's own work, in one's own words."""

    nomination = models.ForeignKey(Nomination, models.CASCADE, related_name="practices", verbose_name=_("参加者"))
    title = models.CharField(_("小さな実験"), max_length=120)
    why = models.CharField(_("なぜ"), max_length=300, blank=True)
    sign = models.CharField(_("うまくいったと、どこでわかるか"), max_length=300, blank=True)
    starts_on = models.DateField(_("はじまり"))
    ends_on = models.DateField(_("おわり"))
    to_facilitator = models.BooleanField(_("進行役にも見せる"), default=True)
    to_cohort = models.BooleanField(_("参加者みんなに見せる"), default=False)
    reflection = models.TextField(_("ふりかえり"), max_length=2000, blank=True)
    reflected_at = models.DateTimeField(_("ふりかえった日時"), null=True, blank=True)
    created_at = models.DateTimeField(_("作成日時"), auto_now_add=True)

    objects = PracticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("職場での実践")
        verbose_name_plural = pgettext_lazy("plural", "職場での実践")
        ordering = ["-starts_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="practice_ends_after_start"),
            models.CheckConstraint(
                condition=Q(reflected_at=None) | ~Q(reflection=""), name="practice_reflected_in_words"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class PracticeShare(models.Model):
    """Somebody outside the program who may read a practice: a boss, a mentor. Taken back at any time."""

    practice = models.ForeignKey(Practice, models.CASCADE, related_name="shares", verbose_name=_("実践"))
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("見せる相手")
    )

    class Meta:
        verbose_name = _("実践を見せる相手")
        verbose_name_plural = pgettext_lazy("plural", "実践を見せる相手")
        constraints = [models.UniqueConstraint(fields=["practice", "person"], name="practice_share_once")]

    def __str__(self) -> str:
        return f"{self.practice_id} → {self.person_id}"


class PracticeLine(models.Model):
    """One line a week: how it goes."""

    practice = models.ForeignKey(Practice, models.CASCADE, related_name="lines", verbose_name=_("実践"))
    week = models.DateField(_("週（月曜日）"))
    words = models.CharField(_("今週のひとこと"), max_length=200)
    answer = models.CharField(_("相手からのひとこと"), max_length=200, blank=True)
    answered_by = models.ForeignKey(
        Nomination, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("答えた人")
    )
    answered_at = models.DateTimeField(_("答えた日時"), null=True, blank=True)

    class Meta:
        verbose_name = _("実践のひとこと")
        verbose_name_plural = pgettext_lazy("plural", "実践のひとこと")
        ordering = ["week"]
        constraints = [
            models.UniqueConstraint(fields=["practice", "week"], name="practice_line_weekly"),
            models.CheckConstraint(condition=Q(week__iso_week_day=1), name="practice_line_monday"),
        ]

    def __str__(self) -> str:
        return self.words


class Dialogue(models.Model):
    """What a dialogue series is for, agreed with the head of the department, and what the department does with it."""

    program = models.OneToOneField(Program, models.CASCADE, related_name="dialogue", verbose_name=_("プログラム"))
    purpose = models.TextField(_("何のために"), max_length=1000, blank=True)
    head = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("部署の長")
    )
    agreed_at = models.DateTimeField(_("部署の長の承諾"), null=True, blank=True)
    questions_until = models.DateField(_("問いを集める期限"), null=True, blank=True)
    will_do = models.TextField(_("部署がこれからすること"), max_length=1000, blank=True)
    will_do_at = models.DateTimeField(_("決めた日時"), null=True, blank=True)
    look_back_on = models.DateField(_("ふりかえる日"), null=True, blank=True)
    looked_back = models.TextField(_("三か月後のふりかえり"), max_length=1000, blank=True)
    looked_back_at = models.DateTimeField(_("ふりかえった日時"), null=True, blank=True)

    class Meta:
        verbose_name = _("対話シリーズ")
        verbose_name_plural = pgettext_lazy("plural", "対話シリーズ")
        constraints = [
            models.CheckConstraint(
                condition=Q(agreed_at=None) | ~Q(purpose="") & Q(head__isnull=False), name="dialogue_agreed_purpose"
            ),
            models.CheckConstraint(condition=Q(will_do_at=None) | ~Q(will_do=""), name="dialogue_will_do"),
            models.CheckConstraint(
                condition=Q(looked_back_at=None) | ~Q(looked_back=""), name="dialogue_looked_back"
            ),
        ]

    def __str__(self) -> str:
        return str(self.program_id)


class DialogueQuestion(models.Model):
    """Asked beforehand. Without a name nobody is stored: not even an admin can tell who asked."""

    program = models.ForeignKey(Program, models.CASCADE, related_name="questions", verbose_name=_("プログラム"))
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("人")
    )
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    words = models.CharField(_("問い"), max_length=300)
    # Read by who leads: with a name at once, without one only together with others, or when the time to ask is over.
    told = models.BooleanField(_("進行役に見えている"), default=False)

    class Meta:
        verbose_name = _("寄せられた問い")
        verbose_name_plural = pgettext_lazy("plural", "寄せられた問い")

    def __str__(self) -> str:
        return self.words[:40]


class OutcomeWordQuerySet(models.QuerySet["OutcomeWord"]):
    def editable_by(self, user: "User") -> "OutcomeWordQuerySet":
        return self.all() if user.is_superuser else self.filter(company__in=desk_ids(user))


class OutcomeWord(models.Model):
    """At the close one side tells what it gave and got: a company, or the people (one person each). The other confirms."""

    program = models.ForeignKey(Program, models.CASCADE, related_name="outcome_words", verbose_name=_("プログラム"))
    company = models.ForeignKey(
        Company, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("会社")
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("人")
    )
    gave = models.TextField(_("渡したもの"), max_length=600)
    got = models.TextField(_("受けとったもの"), max_length=600)
    told_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("書いた人")
    )
    told_at = models.DateTimeField(_("書いた日時"), auto_now_add=True)

    objects = OutcomeWordQuerySet.as_manager()

    class Meta:
        verbose_name = _("成果のことば")
        verbose_name_plural = pgettext_lazy("plural", "成果のことば")
        constraints = [
            models.CheckConstraint(
                condition=Q(company=None, person__isnull=False) | Q(company__isnull=False, person=None),
                name="outcome_word_one_side",
            ),
            models.UniqueConstraint(
                fields=["program", "company"], condition=Q(company__isnull=False), name="outcome_word_of_company"
            ),
            models.UniqueConstraint(
                fields=["program", "person"], condition=Q(person__isnull=False), name="outcome_word_of_person"
            ),
        ]

    def __str__(self) -> str:
        return self.got[:40]


class Certificate(models.Model):
    """Somebody completed a program: a page that anybody with its address can check, and a PDF."""

    nomination = models.OneToOneField(
        Nomination, models.CASCADE, related_name="certificate", verbose_name=_("参加者")
    )
    code = models.CharField(_("確認番号"), max_length=24, unique=True)
    # What whoever has the address may read, as the holder says; closed, there is nothing at all.
    is_open = models.BooleanField(_("リンクをひらいている"), default=False)
    shows_name = models.BooleanField(_("名前を出す"), default=True)
    shows_company = models.BooleanField(_("会社名を出す"), default=False)
    issued_at = models.DateTimeField(_("発行日時"), auto_now_add=True)
    revoked_at = models.DateTimeField(_("取り消した日時"), null=True, blank=True)

    class Meta:
        verbose_name = _("修了証")
        verbose_name_plural = pgettext_lazy("plural", "修了証")

    def __str__(self) -> str:
        return f"#{self.pk}"
