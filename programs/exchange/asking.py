"""Asking somebody, answering, and passing a question on to somebody else one knows."""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.audit.actions import move, record
from accounts.notices import actions as notices
from accounts.users.models import User
from alumni.companies.queries import hr_of
from alumni.connections.queries import connected_ids
from programs.exchange import keeping, preferring, rules, suggesting
from programs.exchange.asking_models import Ask, Relay
from programs.exchange.models import Listing

ASKED, ANSWERED, THOUGHT_OF = "exchange.asked", "exchange.answered", "exchange.thought_of"
ASKED_A_DAY = 10
LATER, NOT_AGAIN = timedelta(days=14), timedelta(days=180)
State = Ask.State


@transaction.atomic
def ask(*, listing: Listing, note: str, by: User, mine: Listing | None = None) -> Ask:
    """The owner of `listing` is asked, perhaps for the sake of `mine`, and hears of it once.

    Refused: what the asker may neither read nor was suggested, one's own, a second time, too many in a day; and,
    with the same words for each reason, an owner who was asked enough, blocked the asker or set them aside.
    """
    note = " ".join(note.replace("\x00", "").split())[:600]
    if not note:
        raise ValidationError({"note": _("ひとこと添えてください。短くて大丈夫です。")})
    rows = Listing.objects.select_for_update(of=("self",)).select_related("person", "company")
    keeping.settle(rows.filter(pk=listing.pk))
    kept = rows.get(pk=listing.pk)
    if mine is not None and not (rules.can_keep(by, mine) and mine.is_live and mine.kind != kept.kind):
        raise ValidationError(_("この願いや持ちよりは、いまひらかれていません。"))
    if rules.can_keep(by, kept) or not _may_ask(kept, by, mine):
        raise ValidationError(_("いまは、声をかけられません。"))
    _once(kept, by)
    made = Ask.objects.create(listing=kept, mine=mine, by=by, note=note)
    keeping.settle([kept])
    record("ask.made", made, by=by, scope=kept.scope)
    notices.send(ASKED, about=made, to=owners_of(kept), by=by, scope=kept.scope)
    return made


def _may_ask(listing: Listing, by: User, mine: Listing | None) -> bool:
    readable = listing.is_live and (
        Listing.objects.visible_to(by).filter(pk=listing.pk).exists()
        or (mine is not None and bool(suggesting.fits(mine, by, only=listing)))
    )
    return readable and rules.has_room(listing) and not rules.is_kept_from(listing, by, mine)


def _once(listing: Listing, by: User) -> None:
    asked = Ask.objects.filter(by=by).exclude(state=State.WITHDRAWN)
    if asked.filter(listing=listing, at__gt=timezone.now() - NOT_AGAIN).exists():
        raise ValidationError(_("もう声をかけています。お返事は「やりとり」に出ます。"))
    if asked.filter(at__gt=timezone.now() - timedelta(days=1)).count() >= ASKED_A_DAY:
        raise ValidationError(_("今日は、もう十分に声をかけました。つづきは明日にしましょう。"))


def owners_of(listing: Listing) -> list[User]:
    return hr_of(listing.company) if listing.company else [listing.person]


@transaction.atomic
def answer(*, ask: Ask, to: str, by: User, words: str = "", later_on: date | None = None) -> Ask:
    """Yes, later or no. A yes is a ground on which the two may talk; a no is told kindly and without a reason."""
    kept = _locked(ask)
    if not rules.can_answer(by, kept) or to not in (State.YES, State.LATER, State.NO):
        raise ValidationError(_("この声かけには、もう返事がされています。"))
    now, today = timezone.now(), timezone.localdate()
    said = {"answered_at": now, "answered_by": by, "words": words.replace("\x00", "").strip()[:600]}
    if to == State.LATER:
        said["later_on"] = later_on if later_on and later_on > today else today + LATER
    move(kept, to=to, by=by, scope=kept.listing.scope, **said)
    if to == State.LATER:
        due = now + (kept.later_on - today)  # type: ignore[operator]
        key = f"{ASKED}:{kept.pk}:later"
        notices.send(ASKED, about=kept, to=[by], scope=kept.listing.scope, not_before=due, key=key)
    if to == State.NO and kept.mine is not None:
        preferring.set_aside(person=by, listing=kept.mine, by=by)
    notices.send(
        ANSWERED, about=kept, to=[kept.by], by=by, scope=kept.listing.scope, key=f"{ANSWERED}:{kept.pk}:{to}"
    )
    return kept


@transaction.atomic
def withdraw(*, ask: Ask, by: User) -> Ask:
    """As if never asked; a mail that hasn't left doesn't leave."""
    kept = _locked(ask)
    if not rules.can_withdraw(by, kept):
        raise ValidationError(_("取り下げられるのは、返事を待っているあいだだけです。"))
    move(kept, to=State.WITHDRAWN, by=by, scope=kept.listing.scope)
    notices.withdraw(ASKED, about=kept, by=by)
    keeping.settle([kept.listing])
    return kept


# Somebody else I know


def others_for(ask: Ask, by: User) -> list[int]:
    """Whom the one who was asked may think of: people they know, who may read the need, and weren't asked for it."""
    need = ask.mine
    if need is None:
        return []
    known = connected_ids(by) - {ask.by_id, need.person_id}
    told = Relay.objects.filter(ask__mine=need).values_list("to", flat=True)
    asked = Ask.objects.filter(mine=need).values_list("listing__person", flat=True)
    left = known - set(told) - set(asked)
    people = User.objects.active().filter(pk__in=left)
    return [who.pk for who in people if Listing.objects.visible_to(who).filter(pk=need.pk).exists()]


@transaction.atomic
def pass_on(*, ask: Ask, to: User, by: User, note: str = "") -> Relay:
    """The other hears that somebody thought of them, not who; whoever asked is told as after a no."""
    kept = _locked(ask)
    if not rules.can_pass_on(by, kept) or to.pk not in others_for(kept, by):
        raise ValidationError(_("この方へは、いまつなげません。"))
    said = {"answered_at": timezone.now(), "answered_by": by}
    move(kept, to=State.PASSED, by=by, scope=kept.listing.scope, **said)
    made = Relay.objects.create(ask=kept, by=by, to=to, note=" ".join(note.replace("\x00", "").split())[:300])
    notices.send(THOUGHT_OF, about=made, to=[to], scope=kept.listing.scope)
    key = f"{ANSWERED}:{kept.pk}:no"
    notices.send(ANSWERED, about=kept, to=[kept.by], scope=kept.listing.scope, key=key)
    if kept.mine is not None:
        preferring.set_aside(person=by, listing=kept.mine, by=by)
    return made


@transaction.atomic
def take(*, relay: Relay, note: str, by: User) -> Ask:
    """Whoever was thought of raises their hand; from here on it is between them and whoever needs something."""
    kept = Relay.objects.select_for_update(of=("self",)).select_related("ask__mine").get(pk=relay.pk)
    if not rules.can_take(by, kept) or kept.ask.mine is None:
        raise ValidationError(_("この声かけは、もう閉じられています。"))
    made = ask_(listing=kept.ask.mine, note=note, by=by)
    move(kept, to=Relay.State.TAKEN, by=by)
    return made


@transaction.atomic
def leave(*, relay: Relay, by: User) -> Relay:
    """It is closed quietly; nobody is told."""
    kept = Relay.objects.select_for_update(of=("self",)).get(pk=relay.pk)
    if not rules.can_take(by, kept):
        raise ValidationError(_("この声かけは、もう閉じられています。"))
    move(kept, to=Relay.State.LEFT, by=by)
    return kept


ask_ = ask  # inside functions whose argument is an ask


def _locked(ask: Ask) -> Ask:
    rows = Ask.objects.select_for_update(of=("self",))
    return rows.select_related("listing__company", "listing__person", "mine__person", "by").get(pk=ask.pk)
