"""What happens in the ledger. Other slices call `suggest` with what they know, and `tell` when somebody says it there.

A side is a person or a company: `tell(kind="knowledge", giver=ogata, receiver=aomi, words="…", on=day, by=ogata)`.
"""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.audit.actions import move, record
from accounts.notices.actions import send
from accounts.users.models import User
from alumni.blocks.queries import stands_between
from alumni.companies.models import Company
from alumni.companies.queries import hr_of
from programs.ledger import rules
from programs.ledger.models import Contribution, Postscript

State = Contribution.State


def suggest(
    *, kind: str, giver: User | Company, receiver: User | Company, words: str, on: date,
    to: User | Company, about: str = "", by: User | None = None,
) -> Contribution | None:  # fmt: skip
    """A draft lies before `to`, one of the two sides, and nobody else knows of it.

    None: it was suggested before, or `to` has told of it in words of their own.

    `about` is the reference of what it came from ("event:12"). Leave it empty where that must not be named, as of
    career talks; then one suggestion a day, kind and pair is kept.
    """
    sides = _sides(giver, receiver, told_by_giver=to == giver)
    once = "|".join([about or str(on), kind, _key(giver), _key(receiver), "giver" if to == giver else "receiver"])
    if to not in (giver, receiver) or Contribution.objects.filter(once=once).exists():
        return None
    if about and _has_told(to, about, giver, receiver):
        return None
    draft = Contribution(kind=kind, words=_said(words), on=on, about=about, state=State.DRAFT, once=once, **sides)
    Contribution.objects.bulk_create([draft], ignore_conflicts=True)
    return Contribution.objects.filter(once=once).first()


@transaction.atomic
def tell(
    *, kind: str, giver: User | Company, receiver: User | Company, words: str, on: date,
    by: User, about: str = "", side: User | Company | None = None,
) -> Contribution:  # fmt: skip
    """One side has told it, the other is asked whether it was so.

    `side` is whom `by` speaks for; without it the person themself, else the company whose desk they keep.
    Refused: who speaks for neither, both sides the same, empty words, a day to come, a pair kept apart by a block.
    """
    own = side or next((one for one in (giver, receiver) if one == by), None)
    own = own or next((one for one in (giver, receiver) if rules.speaks_for(by, one)), None)
    if own is None or own not in (giver, receiver) or not rules.speaks_for(by, own):
        raise ValidationError(_("書きとめられるのは、渡した側か、受けとった側の方です。"))
    _refuse(giver, receiver, own, on=on, by=by)
    told = {"told_by": by, "told_at": timezone.now()}
    sides = _sides(giver, receiver, told_by_giver=own == giver)
    entry = Contribution.objects.create(kind=kind, words=_said(words), on=on, about=about, **sides, **told)
    _ask_other(entry, by=by)
    return entry


@transaction.atomic
def use_draft(*, draft: Contribution, kind: str, words: str, on: date, by: User) -> Contribution:
    """The suggestion, in the side's own words, is told; what the other had as a draft of the same gives way to it."""
    locked = _locked(draft)
    if not rules.can_use_draft(by, locked):
        raise ValidationError(_("この下書きは、もう使われています。"))
    _refuse(locked.given_by, locked.got_by, locked.teller, on=on, by=by)
    said: dict[str, Any] = {"kind": kind, "words": _said(words), "on": on, "told_by": by, "told_at": timezone.now()}
    move(locked, to=State.TOLD, by=by, **said)
    _ask_other(locked, by=by, first=False)
    return locked


@transaction.atomic
def pass_over(*, draft: Contribution, by: User) -> Contribution:
    """It isn't shown again. Whose draft it is can bring it back."""
    locked = _locked(draft)
    if not rules.can_use_draft(by, locked):
        raise ValidationError(_("この下書きは、もう使われています。"))
    move(locked, to=State.PASSED_OVER, by=by)
    return locked


@transaction.atomic
def bring_back(*, draft: Contribution, by: User) -> Contribution:
    """A draft that was passed over lies there again."""
    locked = _locked(draft)
    if locked.state != State.PASSED_OVER or not rules.is_teller(by, locked):
        raise ValidationError(_("この下書きは、もう使われています。"))
    move(locked, to=State.DRAFT, by=by)
    return locked


@transaction.atomic
def confirm(*, entry: Contribution, by: User, read: str | None = None) -> Contribution:
    """Both sides say so: it is fulfilled, and stays. `read` are the words that were on the page when they said yes."""
    locked = _locked(entry)
    if not rules.can_confirm(by, locked):
        raise ValidationError(_("確かめられるのは、書いた方ではなく、もう一方の方です。"))
    if read is not None and read.split() != locked.words.split():
        raise ValidationError(_("ことばが書きかえられました。もう一度読んで、確かめてください。"))
    move(locked, to=State.CONFIRMED, by=by, scope=_scope(locked), confirmed_by=by, confirmed_at=timezone.now())
    if to := _people(locked.teller, but=by):
        send("ledger.confirmed", about=locked, to=to, by=by, scope=_scope(locked))
    return locked


@transaction.atomic
def answer(*, entry: Contribution, words: str, by: User) -> Contribution:
    """Instead of a yes: how it was as the other side remembers it. Whoever told it may put it into other words."""
    locked = _locked(entry)
    if not rules.can_answer(by, locked):
        raise ValidationError(_("返事を書けるのは、確かめをお願いされている方です。"))
    said = {"answer": _said(words), "answered_by": by, "answered_at": timezone.now()}
    move(locked, to=State.ANSWERED, by=by, scope=_scope(locked), **said)
    if to := _people(locked.teller, but=by):
        send("ledger.answered", about=locked, to=to, by=by, scope=_scope(locked))
    return locked


@transaction.atomic
def revise(*, entry: Contribution, kind: str, words: str, on: date, by: User) -> Contribution:
    """Other words stand there and wait to be confirmed."""
    locked = _locked(entry)
    if not rules.can_revise(by, locked):
        raise ValidationError(_("書きなおせるのは、まだ確かめられていないあいだ、書いた方だけです。"))
    _refuse(locked.given_by, locked.got_by, locked.teller, on=on, by=by, more=0)
    said = {"kind": kind, "words": _said(words), "on": on, "told_by": by, "told_at": timezone.now()}
    if locked.state == State.ANSWERED:
        move(locked, to=State.TOLD, by=by, scope=_scope(locked), **said)
        _ask_other(locked, by=by, first=False)
        return locked
    for name, value in said.items():
        setattr(locked, name, value)
    locked.save(update_fields=list(said))
    record("contribution.revised", locked, by=by, scope=_scope(locked))
    return locked


@transaction.atomic
def take_back(*, entry: Contribution, by: User) -> Contribution:
    """As if it had never been told; the other finds nothing of it. Not once both have confirmed it."""
    locked = _locked(entry)
    if not rules.can_take_back(by, locked):
        raise ValidationError(_("取り下げられるのは、まだ確かめられていないあいだ、書いた方だけです。"))
    move(locked, to=State.TAKEN_BACK, by=by, scope=_scope(locked))
    return locked


@transaction.atomic
def add(*, entry: Contribution, words: str, by: User) -> Postscript:
    """What both confirmed stays; one side has added something to it."""
    locked, side = _locked(entry), rules.side_of(by, entry)
    if not side or locked.state != State.CONFIRMED:
        raise ValidationError(_("書きそえられるのは、おふたりが確かめたことについて、その両方の方です。"))
    return Postscript.objects.create(contribution=locked, by_giver=side == "giver", by=by, words=_said(words))


@transaction.atomic
def show(*, entry: Contribution, shown: bool, by: User) -> Contribution:
    """This side agrees (or no longer) that the story is read beyond the two; it is only while both do."""
    locked, side = _locked(entry), rules.side_of(by, entry)
    if not side or locked.state != State.CONFIRMED:
        raise ValidationError(_("ひらけるのは、おふたりが確かめたことだけです。"))
    setattr(locked, f"{side}_opens", shown)
    locked.save(update_fields=[f"{side}_opens"])
    record("contribution.opened" if shown else "contribution.closed", locked, by=by, scope=_scope(locked))
    return locked


def _ask_other(entry: Contribution, *, by: User, first: bool = True) -> None:
    """The other side hears that something waits, without the words; its own draft of the same gives way."""
    if first:
        record("contribution.told", entry, by=by, scope=_scope(entry))
    twins = Contribution.objects.drafts().filter(about=entry.about, **_sides(entry.given_by, entry.got_by))
    for twin in twins.filter(told_by_giver=not entry.told_by_giver) if entry.about else ():
        move(twin, to=State.PASSED_OVER, by=None)
    kind = "ledger.waits_for_desk" if isinstance(entry.other, Company) else "ledger.waits"
    if to := _people(entry.other, but=by):
        send(kind, about=entry, to=to, by=by, scope=_scope(entry))


def _refuse(
    giver: User | Company, receiver: User | Company, own: User | Company, *, on: date, by: User, more: int = 1
) -> None:
    other = receiver if own == giver else giver
    if other in (own, by):
        raise ValidationError(_("渡した側と受けとった側は、別の方にしてください。"))
    if on > timezone.localdate():
        raise ValidationError({"on": _("これからの日は選べません。かなったことを書きとめる場所です。")})
    if isinstance(own, User) and isinstance(other, User) and stands_between(own.pk, other.pk):
        raise ValidationError(_("いまは、この方とのことを書きとめられません。"))
    waiting = Contribution.objects.waiting().told_by_side(own)
    if waiting.filter(**_named(other, "giver" if other == giver else "receiver")).count() + more > rules.MOST_WAITING:
        raise ValidationError(_("この方への確かめのお願いがたまっています。お返事を待ってから、書いてください。"))


def _has_told(side: User | Company, about: str, giver: User | Company, receiver: User | Company) -> bool:
    told = Contribution.objects.told_by_side(side).filter(about=about, told_at__isnull=False)
    return told.filter(Q(**_sides(giver, receiver)) | Q(**_sides(receiver, giver))).exists()


def _locked(entry: Contribution) -> Contribution:
    rows = Contribution.objects.select_for_update(of=("self",))
    return rows.select_related("giver", "giver_company", "receiver", "receiver_company").get(pk=entry.pk)


def _said(words: str) -> str:
    if not (said := " ".join(words.split())[:300]):
        raise ValidationError({"words": _("ひとこと書いてください。短くて大丈夫です。")})
    return said


def _named(side: User | Company, end: str) -> dict[str, User | Company]:
    return {f"{end}_company" if isinstance(side, Company) else end: side}


def _sides(giver: User | Company, receiver: User | Company, **more: bool) -> dict[str, object]:
    return {**_named(giver, "giver"), **_named(receiver, "receiver"), **more}


def _key(side: User | Company) -> str:
    return f"{'company' if isinstance(side, Company) else 'user'}:{side.pk}"


def _people(side: User | Company, *, but: User) -> list[User]:
    people = hr_of(side) if isinstance(side, Company) else [side]
    return [person for person in people if person != but]


def _scope(entry: Contribution) -> str:
    """The company whose desk may read the history of it; between two people it is nobody's."""
    company = entry.giver_company or entry.receiver_company
    return company.scope if company else ""
