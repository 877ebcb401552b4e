"""The quiet start: looking at the network before being seen, one small step or none, and an easy way out."""

from django.db import transaction

from accounts.audit.actions import record
from accounts.consent.models import Consent
from accounts.users.models import User
from alumni.blocks.queries import apart
from alumni.connections import actions as connections
from alumni.connections.models import Connection
from alumni.directory.queries import Companion, companions
from alumni.introductions import actions as introductions
from alumni.introductions.models import Introduction, Vouch
from alumni.profiles import actions as profiles
from alumni.profiles.models import Profile
from alumni.profiles.queries import in_sight

LOOKED_AT = 12


def open_people(viewer: User) -> list[Companion]:
    """Some of those who show themselves to every member, the nearest to the viewer first."""
    seen = in_sight(viewer).filter(seen_by=Profile.SeenBy.NETWORK).exclude(person=viewer)
    nearest = seen.order_by("-is_coworker", "-is_colleague", "person_id")  # type: ignore[misc]
    return companions(viewer, nearest[:LOOKED_AT])


def voucher_of(person: User) -> Vouch | None:
    """The newest word by which somebody has remembered this person."""
    found = Vouch.objects.filter(state=Vouch.State.CONFIRMED, enrolment__person=person, voucher__is_active=True)
    return (
        found.exclude(apart(person, "voucher")).select_related("voucher", "company").order_by("-answered_at").first()
    )


@transaction.atomic
def hello(*, given: Vouch, word: str, by: User) -> Connection:
    """Who vouched hears that `by` has come, and may say yes to knowing each other. Until now they weren't told."""
    return connections.ask(person=given.voucher, by=by, says="worked", word=word)


@transaction.atomic
def hide(*, by: User) -> None:
    """Nobody sees this person from now on."""
    profiles.show_to(person=by, seen_by=Profile.SeenBy.NOBODY, by=by)


@transaction.atomic
def leave(*, by: User) -> None:
    """Out of every network, without a word to anybody: unseen, consents withdrawn, connections and introductions over.

    The account and what the person wrote stay theirs, so that the way back stays open too.
    """
    hide(by=by)
    for given in Consent.objects.standing().filter(person=by).select_related("document"):
        profiles.withdraw_consent(given=given, by=by)
    for row in Connection.objects.of(by).standing():
        _over(row, by)
    for asked in Introduction.objects.pending().filter(asker=by):
        introductions.withdraw(introduction=asked, by=by)
    for waits in Introduction.objects.filter(state="asked", middle=by) | Introduction.objects.filter(
        state="passed", other=by
    ):
        introductions.leave(introduction=waits, by=by)
    record("person.left", by, by=by)


def _over(row: Connection, by: User) -> None:
    if row.state == Connection.State.CONFIRMED:
        connections.end(connection=row, by=by)
    elif row.asked_by_id == by.pk:
        connections.withdraw(connection=row, by=by)
    elif row.state == Connection.State.ASKED:
        connections.decline(connection=row, by=by)
