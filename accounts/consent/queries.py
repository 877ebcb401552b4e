"""Reading consents: what somebody agreed to, and which texts still ask."""

from accounts.consent.models import Consent, Document
from accounts.users.models import User


def consents_of(person: User) -> list[Consent]:
    """All of them, also withdrawn ones: the newest first."""
    return list(Consent.objects.filter(person=person).select_related("document").order_by("-given_at", "-id"))


def open_texts_of(person: User, scopes: list[str]) -> list[Document]:
    """The newest text of each scope and purpose to which this person's standing consent is missing."""
    newest = Document.objects.filter(scope__in=scopes).order_by("scope", "purpose", "-version")
    texts = list(newest.distinct("scope", "purpose"))
    given = set(Consent.objects.standing().filter(person=person).values_list("document", flat=True))
    return [text for text in texts if text.pk not in given]
