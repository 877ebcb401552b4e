"""How somebody comes to know somebody through a third: introductions, and vouching for those who aren't here yet."""

from datetime import datetime, timedelta
from functools import reduce
from itertools import permutations
from operator import or_
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from alumni.arrivals.models import Invitation
from alumni.blocks.models import Block
from alumni.blocks.queries import apart
from alumni.companies.models import Company, Enrolment

if TYPE_CHECKING:
    from accounts.users.models import User

LIFE = timedelta(days=30)


class IntroductionQuerySet(models.QuerySet["Introduction"]):
    def pending(self) -> "IntroductionQuerySet":
        """Not over for the one who asked: declined or refused looks to them like unanswered."""
        return self.filter(state__in=Introduction.PENDING)

    def visible_to(self, user: "User") -> "IntroductionQuerySet":
        """Who asked, and the one in the middle; the other end only once it was passed on.

        Whoever keeps one of the three away, or is kept away, reads nothing of it, unless they asked: to the asker it
        goes on waiting, as always when nobody says yes.
        """
        near = Q(middle=user) | Q(other=user, passed_at__isnull=False)
        away = apart(user, "asker") | apart(user, "middle") | apart(user, "other")
        return self.filter(Q(asker=user) | (near & ~away))

    def with_block(self) -> "IntroductionQuerySet":
        """`blocked`: a block stands between two of the three."""
        pairs = permutations(("asker", "middle", "other"), 2)
        apart_now = reduce(or_, (Q(by=OuterRef(one), person=OuterRef(other)) for one, other in pairs))
        return self.annotate(blocked=Exists(Block.objects.filter(apart_now)))

    def editable_by(self, user: "User") -> "IntroductionQuerySet":
        """No company works on what three people have between them, though one may be named in it."""
        return self.all() if user.is_superuser else self.none()


class Introduction(models.Model):
    """One asks a second to be introduced to a third. Names and addresses pass only when all three have said yes."""

    class State(models.TextChoices):
        ASKED = "asked", _("返事を待っています")
        DECLINED = "declined", _("取り次がない")
        PASSED = "passed", _("取り次ぎました")
        REFUSED = "refused", _("見送り")
        ACCEPTED = "accepted", _("つながりました")
        WITHDRAWN = "withdrawn", _("取り下げました")
        LAPSED = "lapsed", _("返事のないまま終わりました")

    MOVES = {
        "asked": ("passed", "declined", "withdrawn", "lapsed"),
        "declined": ("passed", "withdrawn", "lapsed"),
        "passed": ("accepted", "refused", "withdrawn", "lapsed"),
        "refused": ("accepted", "withdrawn", "lapsed"),
    }
    PENDING = ("asked", "declined", "passed", "refused")

    asker = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("頼んだ人"))
    middle = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("取り次ぐ人")
    )
    other = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("会いたい人")
    )
    # Set when the other end is asked as this company's alumni officer, and is named by that office only.
    company = models.ForeignKey(
        Company, models.CASCADE, null=True, blank=True, related_name="introductions", verbose_name=_("会社")
    )
    words = models.TextField(_("頼んだ人のことば"), max_length=600)
    told_as = models.CharField(_("名前のかわりに伝えること"), max_length=80)
    gives_address = models.BooleanField(_("アドレスを渡す"), default=False)
    middle_words = models.TextField(_("取り次ぐ人のことば"), max_length=600, blank=True)
    other_gives_address = models.BooleanField(_("相手もアドレスを渡す"), default=False)
    state = models.CharField(_("状態"), max_length=10, choices=State, default=State.ASKED)
    asked_at = models.DateTimeField(_("頼んだ日時"), auto_now_add=True)
    passed_at = models.DateTimeField(_("取り次いだ日時"), null=True, blank=True)
    answered_at = models.DateTimeField(_("返事の日時"), null=True, blank=True)

    objects = IntroductionQuerySet.as_manager()

    class Meta:
        verbose_name = _("紹介")
        verbose_name_plural = pgettext_lazy("plural", "紹介")
        constraints = [
            models.CheckConstraint(
                condition=~Q(asker=F("middle")) & ~Q(asker=F("other")) & ~Q(middle=F("other")),
                name="introduction_of_three",
            ),
            models.UniqueConstraint(
                fields=["asker", "other"],
                condition=Q(state__in=("asked", "declined", "passed", "refused")),
                name="introduction_one_pending",
            ),
            models.CheckConstraint(
                condition=Q(state__in=("asked", "declined"), passed_at=None)
                | Q(state__in=("passed", "refused", "accepted"), passed_at__isnull=False)
                | Q(state__in=("withdrawn", "lapsed")),
                name="introduction_passed_at",
            ),
            models.CheckConstraint(
                condition=Q(state__in=("asked", "declined", "passed"), answered_at=None)
                | Q(state__in=("refused", "accepted"), answered_at__isnull=False)
                | Q(state__in=("withdrawn", "lapsed")),
                name="introduction_answered_at",
            ),
        ]
        indexes = [
            models.Index(fields=["middle", "state"], name="introduction_middle"),
            models.Index(fields=["other", "state"], name="introduction_other"),
        ]

    def __str__(self) -> str:
        return f"{self.asker_id} → {self.middle_id} → {self.other_id}"

    @property
    def expires_at(self) -> datetime:
        return self.asked_at + LIFE

    @property
    def is_pending(self) -> bool:
        """For the one who asked: only time and their own withdrawal end the waiting, and the yes of both."""
        return self.state in self.PENDING and self.expires_at > timezone.now()


class VouchQuerySet(models.QuerySet["Vouch"]):
    def waiting(self) -> "VouchQuerySet":
        return self.filter(state=Vouch.State.WAITING)

    def visible_to(self, user: "User") -> "VouchQuerySet":
        return self.filter(
            Q(voucher=user) | Q(company__in=list(Company.objects.staffed_by(user).values_list("pk", flat=True)))
        )

    def editable_by(self, user: "User") -> "VouchQuerySet":
        return self.filter(company__in=list(Company.objects.editable_by(user).values_list("pk", flat=True)))


class Vouch(models.Model):
    """A member remembers somebody they worked with. HR confirms that it was so; the words are the member's.

    The address is used for this one mail; HR never reads it. What the member is told doesn't depend on whether the
    one remembered is here already.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("会社が確かめています")
        CONFIRMED = "confirmed", _("ことばをお預かりし、届けるようにしました")
        DECLINED = "declined", _("在籍を確かめられませんでした")
        WITHDRAWN = "withdrawn", _("取り下げました")

    MOVES = {"waiting": ("confirmed", "declined", "withdrawn")}

    voucher = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="vouches", verbose_name=_("思い出した人")
    )
    company = models.ForeignKey(Company, models.CASCADE, related_name="vouches", verbose_name=_("会社"))
    family_name = models.CharField(_("姓"), max_length=60)
    given_name = models.CharField(_("名"), max_length=60, blank=True)
    department_text = models.CharField(_("いっしょに働いた部署"), max_length=120)
    period_text = models.CharField(_("いっしょに働いたころ"), max_length=80)
    address = models.EmailField(_("宛先"), max_length=254)
    subject = models.CharField(_("件名"), max_length=60)
    words = models.TextField(_("ことば"), max_length=1000)
    state = models.CharField(_("状態"), max_length=10, choices=State, default=State.WAITING)
    reason = models.CharField(_("会社からの返事"), max_length=300, blank=True)
    enrolment = models.ForeignKey(
        Enrolment, models.SET_NULL, null=True, blank=True, related_name="vouches", verbose_name=_("名簿")
    )
    invitation = models.OneToOneField(
        Invitation, models.SET_NULL, null=True, blank=True, related_name="vouch", verbose_name=_("招待")
    )
    asked_at = models.DateTimeField(_("日時"), auto_now_add=True)
    answered_at = models.DateTimeField(_("回答日時"), null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("回答者")
    )

    objects = VouchQuerySet.as_manager()

    class Meta:
        verbose_name = _("思い出した人への便り")
        verbose_name_plural = pgettext_lazy("plural", "思い出した人への便り")
        ordering = ["asked_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["voucher", "company", "address"],
                condition=Q(state__in=("waiting", "confirmed")),
                name="vouch_once",
            ),
            models.CheckConstraint(
                condition=Q(state="waiting", answered_at=None) | Q(~Q(state="waiting"), answered_at__isnull=False),
                name="vouch_answered_at",
            ),
        ]
        indexes = [models.Index(fields=["company", "asked_at", "id"], name="vouch_queue")]

    def __str__(self) -> str:
        return f"{self.voucher_id} → {self.family_name} {self.given_name}".strip()

    @property
    def name(self) -> str:
        return f"{self.family_name} {self.given_name}".strip()
