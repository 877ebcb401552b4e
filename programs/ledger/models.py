"""The ledger of fulfilment: what one side gave and the other got, in words, told by one and confirmed by the other."""

from typing import TYPE_CHECKING

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from alumni.blocks.queries import apart
from alumni.companies.models import Company
from alumni.companies.queries import desks_of
from alumni.profiles.models import Profile

if TYPE_CHECKING:
    from accounts.users.models import User

PERSON = settings.AUTH_USER_MODEL


class ContributionQuerySet(models.QuerySet["Contribution"]):
    def drafts(self) -> "ContributionQuerySet":
        return self.filter(state=Contribution.State.DRAFT)

    def fulfilled(self) -> "ContributionQuerySet":
        """What both sides say: only this counts."""
        return self.filter(state=Contribution.State.CONFIRMED)

    def waiting(self) -> "ContributionQuerySet":
        return self.filter(state__in=(Contribution.State.TOLD, Contribution.State.ANSWERED))

    def of_person(self, person: "User") -> "ContributionQuerySet":
        return self.filter(Q(giver=person) | Q(receiver=person))

    def of_company(self, company: Company) -> "ContributionQuerySet":
        return self.filter(Q(giver_company=company) | Q(receiver_company=company))

    def told_by_side(self, one: "User | Company") -> "ContributionQuerySet":
        """Those that this person or company told (or has before it as drafts)."""
        end = "" if not isinstance(one, Company) else "_company"
        return self.filter(
            Q(**{f"giver{end}": one}, told_by_giver=True) | Q(**{f"receiver{end}": one}, told_by_giver=False)
        )

    def visible_to(self, viewer: "User") -> "ContributionQuerySet":
        """The two sides: people themselves, desks for their companies; of what isn't told only whose words they are.

        Besides, what both sides have confirmed and both have opened, to whoever may see the people in it.
        """
        desks = [company.pk for company in desks_of(viewer)]
        giver = Q(giver=viewer) & ~apart(viewer, "receiver") | Q(giver_company__in=desks)
        receiver = Q(receiver=viewer) & ~apart(viewer, "giver") | Q(receiver_company__in=desks)
        tellers = giver & Q(told_by_giver=True) | receiver & Q(told_by_giver=False)
        seen = Profile.objects.visible_to(viewer).values("person")
        opened = Q(state=Contribution.State.CONFIRMED, giver_opens=True, receiver_opens=True)
        opened &= (Q(giver=None) | Q(giver__in=seen)) & (Q(receiver=None) | Q(receiver__in=seen))
        return self.filter(Q(state__in=Contribution.BETWEEN_BOTH) & (giver | receiver) | tellers | opened)


class Contribution(models.Model):
    """One thing given and got. Each side is a person or a company; whoever told it, the other side confirms.

    A draft is what the product suggests to one side from what has happened; nobody else knows of it.
    """

    class Kind(models.TextChoices):
        TIME = "time", _("時間")
        KNOWLEDGE = "knowledge", _("知恵")
        INTRODUCTION = "introduction", _("紹介")
        PLACE = "place", _("実践の場")
        AUDIENCE = "audience", _("聞き手")
        IDEA = "idea", _("着想")
        GROWTH = "growth", _("人の成長")
        BUSINESS = "business", _("仕事")
        REHIRE = "rehire", _("ふたたび働くこと")

    class State(models.TextChoices):
        DRAFT = "draft", _("下書き")
        PASSED_OVER = "passed_over", _("使わなかった下書き")
        TOLD = "told", _("相手の確認を待っています")
        ANSWERED = "answered", _("相手から返事があります")
        CONFIRMED = "confirmed", _("かなったこと")
        TAKEN_BACK = "taken_back", _("取り下げました")

    MOVES = {
        "draft": ("told", "passed_over"),
        "passed_over": ("draft",),
        "told": ("confirmed", "answered", "taken_back"),
        "answered": ("told", "confirmed", "taken_back"),
    }
    BETWEEN_BOTH = ("told", "answered", "confirmed")

    kind = models.CharField(_("種類"), max_length=12, choices=Kind)
    state = models.CharField(_("状態"), max_length=12, choices=State, default=State.TOLD)
    giver = models.ForeignKey(
        PERSON, models.CASCADE, null=True, blank=True, related_name="given", verbose_name=_("渡した人")
    )
    giver_company = models.ForeignKey(
        Company, models.CASCADE, null=True, blank=True, related_name="given", verbose_name=_("渡した会社")
    )
    receiver = models.ForeignKey(
        PERSON, models.CASCADE, null=True, blank=True, related_name="received", verbose_name=_("受けとった人")
    )
    receiver_company = models.ForeignKey(
        Company, models.CASCADE, null=True, blank=True, related_name="received", verbose_name=_("受けとった会社")
    )
    words = models.CharField(_("何を"), max_length=300)
    about = models.CharField(_("きっかけ"), max_length=40, blank=True)
    on = models.DateField(_("いつ"))
    told_by_giver = models.BooleanField(_("渡したほうが書いた"))
    # By whom each side spoke: for a company, the officer of its desk.
    told_by = models.ForeignKey(
        PERSON, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("書いた人")
    )
    told_at = models.DateTimeField(_("書いた日時"), null=True, blank=True)
    confirmed_by = models.ForeignKey(
        PERSON, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("確かめた人")
    )
    confirmed_at = models.DateTimeField(_("確かめた日時"), null=True, blank=True)
    answer = models.CharField(_("相手のことば"), max_length=300, blank=True)
    answered_by = models.ForeignKey(
        PERSON, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("返事をした人")
    )
    answered_at = models.DateTimeField(_("返事の日時"), null=True, blank=True)
    # A story is shown beyond the two only when both want it so.
    giver_opens = models.BooleanField(_("渡したほうがひらく"), default=False)
    receiver_opens = models.BooleanField(_("受けとったほうがひらく"), default=False)
    # The fact that suggested it, so that it is suggested once and never again.
    once = models.CharField(_("下書きのもと"), max_length=120, null=True, blank=True, unique=True)

    objects = ContributionQuerySet.as_manager()

    class Meta:
        verbose_name = _("かなえたこと")
        verbose_name_plural = pgettext_lazy("plural", "かなえたこと")
        ordering = ["-on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(giver=None, giver_company__isnull=False) | Q(giver__isnull=False, giver_company=None),
                name="contribution_one_giver",
            ),
            models.CheckConstraint(
                condition=Q(receiver=None, receiver_company__isnull=False)
                | Q(receiver__isnull=False, receiver_company=None),
                name="contribution_one_receiver",
            ),
            models.CheckConstraint(
                condition=Q(giver=None) | Q(receiver=None) | ~Q(giver=F("receiver")), name="contribution_two_people"
            ),
            models.CheckConstraint(
                condition=Q(giver_company=None) | Q(receiver_company=None) | ~Q(giver_company=F("receiver_company")),
                name="contribution_two_companies",
            ),
            models.CheckConstraint(
                condition=Q(state__in=("draft", "passed_over"), told_at=None, told_by=None)
                | Q(state__in=("told", "answered", "confirmed", "taken_back"), told_at__isnull=False),
                name="contribution_told_at",
            ),
            models.CheckConstraint(
                condition=Q(state="confirmed", confirmed_at__isnull=False)
                | Q(~Q(state="confirmed"), confirmed_at=None, confirmed_by=None),
                name="contribution_confirmed_at",
            ),
            models.CheckConstraint(
                condition=Q(answer="", answered_at=None, answered_by=None)
                | Q(~Q(answer=""), answered_at__isnull=False),
                name="contribution_answered_at",
            ),
            models.CheckConstraint(
                condition=~Q(state="answered") | ~Q(answer=""), name="contribution_answer_has_words"
            ),
            # A person speaks for themself, and nobody speaks for the company they have before them.
            models.CheckConstraint(
                condition=Q(told_by=None)
                | Q(told_by_giver=True) & (Q(giver=None) | Q(told_by=F("giver")))
                & (Q(receiver=None) | ~Q(told_by=F("receiver")))
                | Q(told_by_giver=False) & (Q(receiver=None) | Q(told_by=F("receiver")))
                & (Q(giver=None) | ~Q(told_by=F("giver"))),
                name="contribution_told_by_own_side",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by=None)
                | Q(told_by_giver=True) & (Q(receiver=None) | Q(confirmed_by=F("receiver")))
                & (Q(giver=None) | ~Q(confirmed_by=F("giver")))
                | Q(told_by_giver=False) & (Q(giver=None) | Q(confirmed_by=F("giver")))
                & (Q(receiver=None) | ~Q(confirmed_by=F("receiver"))),
                name="contribution_confirmed_by_other_side",
            ),
            # Nobody confirms what they told themself: one person for both sides is no agreement.
            models.CheckConstraint(
                condition=Q(confirmed_by=None) | Q(told_by=None) | ~Q(confirmed_by=F("told_by")),
                name="contribution_confirmed_by_another",
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["giver_company", "-on"], name="contribution_of_giver_co"),
            models.Index(fields=["receiver_company", "-on"], name="contribution_of_receiver_co"),
            models.Index(fields=["about"], name="contribution_about"),
        ]
        # That a fact changes no more, and who may speak for a company: migrations/0006_ledger_walls.py.

    def __str__(self) -> str:
        """Without its words: they belong to the two."""
        return f"{self.on:%Y-%m} {self.get_kind_display()}"

    @property
    def given_by(self) -> "User | Company":
        found = self.giver or self.giver_company
        assert found is not None
        return found

    @property
    def got_by(self) -> "User | Company":
        found = self.receiver or self.receiver_company
        assert found is not None
        return found

    @property
    def teller(self) -> "User | Company":
        """The side that told it, or has the draft."""
        return self.given_by if self.told_by_giver else self.got_by

    @property
    def other(self) -> "User | Company":
        """The side that confirms it."""
        return self.got_by if self.told_by_giver else self.given_by

    @property
    def is_open(self) -> bool:
        return self.state == self.State.CONFIRMED and self.giver_opens and self.receiver_opens


class PostscriptQuerySet(models.QuerySet["Postscript"]):
    def visible_to(self, viewer: "User") -> "PostscriptQuerySet":
        return self.filter(contribution__in=Contribution.objects.visible_to(viewer).values("pk"))


class Postscript(models.Model):
    """What one of the two sides adds later to what both confirmed; the entry itself stays as it was."""

    contribution = models.ForeignKey(
        Contribution, models.CASCADE, related_name="postscripts", verbose_name=_("かなえたこと")
    )
    by_giver = models.BooleanField(_("渡したほうが書いた"))
    by = models.ForeignKey(PERSON, models.SET_NULL, null=True, related_name="+", verbose_name=_("書いた人"))
    words = models.CharField(_("書きそえたこと"), max_length=300)
    at = models.DateTimeField(_("日時"), auto_now_add=True)

    objects = PostscriptQuerySet.as_manager()

    class Meta:
        verbose_name = _("書きそえ")
        verbose_name_plural = pgettext_lazy("plural", "書きそえ")
        ordering = ["at", "pk"]
        triggers = [
            pgtrigger.Protect(
                name="stays",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__words__df=pgtrigger.F("new__words"))
                | pgtrigger.Q(old__by_giver__df=pgtrigger.F("new__by_giver")),
            )
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d}"
