"""Telling of oneself, and choosing who may read it."""

from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.audit.actions import record
from accounts.consent import actions as consent
from accounts.consent.models import Consent
from accounts.users.models import User
from alumni.companies.purpose import NEWS
from alumni.profiles import photos
from alumni.profiles.disclosure import FIELDS, PARTS, POST_PRESETS, PRESETS, STORY, Openness, closed, settled
from alumni.profiles.models import BlurLabel, Profile, StoryPart, Telling
from alumni.profiles.skills import skills_of
from alumni.tenures.models import Tenure

MOST_TURNS = 30


@transaction.atomic
def show_to(*, person: User, seen_by: str, by: User) -> Profile:
    """From now on `person` is seen by whom they chose. Raises ValidationError without a standing consent."""
    if seen_by != Profile.SeenBy.NOBODY and not _agreed(person):
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


def _agreed(person: User) -> bool:
    """To being in a network; a yes to a company's news alone shows nobody."""
    return Consent.objects.standing().filter(person=person).exclude(document__purpose=NEWS).exists()


@transaction.atomic
def withdraw_consent(*, given: Consent, by: User) -> Consent:
    """The consent ends, and with the last one also being seen by other members."""
    ended = consent.withdraw(consent=given, by=by)
    if not _agreed(given.person):
        show_to(person=given.person, seen_by=Profile.SeenBy.NOBODY, by=by)
    return ended


@transaction.atomic
def describe(*, person: User, by: User, skills: Iterable[str] | None = None, **values: Any) -> Profile:
    """The profile says what the person wrote; history notes which fields changed, never their words."""
    profile, _new = Profile.objects.select_for_update().get_or_create(person=person)
    changed = [name for name, value in values.items() if getattr(profile, name) != value]
    for name in changed:
        setattr(profile, name, values[name])
    profile.confirmed_at, profile.unanswered = timezone.now(), 0  # whoever puts it right has looked at it
    profile.save(update_fields=[*changed, "confirmed_at", "unanswered", "updated_at"])
    if skills is not None:
        profile.skills.set(skills_of(skills))
    if changed:
        record("profile.described", profile, by=by, fields=changed)
    return profile


@transaction.atomic
def confirm(*, person: User, by: User) -> Profile:
    """What the profile says is right as of now; the question comes again in a year."""
    profile, _new = Profile.objects.get_or_create(person=person)
    Profile.objects.filter(pk=profile.pk).update(confirmed_at=timezone.now(), unanswered=0)
    record("profile.confirmed", profile, by=by)
    profile.refresh_from_db()
    return profile


@transaction.atomic
def list_among_companions(*, person: User, listed: bool, by: User) -> None:
    """The person stands in lists of people one worked with, or doesn't; where they are found by name stays."""
    profile, _new = Profile.objects.get_or_create(person=person)
    Profile.objects.filter(pk=profile.pk).update(in_lists=listed)
    record("profile.listed", profile, by=by, listed=listed)


@transaction.atomic
def set_photo(*, person: User, upload: UploadedFile | None, by: User) -> Profile:
    """The photo is this one (none: no photo); the file before is gone. Raises ValidationError for a bad file."""
    profile, _new = Profile.objects.select_for_update().get_or_create(person=person)
    before = profile.photo
    profile.photo = photos.keep(photos.cleaned(upload)) if upload else ""
    profile.save(update_fields=["photo", "updated_at"])
    transaction.on_commit(partial(photos.drop, before))
    record("profile.photo", profile, by=by, shown=bool(upload))
    return profile


@transaction.atomic
def tell(*, person: User, kind: str, text: str, year: int | None = None, by: User) -> StoryPart | None:
    """The answer to a prompt, or one more turning point, in the person's own words; no words take it back."""
    profile, _new = Profile.objects.select_for_update().get_or_create(person=person)
    told = profile.story.filter(kind=kind)
    first = profile.story.first()
    to = first.to if first else closed(PRESETS["usual"][STORY])
    if kind != StoryPart.Kind.TURN:
        if not text.strip():
            told.delete()
            return None
        return profile.story.update_or_create(
            kind=kind, defaults={"text": text.strip()}, create_defaults={"kind": kind, "text": text.strip(), "to": to}
        )[0]
    if told.count() >= MOST_TURNS:
        raise ValidationError(_("転機は30まで書けます。ほかの転機を消してから、加えてください。"))
    return profile.story.create(kind=kind, text=text.strip(), year=year, to=to)


@transaction.atomic
def forget(*, part: StoryPart, by: User) -> None:
    """This turning point is gone."""
    part.delete()


@transaction.atomic
def disclose(
    *, person: User, settings: Mapping[str, int], story: int, shows_verified: bool | None = None, by: User
) -> Profile:
    """Each field is open to these audiences from now on, and marks are shown or not (None: as before)."""
    profile, _new = Profile.objects.select_for_update().get_or_create(person=person)
    before = {name: getattr(profile, f"{name}_to") for name in FIELDS}
    after = {name: int(closed(settings[name])) for name in FIELDS}
    for name, mask in after.items():
        setattr(profile, f"{name}_to", mask)
    if shows_verified is not None:
        profile.shows_verified = shows_verified
    profile.save(update_fields=[*(f"{name}_to" for name in FIELDS), "shows_verified", "updated_at"])
    profile.story.update(to=int(closed(story)))
    record("profile.disclosed", profile, by=by, before=before, after=after, story=int(closed(story)))
    return profile


@transaction.atomic
def disclose_like(*, person: User, preset: str, by: User) -> Profile:
    """Fields and posts are open as one of the presets says."""
    chosen = PRESETS[preset]
    for tenure in Tenure.objects.of(person):
        tell_as(tenure=tenure, openness=POST_PRESETS[preset], by=by)
    return disclose(person=person, settings=chosen, story=chosen[STORY], by=by)


@transaction.atomic
def tell_post(
    *, tenure: Tenure, openness: Mapping[str, Openness], label: BlurLabel | None, keeps_mark: bool, by: User
) -> Telling:
    """The post is told like this from now on. Raises ValidationError for another's post or a label that is too narrow."""
    _must_be_own(tenure, by)
    if label and not BlurLabel.objects.offered_for(tenure.company_id).filter(pk=label.pk).exists():
        raise ValidationError(
            _("このことばは、あてはまる会社がまだ少ないため選べません。ほかのことばを選んでください。")
        )
    told = _tell_post(tenure, openness, label, keeps_mark)
    record("tenure.told", tenure, by=by)
    return told


def tell_as(*, tenure: Tenure, openness: Mapping[str, Openness], by: User) -> Telling:
    """The parts of the post are open like this; words and mark stay. Raises ValidationError for another's post."""
    _must_be_own(tenure, by)
    told = Telling.objects.filter(tenure=tenure).first()
    return _tell_post(tenure, openness, told.label if told else None, told.keeps_mark if told else True)


def _must_be_own(tenure: Tenure, by: User) -> None:
    if tenure.person_id != by.pk:
        raise ValidationError(_("見せかたを決められるのは、ご本人だけです。"))


def _tell_post(
    tenure: Tenure, openness: Mapping[str, Openness], label: BlurLabel | None, keeps_mark: bool
) -> Telling:
    values: dict[str, Any] = {"label": label, "keeps_mark": keeps_mark}
    for part in PARTS:
        level = settled(openness[part].exact, openness[part].blurred)
        values |= {part: int(level.exact), f"{part}_blurred": int(level.blurred)}
    return Telling.objects.update_or_create(tenure=tenure, defaults=values)[0]
