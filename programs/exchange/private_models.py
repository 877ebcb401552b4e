"""What a person keeps for themself: whether they think of changing work. Nothing else reads this table."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

if TYPE_CHECKING:
    from accounts.users.models import User


class WorkWishQuerySet(models.QuerySet["WorkWish"]):
    def visible_to(self, viewer: "User") -> "WorkWishQuerySet":
        """One's own; nobody's desk, and no admin page."""
        return self.filter(person=viewer.pk)


class WorkWish(models.Model):
    """Off by default, private, and an input to nothing: not to suggestions, searches, figures or mails."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("人"))
    thinks_of_it = models.BooleanField(_("仕事を変えることを考えている"), default=False)
    words = models.CharField(_("自分のための覚え書き"), max_length=600, blank=True)
    at = models.DateTimeField(_("書いた日時"), auto_now=True)

    objects = WorkWishQuerySet.as_manager()

    class Meta:
        verbose_name = _("仕事についての覚え書き")
        verbose_name_plural = pgettext_lazy("plural", "仕事についての覚え書き")
