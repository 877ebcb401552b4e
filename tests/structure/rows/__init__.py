"""One module a slice: which row each argument of its addresses names (ROWS), and a row in each of its tables (`made`).

`made(given)` is called once for each company; in the rows of the first, `given.word` is a word that nobody outside may read.
"""

from dataclasses import dataclass

from accounts.users.models import User
from alumni.companies.models import Company, Department
from programs.events.models import Event


@dataclass(frozen=True)
class Given:
    """What stands already: a member of the company (`host`), somebody of its desk, a person who only asked to join."""

    company: Company
    unit: Department
    host: User
    staff: User
    guest: User
    event: Event
    word: str
    latin: str
