"""People who asked for the news of 青海システムズ, enough of them to be counted."""

import pytest

from accounts.consent import actions as consents
from accounts.users.models import User
from alumni.companies.models import Company
from alumni.companies.purpose import ensure_news_text
from tests import make
from tests.cast import Cast


def asks_for_news(person: User, company: Company) -> User:
    make.enrolment(company, person=person)
    consents.give(document=ensure_news_text(company), by=person, channel="web")
    return person


@pytest.fixture
def readers(cast: Cast) -> list[User]:
    """Seven of the group who left, and asked; the cast's own people haven't asked for anything."""
    people = [make.user(f"読者 {n}", email=f"reader{n}@example.test") for n in range(7)]
    for person in people:
        make.tenure(person, cast.group, "2001-04-01", "2009-03-31")
        asks_for_news(person, cast.company)
    return people
