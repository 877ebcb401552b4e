"""Django's door for mail (EMAIL_BACKEND): whatever a library sends is written into the outbox and leaves from there."""

from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from accounts.notices.letters import post


class OutboxBackend(BaseEmailBackend):
    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for message in email_messages:
            for address in message.recipients():
                post(address=address, subject=str(message.subject), body=str(message.body))
        return len(email_messages)
