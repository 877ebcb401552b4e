"""The admin of the accounts house, gathered from its slices: imports only."""

from accounts.audit import admin as audit
from accounts.consent import admin as consent
from accounts.notices import admin as notices
from accounts.users import admin as users

__all__ = ["audit", "consent", "notices", "users"]
