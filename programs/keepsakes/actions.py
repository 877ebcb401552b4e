"""What happens after a gathering: photos come and go, people thank, answer, wish to meet again, and confirm."""

from datetime import timedelta
from functools import partial

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.audit.actions import record
from accounts.notices.actions import send
from accounts.notices.models import Fact
from accounts.users.models import User
from alumni.profiles import photos
from programs.events import rules as events
from programs.events.models import Event
from programs.keepsakes import queries, rules
from programs.keepsakes.models import (
    EventOutcome,
    EventPhoto,
    Feedback,
    FeedbackGiven,
    MeetAgain,
    OutcomeYes,
    Thanks,
)
from programs.keepsakes.mornings import next_morning

THANKED_WITHIN = timedelta(days=3)


# Photos


def add_photo(*, event: Event, upload: UploadedFile, words: str, by: User) -> EventPhoto:
    """The picture, drawn anew without place or camera, is seen by those who came. Refused: strangers, bad files."""
    if not rules.belongs(by, event):
        raise ValidationError(_("写真をのせられるのは、この集いに来た方と主催の方です。"))
    if EventPhoto.objects.filter(event=event, by=by).count() >= rules.MOST_PHOTOS:
        raise ValidationError(_("おひとり40枚までです。いまの写真を外してから、のせてください。"))
    name = photos.keep(*photos.cleaned_whole(upload))
    with transaction.atomic():
        photo = EventPhoto.objects.create(event=event, by=by, file=name, words=" ".join(words.split())[:120])
        record("event.photo_added", event, by=by, scope=event.company.scope, photo=photo.pk)
    return photo


@transaction.atomic
def take_down(*, photo: EventPhoto, in_it: bool, by: User) -> EventPhoto:
    """Nobody sees it from now on; no reason is asked. A word of somebody who is in it binds uploader and hosts."""
    locked = EventPhoto.objects.select_for_update(of=("self",)).select_related("event__company").get(pk=photo.pk)
    if not rules.can_take_down(by, locked):
        raise ValidationError(_("この写真は、もう外されています。"))
    may_remove = locked.by_id == by.pk or events.can_edit(by, locked.event)
    locked.hidden = EventPhoto.Hidden.IN_IT if in_it or not may_remove else EventPhoto.Hidden.REMOVED
    locked.hidden_at, locked.hidden_by = timezone.now(), by
    locked.save(update_fields=["hidden", "hidden_at", "hidden_by"])
    record("event.photo_hidden", locked.event, by=by, scope=locked.event.company.scope, photo=locked.pk)
    return locked


@transaction.atomic
def bring_back(*, photo: EventPhoto, by: User) -> EventPhoto:
    """It is seen again. Only whoever took it down can say so."""
    locked = EventPhoto.objects.select_for_update(of=("self",)).select_related("event__company").get(pk=photo.pk)
    if not rules.can_bring_back(by, locked):
        raise ValidationError(_("この写真を戻せるのは、外した方だけです。"))
    locked.hidden, locked.hidden_at, locked.hidden_by = "", None, None
    locked.save(update_fields=["hidden", "hidden_at", "hidden_by"])
    record("event.photo_shown", locked.event, by=by, scope=locked.event.company.scope, photo=locked.pk)
    return locked


@transaction.atomic
def forget_hidden(*, by: None = None) -> int:
    """Photos taken down a month ago are gone, file and all."""
    old = EventPhoto.objects.filter(hidden_at__lt=timezone.now() - rules.KEPT_HIDDEN)
    rows = list(old.select_for_update(skip_locked=True)[:200])
    for row in rows:
        transaction.on_commit(partial(photos.drop, row.file))
    EventPhoto.objects.filter(pk__in=[row.pk for row in rows]).delete()
    return len(rows)


# Words


@transaction.atomic
def thank(*, event: Event, to: User, text: str, by: User) -> Thanks:
    """The word lies with the one it is for; a second one replaces the first. Refused: who didn't come, no helper."""
    _require(rules.can_answer(by, event))
    if to.pk == by.pk or not queries.helpers_of(by, event).filter(pk=to.pk).exists():
        raise ValidationError(_("お礼は、主催の方と幹事の方に届けられます。"))
    if not (text := text.strip()[:400]):
        raise ValidationError({"text": _("ひとこと書いてください。短くて大丈夫です。")})
    said, new = Thanks.objects.update_or_create(event=event, by=by, to=to, defaults={"text": text})
    if new:
        send("keepsakes.thanked", about=event, to=[to], by=by, scope=event.company.scope)
    return said


@transaction.atomic
def give_feedback(*, event: Event, glad: str, again: str, words: str, named: bool, by: User) -> None:
    """Three answers, once. Without a name nothing is kept that leads back: neither history nor moment."""
    _require(rules.can_answer(by, event))
    Event.objects.select_for_update(no_key=True, of=("self",)).get(pk=event.pk)
    _mark, new = FeedbackGiven.objects.get_or_create(event=event, person=by)
    if not new:
        raise ValidationError(_("感想はもういただいています。ありがとうございます。"))
    said = {"glad": glad, "again": again, "words": words.strip()[:600]}
    Feedback.objects.create(event=event, person=by if named else None, told=named, **said)
    waiting = Feedback.objects.filter(event=event, person=None, told=False)
    if waiting.count() >= rules.FLOOR:
        waiting.update(told=True)


@transaction.atomic
def wish(*, event: Event, to: User, by: User) -> bool:
    """Kept to oneself; when the other wishes it too, both are told. True when it is mutual."""
    _require(rules.can_answer(by, event))
    if to.pk not in {one.person for one in queries.companions_of(by, event)}:
        raise ValidationError(_("この集いで会った方から選んでください。"))
    # Two wishes at the same moment would each miss the other.
    Event.objects.select_for_update(no_key=True, of=("self",)).get(pk=event.pk)
    MeetAgain.objects.get_or_create(event=event, by=by, to=to)
    if not queries.is_mutual(event, by.pk, to.pk):
        return False
    for one, other in ((by, to), (to, by)):
        key = f"keepsakes.mutual:{event.pk}:{one.pk}:{other.pk}"
        send("keepsakes.mutual", about=event, to=[one], scope=event.company.scope, data={"other": other.pk}, key=key)
    return True


@transaction.atomic
def unwish(*, event: Event, to: User, by: User) -> None:
    """As if never wished; what was told to both stays told."""
    MeetAgain.objects.filter(event=event, by=by, to=to).delete()


# Both sides


@transaction.atomic
def tell_outcome(*, event: Event, company_words: str, people_words: str, by: User) -> EventOutcome:
    """What came of both hopes stands in words; other words than before wait to be confirmed anew."""
    if not events.can_edit(by, event) or not rules.is_over(event):
        raise ValidationError(_("実りを書けるのは、集いのあとの、主催の方と会社の担当者です。"))
    said = {"company_words": company_words.strip()[:600], "people_words": people_words.strip()[:600]}
    found = EventOutcome.objects.select_for_update().filter(event=event).first()
    if found and all(getattr(found, name) == words for name, words in said.items()):
        return found
    fields = {**said, "by": by, "at": timezone.now(), "revision": found.revision + 1 if found else 1}
    outcome, _new = EventOutcome.objects.update_or_create(event=event, defaults=fields)
    record("event.outcome_told", event, by=by, scope=event.company.scope, revision=outcome.revision)
    return outcome


@transaction.atomic
def confirm_outcome(*, event: Event, revision: int, by: User) -> OutcomeYes:
    """Somebody who came says that it was so; said to the words they read."""
    _require(rules.can_answer(by, event))
    outcome = EventOutcome.objects.select_for_update().filter(event=event, revision=revision).first()
    if outcome is None:
        raise ValidationError(_("ことばが書きかえられました。もう一度読んで、確かめてください。"))
    return OutcomeYes.objects.get_or_create(outcome=outcome, person=by, revision=revision)[0]


def thank_everybody(*, by: None = None) -> int:
    """Whoever came is thanked once, on the morning after; however often and wherever this runs."""
    now = timezone.now()
    recent = Event.objects.published().filter(ends_at__gt=now - THANKED_WITHIN, ends_at__lte=now)
    due = [event for event in recent.select_related("company") if next_morning(event.ends_at, event.time_zone) <= now]
    keys = {f"keepsakes.thankyou:{event.pk}": event for event in due}
    told = set(Fact.objects.filter(dedupe_key__in=keys).values_list("dedupe_key", flat=True))
    for key in keys.keys() - told:
        event = keys[key]
        send("keepsakes.thankyou", about=event, scope=event.company.scope, revision=event.revision, key=key)
    return len(keys) - len(told)


def _require(may: events.May) -> None:
    if not may:
        raise ValidationError(may.why_not)
