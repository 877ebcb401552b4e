"""Builders of needs and offers for tests."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from accounts.users.models import User
from alumni.profiles import skills
from alumni.profiles.skills import skills_of
from programs.exchange import asking, preferring
from programs.exchange.asking_models import Ask
from programs.exchange.keeping import COMPANY_CAPACITY, weights_of
from programs.exchange.models import Listing, Openness, Return

__all__ = ["skills", "skills_of"]
FACILITATE, CODE = "対話の場づくり", "プログラミング"


def listing(kind: str, person: User, *, themes: tuple[str, ...] = (FACILITATE,), **fields: Any) -> Listing:
    """Open for three months, online, in Japanese, to the person's or the company's people."""
    company = fields.get("company")
    keys = fields.pop("themes_by_number", None) or sorted(skill.pk for skill in skills_of(themes))
    posts = person.tenures.verified().values_list("company", flat=True)
    today, state = timezone.localdate(), fields.get("state", "open")
    switches = (Openness.objects.filter(person=person).first() or Openness()).switches
    return Listing.objects.create(
        **{
            "kind": kind, "person": person, "title": "対話の場をいっしょに" if kind == "need" else "対話の場をひらきます",
            "themes": keys, "returns": [Return.FIELD, Return.VOICE], "since": today, "until": today + timedelta(days=90),
            "circle": [company.pk] if company else sorted(set(posts)), "state": state,
            "opened_at": timezone.now(), "expires_at": timezone.now() + timedelta(days=90),
            "ended_at": timezone.now() if state in ("fulfilled", "ended") else None,
            "weight": sum(weights_of(keys).values()),
            **({"suggested": True, "capacity": COMPANY_CAPACITY} if company else switches), **fields,
        }
    )  # fmt: skip


def need(person: User, **fields: Any) -> Listing:
    return listing("need", person, **fields)


def offer(person: User, **fields: Any) -> Listing:
    """By somebody who is open to being suggested."""
    open_to(person)
    return listing("offer", person, **fields)


def open_to(person: User, capacity: int = 3, *, open: bool = True) -> Openness:
    return preferring.be_open(person=person, open=open, capacity=capacity, by=person)


def ask(about: Listing, by: User, *, mine: Listing | None = None, note: str = "ご一緒できませんか") -> Ask:
    return asking.ask(listing=about, by=by, mine=mine, note=note)
