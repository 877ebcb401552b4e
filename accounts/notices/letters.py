"""Mail that libraries write themselves (codes, security notes of allauth): it leaves through the outbox too."""

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.notices.actions import send
from accounts.notices.kinds import Kind, register
from accounts.notices.models import Fact
from accounts.users.models import User


@register
class Letter(Kind):
    """To one address, with its words in the fact; they are taken out once sent, for a code is a secret."""

    code = "account.letter"
    label = _("アカウントのメール")
    can_mute = False
    in_app = False
    priority = 0
    personal = False

    def still_relevant(self, fact: Fact, person: User | None) -> bool:
        return "body" in fact.data

    def words(self, fact: Fact) -> tuple[str, str] | None:
        return fact.data["subject"], fact.data["body"]


def post(*, address: str, subject: str, body: str) -> Fact:
    """A letter to one address leaves within seconds, in the language of this request."""
    data = {"subject": subject, "body": body, "language": get_language() or settings.LANGUAGE_CODE}
    return send(Letter, address=address, data=data)
