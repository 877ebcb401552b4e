"""From a delivery to the bytes of its mail, in the recipient's language and time zone.

The frame is rendered once for a fact and a language, and filled for each person; so are the words, where the kind
says that they don't differ between people.
"""

import re
import zoneinfo
from dataclasses import dataclass
from email.utils import parseaddr
from html import escape
from typing import Any

from django.conf import settings
from django.template import Context
from django.template.loader import get_template
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext

from accounts.notices import kinds, mime, ways_out
from accounts.notices.kinds import Kind, Sender
from accounts.notices.models import Delivery, Fact
from accounts.users.models import User

HOLE = re.compile(r"⟦(greeting|words|stop)⟧")
TIME_TAG = re.compile(r'<time datetime="[^"<>]*">|</time>')


@dataclass(frozen=True)
class Words:
    subject: str
    body: str


class Writer:
    """Writes the mails of one batch."""

    def __init__(self) -> None:
        self.frames: dict[tuple[Any, ...], list[str]] = {}
        self.words: dict[tuple[Any, ...], Words] = {}

    def write(self, mail: Delivery) -> bytes:
        fact, person = mail.fact, mail.person
        language = person.language if person else str(fact.data.get("language") or settings.LANGUAGE_CODE)
        zone = person.time_zone if person else settings.TIME_ZONE
        with translation.override(language), timezone.override(zoneinfo.ZoneInfo(zone)):
            return self._compose(mail, kinds.get(fact.kind), language, zone)

    def _compose(self, mail: Delivery, kind: Kind, language: str, zone: str) -> bytes:
        fact, person = mail.fact, mail.person
        sender, stop = kind.sender(fact), ways_out.link(fact, kind, person)
        words = self._words(kind, fact, person, language, zone)
        greeting = gettext("%(name)s 様") % {"name": person.name} if person and person.name else ""
        text = {"greeting": greeting, "words": mime.as_text(words.body, settings.SITE_URL), "stop": stop}
        html = {
            "greeting": escape(greeting),
            "words": mime.as_html(words.body, settings.SITE_URL),
            "stop": escape(stop),
        }
        return mime.compose(
            self._headers(mail, sender, words.subject, stop, language),
            self._fill(fact, kind, sender, language, person is None, "txt", text).strip() + "\n",
            self._fill(fact, kind, sender, language, person is None, "html", html),
            kind.attachments(fact, person),
            f"d{mail.pk}",
        )

    def _words(self, kind: Kind, fact: Fact, person: User | None, language: str, zone: str) -> Words:
        if kind.personal:
            return words_of(kind, fact, person)
        key = (fact.pk, language, zone, person is None)
        if key not in self.words:
            self.words[key] = words_of(kind, fact, person)
        return self.words[key]

    def _fill(
        self,
        fact: Fact,
        kind: Kind,
        sender: Sender,
        language: str,
        outside: bool,
        ending: str,
        values: dict[str, str],
    ) -> str:
        key = (fact.pk, language, ending, outside)
        if key not in self.frames:
            holes = {name: f"⟦{name}⟧" for name in ("greeting", "words", "stop")}
            known = {"sender": sender, "kind": kind, "language": language, "site": settings.SITE_URL, "holes": holes}
            known |= {"settings_url": "" if outside else settings.SITE_URL + reverse("notices:settings")}
            rendered = get_template(f"notices/_frame.{ending}").template.render(  # type: ignore[attr-defined]
                Context(known, autoescape=ending == "html")
            )
            self.frames[key] = HOLE.split(rendered)
        # Odd pieces are the holes: what people wrote is put in once, and never read for holes itself.
        return "".join(values[p] if n % 2 else p for n, p in enumerate(self.frames[key]))

    def _headers(self, mail: Delivery, sender: Sender, subject: str, stop: str, language: str) -> dict[str, str]:
        headers = {
            "From": mime.from_header(sender.name, settings.DEFAULT_FROM_EMAIL),
            "To": mime.mailbox_header(mail.person.name if mail.person else "", mail.address),
            "Subject": mime.words_header(subject + gettext("｜") + sender.name),
            "Message-ID": message_id(mail.pk),
            "Auto-Submitted": "auto-generated",
            "Content-Language": language,
        }
        if sender.contact_email:
            headers["Reply-To"] = mime.mailbox_header(sender.name, sender.contact_email)
        if stop:
            headers |= {"List-Unsubscribe": f"<{stop}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
        return headers


def words_of(kind: Kind, fact: Fact, person: User | None) -> Words:
    """Subject and body as plain words; a letter carries its own."""
    if (own := kind.words(fact)) is not None:
        return Words(*own)
    name, url = kind.template_of(), kind.url(fact, person)
    known = {
        "fact": fact,
        "person": person,
        "url": mime.own_address(url, settings.SITE_URL) or url,
        "sender": kind.sender(fact),
        **kind.context(fact, person),
    }
    return Words(_plain(f"{name}.subject.txt", known), _plain(f"{name}.body.txt", known))


def message_id(pk: int) -> str:
    """The same for every try, so that a mail that did come twice is shown once by many programs."""
    return f"<d{pk}.{salted_hmac('accounts.notices.message', str(pk)).hexdigest()[:12]}@{settings.MAIL_DOMAIN}>"


def envelope_sender() -> str:
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1]


def _plain(name: str, known: dict[str, Any]) -> str:
    """Text is not HTML: nothing is escaped, and the tags of the {% day %} components are taken out."""
    rendered = get_template(name).template.render(Context(known, autoescape=False))  # type: ignore[attr-defined]
    return TIME_TAG.sub("", rendered).strip()
