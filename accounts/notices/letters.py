"""Mail that libraries write themselves (codes, security notes of allauth): it leaves through the outbox too."""

from django.utils.translation import gettext_lazy as _

from accounts.notices.kinds import Kind, register


@register
class Letter(Kind):
    """To one address, with its words in the fact; they are taken out once sent, for a code is a secret."""

    code = "account.letter"
    label = _("アカウントのメール")
    can_mute = False
    in_app = False
    priority = 0
