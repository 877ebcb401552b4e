"""The tests' own kinds are in the catalogue while a test runs."""

import pytest

from accounts.notices import kinds
from accounts.users.models import User
from tests import make
from tests.accounts.notices.sample import ALL


@pytest.fixture(autouse=True)
def _sample_kinds(monkeypatch: pytest.MonkeyPatch) -> None:
    for kind in ALL:
        monkeypatch.setitem(kinds._catalogue, kind.code, kind())


@pytest.fixture
def readers(db: None) -> list[User]:
    """Three people whom `News` is for."""
    return [make.user(email=f"reader{n}@example.test") for n in range(3)]
