"""Builders of the ledger's tests: entries by the same actions that the pages use."""

from datetime import date
from typing import Any

from accounts.users.models import User
from alumni.companies.models import Company
from programs.ledger import actions
from programs.ledger.models import Contribution

DAY = date(2024, 5, 18)


def told(giver: User | Company, receiver: User | Company, *, by: User, **fields: Any) -> Contribution:
    """`by` tells it for the side they speak for."""
    said = {"kind": "knowledge", "words": "役割を成果から描く対話", "on": DAY, **fields}
    return actions.tell(giver=giver, receiver=receiver, by=by, **said)


def fulfilled(giver: User | Company, receiver: User | Company, *, by: User, yes: User, **fields: Any) -> Contribution:
    """Told by the one, confirmed by the other."""
    return actions.confirm(entry=told(giver, receiver, by=by, **fields), by=yes)
