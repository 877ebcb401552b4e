"""Looking back: what each side gave and got is drafted from roles and milestones, told and confirmed in the ledger."""

from datetime import date

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from accounts.audit.actions import ref
from accounts.users.models import User
from alumni.companies.models import Company
from programs.collaborations import actions, rules
from programs.collaborations.holding import locked, party_for
from programs.collaborations.models import Collaboration, Party
from programs.collaborations.work_models import Role
from programs.ledger import actions as ledger
from programs.ledger.models import Contribution


def can_tell(row: Collaboration) -> bool:
    """While the sides look back, and afterwards too: gratitude has no closing day."""
    return row.is_closing or row.is_over


@transaction.atomic
def begin_closing(*, collaboration: Collaboration, party: Party, by: User, why: str = "") -> None:
    """The sides look back, each with drafts of what it gave and got before it, so that nobody starts from nothing."""
    actions.begin_closing(collaboration=collaboration, party=party, by=by, why=why)
    joined = list(collaboration.parties.filter(state=Party.State.JOINED).select_related("person", "company"))
    for giver in joined:
        for receiver in joined:
            if giver.pk != receiver.pk:
                _draft(collaboration, giver, receiver)


def _draft(row: Collaboration, giver: Party, receiver: Party) -> None:
    """For each end one, in its own language: what the roles of the giver carried, or what it promised to bring."""
    for to in (giver, receiver):
        with translation.override(to.person.language if to.person else "ja"):
            if words := _words_of(row, giver):
                ledger.suggest(
                    kind=Contribution.Kind.TIME, giver=side_of(giver), receiver=side_of(receiver), words=words,
                    on=_today(), to=side_of(to), about=ref(row),
                )  # fmt: skip


def _words_of(row: Collaboration, giver: Party) -> str:
    names = list(giver.roles.filter(state=Role.State.HELD).values_list("name", flat=True))
    if names:
        reached = row.milestones.exclude(done_at=None).values_list("words", flat=True).last()
        role = _("「%(roles)s」を担った") % {"roles": _("」「").join(names)}
        return f"{role}{_('（%(words)s）') % {'words': reached} if reached else ''}"[:300]
    pledge = giver.pledges.filter(statement__is_agreed=True).order_by("-statement__number").first()
    return pledge.brings[:300] if pledge else ""


@transaction.atomic
def tell_came(
    *, collaboration: Collaboration, party: Party, other: Party, gave: bool, kind: str, words: str, by: User
) -> Contribution:
    """One's own side has told what it gave to the other side or got from it; the other is asked whether it was so."""
    row, own = locked(collaboration), party_for(party, by)
    rules.require(own.joined_at is not None and can_tell(row))
    giver, receiver = (own, other) if gave else (other, own)
    return ledger.tell(
        kind=kind, giver=side_of(giver), receiver=side_of(receiver), words=words, on=_today(), by=by,
        about=ref(collaboration), side=side_of(own),
    )  # fmt: skip


def side_of(party: Party) -> User | Company:
    """As the ledger knows it."""
    found = party.company or party.person
    assert found is not None  # the database holds that it is one of the two
    return found


def _today() -> date:
    return timezone.localdate()
