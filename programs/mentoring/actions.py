"""What happens to a session: booked, moved, called off, missed, over; with no word of it anywhere but to the two."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.audit.actions import move
from accounts.users.models import User
from programs.mentoring import funding, noting, refusals, rooms, rules, suggesting, telling
from programs.mentoring.models import Advisor, CareerSession, Slot
from programs.mentoring.nearness import FREE
from programs.mentoring.rooms import Room, Words
from programs.mentoring.sealing import Unreadable, mark_of
from programs.mentoring.times import Time, days_of, sessions_of

CLOSES = timedelta(days=1)
State = CareerSession.State


@transaction.atomic
def book(
    *, advisor: Advisor, slot: Slot | Time, by: User, key: UUID, theme: int = 0, words: str = ""
) -> CareerSession:
    """A session of the two stands in the calendar of both. The same key twice is one session.

    Refused: an advisor who isn't there for this person, who is too near, whose time is taken or full, and a time in
    which the person has another session; the database refuses the last three by itself.
    """
    if made := _booked_before(by, key):
        return made
    seen = Advisor.objects.visible_to(by).select_related("person").select_for_update(of=("self",))
    found = seen.filter(pk=advisor.pk).first()
    if made := _booked_before(by, key):  # whoever tapped twice waited at the lock
        return made
    if found is None or slot.advisor_id != found.pk:
        raise ValidationError(_("この相談役は、いまは選べません。"))
    _at_arms_length(by, found)
    free = next((one for one in days_of([found])[found.pk].free if one.pk == slot.pk), None)
    if free is None:
        raise refusals.taken()
    if not _has_time(by.pk, free):
        raise ValidationError(_("同じ時間に、あなたには別の予定があります。"))
    fund = funding.take(by) if found.paid else 0
    if found.paid and not fund:
        raise ValidationError(_("会社が用意した回数を使って受ける相談役です。いま使える回数がありません。"))
    said = Words(found.person_id, by.pk, theme, "", fund, timezone.now().isoformat(), found.free_hours)
    session = _written(found, free, said, key)
    if words:
        noting.write(room=rooms.room_of(by, session.pk), by=by, text=words, shared=True)  # type: ignore[arg-type]
    telling.made(session)
    return session


def _booked_before(by: User, key: UUID) -> CareerSession | None:
    return CareerSession.objects.filter(client_mark=mark_of(by.pk), key=key).first()


def _at_arms_length(by: User, advisor: Advisor) -> None:
    why = suggesting.reason_between(by, advisor)
    if why is None:
        raise ValidationError(_("この相談役は、いまは選べません。"))
    if why != FREE:
        raise ValidationError(refusals.too_near(why))


def _has_time(person: int, slot: Slot | Time, but: int = 0) -> bool:
    mine = CareerSession.objects.filter(sessions_of(person)).exclude(state=CareerSession.State.CANCELLED)
    return not mine.exclude(pk=but).filter(starts_at__lt=slot.ends_at, ends_at__gt=slot.starts_at).exists()


def _written(advisor: Advisor, slot: Slot | Time, said: Words, key: UUID) -> CareerSession:
    name = uuid4()
    session = CareerSession(
        key=key,
        name=name,
        sealed=said.sealed_for(name),
        advisor_mark=mark_of(said.advisor),
        client_mark=mark_of(said.client),
        **_span(advisor, slot),
    )
    _held(session.save)
    return session


def _span(advisor: Advisor, slot: Slot | Time) -> dict[str, Any]:
    free = slot.ends_at + timedelta(minutes=advisor.buffer)
    return {"starts_at": slot.starts_at, "ends_at": slot.ends_at, "free_at": free}


def _held(write: Callable[[], Any]) -> None:
    """The exclusion constraints have the last word."""
    try:
        with transaction.atomic():
            write()
    except IntegrityError as double:
        raise refusals.taken() from double


@transaction.atomic
def shift(*, room: Room, slot: Slot | Time, by: User, word: str = "") -> CareerSession:
    """The session is at another published time of the same advisor; both calendars follow."""
    advisor = Advisor.objects.select_for_update(of=("self",)).filter(person=room.words.advisor).first()
    session = _locked(room, by)
    if advisor is None or slot.advisor_id != advisor.pk:
        raise ValidationError(_("この時間は選べません。"))
    _explained(room, word)
    free = days_of([advisor], but=session.pk)[advisor.pk].free
    if slot.pk not in {one.pk for one in free}:
        raise refusals.taken()
    if not _has_time(room.words.client, slot, but=session.pk):
        raise refusals.taken()  # whose other appointment it is isn't told
    for name, value in {**_span(advisor, slot), "revision": session.revision + 1}.items():
        setattr(session, name, value)
    _held(session.save)
    _say(room, by, word)
    telling.changed(session, by=by)
    return session


@transaction.atomic
def cancel(*, room: Room, by: User, word: str = "") -> CareerSession:
    """It doesn't take place. Late and by the client, a session of a fund counts as used; in every other case it goes back."""
    session = _locked(room, by)
    _explained(room, word)
    if room.words.fund and (room.gives or rules.is_early(room)):
        _returned(session, room.words)
    move(session, to="cancelled", by=None, revision=session.revision + 1)
    _say(room, by, word)
    telling.cancelled(session, by=by)
    return session


@transaction.atomic
def miss(*, room: Room, by: User) -> CareerSession:
    """The two didn't meet: nobody is blamed, a fund's session goes back, and both are offered another time."""
    session = _locked(room, by)
    if not rules.can_say_missed(room):
        raise ValidationError(_("いまは記せません。"))
    if room.words.fund:
        _returned(session, room.words)
    move(session, to="missed", by=None)
    telling.missed(session, by=by)
    return session


@transaction.atomic
def say_where(*, room: Room, by: User, where: str) -> None:
    """Where the two meet, or the link; sealed like all the rest."""
    session = _locked(room, by)
    session.sealed = replace(rooms.opened(session), where=where).sealed_for(session.name)
    session.save(update_fields=["sealed"])


def _returned(session: CareerSession, words: Words) -> None:
    funding.give_back(words.fund)
    session.sealed = replace(words, fund=0).sealed_for(session.name)
    session.save(update_fields=["sealed"])


def _locked(room: Room, by: User) -> CareerSession:
    session = rooms.of(by).select_for_update().filter(pk=room.pk).first()
    if session is None:
        raise ValidationError(_("この予定は、もうありません。"))
    room.session = session
    return session


def _explained(room: Room, word: str) -> None:
    if not rules.can_change(room):
        raise ValidationError(_("もう始まった予定や取りやめた予定は、変えられません。"))
    if not rules.is_early(room) and not word.strip():
        raise ValidationError({"word": _("間近の変更です。お相手に、ひとことだけ書いてください。")})


def _say(room: Room, by: User, word: str) -> None:
    if word.strip():
        noting.write(room=room, by=by, text=word.strip(), shared=True)


@transaction.atomic
def forget(*, by: User) -> int:
    """Sessions that have been know this person no more, and every note they wrote is gone; what is to come stays.

    The other keeps the time and their own notes; a session that knows neither of the two is gone as well.
    """
    noting.erase_all(by=by)
    gone = rooms.of(by).filter(Q(ends_at__lte=timezone.now()) | ~Q(state=State.BOOKED)).select_for_update()
    for session in (rows := list(gone)):
        if session.is_booked:
            _over(session)
        try:
            _without(session, by.pk)
        except Unreadable:
            session.delete()
    return len(rows)


def _without(session: CareerSession, person: int) -> None:
    """The person's side is taken by nobody: a number of this session alone, so that no two nobodies are the same."""
    words, nobody = rooms.opened(session), -session.pk
    mine, other = ("advisor", "client") if person == words.advisor else ("client", "advisor")
    if getattr(words, other) < 0:
        session.delete()
        return
    words = replace(words, theme=0, where="", **{mine: nobody})  # type: ignore[arg-type]
    session.sealed = words.sealed_for(session.name)
    setattr(session, f"{mine}_mark", mark_of(nobody))
    session.save(update_fields=["sealed", f"{mine}_mark"])


def close_past(*, by: None = None) -> int:
    """Sessions that ended a day ago are over, and stand in the counts of their month."""
    closed = 0
    waiting = CareerSession.objects.filter(state="booked", ends_at__lt=timezone.now() - CLOSES)
    for pk in list(waiting.values_list("pk", flat=True)[:500]):
        with transaction.atomic():
            session = waiting.select_for_update(skip_locked=True).filter(pk=pk).first()
            if session is None:
                continue
            closed += _over(session)
    return closed


def _over(session: CareerSession) -> bool:
    """Whether it could be counted: what no key opens is over all the same."""
    move(session, to="over", by=None)
    try:
        funding.count(session)
    except Unreadable:
        return False
    return True
