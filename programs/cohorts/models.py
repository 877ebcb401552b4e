"""Programs across companies: who hosts them, which companies take part, and who is in.

The wall: the desk of a company reads its own people only, and counts of the others. It stands in `visible_to` of
Nomination and of all that hangs on it; the facilitator reads everybody, and those who are in read each other.
"""

from typing import TYPE_CHECKING

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from alumni.companies.models import Company, Department
from alumni.companies.queries import desks_of
from alumni.directory.standing import standing_of

if TYPE_CHECKING:
    from accounts.users.models import User


def desk_ids(user: "User") -> list[int]:
    return [company.pk for company in desks_of(user)]


class ProgramQuerySet(models.QuerySet["Program"]):
    def shown(self) -> "ProgramQuerySet":
        return self.exclude(state=Program.State.DRAFT)

    def visible_to(self, viewer: "User") -> "ProgramQuerySet":
        """The one definition of sight: what one holds or is in, one's desk's, and what one's company takes part in."""
        inside = Q(pk__in=Nomination.objects.filter(person=viewer).values("program"))
        asked = Q(pk__in=Partner.objects.filter(company__in=desk_ids(viewer)).exclude(state="left").values("program"))
        partners = Partner.objects.joined().filter(company__in=standing_of(viewer).company_ids)
        open_to = Q(state__in=Program.OPEN, pk__in=partners.values("program"))
        return self.filter(_held(viewer) | (~Q(state=Program.State.DRAFT) & (inside | asked)) | open_to)

    def held_by(self, user: "User") -> "ProgramQuerySet":
        """What this person may shape: its stewards, and the host company's desk; the mirror of rules.can_shape."""
        return self.filter(_held(user))

    def led_by(self, user: "User") -> "ProgramQuerySet":
        """Where this person reads everybody who is in."""
        return self.filter(pk__in=Steward.objects.standing().filter(person=user, leads=True).values("program"))


def _held(user: "User") -> Q:
    own = Steward.objects.standing().filter(person=user).values("program")
    return Q(company__in=desk_ids(user)) | Q(pk__in=own)


@pghistory.track(pghistory.UpdateEvent(), pghistory.DeleteEvent(), model_name="ProgramVersion")
class Program(models.Model):
    """What is posted: a theme, the outcome aimed at, and what each side brings and gets."""

    class Kind(models.TextChoices):
        LEADERS = "leaders", _("会社をこえたリーダーの学び")
        DIALOGUE = "dialogue", _("ひとつの部署の対話シリーズ")
        ROLES = "roles", _("成果から役割をつくる")
        CIRCLE = "circle", _("学びの輪")
        RETURN = "return", _("戻ってきた人の一歩目")

    class State(models.TextChoices):
        DRAFT = "draft", _("下書き")
        PUBLISHED = "published", _("募集中")
        RUNNING = "running", _("進行中")
        CLOSING = "closing", _("ふりかえり中")
        CLOSED = "closed", _("おわりました")
        WITHDRAWN = "withdrawn", _("取りやめ")

    MOVES = {
        "draft": ("published",),
        "published": ("running", "withdrawn"),
        "running": ("closing", "withdrawn"),
        "closing": ("closed", "running"),
    }
    # In these states it is open to the people of the companies that take part.
    OPEN = ("published", "running", "closing", "closed")

    company = models.ForeignKey(Company, models.PROTECT, related_name="programs", verbose_name=_("ひらく会社"))
    department = models.ForeignKey(
        Department, models.PROTECT, null=True, blank=True, related_name="programs", verbose_name=_("部署")
    )
    kind = models.CharField(_("種類"), max_length=10, choices=Kind, default=Kind.LEADERS)
    state = models.CharField(_("状態"), max_length=10, choices=State, default=State.DRAFT)
    title = models.CharField(_("題名"), max_length=80)
    theme = models.CharField(_("テーマ"), max_length=200)
    for_whom = models.CharField(_("どんな人に"), max_length=300, blank=True)
    outcome = models.TextField(_("めざす成果"), max_length=1000)
    body = models.TextField(_("くわしく"), blank=True, max_length=8000)
    companies_bring = models.TextField(_("会社が持ちよるもの"), max_length=500, blank=True)
    companies_get = models.TextField(_("会社が受けとるもの"), max_length=500, blank=True)
    people_bring = models.TextField(_("参加する人と進行役が持ちよるもの"), max_length=500, blank=True)
    people_get = models.TextField(_("参加する人と進行役が受けとるもの"), max_length=500, blank=True)
    eligibility = models.CharField(_("参加できる人"), max_length=300, blank=True)
    selection = models.CharField(_("決めかた"), max_length=300, blank=True)
    fee_note = models.CharField(_("費用"), max_length=120, blank=True)
    starts_on = models.DateField(_("はじまり"))
    ends_on = models.DateField(_("おわり"))
    apply_by = models.DateField(_("推薦・申し込みの締切"), null=True, blank=True)
    seats_each = models.PositiveSmallIntegerField(_("一社の席"), default=6)
    may_apply = models.BooleanField(_("推薦がなくても自分で申し込める"), default=True)
    published_at = models.DateTimeField(_("公開日時"), null=True, blank=True)
    created_at = models.DateTimeField(_("作成日時"), auto_now_add=True)

    objects = ProgramQuerySet.as_manager()

    class Meta:
        verbose_name = _("プログラム")
        verbose_name_plural = pgettext_lazy("plural", "プログラム")
        ordering = ["starts_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="program_ends_after_start"),
            models.CheckConstraint(
                condition=Q(state="draft") | Q(published_at__isnull=False), name="program_published_at"
            ),
            models.CheckConstraint(
                condition=Q(state="draft")
                | ~Q(companies_bring="")
                & ~Q(companies_get="")
                & ~Q(people_bring="")
                & ~Q(people_get="")
                & ~Q(outcome=""),
                name="program_tells_both_sides",
            ),  # fmt: skip
            models.CheckConstraint(
                condition=~Q(kind="dialogue") | Q(state="draft") | Q(department__isnull=False),
                name="program_dialogue_has_department",
            ),
            models.CheckConstraint(condition=Q(seats_each__gte=1), name="program_has_seats"),
            models.UniqueConstraint(fields=["id", "company"], name="program_of_company"),
        ]
        indexes = [models.Index(fields=["company", "-starts_on"], name="program_of_desk")]

    def __str__(self) -> str:
        return self.title

    @property
    def is_draft(self) -> bool:
        return self.state == self.State.DRAFT

    @property
    def takes_people(self) -> bool:
        return self.state in (self.State.PUBLISHED, self.State.RUNNING)


class StewardQuerySet(models.QuerySet["Steward"]):
    def standing(self) -> "StewardQuerySet":
        return self.filter(agreed_at__isnull=False, ended_at=None)


class Steward(models.Model):
    """Who holds a program together with the host's desk; whoever leads it (the facilitator) reads everybody in it."""

    program = models.ForeignKey(Program, models.CASCADE, related_name="stewards", verbose_name=_("プログラム"))
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="stewardships", verbose_name=_("人")
    )
    leads = models.BooleanField(_("進行役"), default=False)
    word = models.CharField(_("引き受けた思い"), max_length=300, blank=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("頼んだ人")
    )
    asked_at = models.DateTimeField(_("頼んだ日時"), auto_now_add=True)
    agreed_at = models.DateTimeField(_("引き受けた日時"), null=True, blank=True)
    ended_at = models.DateTimeField(_("おわった日時"), null=True, blank=True)

    objects = StewardQuerySet.as_manager()

    class Meta:
        verbose_name = _("世話役")
        verbose_name_plural = pgettext_lazy("plural", "世話役")
        constraints = [
            models.UniqueConstraint(fields=["program", "person"], condition=Q(ended_at=None), name="steward_once")
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.program_id}"


class PartnerQuerySet(models.QuerySet["Partner"]):
    def joined(self) -> "PartnerQuerySet":
        return self.filter(state=Partner.State.JOINED)


class Partner(models.Model):
    """A company that is asked to take part; it does so by its own desk's yes. The host is one from the start."""

    class State(models.TextChoices):
        ASKED = "asked", _("お誘い中")
        JOINED = "joined", _("参加する")
        DECLINED = "declined", _("見送り")
        LEFT = "left", _("離れた")

    MOVES = {"asked": ("joined", "declined", "left"), "declined": ("asked",), "joined": ("left",), "left": ("asked",)}

    program = models.ForeignKey(Program, models.CASCADE, related_name="partners", verbose_name=_("プログラム"))
    company = models.ForeignKey(Company, models.PROTECT, related_name="partnerships", verbose_name=_("会社"))
    state = models.CharField(_("状態"), max_length=10, choices=State, default=State.ASKED)
    seats = models.PositiveSmallIntegerField(_("席"))
    taken = models.PositiveSmallIntegerField(_("埋まった席"), default=0, editable=False)
    # What this company brings and hopes to get, in its own words.
    brings = models.CharField(_("持ちよるもの"), max_length=300, blank=True)
    hopes = models.CharField(_("受けとりたいもの"), max_length=300, blank=True)
    asked_at = models.DateTimeField(_("お誘いの日時"), auto_now_add=True)
    answered_at = models.DateTimeField(_("返事の日時"), null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("返事をした人"),
    )

    objects = PartnerQuerySet.as_manager()

    class Meta:
        verbose_name = _("参加する会社")
        verbose_name_plural = pgettext_lazy("plural", "参加する会社")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["program", "company"], name="partner_once"),
            models.CheckConstraint(condition=Q(taken__lte=F("seats")), name="partner_seats_not_oversold"),
            models.CheckConstraint(
                condition=Q(state="asked", answered_at=None) | ~Q(state="asked"), name="partner_answered_at"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.company_id} {self.state}"

    @property
    def free(self) -> int:
        return self.seats - self.taken


class NominationQuerySet(models.QuerySet["Nomination"]):
    def inside(self) -> "NominationQuerySet":
        """Those who take part."""
        return self.filter(state=Nomination.State.IN)

    def visible_to(self, viewer: "User") -> "NominationQuerySet":
        """The wall: one's own, one's own company's people, everybody for who leads; and who is in sees who is in."""
        led = Program.objects.led_by(viewer).values("pk")
        beside = Nomination.objects.inside().filter(person=viewer).values("program")
        return self.filter(
            Q(person=viewer)
            | Q(company__in=desk_ids(viewer))
            | Q(program__in=led)
            | Q(state=Nomination.State.IN, program__in=beside)
        )


class Nomination(models.Model):
    """One person on the way into a program, or in it: put forward by their company's desk, or by themself.

    Short and visible: the person says yes with their own aim, their company's desk says yes, who leads says yes.
    """

    class State(models.TextChoices):
        NOMINATED = "nominated", _("本人の返事を待っています")
        APPLIED = "applied", _("会社の返事を待っています")
        APPROVED = "approved", _("進行役の返事を待っています")
        WAITING = "waiting", _("席が空くのを待っています")
        IN = "in", _("参加しています")
        DECLINED = "declined", _("見送り")
        DROPPED = "dropped", _("途中で離れました")

    MOVES = {
        "nominated": ("approved", "declined"),
        "applied": ("approved", "declined"),
        "approved": ("in", "waiting", "declined"),
        "waiting": ("in", "declined"),
        "in": ("dropped",),
        "declined": ("nominated", "applied"),
        "dropped": ("approved",),
    }

    program = models.ForeignKey(Program, models.CASCADE, related_name="nominations", verbose_name=_("プログラム"))
    company = models.ForeignKey(Company, models.PROTECT, related_name="nominations", verbose_name=_("会社"))
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="nominations", verbose_name=_("人")
    )
    state = models.CharField(_("状態"), max_length=10, choices=State)
    nominated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("推薦した人"),
    )
    nominator_word = models.CharField(_("推薦のことば"), max_length=300, blank=True)
    aim = models.TextField(_("この場でしたいこと"), max_length=1000, blank=True)
    agreed_at = models.DateTimeField(_("本人の承諾"), null=True, blank=True)
    approved_at = models.DateTimeField(_("会社の承諾"), null=True, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("承諾した人"),
    )
    joined_at = models.DateTimeField(_("参加が決まった日時"), null=True, blank=True)
    waiting_since = models.DateTimeField(_("待ちはじめ"), null=True, blank=True)
    left_at = models.DateTimeField(_("離れた日時"), null=True, blank=True)
    # Why somebody isn't in, or left: between the person, their desk and who leads.
    reason = models.CharField(_("ひとこと"), max_length=300, blank=True)
    created_at = models.DateTimeField(_("作成日時"), auto_now_add=True)

    objects = NominationQuerySet.as_manager()

    class Meta:
        verbose_name = _("参加者")
        verbose_name_plural = pgettext_lazy("plural", "参加者")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["program", "person"], name="nomination_once"),
            models.UniqueConstraint(fields=["id", "program"], name="nomination_of_program"),
            models.CheckConstraint(
                condition=~Q(state__in=["approved", "waiting", "in"])
                | Q(agreed_at__isnull=False, approved_at__isnull=False),
                name="nomination_both_said_yes",
            ),
            models.CheckConstraint(
                condition=Q(state="waiting", waiting_since__isnull=False)
                | Q(~Q(state="waiting"), waiting_since=None),
                name="nomination_waiting_since",
            ),
            models.CheckConstraint(
                condition=~Q(state="in") | Q(joined_at__isnull=False), name="nomination_joined_at"
            ),
            models.CheckConstraint(condition=Q(agreed_at=None) | ~Q(aim=""), name="nomination_agreed_with_own_words"),
        ]
        indexes = [
            models.Index(fields=["program", "company", "state"], name="nomination_of_desk"),
            models.Index(fields=["person", "state"], name="nomination_of_person"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.state} {self.program_id}"
