"""How a person shows themself in the network."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from alumni.tenures.models import Tenure
from alumni.tenures.standing import Post, known_time, standing_of

if TYPE_CHECKING:
    from accounts.users.models import User


class ProfileQuerySet(models.QuerySet["Profile"]):
    def visible_to(self, viewer: "User") -> "ProfileQuerySet":
        """The one definition of sight: oneself, and whoever opened their profile as far as this viewer stands.

        Who has no verified tenure sees nobody else; HR sees its own people at the desk, not here.
        """
        own = Q(person=viewer.pk)
        standing = standing_of(viewer)
        if not standing.posts:
            return self.filter(own)
        met = Q(pk__in=[])
        for post in standing.posts:
            met |= shared_with(post)
        theirs = Tenure.objects.verified().filter(person=OuterRef("person"))
        seen = (
            Q(seen_by=Profile.SeenBy.NETWORK)
            | Q(Exists(theirs.filter(company__in=standing.company_ids)), seen_by=Profile.SeenBy.COMPANY)
            | Q(Exists(theirs.filter(met)), seen_by=Profile.SeenBy.COWORKERS)
        )
        return self.filter(own | (Q(person__is_active=True) & seen))


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
    """What members may see of a person, and from how near; made when somebody comes in."""

    class SeenBy(models.TextChoices):
        NOBODY = "nobody", _("まだだれにも見せない")
        COWORKERS = "coworkers", _("同じ部署で働いた人")
        COMPANY = "company", _("同じ会社の仲間")
        NETWORK = "network", _("Kanaeのすべてのメンバー")

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="profile", verbose_name=_("人")
    )
    seen_by = models.CharField(_("見せる範囲"), max_length=10, choices=SeenBy, default=SeenBy.NOBODY)
    now = models.CharField(_("いまの仕事"), max_length=120, blank=True)
    place = models.CharField(_("いまいる地域"), max_length=60, blank=True)
    shows_verified = models.BooleanField(_("在籍確認済の印を見せる"), default=True)
    updated_at = models.DateTimeField(_("更新日時"), auto_now=True)

    objects = ProfileQuerySet.as_manager()

    class Meta:
        verbose_name = _("プロフィール")
        verbose_name_plural = pgettext_lazy("plural", "プロフィール")

    def __str__(self) -> str:
        return str(self.person)
