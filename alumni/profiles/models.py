"""How a person shows themself in the network: what they tell, to whom, and how exactly."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from alumni.blocks.queries import apart
from alumni.companies.models import Company
from alumni.companies.queries import desks_of
from alumni.profiles.disclosure import EVERYBODY, FIELDS, NOBODY, USUAL, Audience
from alumni.tenures.models import Tenure, TenureQuerySet
from alumni.tenures.standing import Post, known_time, standing_of

if TYPE_CHECKING:
    from accounts.users.models import User

FITS_AT_LEAST = 5  # the same number stands in migrations/0005_labels.py
GIVES_ALL = int(Audience.DEPARTMENT | Audience.COMPANY | Audience.HR)


class Audiences(models.PositiveSmallIntegerField):
    """A set of audiences as bits (disclosure.Audience); never a bit beyond those there are."""

    def __init__(self, verbose_name: object = None, to: int = NOBODY, **kwargs: object) -> None:
        super().__init__(verbose_name, **{"default": int(to), "db_default": int(to), **kwargs})  # type: ignore[arg-type]


def bits_known(*names: str) -> Q:
    return Q(**{f"{name}__lte": int(EVERYBODY) for name in names})


class ProfileQuerySet(models.QuerySet["Profile"]):
    def visible_to(self, viewer: "User") -> "ProfileQuerySet":
        """The one definition of sight: oneself, and whoever opened their profile as far as this viewer stands.

        Who has no verified tenure sees nobody else; HR sees its own people at the desk, not here.
        Between whom a block stands, nobody sees anybody.
        A post whose employer is kept from colleagues makes nobody a colleague: being seen would tell of it.
        """
        own = Q(person=viewer.pk)
        if not standing_of(viewer).posts:
            return self.filter(own)
        seen = (
            Q(seen_by=Profile.SeenBy.NETWORK)
            | Q(Exists(as_colleague(viewer)), seen_by=Profile.SeenBy.COMPANY)
            | Q(Exists(as_coworker(viewer)), seen_by=Profile.SeenBy.COWORKERS)
        )
        return self.filter(own | (Q(person__is_active=True) & seen & ~apart(viewer)))


def giving(audience: Audience) -> TenureQuerySet:
    """Verified posts of the person of an outer query (on Profile) that may be known to this audience."""
    posts = Tenure.objects.verified().filter(person=OuterRef("person"))
    return posts.alias(gives=Coalesce(F("telling__gives"), GIVES_ALL).bitand(int(audience))).filter(gives__gt=0)


def as_colleague(viewer: "User") -> TenureQuerySet:
    """DEPARTMENT and COMPANY begin here: posts in the viewer's companies, as far as colleagues may know of them."""
    return giving(Audience.COMPANY).filter(company__in=standing_of(viewer).company_ids)


def as_coworker(viewer: "User") -> TenureQuerySet:
    met = Q(pk__in=[])
    for post in standing_of(viewer).posts:
        met |= shared_with(post)
    return giving(Audience.DEPARTMENT).filter(met)


def as_hr(viewer: "User") -> TenureQuerySet:
    return giving(Audience.HR).filter(company__in=[company.pk for company in desks_of(viewer)])


def shared_with(post: Post) -> Q:
    """Tenures in the department family of this post that certainly or possibly overlap it in time."""
    time = known_time(post.tenure)
    if time is None or not post.near:
        return Q(pk__in=[])
    lower, upper = time
    bounded = Q(since__isnull=False) & (Q(open=True) | Q(until__isnull=False))
    known = bounded & Q(during__overlap=(lower, upper))
    for start in ("since", "until"):
        inside = Q(**{f"{start}__gte": lower}) & (Q(**{f"{start}__lt": upper}) if upper else Q())
        other = "until" if start == "since" else "since"
        known |= Q(**{f"{other}__isnull": True, "open": False}) & inside
    return Q(company=post.tenure.company_id, department__in=post.near) & known


class Profile(models.Model):
    """What a person tells of themself; made when somebody comes in.

    `seen_by` is the gate: who sees the person at all. Behind it each field `x` is open to the audiences `x_to`.
    The name on the account is the one used in business: it is shown wherever the person is.
    """

    class SeenBy(models.TextChoices):
        NOBODY = "nobody", _("まだだれにも見せない")
        COWORKERS = "coworkers", _("同じ部署で働いた人")
        COMPANY = "company", _("同じ会社の仲間")
        NETWORK = "network", _("Kanaeのすべてのメンバー")

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="profile", verbose_name=_("人")
    )
    seen_by = models.CharField(_("見せる範囲"), max_length=10, choices=SeenBy, default=SeenBy.NOBODY)
    romaji = models.CharField(_("ローマ字の名前"), max_length=120, blank=True, db_default="")
    former_name = models.CharField(_("前の名前（旧姓など）"), max_length=120, blank=True, db_default="")
    legal_name = models.CharField(_("戸籍の名前"), max_length=120, blank=True, db_default="")
    photo = models.CharField(_("写真"), max_length=60, blank=True, db_default="")
    now = models.CharField(_("いまの仕事"), max_length=120, blank=True)
    area = models.CharField(_("都道府県・国"), max_length=5, blank=True, db_default="")
    place = models.CharField(_("市区町村など"), max_length=60, blank=True)
    languages = ArrayField(
        models.CharField(max_length=40), verbose_name=_("話せることば"), default=list, blank=True, db_default=[]
    )
    links = ArrayField(
        models.CharField(max_length=300),
        verbose_name=pgettext_lazy("plural", "リンク"),
        default=list,
        blank=True,
        db_default=[],
    )
    contact = models.CharField(_("連絡のとりかた"), max_length=200, blank=True, db_default="")
    skills: models.ManyToManyField = models.ManyToManyField(
        "Skill", related_name="people", blank=True, verbose_name=_("得意なこと・関心")
    )
    # Being free ends by itself: nobody is asked about something they said a year ago.
    free_until = models.DateField(_("いま動ける（この日まで）"), null=True, blank=True)
    shows_verified = models.BooleanField(_("在籍確認済の印を見せる"), default=True)
    in_lists = models.BooleanField(_("「いっしょに働いた人」の一覧に出る"), default=True, db_default=True)
    updated_at = models.DateTimeField(_("更新日時"), auto_now=True)
    # Once a year the person is asked whether all this still is right: when they said so, and how often they didn't.
    confirmed_at = models.DateTimeField(_("合っていると確かめた日時"), null=True, blank=True, editable=False)
    asked_at = models.DateTimeField(_("合っているかたずねた日時"), null=True, blank=True, editable=False)
    unanswered = models.PositiveSmallIntegerField(_("返事のなかった回数"), default=0, db_default=0, editable=False)

    # One name of a set for each field of disclosure.FIELDS.
    reading_to = Audiences(_("よみを見せる相手"), USUAL["reading"])
    romaji_to = Audiences(_("ローマ字の名前を見せる相手"), USUAL["romaji"])
    former_name_to = Audiences(_("前の名前を見せる相手"), USUAL["former_name"])
    legal_name_to = Audiences(_("戸籍の名前を見せる相手"), USUAL["legal_name"])
    photo_to = Audiences(_("写真を見せる相手"), USUAL["photo"])
    now_to = Audiences(_("いまの仕事を見せる相手"), USUAL["now"])
    place_to = Audiences(_("地域を見せる相手"), USUAL["place"])
    skills_to = Audiences(_("得意なことを見せる相手"), USUAL["skills"])
    languages_to = Audiences(_("ことばを見せる相手"), USUAL["languages"])
    links_to = Audiences(_("リンクを見せる相手"), USUAL["links"])
    contact_to = Audiences(_("連絡のとりかたを見せる相手"), USUAL["contact"])
    free_to = Audiences(_("いま動けることを見せる相手"), USUAL["free"])

    objects = ProfileQuerySet.as_manager()

    class Meta:
        verbose_name = _("プロフィール")
        verbose_name_plural = pgettext_lazy("plural", "プロフィール")
        constraints = [
            models.CheckConstraint(condition=bits_known(*(f"{name}_to" for name in FIELDS)), name="profile_audiences")
        ]

    def __str__(self) -> str:
        return str(self.person)


class Skill(models.Model):
    """A thing people are good at or care about: one meaning, however many words it has."""

    name = models.CharField(_("ことば"), max_length=40)
    name_en = models.CharField(_("ことば（英語）"), max_length=40, blank=True)
    offered = models.BooleanField(
        _("候補に出す"), default=False, help_text=_("だれが書いたことばかに関わらず、入力の候補に出します。")
    )
    added_at = models.DateTimeField(_("追加日時"), auto_now_add=True)

    class Meta:
        verbose_name = _("得意なこと・関心")
        verbose_name_plural = pgettext_lazy("plural", "得意なこと・関心")

    def __str__(self) -> str:
        return self.name


class SkillWord(models.Model):
    """A spelling or synonym; its folded key belongs to one skill only."""

    skill = models.ForeignKey(Skill, models.CASCADE, related_name="words", verbose_name=_("得意なこと・関心"))
    text = models.CharField(_("いいかえ"), max_length=40)
    key = models.CharField(_("照合キー"), max_length=60, unique=True, editable=False)

    class Meta:
        verbose_name = _("いいかえ")
        verbose_name_plural = pgettext_lazy("plural", "いいかえ")

    def __str__(self) -> str:
        return self.text


class StoryPart(models.Model):
    """A turning point, or an answer to one of the gentle prompts, in the person's own words."""

    class Kind(models.TextChoices):
        TURN = "turn", _("転機")
        LEARNED = "learned", _("学んだこと")
        RETURNING = "returning", _("返したいこと")
        SEEKING = "seeking", _("さがしていること")

    profile = models.ForeignKey(Profile, models.CASCADE, related_name="story", verbose_name=_("プロフィール"))
    kind = models.CharField(_("種類"), max_length=10, choices=Kind)
    year = models.PositiveSmallIntegerField(_("年"), null=True, blank=True)
    text = models.TextField(_("ことば"), max_length=2000)
    to = Audiences(_("見せる相手"), USUAL["story"])

    class Meta:
        verbose_name = _("物語のひとこま")
        verbose_name_plural = pgettext_lazy("plural", "物語のひとこま")
        ordering = [F("year").asc(nulls_last=True), "pk"]
        constraints = [
            models.CheckConstraint(condition=bits_known("to"), name="story_audiences"),
            models.UniqueConstraint(
                fields=["profile", "kind"], condition=~Q(kind="turn"), name="story_prompt_answered_once"
            ),
        ]

    def __str__(self) -> str:
        return self.text[:40]


class BlurLabelQuerySet(models.QuerySet["BlurLabel"]):
    def editable_by(self, user: "User") -> "BlurLabelQuerySet":
        return self.filter(
            companies__in=list(Company.objects.editable_by(user).values_list("pk", flat=True))
        ).distinct()

    def wide(self) -> "BlurLabelQuerySet":
        """Labels that fit so many companies that they name none."""
        return self.filter(breadth__gte=FITS_AT_LEAST)

    def offered_for(self, company: int) -> "BlurLabelQuerySet":
        return self.wide().filter(
            pk__in=BlurLabel.companies.through.objects.filter(company=company).values("blurlabel")
        )


class BlurLabel(models.Model):
    """Words that may stand for a company's name, such as 大手電機メーカー: offered once they fit five companies."""

    text = models.CharField(_("ぼかしたことば"), max_length=40, unique=True)
    text_en = models.CharField(_("ぼかしたことば（英語）"), max_length=60, blank=True)
    companies = models.ManyToManyField(
        Company, related_name="blur_labels", blank=True, verbose_name=_("あてはまる会社")
    )
    # Kept by triggers (migrations/0005_labels.py): companies with verified people, those of one group counted once.
    breadth = models.PositiveSmallIntegerField(_("あてはまる会社の数"), default=0, db_default=0, editable=False)

    objects = BlurLabelQuerySet.as_manager()

    class Meta:
        verbose_name = _("会社のぼかしかた")
        verbose_name_plural = pgettext_lazy("plural", "会社のぼかしかた")
        ordering = ["text"]

    def __str__(self) -> str:
        return self.text


class Telling(models.Model):
    """How one post is told: each part exact, blurred or hidden for each audience. Without a row: exact for everybody.

    `gives` says which audiences may know of this post, and so become known as colleagues, coworkers or HR through it.
    """

    tenure = models.OneToOneField(Tenure, models.CASCADE, related_name="telling", verbose_name=_("在籍"))
    employer = Audiences(_("会社をそのまま見せる相手"), EVERYBODY)
    employer_blurred = Audiences(_("会社をぼかして見せる相手"))
    department = Audiences(_("部署をそのまま見せる相手"), EVERYBODY)
    department_blurred = Audiences(_("部署をぼかして見せる相手"))
    title = Audiences(_("役職をそのまま見せる相手"), EVERYBODY)
    title_blurred = Audiences(_("役職をぼかして見せる相手"))
    period = Audiences(_("時期をそのまま見せる相手"), EVERYBODY)
    period_blurred = Audiences(_("時期をぼかして見せる相手"))
    label = models.ForeignKey(
        BlurLabel, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("ぼかした会社名")
    )
    keeps_mark = models.BooleanField(_("ぼかしても在籍確認済の印を見せる"), default=True)
    gives = models.GeneratedField(
        expression=F("employer")
        .bitand(int(Audience.COMPANY | Audience.HR))
        .bitor(F("employer").bitand(F("department")).bitand(F("period")).bitand(int(Audience.DEPARTMENT))),  # type: ignore[arg-type]
        output_field=models.PositiveSmallIntegerField(),
        db_persist=True,
    )

    class Meta:
        verbose_name = _("在籍の見せかた")
        verbose_name_plural = pgettext_lazy("plural", "在籍の見せかた")
        constraints = [
            models.CheckConstraint(
                condition=bits_known(
                    *(
                        f"{part}{how}"
                        for part in ("employer", "department", "title", "period")
                        for how in ("", "_blurred")
                    )
                ),
                name="telling_audiences",
            )
        ]

    def __str__(self) -> str:
        return str(self.tenure)
