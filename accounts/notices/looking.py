"""What was claimed is looked at again: the rows with all they need, and whether they are still wanted."""

from accounts.notices import kinds
from accounts.notices.expanding import scopes_of
from accounts.notices.models import Delivery, Fact, Preference, Suppression
from accounts.users.mailbox import mailbox


class Unwanted:
    """Looks again right before sending: what was wanted when it was written may not be any more."""

    def __init__(self, mails: list[Delivery]) -> None:
        people = {mail.person_id for mail in mails if mail.person_id}
        silent = [Preference.Pace.APP, Preference.Pace.NEVER]
        chosen = Preference.objects.filter(person__in=people, pace__in=silent)
        # The person with a kind, or with a whole category.
        self.muted = {
            (who, kind or category) for who, kind, category in chosen.values_list("person", "kind", "category")
        }
        held = Suppression.objects.filter(address_key__in={mailbox(mail.address) for mail in mails})
        self.held = set(held.values_list("address_key", "scope"))

    def why(self, mail: Delivery) -> str:
        fact, kind, person = mail.fact, kinds.get(mail.fact.kind), mail.person
        if person is not None and not person.is_active:
            return "inactive"
        if kind.can_mute and not self.muted.isdisjoint(
            {(mail.person_id, kind.code), (mail.person_id, kind.category)}
        ):
            return "muted"
        if any((mailbox(mail.address), scope) in self.held for scope in scopes_of(fact, kind)):
            return "suppressed"
        return "" if kind.still_relevant(fact, person) else "no longer relevant"


def load(pks: list[int]) -> list[Delivery]:
    """The rows in order, each fact once, with what their kinds need: a constant number of queries."""
    found = Delivery.objects.filter(pk__in=pks).select_related("person").order_by("priority", "not_before", "id")
    mails = list(found)
    facts = Fact.objects.in_bulk({mail.fact_id for mail in mails})
    for mail in mails:
        mail.fact = facts[mail.fact_id]
    for code in {fact.kind for fact in facts.values()}:
        mine = [mail for mail in mails if mail.fact.kind == code]
        people = {mail.person_id: mail.person for mail in mine if mail.person}
        kinds.get(code).prepare([fact for fact in facts.values() if fact.kind == code], list(people.values()))
    return mails
