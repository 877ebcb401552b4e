"""All tables of the programs house, gathered for Django: imports only."""

from programs.events.models import Event, Reply
from programs.events.parts import ChecklistItem, EventCompany, EventInvite, EventRole, Note, Reading, Series, Session

__all__ = [
    "ChecklistItem", "Event", "EventCompany", "EventInvite", "EventRole", "Note", "Reading", "Reply", "Series", "Session"
]  # fmt: skip
