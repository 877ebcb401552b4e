"""Where drafts come from: slices above say what they know to have happened, and it is suggested to each side once.

A slice appends a function to `sources`; a tick asks all of them about the last days:

    def gatherings(since: date) -> Iterable[Happened]:
        ...
    sources.append(gatherings)

What is known at a moment (a collaboration closes) needs no source: the action calls `ledger.actions.suggest` itself.
What no row may tell of (a career talk) is put into `unkept`: it is asked for by whoever reads their own ledger, shown to
them alone, and kept nowhere until they tell it in words of their own.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise

from accounts.users.models import User
from alumni.companies.models import Company


@dataclass(frozen=True)
class Happened:
    """Something given by one side and got by the other, as `to`, one of the two, could tell it."""

    to: User | Company
    kind: str
    giver: User | Company
    receiver: User | Company
    words: str | Promise  # lazy, so that it is said in the language of `to`
    on: date
    about: str = ""


sources: list[Callable[[date], Iterable[Happened]]] = []
unkept: list[Callable[[User], Iterable[Happened]]] = []
