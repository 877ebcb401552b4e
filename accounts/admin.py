"""The admin of the accounts house, gathered from its slices: imports only."""

from accounts.audit import admin as audit
from accounts.consent import admin as consent
from accounts.users import admin as users

__all__ = ["audit", "consent", "users"]
