"""What allauth asks us: who may sign up, and how its mail leaves."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

MAY_SIGN_UP = "may_sign_up"


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Only on the way in: from an invitation or from a request to join (alumni.arrivals sets the mark)."""
        return bool(request.session.get(MAY_SIGN_UP))

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        super().send_mail(template_prefix, email, context)
