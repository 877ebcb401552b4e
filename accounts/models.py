"""All tables of the accounts house, gathered for Django: imports only."""

from accounts.audit.models import Entry
from accounts.consent.models import Consent, Document
from accounts.notices.models import Delivery, Fact, Incident, Mailbox, Notice, Preference, Rhythm, Suppression
from accounts.users.models import User

__all__ = [
    "Consent",
    "Delivery",
    "Document",
    "Entry",
    "Fact",
    "Incident",
    "Mailbox",
    "Notice",
    "Preference",
    "Rhythm",
    "Suppression",
    "User",
]
