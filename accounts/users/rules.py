"""Who is safe enough for what."""

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings

from accounts.users.models import User


def has_factors_for_admin(user: User) -> bool:
    """In production /admin/ opens only to an account with a second factor, which log-in then always asks for."""
    return not settings.ADMIN_NEEDS_SECOND_FACTOR or is_mfa_enabled(user)
