"""What is told of the directory: a saved search found somebody new; and, to admins, somebody looked at very many."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from accounts.notices.kinds import Kind, key_of, register
from accounts.notices.models import Fact
from accounts.users.models import User
from alumni.directory.looking import still_new
from alumni.directory.saved_models import SavedSearch


@register
class QuotaReached(Kind):
    code = "directory.quota"
    label = _("閲覧が多いときの知らせ")
    category = "account"
    can_mute = False
    about_model = User

    def may_reach(self, person: User) -> bool:
        return person.is_superuser

    def recipients(self, fact: Fact) -> QuerySet[User]:
        return User.objects.active().filter(is_superuser=True)

    def context(self, fact: Fact, person: User | None) -> dict[str, Any]:
        return {"day": fact.data.get("day", ""), "link": settings.SITE_URL + self.url(fact, person)}

    def url(self, fact: Fact, person: User | None) -> str:
        """Whose data that member saw on that day."""
        asked = urlencode({"viewer": key_of(fact), "since": fact.data.get("day", "")})
        return f"{reverse('admin:alumni_sighting_changelist')}?{asked}"

    def line(self, fact: Fact, person: User | None) -> str:
        return gettext("1日に見られる人数の上限に達した人がいます")


@register
class NewPeople(Kind):
    """So many, and never who or why: the search itself shows them, as far as they are still found."""

    code = "directory.new_people"
    label = _("保存したさがし方に、新しい人がいるときの知らせ")
    category = "membership"
    about_model = SavedSearch

    def prepare(self, facts: Sequence[Fact], people: Sequence[User]) -> None:
        found = SavedSearch.objects.select_related("person").in_bulk({key_of(fact) for fact in facts})
        for fact in facts:
            fact.thing = found.get(key_of(fact))

    def still_relevant(self, fact: Fact, person: User | None) -> bool:
        saved = fact.thing
        return saved is not None and saved.tells and saved.person == person and still_new(saved) > 0

    def url(self, fact: Fact, person: User | None) -> str:
        return reverse("directory:saved_run", args=[fact.thing.pk]) if fact.thing else reverse("directory:saved")

    def line(self, fact: Fact, person: User | None) -> str:
        if fact.thing is None:
            return gettext("保存したさがし方に、新しい人がいました")
        return _told(fact.thing.name, fact.data["n"])

    def context(self, fact: Fact, person: User | None) -> dict[str, Any]:
        return {
            "told": _told(fact.thing.name, still_new(fact.thing)),
            "link": settings.SITE_URL + self.url(fact, person),
        }


def _told(name: str, n: int) -> str:
    words = ngettext("「%(name)s」に新しい人がいます（%(n)d人）", "「%(name)s」に新しい人がいます（%(n)d人）", n)
    return words % {"name": name, "n": n}
