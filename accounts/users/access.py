"""Who may open a URL at all: every view declares a policy, and one that declares none is refused."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponse

View = Callable[..., HttpResponse]

PUBLIC, MEMBER, OWN_GATE = "public", "member", "own gate"
POLICIES = (PUBLIC, MEMBER, OWN_GATE)


def public(view: View) -> View:
    """Open to everybody, also without logging in."""
    return _declared(view, PUBLIC)


def member(view: View) -> View:
    """Open to whoever is logged in; what they then see is decided by `visible_to`."""
    return _declared(view, MEMBER)


def _declared(view: View, policy: str) -> View:
    @wraps(view)
    def guarded(*args: Any, **kwargs: Any) -> HttpResponse:
        return view(*args, **kwargs)

    guarded.policy = policy  # type: ignore[attr-defined]
    return guarded


def policy_of(view: View, view_name: str) -> str | None:
    """The declared policy, or the one that settings.ACCESS_POLICIES gives a library's views by name prefix."""
    declared = getattr(view, "policy", None)
    if declared:
        return declared
    prefixes = [p for p in settings.ACCESS_POLICIES if view_name.startswith(p)]
    return settings.ACCESS_POLICIES[max(prefixes, key=len)] if prefixes else None


class AccessMiddleware:
    """Log-in is required unless a view says otherwise; a view without a policy is a programming error."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: View, args: Any, kwargs: Any) -> HttpResponse | None:
        view_name = request.resolver_match.view_name if request.resolver_match else ""
        policy = policy_of(view, view_name or "")
        if policy not in POLICIES:
            raise ImproperlyConfigured(f"{view_name or view!r} declares no access policy (accounts.users.access)")
        if policy == MEMBER and not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        return None
