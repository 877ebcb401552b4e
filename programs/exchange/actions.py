"""Writing a need or an offer, opening it, letting it rest, saying that it came true, and keeping it going."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.audit.actions import move, record
from accounts.notices import actions as notices
from accounts.users.models import User
from alumni.companies.models import Company, Department
from alumni.profiles.skills import skills_of
from programs.exchange import keeping, rules
from programs.exchange.asking_models import Ask
from programs.exchange.models import MOST_THEMES, Language, Listing, Openness, Return

LIVES = timedelta(days=90)
USUAL_PERIOD = timedelta(days=90)
FARTHEST = timedelta(days=400)
WARNED_BEFORE = timedelta(days=7)
MOST_OPEN = 12
EXPIRING, CLOSED = "exchange.expiring", "exchange.closed"
State = Listing.State


def need(*, by: User, title: str, themes: Iterable[str], returns: Iterable[int], **fields: Any) -> Listing:
    """Somebody needs something; the same as `offer`, for what is wanted and what comes back for it."""
    return _write(Listing.Kind.NEED, by=by, title=title, themes=themes, returns=returns, **fields)


def offer(*, by: User, title: str, themes: Iterable[str], returns: Iterable[int] = (Return.CHANCE,), **fields: Any) -> Listing:  # fmt: skip
    """Somebody offers something: `themes` in words of the shared vocabulary, `returns` what they would like back.

    Further fields by name: company, department, words, back, since, until, effort, online, area, place, languages,
    circle (ids of companies; left out: all of one's own; []: every member), circle_unit, years_from and years_until
    (narrower still), opened (False: a draft), origin (a text reference). Raises ValidationError with the fields in it.
    """
    return _write(Listing.Kind.OFFER, by=by, title=title, themes=themes, returns=returns, **fields)


@transaction.atomic
def _write(
    kind: str, *, by: User, title: str, themes: Iterable[str], returns: Iterable[int], company: Company | None = None,
    department: Department | None = None, circle: Iterable[int] | None = None, opened: bool = True,
    since: date | None = None, until: date | None = None, **fields: Any,
) -> Listing:  # fmt: skip
    if not rules.can_write(by, company):
        raise ValidationError(_("書けるのは、在籍が確かめられた方と、会社の担当者です。"))
    first = since or timezone.localdate()
    mine = [company.pk] if company else rules.circles_of(by, None)
    made = Listing(
        kind=kind, person=by, company=company, department=department, title=title, since=first,
        until=until or first + USUAL_PERIOD, circle=sorted(mine if circle is None else circle), **fields,
    )  # fmt: skip
    _name_both_sides(made, themes, returns)
    _check(made, by)
    made.save(force_insert=True)
    record("listing.written", made, by=by, scope=made.scope)
    return open_(listing=made, by=by) if opened else made


def _name_both_sides(made: Listing, themes: Iterable[str], returns: Iterable[int]) -> None:
    skills = skills_of(themes)
    if len(skills) > MOST_THEMES:
        raise ValidationError({"themes": _("テーマは五つまでです。いちばん大切なものを選んでください。")})
    made.themes = sorted(skill.pk for skill in skills)
    known = {int(one) for one in returns if int(one) in Return.values}
    # Whoever helps has a chance to give back: it comes with every need, and nobody has to think of saying so.
    made.returns = sorted(known | ({Return.CHANCE} if made.kind == Listing.Kind.NEED else set()))
    made.languages = made.languages or Language.JA
    made.weight = sum(keeping.weights_of(made.themes).values())


def _check(made: Listing, by: User) -> None:
    wrong: dict[str, str] = {}
    made.title = " ".join(made.title.split())
    if not made.title:
        wrong["title"] = _("ひとことで書いてください。短くて大丈夫です。")
    if made.until < made.since:
        wrong["until"] = _("終わりの日は、始まりの日と同じか後にしてください。")
    elif made.until > timezone.localdate() + FARTHEST:
        wrong["until"] = _("一年より先の日は選べません。")
    unit = made.department
    if unit is not None and unit.company_id != made.company_id:
        wrong["department"] = _("部署は、この会社のものから選んでください。")
    wrong |= _wrong_circle(made, by)
    if wrong:
        raise ValidationError(wrong)


def _wrong_circle(made: Listing, by: User) -> dict[str, str]:
    wrong: dict[str, str] = {}
    unit, first, last = made.circle_unit, made.years_from, made.years_until
    if set(made.circle) - set(rules.circles_of(by, made.company)):
        wrong["circle"] = _("ひらけるのは、あなたのいた会社の仲間と、メンバーのみなさんです。")
    if unit is not None and not (made.circle == [unit.company_id] and made.company_id in (None, unit.company_id)):
        wrong["circle_unit"] = _("部署をしぼれるのは、その会社の仲間だけにひらくときです。")
    if (first or last) and not made.circle:
        wrong["years_from"] = _("年をしぼれるのは、会社の仲間にひらくときです。")
    if first and last and last < first:
        wrong["years_until"] = _("終わりの年は、始まりの年と同じか後にしてください。")
    return wrong


def _whole_or_refuse(listing: Listing) -> None:
    if not listing.online and not listing.area:
        raise ValidationError({"area": _("オンラインでないときは、場所を選んでください。")})
    if not listing.themes:
        raise ValidationError({"themes": _("テーマを一つ書いてください。合う人を見つける手がかりになります。")})
    if not listing.returns:
        raise ValidationError(
            {"returns": _("返ってくるものを一つ選んでください。どちらにもよいことだけを、おすすめします。")}
        )


@transaction.atomic
def change(*, listing: Listing, by: User, themes: Iterable[str], returns: Iterable[int], **fields: Any) -> Listing:
    """It reads as given from now on; what was answered stands."""
    kept = _own(listing, by)
    for name, value in fields.items():
        setattr(kept, name, sorted(value) if name == "circle" else value)
    _name_both_sides(kept, themes, returns)
    _check(kept, by)
    if kept.state != State.DRAFT:
        _whole_or_refuse(kept)
    kept.save(update_fields=[*fields, "title", "themes", "returns", "languages", "weight"])
    record("listing.changed", kept, by=by, scope=kept.scope)
    return kept


@transaction.atomic
def open_(*, listing: Listing, by: User) -> Listing:
    """It is read by its circle for three months. Raises ValidationError where a side is unnamed or the time is over."""
    kept = _own(listing, by)
    _whole_or_refuse(kept)
    if kept.until < timezone.localdate():
        raise ValidationError({"until": _("期間が過ぎています。これからの日に直してください。")})
    others = Listing.objects.live().filter(person=kept.person, company=kept.company).exclude(pk=kept.pk)
    if not kept.company_id and others.count() >= MOST_OPEN:
        raise ValidationError(_("一度にひらけるのは12件までです。どれかを終えてから、ひらいてください。"))
    now = timezone.now()
    own = Openness.objects.filter(person=kept.person).first() or Openness()
    switches = {"suggested": True, "capacity": keeping.COMPANY_CAPACITY} if kept.company_id else own.switches
    move(
        kept, to=State.OPEN, by=by, scope=kept.scope, opened_at=kept.opened_at or now, expires_at=now + LIVES,
        ended_at=None, **switches,
    )  # fmt: skip
    _warn(kept)
    return kept


def _warn(kept: Listing) -> None:
    """A week before it ends by itself its owner is asked once whether it goes on."""
    assert kept.expires_at is not None
    key = f"{EXPIRING}:{kept.pk}:{kept.expires_at:%Y%m%d}"
    due = kept.expires_at - WARNED_BEFORE
    notices.send(EXPIRING, about=kept, to=[kept.person], scope=kept.scope, not_before=due, key=key)


@transaction.atomic
def renew(*, listing: Listing, by: User) -> Listing:
    """Three more months from today, whether it is still open or has ended by itself; a period that is over moves on."""
    kept = _own(listing, by)
    now, today = timezone.now(), timezone.localdate()
    if kept.until < today + timedelta(days=14):
        length = kept.until - kept.since
        kept.since, kept.until = today, today + max(length, timedelta(days=30))
        kept.save(update_fields=["since", "until"])
    if kept.state != State.OPEN:
        return open_(listing=kept, by=by)
    kept.expires_at = now + LIVES
    kept.save(update_fields=["expires_at"])
    record("listing.renewed", kept, by=by, scope=kept.scope)
    _warn(kept)
    return kept


@transaction.atomic
def pause(*, listing: Listing, by: User) -> Listing:
    """Nobody else reads it and it is suggested to nobody, until it is opened again."""
    kept = _own(listing, by)
    move(kept, to=State.PAUSED, by=by, scope=kept.scope)
    return kept


@transaction.atomic
def fulfil(*, listing: Listing, by: User) -> Listing:
    """It came true. Whoever still waits for an answer is told kindly."""
    return _close(listing, State.FULFILLED, by)


@transaction.atomic
def end(*, listing: Listing, by: User) -> Listing:
    """It is over; it can be opened again."""
    return _close(listing, State.ENDED, by)


def _close(listing: Listing, to: str, by: User | None) -> Listing:
    kept = _own(listing, by) if by else _locked(listing)
    move(kept, to=to, by=by, scope=kept.scope, ended_at=timezone.now())
    waiting = Ask.objects.select_for_update(of=("self",)).waiting().filter(listing=kept).select_related("by")
    for ask in waiting:
        move(ask, to=Ask.State.LAPSED, by=by, scope=kept.scope)
        notices.send(CLOSED, about=ask, to=[ask.by], scope=kept.scope, key=f"{CLOSED}:{ask.pk}")
    for ask in Ask.objects.select_for_update(of=("self",)).waiting().filter(mine=kept):
        move(ask, to=Ask.State.WITHDRAWN, by=by, scope=kept.scope)
    return kept


@transaction.atomic
def lapse(*, by: None = None) -> int:
    """What nobody renewed has ended, and so have questions that waited for a month."""
    now = timezone.now()
    over = Listing.objects.filter(state=State.OPEN, expires_at__lte=now).select_for_update(skip_locked=True)[:200]
    for listing in over:
        _close(listing, State.ENDED, None)
    silent = Ask.objects.filter(state=Ask.State.WAITING, at__lt=now - keeping.A_MONTH)
    asks = list(silent.select_related("by", "listing").select_for_update(of=("self",), skip_locked=True)[:200])
    for ask in asks:
        move(ask, to=Ask.State.LAPSED, by=None, scope=ask.listing.scope)
        notices.send(CLOSED, about=ask, to=[ask.by], scope=ask.listing.scope, key=f"{CLOSED}:{ask.pk}")
    return len(over) + len(asks)


def _locked(listing: Listing) -> Listing:
    rows = Listing.objects.select_for_update(of=("self",)).select_related("company", "department", "person")
    return rows.get(pk=listing.pk)


def _own(listing: Listing, by: User) -> Listing:
    kept = _locked(listing)
    if not rules.can_keep(by, kept):
        raise ValidationError(_("変えられるのは、書いた方と、その会社の担当者です。"))
    return kept
