"""PURE: what the next step of a collaboration is, and for which sides it waits."""

from dataclasses import dataclass

SIGN, OUTCOME, AGREE, ROLES, ACCEPT, START, WORK, FINISH = (
    "sign", "outcome", "agree", "roles", "accept", "start", "work", "finish",
)  # fmt: skip
# To these a named side owes an answer; the others are open to whoever goes first.
ASKED = (SIGN, AGREE, ACCEPT, FINISH)


@dataclass(frozen=True)
class Stand:
    """Where it stands: ids of sides. `standing` are those whose yes is needed."""

    state: str
    standing: frozenset[int] = frozenset()
    signed: frozenset[int] = frozenset()  # the newest statement
    statement_agreed: bool = False
    has_outcome: bool = False
    agreed: frozenset[int] = frozenset()  # the newest outcome
    outcome_agreed: bool = False
    has_roles: bool = False
    offered: frozenset[int] = frozenset()  # asked to hold a role
    finished: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Wait:
    what: str
    parties: frozenset[int]

    @property
    def is_asked(self) -> bool:
        return self.what in ASKED


def waits_of(stand: Stand) -> tuple[Wait, ...]:
    """The next steps, the one that holds up the others first; none once it is over."""
    if stand.state in ("closed", "ended") or not stand.standing:
        return ()
    found = []
    if not stand.statement_agreed:
        found.append(Wait(SIGN, stand.standing - stand.signed))
    elif not stand.has_outcome:
        found.append(Wait(OUTCOME, stand.standing))
    if stand.has_outcome and not stand.outcome_agreed:
        found.append(Wait(AGREE, stand.standing - stand.agreed))
    if stand.offered & stand.standing:
        found.append(Wait(ACCEPT, stand.offered & stand.standing))
    found += _work(stand)
    return tuple(wait for wait in found if wait.parties)


def _work(stand: Stand) -> list[Wait]:
    if stand.state == "agreed":
        return [Wait(START if stand.has_roles else ROLES, stand.standing)]
    if stand.state == "under_way":
        return [Wait(WORK, stand.standing)]
    if stand.state == "closing":
        return [Wait(FINISH, stand.standing - stand.finished)]
    return []


def asked_of(stand: Stand, party: int) -> tuple[str, ...]:
    """What is owed by this side now."""
    return tuple(wait.what for wait in waits_of(stand) if wait.is_asked and party in wait.parties)
