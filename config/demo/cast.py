"""Who a visitor of the demo can be: the addresses that the command demo_network gives them."""

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Role:
    email: str
    label: str | Promise
    hint: str | Promise
    side: str  # the colour: "ai" the company's, "yu" the person's
    start: str = ""


DEMO_CAST = [
    Role(
        "okada@demo.kanae.example",
        _("会社を離れた人（アルムナイ）"),
        _("葉山の集いに誰が来るのか、自分との間柄で見てみる。"),
        "yu",
    ),
    Role(
        "takahashi@demo.kanae.example",
        _("いま働いている人"),
        _("同じ事業部を離れた先輩たちと、集いで出会う。"),
        "yu",
    ),
    Role(
        "miura@demo.kanae.example",
        _("A社の人事"),
        _("名簿を取り込み、招待し、集いを開く。"),
        "ai",
    ),
    Role(
        "kitamura@demo.kanae.example",
        _("B社の人事"),
        _("A社のことは何も見えないと、確かめる。"),
        "ai",
    ),
    Role(
        "ogata@demo.kanae.example",
        _("対話の進行役"),
        _("会社をまたぐ学びの場を、外から支える。"),
        "yu",
    ),
    Role(
        "admin@demo.kanae.example",
        _("運営の管理者"),
        _("管理画面で、会社や会員の記録を整える。"),
        "ai",
        "/admin/",
    ),
]


def role_of(email: str) -> Role | None:
    return next((role for role in DEMO_CAST if role.email == email), None)


def with_people(users: Any) -> list[tuple[Role, Any]]:
    """Each role beside the account that plays it; a role whose account is missing is left out."""
    found = {user.email: user for user in users.active().filter(email__in=[role.email for role in DEMO_CAST])}
    return [(role, found[role.email]) for role in DEMO_CAST if role.email in found]
