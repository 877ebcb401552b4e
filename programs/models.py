"""All tables of the programs house, gathered for Django: imports only."""

from programs.events.models import Event, Reply

__all__ = ["Event", "Reply"]
