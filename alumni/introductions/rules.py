"""Who may ask whom for what."""

from accounts.users.models import User
from alumni.companies.models import Company
from alumni.companies.queries import hr_of
from alumni.connections.models import Connection
from alumni.connections.paths import works_there
from alumni.introductions.models import Introduction
from alumni.profiles.queries import visible_people
from alumni.tenures.standing import standing_of


def can_ask(by: User, middle: User, other: User, company: Company | None = None) -> bool:
    """The chain holds: `by` knows the middle, and the middle knows the other end, or is of the officer's company."""
    if len({by.pk, middle.pk, other.pk}) < 3 or not _open(by, middle):
        return False
    if company is not None:
        return other in hr_of(company) and bool(works_there(by, [middle.pk], company))
    return _open(middle, other) and visible_people(by, [middle.pk, other.pk]) == {middle.pk, other.pk}


def _open(one: User, other: User) -> bool:
    return Connection.objects.between(one.pk, other.pk).open().exists()


def can_pass(user: User, introduction: Introduction) -> bool:
    return (
        user.pk == introduction.middle_id and introduction.state in ("asked", "declined") and introduction.is_pending
    )


def can_answer(user: User, introduction: Introduction) -> bool:
    return (
        user.pk == introduction.other_id and introduction.state in ("passed", "refused") and introduction.is_pending
    )


def can_withdraw(user: User, introduction: Introduction) -> bool:
    return user.pk == introduction.asker_id and introduction.is_pending


def can_vouch(user: User, company: Company) -> bool:
    """One's own verified time in the company is what makes one's word count."""
    return company.pk in standing_of(user).company_ids
