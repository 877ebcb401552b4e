"""Builders of collaborations, through the actions that the pages use: proposed, signed, agreed, at work."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from accounts.users.models import User
from alumni.companies.models import Company
from alumni.talks.reasons import ground_between
from programs.collaborations import actions, working
from programs.collaborations.models import Collaboration, Party
from programs.collaborations.work_models import Part, Role
from tests import make

BRINGS, WANTS = "月に二度の対話", "現場の問いにふれること"


def proposed(
    by: User,
    *others: User | Company,
    desk: Company | None = None,
    title: str = "若手と現場をつなぐ半年",
    word: str = "",
    **terms: Any,
) -> Collaboration:
    """By somebody who knows the people it names."""
    people = [one for one in others if isinstance(one, User)]
    companies = [one for one in others if isinstance(one, Company)]
    for person in people:
        if not ground_between(*sorted((by.pk, person.pk))):
            make.connection(by, person)
    keys = [
        f"c{desk.pk}" if desk else f"p{by.pk}",
        *(f"p{one.pk}" for one in people),
        *(f"c{c.pk}" for c in companies),
    ]
    pledges = {key: {"brings": f"{word}{BRINGS}", "wants": f"{word}{WANTS}"} for key in keys}
    terms = {"since": date(2027, 4, 1), **terms}
    return actions.propose(
        title=f"{word}{title}", people=people, companies=companies, pledges=pledges, by=by, desk=desk, **terms
    )


def side(row: Collaboration, who: User | Company) -> Party:
    return row.parties.get(company=who) if isinstance(who, Company) else row.parties.get(person=who)


def sign(row: Collaboration, who: User | Company, by: User | None = None) -> None:
    newest = row.statements.latest("number")
    actions.sign(collaboration=row, party=side(row, who), number=newest.number, by=_by(who, by))


def agree(row: Collaboration, who: User | Company, by: User | None = None) -> None:
    newest = row.outcomes.latest("number")
    actions.agree(collaboration=row, party=side(row, who), number=newest.number, by=_by(who, by))


def _by(who: User | Company, by: User | None) -> User:
    found = by or who
    assert isinstance(found, User)
    return found


def agreed(by: User, *others: User | Company, officers: Iterable[User] = (), word: str = "") -> Collaboration:
    """Everybody has signed and agreed to one outcome. `officers` answer for the companies, in their order."""
    row, left = proposed(by, *others, word=word), iter(officers)
    pairs = [(one, next(left) if isinstance(one, Company) else None) for one in others]
    for who, officer in pairs:
        sign(row, who, officer)
    words = {"words": f"{word}若手が自分のことばで提案する", "sign": f"{word}十月に三人が提案している"}
    actions.aim(collaboration=row, party=side(row, by), by=by, **words)
    for who, officer in pairs:
        agree(row, who, officer)
    row.refresh_from_db()
    return row


def part(row: Collaboration, by: User, words: str = "試せる相手がいる") -> Part:
    return working.add_part(collaboration=row, party=side(row, by), words=words, by=by)


def role(row: Collaboration, by: User, *parts: Part, holder: Party | None = None, name: str = "橋わたし") -> Role:
    return working.keep_role(
        collaboration=row, party=side(row, by), name=name, decides="", parts=parts, holder=holder, by=by
    )


def closed(row: Collaboration, by: User, *others: User | Company, officer: User | None = None) -> None:
    """It went its way, and every side has looked back."""
    actions.start(collaboration=row, party=side(row, by), by=by)
    actions.begin_closing(collaboration=row, party=side(row, by), by=by)
    for who in (by, *others):
        speaker = officer if isinstance(who, Company) else who
        assert speaker is not None
        actions.finish(collaboration=row, party=side(row, who), by=speaker)
    row.refresh_from_db()
