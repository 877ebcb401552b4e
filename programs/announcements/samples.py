"""The mail as it will be, for a chosen kind of reader, written by the same hand that writes the real one."""

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

# Nobody's number: a made-up reader, so that looking at the sample tells nothing of anybody.
NOBODY = 0
SELF, INVITED, OTHER = "self", "invited", "other"


@dataclass(frozen=True)
class Sample:
    subject: str
    sender: str
    text: str
    html: str


def sample_of(announcement: Announcement, *, reader: str, language: str, viewer: User) -> Sample:
    """As `viewer` themself would get it, or an invented person, invited to the linked gathering or not."""
    person = copy(viewer) if reader == SELF else _somebody(language, viewer)
    person.language = language
    fact = Fact(kind=TOLD, about=ref(announcement), scope=announcement.company.scope)
    kind = kinds.get(TOLD)
    kind.prepare([fact], [person])
    if reader == INVITED:
        fact.invited = {NOBODY}  # type: ignore[attr-defined]
    mail = Delivery(fact=fact, person=person, address=person.email, pk=NOBODY)
    written = email.message_from_bytes(Writer().write([mail]), _class=EmailMessage, policy=email.policy.default)
    return Sample(str(written["Subject"]), str(written["From"]), _part(written, "plain"), _part(written, "html"))


def _somebody(language: str, viewer: User) -> User:
    names = ("Aozora", "Hana") if language == "en" else ("青空", "はな")
    return User(
        pk=NOBODY, email="hana@example.com", family_name=names[0], given_name=names[1], time_zone=viewer.time_zone
    )


def _part(written: EmailMessage, sort: str) -> str:
    part = written.get_body((sort,))
    return str(part.get_content()).replace("\r\n", "\n") if part else ""  # type: ignore[attr-defined]
