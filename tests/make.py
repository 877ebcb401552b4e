"""One builder per model: what a test doesn't name gets a plausible value."""

import itertools
import uuid
from datetime import date, datetime, timedelta
from typing import Any

from allauth.account.models import EmailAddress
from django.utils import timezone
from django.utils.http import urlencode

from accounts.users.models import User
from alumni.arrivals.models import JoinRequest
from alumni.companies import actions as companies
from alumni.companies.models import Company, Department, Enrolment, StaffRole
from alumni.companies.names import fold, mail_key
from alumni.connections.models import Connection, Form
from alumni.directory.saved_models import SavedSearch
from alumni.introductions.models import Introduction, Vouch
from alumni.profiles.models import BlurLabel, Profile
from alumni.talks.models import Message, Seat, Talk
from alumni.tenures.models import Tenure
from programs.announcements.models import Announcement
from programs.checkins.models import Attendance
from programs.events.models import Event, Reply
from programs.events.parts import EventCompany, EventRole
from programs.events.reply_models import Question
from programs.keepsakes.models import EventPhoto

_numbers = itertools.count(1)


def user(name: str = "", *, seen_by: str | None = Profile.SeenBy.COMPANY, **fields: Any) -> User:
    """Somebody who can log in, with a verified address; `name` is "姓 名"."""
    number = next(_numbers)
    family, _, given = (name or f"試験{number} 花").partition(" ")
    email = fields.pop("email", f"person{number}@example.test")
    person = User.objects.create_user(
        email, fields.pop("password", None), family_name=family, given_name=given, **fields
    )
    EmailAddress.objects.create(user=person, email=email, verified=True, primary=True)
    if seen_by is not None:
        Profile.objects.create(person=person, seen_by=seen_by)
    return person


def company(name: str = "", **fields: Any) -> Company:
    number = next(_numbers)
    return Company.objects.create(
        **{
            "slug": f"company{number}",
            "name": name or f"試験会社{number}",
            "contact_email": f"alumni{number}@example.test",
            "postal_address": "東京都千代田区1-1",
            **fields,
        }
    )


def department(of: Company, path: str) -> Department:
    """The unit at "事業部/部/課", its parents too."""
    unit: Department | None = None
    for name in path.split("/"):
        unit = companies.add_department(company=of, name=name, parent=unit, by=None)
    assert unit is not None
    return unit


def enrolment(of: Company, name: str = "", *, person: User | None = None, **fields: Any) -> Enrolment:
    number = next(_numbers)
    family, _, given = (name or f"名簿{number} 太郎").partition(" ")
    email = fields.pop("email", f"candidate{number}@example.test")
    return Enrolment.objects.create(
        **{
            "company": of,
            "person": person,
            "employee_number": f"{number:06d}",
            "family_name": family,
            "given_name": given,
            "name_key": fold(family + given),
            "email": email,
            "email_key": mail_key(email) if email else "",
            "claimed_at": timezone.now() if person else None,
            **fields,
        }
    )


def tenure(
    who: User | Enrolment,
    of: Company | Department,
    since: str | None = "2000-04-01",
    until: str | None = None,
    **fields: Any,
) -> Tenure:
    """A verified tenure; without `until` the person is still there."""
    unit = of if isinstance(of, Department) else None
    verified = fields.get("state", Tenure.State.VERIFIED) == Tenure.State.VERIFIED
    made = Tenure.objects.create(
        **{
            "company": unit.company if unit else of,
            "department": unit,
            "person": who if isinstance(who, User) else who.person,
            "enrolment": who if isinstance(who, Enrolment) else None,
            "since": date.fromisoformat(since) if since else None,
            "until": date.fromisoformat(until) if until else None,
            "open": until is None,
            "state": Tenure.State.VERIFIED,
            "verified_at": timezone.now() if verified else None,
            **fields,
        }
    )
    made.refresh_from_db()
    return made


def hr(of: Company, name: str = "", *, role: str = StaffRole.Role.HR, **fields: Any) -> User:
    """Somebody of the company's HR: an employee with a desk."""
    person = user(name, **fields)
    tenure(person, of, "1998-04-01")
    companies.grant_role(user=person, company=of, role=role, by=None)
    return person


def event(of: Company, host: User, *, starts_at: datetime | None = None, **fields: Any) -> Event:
    """A published reunion in thirty days for the whole company."""
    starts_at = starts_at or (timezone.now() + timedelta(days=30)).replace(minute=0, second=0, microsecond=0)
    state = fields.get("state", Event.State.PUBLISHED)
    return Event.objects.create(
        **{
            "company": of,
            "host": host,
            "title": "海辺の再会",
            "starts_at": starts_at,
            "ends_at": starts_at + timedelta(hours=3),
            "place": "葉山の浜",
            "state": state,
            "published_at": None if state == Event.State.DRAFT else timezone.now(),
            "postponed_at": timezone.now() if state == Event.State.POSTPONED else None,
            **fields,
        }
    )


def role(event: Event, person: User, **fields: Any) -> EventRole:
    """Somebody who has agreed to hold it with the host."""
    return EventRole.objects.create(
        **{"event": event, "person": person, "state": "accepted", "answered_at": timezone.now(), **fields}
    )


def asked_company(event: Event, company: Company, **fields: Any) -> EventCompany:
    """A further company whose HR has agreed."""
    return EventCompany.objects.create(
        **{"event": event, "company": company, "state": "agreed", "answered_at": timezone.now(), **fields}
    )


def reply(to: Event, person: User, answer: str = Reply.Answer.YES, **fields: Any) -> Reply:
    """An answer as a row; seats are counted as the action would."""
    made = Reply.objects.create(
        **{
            "event": to,
            "person": person,
            "answer": answer,
            "waiting_since": timezone.now() if answer == Reply.Answer.WAITING else None,
            **fields,
        }
    )
    if answer == Reply.Answer.YES:
        to.taken += made.seats
        to.save(update_fields=["taken"])
    return made


def question(of: Event, text: str = "お弁当はどれにしますか", **fields: Any) -> Question:
    return Question.objects.create(**{"event": of, "text": text, "position": of.questions.count() + 1, **fields})


def label(text: str, *fits: Company, others: int = 0) -> BlurLabel:
    """Words that stand for these companies, and for as many others that have people."""
    made = BlurLabel.objects.create(text=text)
    for _n in range(others):
        other = company()
        tenure(user(), other)
        made.companies.add(other)
    made.companies.add(*fits)
    made.refresh_from_db()
    return made


def join_request(person: User, to: Company, **fields: Any) -> JoinRequest:
    return JoinRequest.objects.create(
        **{"person": person, "company": to, "period_text": "1999年から2006年", **fields}
    )


def connection(
    one: User, other: User, *, says: str = Form.WORKED, they_say: str = Form.WORKED, **fields: Any
) -> Connection:
    """Confirmed, asked by `one`; `says` is what `one` says, `they_say` what `other` does."""
    low, high = sorted((one, other), key=lambda person: person.pk)
    words = (
        {"first_says": says, "second_says": they_say} if low == one else {"first_says": they_say, "second_says": says}
    )
    answered = fields.get("state", Connection.State.CONFIRMED) != Connection.State.ASKED
    return Connection.objects.create(
        **{
            "first": low,
            "second": high,
            "asked_by": one,
            "state": Connection.State.CONFIRMED,
            "answered_at": timezone.now() if answered else None,
            **words,
            **fields,
        }
    )


def talk(one: User, other: User, *words: str) -> Message:
    """A talk begun by the first; they speak in turns. The last message."""
    low, high = sorted((one, other), key=lambda person: person.pk)
    made = Talk.objects.create(low=low, high=high, begun_by=one, ground="event:1")
    Seat.objects.bulk_create([Seat(talk=made, person=low), Seat(talk=made, person=high)])
    said = [Message.objects.create(talk=made, by=(one, other)[n % 2], text=text) for n, text in enumerate(words)]
    Talk.objects.filter(pk=made.pk).update(last_at=said[-1].said_at)
    return said[-1]


def attendance(at: Event, person: User | None, **fields: Any) -> Attendance:
    """Somebody was written down at the door, by the host."""
    given = {"event": at, "person": person, "how": "name", "at": at.starts_at, "by": at.host, "key": uuid.uuid4()}
    return Attendance.objects.create(**{**given, **fields})


def event_photo(at: Event, by: User, **fields: Any) -> EventPhoto:
    """A photo as a row; its file only where a test stores one."""
    return EventPhoto.objects.create(**{"event": at, "by": by, "file": f"{uuid.uuid4().hex}.jpg", **fields})


def introduction(asker: User, middle: User, other: User, **fields: Any) -> Introduction:
    """Passed on, so that all three may see it."""
    state = fields.get("state", Introduction.State.PASSED)
    passed = state not in (Introduction.State.ASKED, Introduction.State.DECLINED)
    answered = state in (Introduction.State.ACCEPTED, Introduction.State.REFUSED)
    return Introduction.objects.create(
        **{
            "asker": asker,
            "middle": middle,
            "other": other,
            "words": "お話をうかがいたいです。",
            "told_as": "昔の仲間",
            "state": state,
            "passed_at": timezone.now() if passed else None,
            "answered_at": timezone.now() if answered else None,
            **fields,
        }
    )


def vouch(voucher: User, company: Company, **fields: Any) -> Vouch:
    """Waits at the company's desk."""
    return Vouch.objects.create(
        **{
            "voucher": voucher,
            "company": company,
            "family_name": "白石",
            "given_name": "智",
            "department_text": "むかしの部署",
            "period_text": "2003年から2006年ごろ",
            "address": f"far{next(_numbers)}@example.test",
            "subject": "ごぶさたしています",
            "words": "お元気ですか。",
            **fields,
        }
    )


def announcement(of: Company, author: User, **fields: Any) -> Announcement:
    """A draft; scheduled and sent ones went (or go) now, though no fact was written."""
    state, now = fields.get("state", "draft"), timezone.now()
    moments = {
        "send_at": now if state in ("scheduled", "sent") else None,
        "sent_at": now if state == "sent" else None,
        "cancelled_at": now if state == "cancelled" else None,
    }
    given = {"company": of, "author": author, "subject": "春のたより", "words": "新しい社屋ができました。"}
    return Announcement.objects.create(**{**given, **moments, **fields})


def saved_search(person: User, name: str = "仲間", *, tells: bool = True, **asked: object) -> SavedSearch:
    """Kept, and to be told of; `asked` is what stands in the address."""
    return SavedSearch.objects.create(person=person, name=name, query=urlencode(asked or {"q": "青海"}), tells=tells)
