"""Needs and offers of people, departments and companies, and how far a person is open to being suggested."""

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from alumni.companies.models import Company, Department
from alumni.companies.queries import desks_of
from alumni.profiles.areas import words as area_words
from alumni.profiles.models import Profile
from programs.exchange.circles import open_to, spots_of

if TYPE_CHECKING:
    from accounts.users.models import User

PERSON = settings.AUTH_USER_MODEL
MOST_THEMES = 5


class Return(models.IntegerChoices):
    """What may come back. A chance to give back comes with every need."""

    LEARN = 1, _("学び・新しい視点")
    FIELD = 2, _("試せる現場")
    VOICE = 3, _("率直な感想・ふりかえり")
    PEOPLE = 4, pgettext_lazy("what comes back", "人とのつながり")
    WORD = 5, _("推薦のことば・実績としての紹介")
    PLACE = 6, _("場所や設備")
    MONEY = 7, _("謝礼")
    COSTS = 8, _("交通費などの実費")
    CHANCE = 9, _("受けたものを返す機会")
    FUN = 10, _("楽しい時間")


class Language(models.IntegerChoices):
    """As bits of one number."""

    JA = 1, _("日本語")
    EN = 2, _("英語")
    ZH = 4, _("中国語")
    KO = 8, _("韓国語")
    VI = 16, _("ベトナム語")
    PT = 32, _("ポルトガル語")


class ListingQuerySet(models.QuerySet["Listing"]):
    def needs(self) -> "ListingQuerySet":
        return self.filter(kind=Listing.Kind.NEED)

    def offers(self) -> "ListingQuerySet":
        return self.filter(kind=Listing.Kind.OFFER)

    def live(self) -> "ListingQuerySet":
        return self.filter(state=Listing.State.OPEN, expires_at__gt=Now())

    def of(self, person: "User") -> "ListingQuerySet":
        """The person's own, not those they wrote for a company."""
        return self.filter(person=person, company=None)

    def kept_by(self, user: "User") -> "ListingQuerySet":
        """One's own and those of the desks one acts for."""
        return self.filter(Q(person=user.pk, company=None) | self._of_desks(user))

    def editable_by(self, user: "User") -> "ListingQuerySet":
        """For the admin: what companies ask and offer; a person's own is nobody else's business there."""
        return self.filter(company__isnull=False) if user.is_superuser else self.filter(self._of_desks(user))

    def visible_to(self, viewer: "User") -> "ListingQuerySet":
        """One's own and one's desks'; of the others what is open to a circle the viewer belongs to, of people they see."""
        kept = Q(person=viewer.pk, company=None) | self._of_desks(viewer)
        spots = spots_of(viewer)
        if not spots:
            return self.filter(kept)
        seen = Q(company__isnull=False) | Q(person__in=Profile.objects.visible_to(viewer).values("person"))
        told = Q(state=Listing.State.OPEN, expires_at__gt=Now(), standing=False)
        return self.filter(kept | (told & open_to(spots) & seen))

    @staticmethod
    def _of_desks(user: "User") -> Q:
        return Q(company__in=[company.pk for company in desks_of(user)])


class Listing(models.Model):
    """A need or an offer. `person` wrote it: for themself, or for the company (and department) whose it then is.

    `circle` names the companies whose people read it (empty: every member); with one company `circle_unit` narrows
    it to that unit and all below it, `years_from` and `years_until` to who was there then. A `standing` offer stands
    in no list: it says for what a person is open to being suggested. `capacity`, `load`, `shown`, `weight`,
    `suggested`, `near` and `far` are kept by actions and a tick for the search, which reads this one table.
    """

    class Kind(models.TextChoices):
        NEED = "need", pgettext_lazy("listing", "願い")
        OFFER = "offer", pgettext_lazy("listing", "持ちより")

    class State(models.TextChoices):
        DRAFT = "draft", _("下書き")
        OPEN = "open", _("募集中")
        PAUSED = "paused", _("お休み中")
        FULFILLED = "fulfilled", _("叶いました")
        ENDED = "ended", _("終わりました")

    class Effort(models.IntegerChoices):
        HOUR = 1, _("一度、1時間ほど")
        DAY = 2, _("半日から一日")
        DAYS = 3, _("数日")
        MONTHLY = 4, _("月に数時間、つづけて")
        MORE = 5, _("もっと深く")

    MOVES = {
        "draft": ("open", "ended"),
        "open": ("paused", "fulfilled", "ended"),
        "paused": ("open", "fulfilled", "ended"),
        "fulfilled": ("open",),
        "ended": ("open",),
    }

    kind = models.CharField(_("種類"), max_length=5, choices=Kind)
    state = models.CharField(_("状態"), max_length=9, choices=State, default=State.DRAFT)
    standing = models.BooleanField(_("一覧に出さない"), default=False, editable=False)
    person = models.ForeignKey(PERSON, models.CASCADE, related_name="listings", verbose_name=_("書いた人"))
    company = models.ForeignKey(
        Company, models.CASCADE, null=True, blank=True, related_name="listings", verbose_name=_("会社")
    )
    department = models.ForeignKey(
        Department, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("部署")
    )
    title = models.CharField(_("ひとことで"), max_length=80)
    words = models.TextField(_("くわしく"), max_length=1500, blank=True)
    back = models.CharField(_("返ってくるもの（ことばで）"), max_length=200, blank=True)
    themes = ArrayField(models.IntegerField(), verbose_name=_("テーマ"), default=list)
    returns = ArrayField(models.SmallIntegerField(choices=Return), verbose_name=_("返ってくるもの"), default=list)
    since = models.DateField(_("いつから"))
    until = models.DateField(_("いつまで"))
    effort = models.PositiveSmallIntegerField(_("かかる時間"), choices=Effort, default=Effort.HOUR)
    online = models.BooleanField(_("オンラインでもよい"), default=True)
    area = models.CharField(_("都道府県・国"), max_length=5, blank=True)
    place = models.CharField(_("場所"), max_length=60, blank=True)
    languages = models.PositiveSmallIntegerField(pgettext_lazy("languages", "ことば"), default=Language.JA)
    circle = ArrayField(models.BigIntegerField(), verbose_name=_("だれにひらくか"), default=list, blank=True)
    circle_unit = models.ForeignKey(
        Department, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("ひらく部署")
    )
    years_from = models.PositiveSmallIntegerField(_("在籍した年（から）"), null=True, blank=True)
    years_until = models.PositiveSmallIntegerField(_("在籍した年（まで）"), null=True, blank=True)
    # Where it came from, as a text reference of a room above; empty for most.
    origin = models.CharField(_("きっかけ"), max_length=60, blank=True, editable=False)
    suggested = models.BooleanField(_("おすすめに出る"), default=False, editable=False)
    near = ArrayField(models.BigIntegerField(), verbose_name=_("この会社の中でだけ"), default=list, editable=False)
    far = ArrayField(models.BigIntegerField(), verbose_name=_("この会社の外でだけ"), default=list, editable=False)
    capacity = models.PositiveSmallIntegerField(_("ひと月に声がかかってよい数"), default=3, editable=False)
    load = models.PositiveIntegerField(_("この一か月に声がかかった数"), default=0, editable=False)
    shown = models.PositiveIntegerField(_("この一か月に見えた人の数"), default=0, editable=False)
    weight = models.PositiveIntegerField(_("テーマの重み"), default=0, editable=False)
    made_at = models.DateTimeField(_("書いた日時"), auto_now_add=True)
    opened_at = models.DateTimeField(_("ひらいた日時"), null=True, blank=True, editable=False)
    expires_at = models.DateTimeField(_("この日時まで"), null=True, blank=True, editable=False)
    ended_at = models.DateTimeField(_("終わった日時"), null=True, blank=True, editable=False)

    objects = ListingQuerySet.as_manager()

    class Meta:
        verbose_name = _("願いと持ちより")
        verbose_name_plural = pgettext_lazy("plural", "願いと持ちより")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="listing_period"),
            models.CheckConstraint(
                condition=~Q(state="open") | Q(opened_at__isnull=False, expires_at__isnull=False),
                name="listing_open_until",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["fulfilled", "ended"], ended_at__isnull=False)
                | (~Q(state__in=["fulfilled", "ended"]) & Q(ended_at=None)),
                name="listing_ended_at",
            ),
            models.CheckConstraint(
                condition=Q(state="draft") | (Q(themes__len__gte=1) & Q(returns__len__gte=1)),
                name="listing_both_sides_named",
            ),
            models.CheckConstraint(condition=Q(department=None) | Q(company__isnull=False), name="listing_unit_of"),
            models.CheckConstraint(
                condition=Q(circle_unit=None) | Q(circle__len=1), name="listing_unit_of_one_circle"
            ),
            models.CheckConstraint(
                condition=Q(years_from=None, years_until=None) | Q(circle__len__gte=1),
                name="listing_years_of_a_circle",
            ),
            models.CheckConstraint(
                condition=Q(years_from=None) | Q(years_until=None) | Q(years_until__gte=F("years_from")),
                name="listing_years",
            ),
            models.CheckConstraint(
                condition=Q(standing=False) | Q(kind="offer", company=None), name="listing_standing_of_a_person"
            ),
            models.CheckConstraint(condition=Q(capacity__gte=1, languages__gte=1), name="listing_numbers"),
            models.UniqueConstraint(
                fields=["person"], condition=Q(standing=True), name="listing_one_standing_of_each"
            ),
        ]
        indexes = [
            GinIndex(fields=["themes"], condition=Q(state="open", suggested=True), name="listing_themes"),
            models.Index(fields=["kind", "-id"], condition=Q(state="open"), name="listing_newest"),
            models.Index(fields=["person", "-id"], name="listing_of_person"),
            models.Index(fields=["company", "-id"], name="listing_of_company"),
            models.Index(fields=["expires_at"], condition=Q(state="open"), name="listing_expiring"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_need(self) -> bool:
        return self.kind == self.Kind.NEED

    @property
    def is_live(self) -> bool:
        return self.state == self.State.OPEN and self.expires_at is not None and self.expires_at > timezone.now()

    @property
    def is_over(self) -> bool:
        return self.state in (self.State.FULFILLED, self.State.ENDED)

    @property
    def owner(self) -> str:
        """Whose it is, as a text reference."""
        return f"company:{self.company_id}" if self.company_id else f"person:{self.person_id}"

    @property
    def scope(self) -> str:
        return f"company:{self.company_id}" if self.company_id else ""

    @property
    def area_words(self) -> str:
        return area_words(self.area, "", get_language() or "ja")

    @property
    def return_words(self) -> list[str]:
        return [str(Return(one).label) for one in self.returns if one in Return.values]

    @property
    def language_words(self) -> list[str]:
        return [str(label) for bit, label in Language.choices if self.languages & bit]


class Openness(models.Model):
    """Whether a person may be suggested to others at all, and how often they may be asked. Without a row: no.

    Somebody who isn't open may still be so `near` (to needs of these companies and of who works there) or `far` (to
    needs from outside these companies), as they choose when their business ends.
    """

    person = models.OneToOneField(PERSON, models.CASCADE, related_name="openness", verbose_name=_("人"))
    open = models.BooleanField(_("おすすめに出てもよい"), default=False)
    near = ArrayField(models.BigIntegerField(), verbose_name=_("この会社の中でだけ"), default=list, editable=False)
    far = ArrayField(models.BigIntegerField(), verbose_name=_("この会社の外でだけ"), default=list, editable=False)
    capacity = models.PositiveSmallIntegerField(_("ひと月に声がかかってよい数"), default=3)
    at = models.DateTimeField(_("決めた日時"), auto_now=True)
    looked_at = models.DateTimeField(_("最後に見わたした日時"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("おすすめに出るか")
        verbose_name_plural = pgettext_lazy("plural", "おすすめに出るか")
        constraints = [models.CheckConstraint(condition=Q(capacity__range=(1, 10)), name="openness_capacity")]
        indexes = [models.Index(fields=["looked_at"], condition=Q(open=True), name="openness_looked_at")]

    def __str__(self) -> str:
        return f"#{self.pk}"

    @property
    def switches(self) -> dict[str, Any]:
        """What stands in each of the person's listings for the search."""
        near, far = ([], []) if self.open else (self.near, self.far)
        return {"suggested": bool(self.open or near or far), "near": near, "far": far, "capacity": self.capacity}


class ThemeWeight(models.Model):
    """How much a theme tells, reckoned by a tick from how many name it: rare ones more."""

    skill = models.OneToOneField(
        "alumni.Skill", models.CASCADE, primary_key=True, related_name="+", verbose_name=_("テーマ")
    )
    weight = models.PositiveSmallIntegerField(_("重み"))

    class Meta:
        verbose_name = _("テーマの重み")
        verbose_name_plural = pgettext_lazy("plural", "テーマの重み")
        constraints = [models.CheckConstraint(condition=Q(weight__range=(1, 1000)), name="theme_weight_range")]


class Shown(models.Model):
    """Somebody was shown a listing as a suggestion; counted for a month, then gone."""

    viewer = models.ForeignKey(PERSON, models.CASCADE, related_name="+", verbose_name=_("だれに"))
    listing = models.ForeignKey(Listing, models.CASCADE, related_name="showings", verbose_name=_("なにが"))
    day = models.DateField(_("日"))

    class Meta:
        verbose_name = _("おすすめの記録")
        verbose_name_plural = pgettext_lazy("plural", "おすすめの記録")
        constraints = [models.UniqueConstraint(fields=["viewer", "listing"], name="shown_once")]
        indexes = [models.Index(fields=["listing", "day"], name="shown_of_listing"),
                   models.Index(fields=["day"], name="shown_day")]  # fmt: skip
