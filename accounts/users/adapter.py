"""What allauth asks us: who may sign up, how an address is spelt, and how its mail leaves."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib.sites.shortcuts import get_current_site
from django.core.mail import get_connection
from django.http import HttpRequest

from accounts.users.mailbox import mailbox

# By name: the outbox is a room above this one.
OUTBOX = "accounts.notices.backend.OutboxBackend"


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: accounts are opened by accounts.users.proof alone, which invitations and requests to join lead to."""
        return False

    def clean_email(self, email: str) -> str:
        return mailbox(email)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Into the outbox, also where another backend is set: a log-in doesn't wait for a mail server."""
        known = {"request": self.request, "email": email, "current_site": get_current_site(self.request)}
        message = self.render_mail(template_prefix, email, {**known, **context})
        message.connection = get_connection(OUTBOX)
        message.send()
