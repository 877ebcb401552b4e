"""Pages are counted without the library's own note of a session's last use, which costs the same on every page."""

import pytest


@pytest.fixture(autouse=True)
def untracked(settings) -> None:
    settings.USERSESSIONS_TRACK_ACTIVITY = False
