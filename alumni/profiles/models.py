"""How a person shows themself in the network."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


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
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("プロフィール")
        verbose_name_plural = _("プロフィール")

    def __str__(self) -> str:
        return str(self.person)
