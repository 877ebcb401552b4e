"""The comparison finds every leak that is planted (tests/properties/leaks.py), and nothing once it is taken away."""

import pytest

from accounts.users.models import User
from tests.cast import Cast
from tests.properties.leaks import LEAKS, ORDER, Leak
from tests.properties.surfaces import differences, open_to, prepare


@pytest.mark.parametrize("leak", LEAKS, ids=lambda leak: leak.name)
def test_a_planted_leak_is_found(cast: Cast, login, monkeypatch: pytest.MonkeyPatch, leak: Leak) -> None:
    world, what = prepare(cast), "reading" if leak.what == ORDER else leak.what
    if leak.what == ORDER:  # between かくれ一 and かくれ二
        User.objects.filter(pk=world.junior.pk).update(family_kana="かくれ一・五")
    open_to(world, what, 0)
    assert differences(world, login, leak.who, what, leak.surface) == []
    monkeypatch.setattr(leak.where, leak.instead)
    assert differences(world, login, leak.who, what, leak.surface) != []
