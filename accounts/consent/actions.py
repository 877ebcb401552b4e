"""Giving and withdrawing consent."""

from django.db import transaction
from django.utils import timezone

from accounts.audit.actions import record
from accounts.consent.models import Consent, Document
from accounts.users.models import User


def publish(*, scope: str, purpose: str, text_ja: str, text_en: str, by: User | None) -> Document:
    """The newest version of a text; the same text again makes no new version."""
    last = Document.objects.filter(scope=scope, purpose=purpose).order_by("-version").first()
    if last and (last.text_ja, last.text_en) == (text_ja, text_en):
        return last
    version = last.version + 1 if last else 1
    document = Document.objects.create(
        scope=scope, purpose=purpose, version=version, text_ja=text_ja, text_en=text_en
    )
    record("document.published", document, by=by, scope=scope)
    return document


@transaction.atomic
def give(*, document: Document, by: User, channel: str) -> Consent:
    """`by` has agreed to exactly this version, through this channel ("web"); agreeing twice changes nothing."""
    consent, new = Consent.objects.get_or_create(
        person=by, document=document, withdrawn_at=None, defaults={"channel": channel, "language": by.language}
    )
    if new:
        record("consent.given", consent, by=by, scope=document.scope)
    return consent


@transaction.atomic
def withdraw(*, consent: Consent, by: User) -> Consent:
    """The consent ends now; its record stays."""
    if consent.withdrawn_at is None:
        consent.withdrawn_at = timezone.now()
        consent.save(update_fields=["withdrawn_at"])
        record("consent.withdrawn", consent, by=by, scope=consent.document.scope)
    return consent
