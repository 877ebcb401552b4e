"""What people are told of gatherings: the invitation, changes, reminders, their own answer."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.audit.actions import ref
from accounts.notices import mime
from accounts.notices.kinds import Attachment, Kind, Sender, key_of, register
from accounts.notices.models import Fact
from accounts.users.models import User
from programs.events import ics, queries, reminding, rules, tokens, turns
from programs.events.models import Event, Reply

Answer = Reply.Answer
FILE = "invite.ics"
LABELS = {
    "starts_at": _("はじまり"), "ends_at": _("おわり"), "time_zone": _("タイムゾーン"),
    "place": _("場所"), "address": _("住所"), "online_url": _("オンラインのリンク"),
}  # fmt: skip


class OfEvent(Kind):
    """What all of them share: the event with its company, the person's own answer, the links into the product."""

    category = "gatherings"
    can_mute = False
    about_model = Event

    def prepare(self, facts: Sequence[Fact], people: Sequence[User]) -> None:
        ids = {key_of(fact) for fact in facts}
        events = Event.objects.select_related("company", "host", "department").in_bulk(ids)
        answers = answers_to(ids, people)
        for fact in facts:
            fact.thing = events.get(key_of(fact))
            fact.answers = answers  # type: ignore[attr-defined]

    def reply_of(self, fact: Fact, person: User | None) -> Reply | None:
        return fact.answers.get((key_of(fact), person.pk)) if person else None  # type: ignore[attr-defined]

    def answer_of(self, fact: Fact, person: User | None) -> str:
        reply = self.reply_of(fact, person)
        return reply.answer if reply else ""

    def takes_part(self, fact: Fact, person: User) -> bool:
        return self.answer_of(fact, person) in (Answer.YES, Answer.MAYBE, Answer.WAITING)

    def stands(self, fact: Fact) -> bool:
        """Is it, as far as the event goes, still worth telling? Asked when people are looked up, and before each mail."""
        event = fact.thing
        return event is not None and event.state == Event.State.PUBLISHED and not event.has_begun

    def everybody(self, fact: Fact) -> QuerySet[User]:
        return User.objects.none()

    def recipients(self, fact: Fact) -> QuerySet[User]:
        return self.everybody(fact) if self.stands(fact) else User.objects.none()

    def still_relevant(self, fact: Fact, person: User | None) -> bool:
        return self.stands(fact)

    def context(self, fact: Fact, person: User | None) -> dict[str, Any]:
        event, reply = fact.thing, self.reply_of(fact, person)
        links = {f"{answer}_link": tokens.link_for(event, person, answer) for answer in ("yes", "maybe", "no")}  # type: ignore[arg-type]
        page = settings.SITE_URL + self.url(fact, person)
        if reply is not None and reply.answer == Answer.YES:
            links["ticket_link"] = tokens.ticket_link(reply)
        return {
            "event": event,
            "sessions": event.sittings(),
            "company": event.company,
            "reply": reply,
            "page_link": page,
            "link_open": rules.link_is_open(event),
            **links,
        }

    def when(self, fact: Fact) -> str:
        return _when(fact.thing) if fact.thing.state == Event.State.PUBLISHED else ""

    def url(self, fact: Fact, person: User | None) -> str:
        return reverse("events:detail", args=[key_of(fact)])

    def line(self, fact: Fact, person: User | None) -> str:
        return self.sentence(fact, person) if fact.thing else str(self.label)

    def sentence(self, fact: Fact, person: User | None) -> str:
        return str(self.label)

    def sender(self, fact: Fact) -> Sender:
        company = fact.thing.company
        return Sender(str(company), company.postal_address, company.contact_email)

    def file(self, fact: Fact, person: User | None, method: str) -> list[Attachment]:
        assert person is not None
        linked = method == ics.REQUEST and rules.link_is_open(fact.thing)
        made = queries.calendar_files(fact.thing, person, method, with_link=linked)
        return as_files(made, method)


@register
class Published(OfEvent):
    code = "events.published"
    label = _("集いのお誘い")
    legal = "announcement"
    can_mute = True

    def everybody(self, fact: Fact) -> QuerySet[User]:
        company = fact.data.get("company")
        return queries.people_of_company(fact.thing, company) if company else queries.audience_of(fact.thing)

    def prepare(self, facts: Sequence[Fact], people: Sequence[User]) -> None:
        super().prepare(facts, people)
        for fact in facts:
            fact.following = turns.meant_later(fact.thing, people) if fact.thing else []  # type: ignore[attr-defined]

    def context(self, fact: Fact, person: User | None) -> dict[str, Any]:
        """With the later gatherings of its series that are meant for this person too."""
        mine = [one for one, meant in fact.following if person and person.pk in meant]  # type: ignore[attr-defined]
        return {**super().context(fact, person), "following": mine}

    def sentence(self, fact: Fact, person: User | None) -> str:
        return gettext("「%(title)s」へのお誘いが届きました") % {"title": fact.thing.title}


@register
class Changed(OfEvent):
    code = "events.changed"
    label = _("集いの変更")
    priority = 3

    def everybody(self, fact: Fact) -> QuerySet[User]:
        return queries.concerned(fact.thing)

    def stands(self, fact: Fact) -> bool:
        return super().stands(fact) and bool(_standing(fact))

    def still_relevant(self, fact: Fact, person: User | None) -> bool:
        concerned = self.answer_of(fact, person) in queries.CONCERNED
        return concerned and self.stands(fact)

    def context(self, fact: Fact, person: User | None) -> dict[str, Any]:
        return {**super().context(fact, person), "changes": _differences(fact, self.answer_of(fact, person))}

    def sentence(self, fact: Fact, person: User | None) -> str:
        names = gettext("・").join(str(LABELS[name]) for name in LABELS if name in fact.data["is"])
        return gettext("「%(title)s」の%(what)sが変わりました") % {"title": fact.thing.title, "what": names}

    def attachments(self, fact: Fact, person: User | None) -> list[Attachment]:
        return self.file(fact, person, ics.REQUEST) if self.answer_of(fact, person) == Answer.YES else []


@register
class Cancelled(OfEvent):
    code = "events.cancelled"
    label = _("集いの中止")
    priority = 1

    def everybody(self, fact: Fact) -> QuerySet[User]:
        return queries.concerned(fact.thing)

    def stands(self, fact: Fact) -> bool:
        return fact.thing is not None and fact.thing.is_cancelled

    def sentence(self, fact: Fact, person: User | None) -> str:
        return gettext("「%(title)s」は中止になりました") % {"title": fact.thing.title}

    def attachments(self, fact: Fact, person: User | None) -> list[Attachment]:
        return self.file(fact, person, ics.CANCEL) if self.answer_of(fact, person) == Answer.YES else []


class Reminder(OfEvent):
    """Bound to the start it was written for; the words tell the real time, since a mail may be read late."""

    can_mute = True
    digestible = False
    template = "notices/events/reminder"
    lead = ""
    answers = (Answer.YES, Answer.MAYBE)

    def everybody(self, fact: Fact) -> QuerySet[User]:
        return queries.those_to_remind(fact.thing, also_silent="" in self.answers)

    def stands(self, fact: Fact) -> bool:
        if not super().stands(fact):
            return False
        event = fact.thing
        meant = fact.data["starts_at"] == plain(event.starts_at) and fact.data["time_zone"] == event.time_zone
        return meant and reminding.is_nearest(self.lead, event.starts_at, event.time_zone, timezone.now())

    def still_relevant(self, fact: Fact, person: User | None) -> bool:
        return self.answer_of(fact, person) in self.answers and self.stands(fact)

    def context(self, fact: Fact, person: User | None) -> dict[str, Any]:
        return {**super().context(fact, person), "when_words": _when(fact.thing)}

    def sentence(self, fact: Fact, person: User | None) -> str:
        words = {"title": fact.thing.title, "when": _when(fact.thing)}
        return gettext("「%(title)s」は%(when)sからです") % words


@register
class ReminderWeek(Reminder):
    code = "events.reminder_week"
    label = _("集いの一週間前")
    lead = "week"
    answers = (Answer.YES, Answer.MAYBE, "")  # type: ignore[assignment]


@register
class ReminderDay(Reminder):
    code = "events.reminder_day"
    label = _("集いの前日")
    lead = "day"


class OwnAnswer(OfEvent):
    """About the person's own answer; obsolete once they have changed it again."""

    priority = 1
    answer = ""
    method = ""

    def still_relevant(self, fact: Fact, person: User | None) -> bool:
        return self.stands(fact) and self.answer_of(fact, person) == self.answer

    def attachments(self, fact: Fact, person: User | None) -> list[Attachment]:
        return self.file(fact, person, self.method) if self.method else []


@register
class SeatPromoted(OwnAnswer):
    code = "events.seat_promoted"
    label = _("キャンセル待ちの席が空いたとき")
    answer, method = Answer.YES, ics.REQUEST

    def sentence(self, fact: Fact, person: User | None) -> str:
        return gettext("お席が空き、「%(title)s」への参加が決まりました") % {"title": fact.thing.title}


@register
class ReplyConfirmed(OwnAnswer):
    code = "events.reply_confirmed"
    label = _("参加の確認")
    answer, method = Answer.YES, ics.REQUEST

    def sentence(self, fact: Fact, person: User | None) -> str:
        return gettext("「%(title)s」への参加を承りました") % {"title": fact.thing.title}


@register
class Waiting(OwnAnswer):
    code = "events.waiting"
    label = _("キャンセル待ちの確認")
    answer = Answer.WAITING

    def context(self, fact: Fact, person: User | None) -> dict[str, Any]:
        reply = self.reply_of(fact, person)
        return {**super().context(fact, person), "place": queries.place_in_line(reply) if reply else 0}

    def sentence(self, fact: Fact, person: User | None) -> str:
        return gettext("「%(title)s」のキャンセル待ちに並びました") % {"title": fact.thing.title}


@register
class Withdrawn(OwnAnswer):
    code = "events.withdrawn"
    label = _("参加を取りやめたとき")
    method = ics.CANCEL

    def still_relevant(self, fact: Fact, person: User | None) -> bool:
        gone = self.answer_of(fact, person) not in (Answer.YES, Answer.WAITING)
        return self.stands(fact) and gone

    def sentence(self, fact: Fact, person: User | None) -> str:
        return gettext("「%(title)s」への参加を取りやめました") % {"title": fact.thing.title}


@register
class Removed(Withdrawn):
    code = "events.removed"
    label = _("主催者が返事を取り消したとき")

    def sentence(self, fact: Fact, person: User | None) -> str:
        return gettext("「%(title)s」への返事が、主催の方により取り消されました") % {"title": fact.thing.title}


@register
class Answered(OfEvent):
    """For the host, in the product only: a mail for each answer would be too many."""

    code = "events.answered"
    label = _("自分の集いへの返事")
    by_mail = False

    def prepare(self, facts: Sequence[Fact], people: Sequence[User]) -> None:
        super().prepare(facts, people)
        guests = User.objects.in_bulk({int(fact.by.partition(":")[2] or 0) for fact in facts})
        for fact in facts:
            fact.guest = guests.get(int(fact.by.partition(":")[2] or 0))  # type: ignore[attr-defined]

    def url(self, fact: Fact, person: User | None) -> str:
        return reverse("events:people", args=[key_of(fact)])

    def sentence(self, fact: Fact, person: User | None) -> str:
        guest = fact.guest  # type: ignore[attr-defined]
        words = {"name": guest.name if guest else gettext("退会した方"), "title": fact.thing.title}
        if fact.data["answer"] == Answer.YES:
            return gettext("%(name)sさんが「%(title)s」に参加します") % words
        if fact.data["answer"] == Answer.WAITING:
            return gettext("%(name)sさんが「%(title)s」のキャンセル待ちに並びました") % words
        if fact.data["answer"] == Answer.ASKED:
            return gettext("%(name)sさんから「%(title)s」への参加のお願いが届きました") % words
        return gettext("%(name)sさんが「%(title)s」への参加を取りやめました") % words


def as_files(made: Sequence[bytes], method: str) -> list[Attachment]:
    """Calendar entries as parts of a mail; several are numbered, so that each can be kept beside the others."""
    kind = f"text/calendar; method={method}; charset=UTF-8"
    if len(made) == 1:
        return [(FILE, made[0], kind)]
    return [(f"{method.lower()}-{number}.ics", one, kind) for number, one in enumerate(made, start=1)]


def answers_to(events: Iterable[int], people: Iterable[User]) -> dict[tuple[int, int], Reply]:
    """What these people answered to these gatherings, by (event, person)."""
    replies = Reply.objects.filter(event__in=events, person__in=[person.pk for person in people])
    return {(reply.event_id, reply.person_id): reply for reply in replies}


def sample(event: Event, person: User) -> dict[str, Any]:
    """The invitation as this person would get it, to be looked at before publishing; its buttons are only drawn."""
    kind, fact = Published(), Fact(kind=Published.code, about=ref(event))
    kind.prepare([fact], [person])
    words = {**kind.context(fact, person), "person": person}
    subject, body = (
        render_to_string(f"{kind.template_of()}.{part}.txt", words).strip() for part in ("subject", "body")
    )
    rows = [line.strip() for line in body.split("\n") if line.strip()]
    found = ((mime.BUTTON.match(line), mime.HEAD.match(line), line) for line in rows)
    lines = [
        {"button": bool(button), "head": bool(head), "words": (button or head or [line, line])[1]}
        for button, head, line in found
    ]
    return {"subject": subject, "lines": lines}


def _when(event: Event) -> str:
    return render_to_string("notices/events/_when.txt", {"event": event}).strip()


def _standing(fact: Fact) -> list[str]:
    """The changed fields that still are what this change made of them: a later change speaks for itself."""
    now = fact.data["is"]
    return [name for name in LABELS if name in now and plain(getattr(fact.thing, name)) == now[name]]


def _differences(fact: Fact, answer: str) -> list[dict[str, Any]]:
    """What was and what is; the online address itself is for those who come, from the moment on when they read it."""
    was, told = fact.data["was"], answer == Answer.YES and rules.link_is_open(fact.thing)
    return [
        {
            "name": name,
            "label": str(LABELS[name]),
            "was": _moment(was[name]),
            "now": getattr(fact.thing, name),
            "secret": name == "online_url" and not told,
        }
        for name in _standing(fact)
    ]


def plain(value: Any) -> Any:
    """A value as a fact keeps it: the same moment is always the same text."""
    return value.astimezone(UTC).isoformat() if isinstance(value, datetime) else value


def _moment(value: Any) -> Any:
    try:
        return datetime.fromisoformat(value)
    except (TypeError, ValueError):
        return value
