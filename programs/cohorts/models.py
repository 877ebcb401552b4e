"""Programs across companies: who hosts them, which companies take part, and who is in.

The wall: a desk reads its own people only, and counts of the others; what a row of a person shows to whom stands in
`visible_to` of Nomination and of all that hangs on it (decision 15).
"""

from typing import TYPE_CHECKING

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from alumni.blocks.queries import apart
from alumni.companies.models import Company, Department
from alumni.directory.standing import standing_of
from programs.cohorts.partner_models import Partner as Partner
from programs.cohorts.partner_models import Steward as Steward
from programs.cohorts.partner_models import desk_ids as desk_ids

if TYPE_CHECKING:
    from accounts.users.models import User


class ProgramQuerySet(models.QuerySet["Program"]):
    def shown(self) -> "ProgramQuerySet":
        return self.exclude(state=Program.State.DRAFT)

    def visible_to(self, viewer: "User") -> "ProgramQuerySet":
        """The one definition of sight: what one holds or is asked to, is in, one's desk is asked about, or is open to one."""
        inside = Q(pk__in=Nomination.objects.filter(person=viewer).values("program"))
        asked = Q(pk__in=Partner.objects.filter(company__in=desk_ids(viewer)).exclude(state="left").values("program"))
        called = Q(pk__in=Steward.objects.filter(person=viewer, ended_at=None).values("program"))
        shown = ~Q(state=Program.State.DRAFT)
        return self.filter(_held(viewer) | called | (shown & (inside | asked)) | self._open_to(viewer))

    @staticmethod
    def _open_to(viewer: "User") -> Q:
        """Meant for the people of the companies that take part; what is for one department, for those it takes in."""
        found = Q(pk__in=[])
        for post in standing_of(viewer).posts:
            company = post.tenure.company_id
            there = Q(pk__in=Partner.objects.joined().filter(company=company).values("program"))
            meant = ~Q(company=company) | Q(department=None) | Q(department__in=post.reach)
            found |= there & meant
        return found & Q(state__in=Program.OPEN)

    def held_by(self, user: "User") -> "ProgramQuerySet":
        """What this person may shape: its stewards, and the host company's desk; the mirror of rules.can_shape."""
        return self.filter(_held(user))

    def led_by(self, user: "User") -> "ProgramQuerySet":
        """Where this person leads; the desk of a company that takes part reads no more for it (Nomination.visible_to)."""
        return self.filter(pk__in=Steward.objects.standing().filter(person=user, leads=True).values("program"))

    def walled_for(self, user: "User") -> "ProgramQuerySet":
        """Programs in which this person answers for a company: there they read that company's people, whatever else they are."""
        return self.filter(pk__in=Partner.objects.at_the_table().filter(company__in=desk_ids(user)).values("program"))

    def editable_by(self, user: "User") -> "ProgramQuerySet":
        return self.all() if user.is_superuser else self.filter(company__in=desk_ids(user))


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
    withdrawn_at = models.DateTimeField(_("取りやめた日時"), null=True, blank=True)
    withdraw_reason = models.CharField(_("取りやめの理由"), max_length=300, blank=True)
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
            models.CheckConstraint(
                condition=Q(state="withdrawn", withdrawn_at__isnull=False) & ~Q(withdraw_reason="")
                | ~Q(state="withdrawn") & Q(withdrawn_at=None),
                name="program_withdrawn_with_words",
            ),
            models.UniqueConstraint(fields=["id", "company"], name="program_of_company"),
        ]
        indexes = [models.Index(fields=["company", "-starts_on"], name="program_of_desk")]

    def __str__(self) -> str:
        return self.title

    @property
    def is_draft(self) -> bool:
        return self.state == self.State.DRAFT

    @property
    def is_withdrawn(self) -> bool:
        return self.state == self.State.WITHDRAWN

    @property
    def is_over(self) -> bool:
        """Nothing of it changes any more."""
        return self.state in (self.State.CLOSED, self.State.WITHDRAWN)

    @property
    def takes_people(self) -> bool:
        return self.state in (self.State.PUBLISHED, self.State.RUNNING)


class NominationQuerySet(models.QuerySet["Nomination"]):
    def inside(self) -> "NominationQuerySet":
        """Those who take part."""
        return self.filter(state=Nomination.State.IN)

    def holding(self) -> "NominationQuerySet":
        """Who has a seat, or is offered one."""
        return self.filter(state__in=[Nomination.State.IN, Nomination.State.OFFERED])

    def visible_to(self, viewer: "User") -> "NominationQuerySet":
        """The wall: one's own row; at a desk its own company's; who leads, all that both sides have agreed to; who is in, who is in.

        Whoever answers for a company that takes part reads that company's people and nobody else's, even as a
        facilitator or a participant. A block takes two participants out of each other's list, not out of who leads'.
        """
        own = Q(person=viewer) | Q(company__in=desk_ids(viewer))
        led = Q(
            program__in=Program.objects.led_by(viewer).values("pk"),
            agreed_at__isnull=False,
            approved_at__isnull=False,
        )
        here = Nomination.objects.inside().filter(person=viewer).values("program")
        beside = Q(state=Nomination.State.IN, program__in=here) & ~apart(viewer)
        walled = Program.objects.walled_for(viewer).values("pk") if desk_ids(viewer) else ()
        return self.filter(own | ((led | beside) & ~Q(program__in=walled)))

    def editable_by(self, user: "User") -> "NominationQuerySet":
        return self.all() if user.is_superuser else self.filter(company__in=desk_ids(user))


class Nomination(models.Model):
    """One person on the way into a program, or in it: put forward by their company's desk, or by themself.

    Short and visible: the person says yes with their own aim, their company's desk says yes, who leads says yes.
    """

    class State(models.TextChoices):
        NOMINATED = "nominated", _("本人の返事を待っています")
        APPLIED = "applied", _("会社の返事を待っています")
        APPROVED = "approved", _("進行役の返事を待っています")
        WAITING = "waiting", _("席が空くのを待っています")
        OFFERED = "offered", _("空いた席をご案内しています")
        IN = "in", _("参加しています")
        DECLINED = "declined", _("今回は見送り")
        DROPPED = "dropped", _("途中で離れました")

    MOVES = {
        "nominated": ("approved", "declined"),
        "applied": ("approved", "declined"),
        "approved": ("in", "waiting", "declined"),
        "waiting": ("offered", "declined"),
        "offered": ("in", "waiting", "declined"),
        "in": ("dropped",),
        "declined": ("nominated", "applied"),
        "dropped": ("nominated", "applied"),
    }
    ON_THE_WAY = ("nominated", "applied", "approved", "waiting", "offered")

    program = models.ForeignKey(Program, models.CASCADE, related_name="nominations", verbose_name=_("プログラム"))
    company = models.ForeignKey(Company, models.PROTECT, related_name="nominations", verbose_name=_("会社"))
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="nominations", verbose_name=_("人")
    )
    state = models.CharField(_("状態"), max_length=10, choices=State)
    # Since when it is as it is: who is awaited has been awaited since then.
    moved_at = models.DateTimeField(_("いまの状態になった日時"), default=timezone.now)
    nominated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("推薦した人"),
    )
    nominated_at = models.DateTimeField(_("推薦の日時"), null=True, blank=True)
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
    # The order of the line: grows strictly under the lock of the company's row.
    waiting_since = models.DateTimeField(_("待ちはじめ"), null=True, blank=True)
    offered_until = models.DateTimeField(_("席の返事の期限"), null=True, blank=True)
    left_at = models.DateTimeField(_("離れた日時"), null=True, blank=True)
    # Why somebody isn't in, or left: read by the person, by who leads, and by whoever wrote it.
    reason = models.CharField(_("ひとこと"), max_length=300, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("見送った人"),
    )
    ended_at = models.DateTimeField(_("見送りの日時"), null=True, blank=True)
    created_at = models.DateTimeField(_("作成日時"), auto_now_add=True)

    objects = NominationQuerySet.as_manager()

    class Meta:
        verbose_name = _("参加者")
        verbose_name_plural = pgettext_lazy("plural", "参加者")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["program", "person"], name="nomination_once"),
            models.UniqueConstraint(fields=["id", "program"], name="nomination_of_program"),
            models.UniqueConstraint(fields=["id", "company"], name="nomination_of_company"),
            models.UniqueConstraint(
                fields=["program", "company", "waiting_since"],
                condition=Q(waiting_since__isnull=False),
                name="nomination_turn_once",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["approved", "waiting", "offered", "in"])
                | Q(agreed_at__isnull=False, approved_at__isnull=False),
                name="nomination_both_said_yes",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "offered"], waiting_since__isnull=False)
                | Q(~Q(state__in=["waiting", "offered"]), waiting_since=None),
                name="nomination_waiting_since",
            ),
            models.CheckConstraint(
                condition=Q(state="offered", offered_until__isnull=False)
                | Q(~Q(state="offered"), offered_until=None),
                name="nomination_offered_until",
            ),
            models.CheckConstraint(
                condition=~Q(state="in") | Q(joined_at__isnull=False), name="nomination_joined_at"
            ),
            models.CheckConstraint(condition=Q(agreed_at=None) | ~Q(aim=""), name="nomination_agreed_with_own_words"),
        ]
        indexes = [
            models.Index(fields=["program", "company", "state"], name="nomination_of_desk"),
            models.Index(fields=["person", "state"], name="nomination_of_person"),
            models.Index(fields=["offered_until"], condition=Q(state="offered"), name="nomination_offers"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.state} {self.program_id}"

    @property
    def is_on_the_way(self) -> bool:
        return self.state in self.ON_THE_WAY

    @property
    def is_in(self) -> bool:
        return self.state == self.State.IN
