"""From a delivery to the bytes of its mail, in the recipient's language and time zone.

The frame is rendered once for a fact and a language, and filled for each person; so are the words, where the kind
says that they don't differ between people.
"""

import re
import zoneinfo
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import astuple, dataclass
from email.utils import parseaddr
from functools import cache, cached_property
from html import escape
from typing import Any

from django.conf import settings
from django.template import Context
from django.template.loader import get_template
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext, pgettext

from accounts.notices import kinds, mime, ways_out
from accounts.notices.kinds import Kind, Sender
from accounts.notices.models import Delivery, Fact
from accounts.users.models import User

HOLE = re.compile(r"⟦(greeting|words|stop)⟧")
TIME_TAG = re.compile(r'<time datetime="[^"<>]*">|</time>')


@dataclass(frozen=True)
class Words:
    """Shared ones are turned into text and HTML once for all who get them."""

    subject: str
    body: str

    @cached_property
    def text(self) -> str:
        return mime.as_text(self.body, settings.SITE_URL, pgettext("bullet", "・"))

    @cached_property
    def html(self) -> str:
        return mime.as_html(self.body, settings.SITE_URL)


class Writer:
    """Writes the mails of one batch."""

    def __init__(self) -> None:
        self.frames: dict[tuple[Any, ...], list[str]] = {}
        self.words: dict[tuple[Any, ...], Words] = {}
        self.said: dict[str, dict[str, str]] = {}
        self.senders: dict[tuple[Any, ...], Sender] = {}

    def write(self, mails: Sequence[Delivery]) -> bytes:
        """One notice as itself; several of one person as a digest."""
        first, person = mails[0], mails[0].person
        language = person.language if person else str(first.fact.data.get("language") or settings.LANGUAGE_CODE)
        zone = person.time_zone if person else settings.TIME_ZONE
        with read_in(language, zone):
            if len(mails) > 1:
                return self._compose_digest(mails, language, zone)
            kind, fact = kinds.get(first.fact.kind), first.fact
            words = self._words(kind, fact, person, language, zone)
            files = kind.attachments(fact, person)
            return self._compose(first, kind, self._sender(kind, fact, language), words, files, language)

    def _compose_digest(self, mails: Sequence[Delivery], language: str, zone: str) -> bytes:
        """Each as its subject with the way to it: that is written for mail, unlike the lines of the list of notices."""
        lines, senders = [], {}
        for mail in mails:
            kind, fact = kinds.get(mail.fact.kind), mail.fact
            sender = self._sender(kind, fact, language)
            senders[sender.name] = sender
            subject = self._words(kind, fact, mail.person, language, zone).subject
            page = reverse("notices:list")
            below = " · ".join(filter(None, [kind.when(fact), sender.name]))
            lines.append(f"{mime.item(subject, kind.url(fact, mail.person) or page)}\n{below}")
        subject = gettext("%(count)d件のお知らせ") % {"count": len(mails)}
        head = gettext("まとめてお届けします。気になるものだけ、どうぞ。")
        foot = [" / ".join(filter(None, astuple(sender))) for sender in senders.values()]
        words = Words(subject, "\n\n".join([head, *lines, gettext("お送りした会社") + "\n" + "\n".join(foot)]))
        return self._compose(mails[0], kinds.Digest(), kinds.operator(), words, [], language)

    def _compose(
        self, mail: Delivery, kind: Kind, sender: Sender, words: Words, files: list[kinds.Attachment], language: str
    ) -> bytes:
        fact, person = mail.fact, mail.person
        stop = ways_out.link(fact, kind, person)
        greeting = self._say(language, "greeting") % {"name": person.name} if person and person.name else ""
        text = {"greeting": greeting, "words": words.text, "stop": stop}
        html = {"greeting": escape(greeting), "words": words.html, "stop": escape(stop)}
        return mime.compose(
            self._headers(mail, sender, words.subject, stop, language),
            self._fill(fact, kind, sender, language, person is None, "txt", text).strip() + "\n",
            self._fill(fact, kind, sender, language, person is None, "html", html),
            files,
            f"d{mail.pk}",
        )

    def _sender(self, kind: Kind, fact: Fact, language: str) -> Sender:
        key = (fact.pk, kind.code, language)
        if key not in self.senders:
            self.senders[key] = complete(kind.sender(fact))
        return self.senders[key]

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
        key = (fact.pk, kind.code, language, ending, outside)
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

    def _say(self, language: str, which: str) -> str:
        """What stands in every mail is looked up once for a language."""
        if language not in self.said:
            self.said[language] = {"greeting": gettext("%(name)s 様"), "bar": gettext("｜")}
        return self.said[language][which]

    def _headers(self, mail: Delivery, sender: Sender, subject: str, stop: str, language: str) -> dict[str, str]:
        headers = {
            "From": mime.from_header(sender.name, settings.DEFAULT_FROM_EMAIL),
            "To": mime.mailbox_header(mail.person.name if mail.person else "", mail.address),
            "Subject": mime.words_header(subject + self._say(language, "bar") + sender.name),
            "Message-ID": message_id(mail.letter or mail.pk),
            "Auto-Submitted": "auto-generated",
            "Content-Language": language,
        }
        if sender.contact_email:
            headers["Reply-To"] = mime.mailbox_header(sender.name, sender.contact_email)
        if stop:
            headers |= {"List-Unsubscribe": f"<{stop}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
        return headers


@contextmanager
def read_in(language: str, zone: str) -> Iterator[None]:
    """The language and the time zone of whoever reads; most read in those that stand already."""
    if (language, zone) == (translation.get_language(), timezone.get_current_timezone_name()):
        yield
        return
    with translation.override(language), timezone.override(zone_of(zone)):
        yield


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


def complete(sender: Sender) -> Sender:
    """Nobody is written to without an address and a way to reach the sender: gaps in a company's record are ours."""
    ours = kinds.operator()
    return Sender(
        sender.name, sender.postal_address or ours.postal_address, sender.contact_email or ours.contact_email
    )


def zone_of(name: str) -> zoneinfo.ZoneInfo:
    try:
        return zoneinfo.ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return zoneinfo.ZoneInfo(settings.TIME_ZONE)


def message_id(pk: int) -> str:
    """The same for every try, so that a mail that did come twice is shown once by many programs."""
    return f"<d{pk}.{salted_hmac('accounts.notices.message', str(pk)).hexdigest()[:12]}@{settings.MAIL_DOMAIN}>"


def pk_of(text: str) -> int | None:
    """The delivery that a Message-ID of ours names; None for anything else."""
    found = re.match(r"<?d(\d{1,18})\.", text)
    known = found and message_id(int(found[1])).strip("<>") == text.strip("<> ")
    return int(found[1]) if found and known else None


def envelope_sender() -> str:
    return _bare(settings.DEFAULT_FROM_EMAIL)


@cache
def _bare(mailbox: str) -> str:
    return parseaddr(mailbox)[1]


def _plain(name: str, known: dict[str, Any]) -> str:
    """Text is not HTML: nothing is escaped, and the tags of the {% day %} components are taken out."""
    rendered = get_template(name).template.render(Context(known, autoescape=False))  # type: ignore[attr-defined]
    return TIME_TAG.sub("", rendered).strip()
