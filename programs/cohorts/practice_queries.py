"""Reading practice at work: one's own, one's peer's, and what one was shown. (What a desk learns of it: figures.py.)"""

from dataclasses import dataclass, field

from django.db.models import Prefetch, QuerySet

from accounts.users.models import User
from programs.cohorts.models import Nomination, Program
from programs.cohorts.practice_models import Pairing, Practice, PracticeLine


def practices(viewer: User) -> QuerySet[Practice]:
    """Whatever this person may read, with its lines."""
    lines = Prefetch("lines", PracticeLine.objects.select_related("answered_by__person"))
    rows = Practice.objects.visible_to(viewer).select_related("nomination__person", "nomination__company")
    return rows.prefetch_related(lines, "shares__person")


@dataclass
class PracticeRoom:
    """A program's practice as one person sees it."""

    nomination: Nomination | None = None
    own: list[Practice] = field(default_factory=list)
    peers: list[Nomination] = field(default_factory=list)
    of_peers: list[Practice] = field(default_factory=list)
    others: list[Practice] = field(default_factory=list)


def room_of(viewer: User, program: Program) -> PracticeRoom:
    room = PracticeRoom(program.nominations.inside().filter(person=viewer).select_related("company").first())
    if room.nomination:
        pairings = Pairing.objects.standing().filter(nomination=room.nomination)
        room.peers = [
            pairing.peer for pairing in pairings.select_related("peer__person", "peer__company").order_by("pk")
        ]
    peers = {one.pk for one in room.peers}
    for practice in practices(viewer).filter(nomination__program=program):
        if practice.nomination.person_id == viewer.pk:
            room.own.append(practice)
        elif practice.nomination_id in peers:
            room.of_peers.append(practice)
        else:
            room.others.append(practice)
    return room
