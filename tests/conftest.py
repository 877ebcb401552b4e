"""Fixtures that every test may use: the cast, and clients logged in as its members."""

from collections.abc import Callable

import pytest
from django.contrib.auth import BACKEND_SESSION_KEY
from django.test import Client

from accounts.users.models import User
from tests.cast import Cast, build

pytest_plugins = ["tests.plugins.services", "tests.plugins.template", "tests.plugins.mail"]


@pytest.fixture
def cast(db: None) -> Cast:
    return build()


@pytest.fixture
def login() -> Callable[[User], Client]:
    """A browser of somebody: `login(cast.alumna).get("/")`."""

    def browser(user: User) -> Client:
        client = Client()
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        assert BACKEND_SESSION_KEY in client.session
        return client

    return browser
