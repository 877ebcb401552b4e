"""The mail as it will be, for a chosen reader, written by the same hand that writes the real one."""

import email
import email.policy
from copy import copy
from dataclasses import dataclass
from email.message import EmailMessage

from accounts.audit.actions import ref
from accounts.notices import kinds
from accounts.notices.models import Delivery, Fact
from accounts.notices.writing import Writer
from accounts.users.models import User
from programs.announcements.models import TOLD, Announcement
from programs.announcements.readers import Reader, is_invited

# Nobody's number: a made-up reader, so that looking at the sample tells nothing of anybody.
NOBODY = 0
SELF, INVITED, OTHER = "self", "invited", "other"


@dataclass(frozen=True)
class Sample:
    subject: str
    sender: str
    text: str
    html: str


def sample_of(announcement: Announcement, *, reader: str | Reader, language: str, zone: str, viewer: User) -> Sample:
    """As `viewer` themself would get it; an invented person, invited to the linked gathering or not; or somebody of
    the desk's list, by name alone: no link in it is theirs."""
    person = copy(viewer) if reader == SELF else _somebody(language)
    person.language, person.time_zone = language, zone
    fact = Fact(kind=TOLD, about=ref(announcement), scope=announcement.company.scope)
    kind = kinds.get(TOLD)
    kind.prepare([fact], [person])
    if isinstance(reader, Reader):
        person.family_name, person.given_name = reader.family_name, reader.given_name
    if reader == INVITED or (isinstance(reader, Reader) and _is_asked(reader, announcement)):
        fact.invited = {NOBODY}  # type: ignore[attr-defined]
    mail = Delivery(fact=fact, person=person, address=person.email, pk=NOBODY)
    written = email.message_from_bytes(Writer().write([mail]), _class=EmailMessage, policy=email.policy.default)
    return Sample(str(written["Subject"]), str(written["From"]), _part(written, "plain"), _part(written, "html"))


def _is_asked(reader: Reader, announcement: Announcement) -> bool:
    return announcement.event is not None and is_invited(reader, announcement.event)


def _somebody(language: str) -> User:
    names = ("Aozora", "Hana") if language == "en" else ("青空", "はな")
    return User(pk=NOBODY, email="hana@example.com", family_name=names[0], given_name=names[1])


def _part(written: EmailMessage, sort: str) -> str:
    part = written.get_body((sort,))
    return str(part.get_content()).replace("\r\n", "\n") if part else ""  # type: ignore[attr-defined]
