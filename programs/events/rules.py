"""Who may host, edit and answer a gathering, and what a gathering must be before it stands: pure reading."""

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.users.models import User
from alumni.companies.models import Company
from alumni.companies.queries import desks_of
from alumni.directory.standing import standing_of
from programs.events.models import Event, Reply
from programs.events.parts import EventRole

Answer = Reply.Answer
ANSWERS = (Answer.YES, Answer.MAYBE, Answer.NO)
# What a button can say: an answer, "I still come", "give the offered seat to the next".
CONFIRM, PASS = "confirm", "pass"
TAPS = (*ANSWERS, CONFIRM, PASS)
# What a calendar shows, and what somebody who said yes must hear of.
PROMISED = ("starts_at", "ends_at", "time_zone", "place", "address", "online_url")
# Once people were told, whom it is for stays: otherwise some would be told who then can't open it.
FIXED = ("open_to", "department", "years_from", "years_until")
# One line each: they stand in subjects, headings and calendars.
LINES = ("title", "lead", "place", "address", "fee_note")

# The room of the door, above this one, hands in how it knows who was there; None: nobody wrote it down.
witnesses: list[Callable[[User, Event], bool | None]] = []


@dataclass(frozen=True)
class May:
    """An answer with its reason: false in an `if` when there is one."""

    why_not: str = ""

    def __bool__(self) -> bool:
        return not self.why_not


def can_host(user: User, company: Company) -> bool:
    """The company's desk; and where the company allows it, whoever verifiably worked there."""
    if any(desk.pk == company.pk for desk in desks_of(user)):
        return True
    return company.members_may_host and company.pk in standing_of(user).company_ids


def may_talk(user: User, company: Company, fields: Mapping[str, Any]) -> bool:
    """A small talk among people chosen by name is open to whoever verifiably worked there, wherever that was."""
    among_few = fields.get("kind") == Event.Kind.TALK and fields.get("open_to") == Event.OpenTo.PEOPLE
    return among_few and company.pk in standing_of(user).company_ids


def may_open(user: User, company: Company, open_to: str) -> May:
    if open_to == Event.OpenTo.NETWORK and not can_answer_for(user, company):
        return May(
            _("すべてのメンバーにひらけるのは、会社の担当者だけです。会社や、名前で選んだ人にひらいてください。")
        )
    return May()


def can_answer_for(user: User, company: Company) -> bool:
    """Does this person act for the company?"""
    return any(desk.pk == company.pk for desk in desks_of(user))


def can_edit(user: User, event: Event) -> bool:
    """Its host, who holds it with them, and the company's desk; the mirror of EventQuerySet.held_by."""
    if event.host_id == user.pk:
        return True
    of_desk = not event.is_private and any(desk.pk == event.company_id for desk in desks_of(user))
    return of_desk or holds_with_others(user, event)


def holds_with_others(user: User, event: Event) -> bool:
    """Has this person agreed to hold it with the host? (`views.event_for` has read it with the event.)"""
    if hasattr(event, "is_held"):
        return event.is_held
    return EventRole.objects.held_by(user).filter(event=event).exists()


def can_reply(event: Event) -> May:
    """May whoever sees this event still answer at all? Withdrawing and saying no follow this alone."""
    if event.is_draft:
        return May(_("この集いはまだ公開されていません。公開されてからお返事ください。"))
    if event.is_cancelled:
        return May(_("この集いは中止になりました。お返事はもう必要ありません。"))
    if event.is_over:
        return May(_("この集いは終わりました。"))
    if event.has_begun:
        return May(_("この集いはもう始まっています。お返事は変えられません。主催の方へ直接ご連絡ください。"))
    return May()


def can_come(event: Event) -> May:
    """May somebody still say yes or maybe?"""
    if not (still := can_reply(event)):
        return still
    if event.is_postponed:
        return May(
            _("延期になり、新しい日程を決めているところです。決まったらお知らせします。いまのお席はそのままです。")
        )
    if event.reply_by and event.reply_by <= timezone.now():
        return May(
            _("返事の締切を過ぎたため、新しいお返事は受け付けていません。参加できるか、主催の方へおたずねください。")
        )
    return May()


def may_bring(event: Event, guests: int) -> May:
    if guests < 0 or guests > event.guests_allowed:
        if not event.guests_allowed:
            return May(_("この集いは、ご本人だけのご参加をお願いしています。"))
        return May(_("同伴できるのは%(most)d名までです。人数を減らしてください。") % {"most": event.guests_allowed})
    return May()


def problems_of_times(
    starts_at: datetime | None, ends_at: datetime | None, reply_by: datetime | None
) -> dict[str, str]:
    found = {}
    if starts_at and ends_at and ends_at <= starts_at:
        found["ends_at"] = _("おわりは、はじまりより後にしてください。")
    if starts_at and reply_by and reply_by > starts_at:
        found["reply_by"] = _("返事の締切は、はじまりより前にしてください。")
    return found


def problems(event: Event) -> dict[str, str]:
    """What keeps an event from being kept, by field."""
    found = {name: _hidden_marks() for name in LINES if any(map(_is_hidden, getattr(event, name)))}
    found |= problems_of_times(event.starts_at, event.ends_at, event.reply_by)
    if event.years_from and event.years_until and event.years_until < event.years_from:
        found["years_until"] = _("終わりの年は、始まりの年と同じか後にしてください。")
    if event.department_id and event.open_to != Event.OpenTo.COMPANY:
        found["department"] = _("部署で選べるのは、会社や部署にいた人にひらくときだけです。")
    elif event.department_id and event.department and event.department.company_id != event.company_id:
        found["department"] = _("この会社の部署から選んでください。")
    if event.capacity is not None and event.capacity < 1:
        found["capacity"] = _("定員は1名以上にしてください。決めないときは空欄にします。")
    return found


def _is_hidden(letter: str) -> bool:
    """Line breaks would split a mail's subject, and marks of direction make words lie; the joiner of emoji may stay."""
    return letter != "\u200d" and unicodedata.category(letter) in ("Cc", "Cf", "Zl", "Zp")


def _hidden_marks() -> str:
    return _("改行や目に見えない文字が入っています。打ちなおしてください。")


def problems_of_publishing(event: Event) -> dict[str, str]:
    """What keeps a draft from being shown to everybody it is meant for."""
    found = problems(event)
    if event.has_begun:
        found["starts_at"] = _("はじまりの日時が過ぎています。これからの日時に直してください。")
    if event.mode != Event.Mode.ONLINE and not event.place:
        found["place"] = _("場所を書いてください。オンラインだけの集いなら、ひらきかたで「オンラインで」を選びます。")
    named = event.open_to == Event.OpenTo.PEOPLE and event.kind != Event.Kind.SESSION
    if named and not event.invites.exists():
        found["open_to"] = _("誘う人を、ひとり以上選んでください。")
    return found


def can_see_link(user: User, event: Event, answer: str) -> bool:
    """The online address is for those who come, from a while before the start, and for those who hold it."""
    return can_edit(user, event) or (answer == Answer.YES and link_is_open(event))


def link_is_open(event: Event) -> bool:
    """Has the moment come from which those who come may read the online address?"""
    if event.is_postponed or event.is_cancelled:
        return False
    return event.link_opens_at is None or event.link_opens_at <= timezone.now()


def can_keep_notes(user: User, event: Event) -> bool:
    """Notes are read and written by those who were there and those who held it, from its beginning on."""
    if event.is_draft or not event.has_begun:
        return False
    return can_edit(user, event) or _was_there(user, event)


def _was_there(user: User, event: Event) -> bool:
    """As the roll at the door says, walk-ins too; where nobody keeps one, a yes counts."""
    for witness in witnesses:
        if (seen := witness(user, event)) is not None:
            return seen
    return event.replies.filter(person=user, answer=Answer.YES).exists()


def can_see_list(user: User, event: Event, answer: str) -> bool:
    """Who comes is told to whomever the host chose; numbers are told to everybody."""
    if event.guest_list == Event.GuestList.INVITED:
        return True
    if event.guest_list == Event.GuestList.COMING and answer == Answer.YES:
        return True
    return can_edit(user, event)


def asks_again(event: Event, mine: Reply | None) -> bool:
    """Has the day been moved since this person said yes?"""
    if mine is None or event.dated_at is None or event.has_begun or event.is_postponed:
        return False
    return mine.answer == Answer.YES and mine.at < event.dated_at
