"""What is told of connections: somebody asks, somebody has said yes. Never that somebody hasn't."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.notices.kinds import Kind, key_of, register
from accounts.notices.models import Fact
from accounts.users.models import User
from alumni.connections.models import Connection


class OfConnection(Kind):
    category = "membership"
    about_model = Connection

    def prepare(self, facts: Sequence[Fact], people: Sequence[User]) -> None:
        rows = Connection.objects.with_block().select_related("first", "second")
        found = rows.in_bulk({key_of(fact) for fact in facts})
        for fact in facts:
            fact.thing = found.get(key_of(fact))

    def url(self, fact: Fact, person: User | None) -> str:
        return reverse("connections:list")

    def context(self, fact: Fact, person: User | None) -> dict[str, Any]:
        return {"other": fact.thing.other(person).name}


def _can_meet(row: Connection, person: User | None) -> bool:
    """The other is still here, and no block stands between the two."""
    assert person is not None
    return row.other(person).is_active and not row.blocked  # type: ignore[attr-defined]


@register
class Asked(OfConnection):
    code = "connections.asked"
    label = _("知り合いの確認")

    def still_relevant(self, fact: Fact, person: User | None) -> bool:
        row = fact.thing
        return row is not None and row.state == Connection.State.ASKED and _can_meet(row, person)

    def line(self, fact: Fact, person: User | None) -> str:
        assert person is not None
        return gettext("%sさんが、あなたとのつながりをたずねています") % fact.thing.other(person).name


@register
class Confirmed(OfConnection):
    code = "connections.confirmed"
    label = _("知り合いの返事")

    def still_relevant(self, fact: Fact, person: User | None) -> bool:
        row = fact.thing
        return row is not None and row.state == Connection.State.CONFIRMED and _can_meet(row, person)

    def line(self, fact: Fact, person: User | None) -> str:
        assert person is not None
        return gettext("%sさんとつながりました") % fact.thing.other(person).name
