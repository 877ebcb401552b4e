"""What the outbox itself has to tell: to a person whose mailbox doesn't take mail, to admins when mail doesn't move."""

from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.notices.kinds import Kind, register
from accounts.notices.models import Fact, Incident
from accounts.users.models import User


@register
class MailboxDead(Kind):
    """In the product only, of course."""

    code = "notices.mailbox_dead"
    label = _("メールが届かないとき")
    can_mute = False
    by_mail = False
    about_model = User

    def url(self, fact: Fact, person: User | None) -> str:
        return reverse("notices:settings")

    def line(self, fact: Fact, person: User | None) -> str:
        if fact.data.get("reason") == "complained":
            return gettext("迷惑メールとして報告されたため、メールを止めました。受け取り方は、ここで変えられます")
        return gettext("メールが届かずに戻ってきました。新しいアドレスを登録してください")


@register
class Trouble(Kind):
    """Goes the same way as all mail: when nothing moves, the line in the product and /readyz still tell."""

    code = "notices.trouble"
    label = _("メールの異常")
    can_mute = False
    priority = 0
    about_model = Incident

    def may_reach(self, person: User) -> bool:
        return person.is_superuser

    def recipients(self, fact: Fact) -> QuerySet[User]:
        return User.objects.active().filter(is_superuser=True)

    def still_relevant(self, fact: Fact, person: User | None) -> bool:
        return fact.thing is not None and fact.thing.closed_at is None

    def context(self, fact: Fact, person: User | None) -> dict[str, Any]:
        return {"incident": fact.thing, "link": settings.SITE_URL + self.url(fact, person)}

    def url(self, fact: Fact, person: User | None) -> str:
        return reverse("admin:accounts_delivery_changelist")

    def line(self, fact: Fact, person: User | None) -> str:
        if fact.thing.sort == Incident.Sort.FAILING:
            return gettext("この1時間に%(count)d通のメールが送れませんでした") % {"count": fact.thing.figure}
        return gettext("いちばん古いメールが%(count)d分、送られずにいます") % {"count": fact.thing.figure}
