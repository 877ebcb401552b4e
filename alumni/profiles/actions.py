"""Choosing who may see me."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.audit.actions import record
from accounts.consent import actions as consent
from accounts.consent.models import Consent
from accounts.users.models import User
from alumni.profiles.models import Profile


@transaction.atomic
def show_to(*, person: User, seen_by: str, by: User) -> Profile:
    """From now on `person` is seen by whom they chose. Raises ValidationError without a standing consent."""
    if seen_by != Profile.SeenBy.NOBODY and not Consent.objects.standing().filter(person=person).exists():
        raise ValidationError(
            _("先に「個人情報の使いみちと同意」で同意してください。同意がないあいだは、だれにも見せません。")
        )
    profile, new = Profile.objects.get_or_create(person=person)
    before = "" if new else profile.seen_by
    if new or before != seen_by:
        profile.seen_by = seen_by
        profile.save(update_fields=["seen_by", "updated_at"])
        record("profile.shown", profile, by=by, before=before, seen_by=seen_by)
    return profile


@transaction.atomic
def withdraw_consent(*, given: Consent, by: User) -> Consent:
    """The consent ends, and with the last one also being seen by other members."""
    ended = consent.withdraw(consent=given, by=by)
    if not Consent.objects.standing().filter(person=given.person).exists():
        show_to(person=given.person, seen_by=Profile.SeenBy.NOBODY, by=by)
    return ended
