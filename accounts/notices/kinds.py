"""The catalogue of what people are told: one class for each kind of notice, found by its code.

A slice writes its kinds in its own `notices.py`:

    @register
    class Published(Kind):
        code = "events.published"          # templates/notices/events/published.subject.txt and .body.txt
        label = _("集いの案内")
        category = "gatherings"
        about_model = Event                # fact.thing is the row, fetched once for a batch; None when it's gone

        def recipients(self, fact): return audience_of(fact.thing)
        def still_relevant(self, fact, person): return fact.thing.state == Event.State.PUBLISHED
        def context(self, fact, person): return {"event": fact.thing}
        def url(self, fact, person): return reverse("events:detail", args=[fact.thing.pk])
        def line(self, fact, person): return gettext("「%s」へのお誘い") % fact.thing.title
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django.conf import settings
from django.db.models import Model, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.notices.models import Fact
from accounts.users.models import User

Words = str | Promise
Attachment = tuple[str, bytes, str]  # name, content, "text/calendar; method=REQUEST"

# What a person can turn off as one, in the order of the settings page.
CATEGORIES: dict[str, Words] = {
    "gatherings": _("集いの案内とお知らせ"),
    "talks": pgettext_lazy("plural", "ことばのやりとり"),
    "exchange": _("願いと持ちより"),
    "collaborations": _("いっしょの仕事"),
    "membership": _("つながりと参加の手続き"),
    "news": _("会社からのお知らせ"),
    "desk": _("人事デスクの仕事"),
    "account": _("アカウントと安全"),
}
# On what ground somebody is written to: something of their own going on here, an invitation by a company that knows
# them, or news. The last two are advertisement before the law: never without a way out and the sender's address.
LEGAL = ("service", "invitation", "announcement")
WANTED_ONLY = ("invitation", "announcement")
URGENT = 1
RESEND, HOLD = "resend", "hold"


@dataclass(frozen=True)
class Sender:
    """Whose mail it is: stands in the subject and, with a way to reach them, at the foot."""

    name: str
    postal_address: str = ""
    contact_email: str = ""


def operator() -> Sender:
    """Whoever runs this site: the sender of what no company sends."""
    return Sender(
        str(settings.OPERATOR_NAME or settings.SITE_NAME), settings.OPERATOR_ADDRESS, settings.OPERATOR_CONTACT
    )


class Kind:
    """One kind of notice. `person` is None for mail to an address without an account."""

    code: ClassVar[str] = ""
    label: ClassVar[Words] = ""
    category: ClassVar[str] = "account"
    legal: ClassVar[str] = "service"
    can_mute: ClassVar[bool] = True
    priority: ClassVar[int] = 5  # 0 leaves first
    by_mail: ClassVar[bool] = True
    in_app: ClassVar[bool] = True
    # The purpose of the consent on which it is sent ("news"): its way out then ends the sender's consent alone.
    asked_for: ClassVar[str] = ""
    template: ClassVar[str] = ""  # "notices/events/published"; empty: made from the code
    about_model: ClassVar[type[Model] | None] = None
    # False: subject and body are the same for everybody of one language and time zone, and are rendered once.
    personal: ClassVar[bool] = True
    # False: it is bound to its hour, and a digest would bring it too late.
    digestible: ClassVar[bool] = True
    # Died between the final dot and the answer: send again with the same Message-ID, or wait for a person to decide.
    on_doubt: ClassVar[str] = RESEND
    # True: that somebody is told of such a thing is known to nobody else, also not to the platform's admins.
    discreet: ClassVar[bool] = False

    @property
    def urgent(self) -> bool:
        """Leaves also at night: what somebody is waiting for this minute, or must know at once."""
        return self.priority <= URGENT

    @property
    def counts(self) -> bool:
        """Counts towards the number of mails that a person wants in a week."""
        return self.can_mute and not self.urgent and self.by_mail

    def takes_part(self, fact: Fact, person: User) -> bool:
        """Whether it is about something this person takes part in: then it always comes through."""
        return False

    def recipients(self, fact: Fact) -> QuerySet[User]:
        """Whom the fact is for when send() named nobody; asked by a worker, never in a request."""
        return User.objects.none()

    def may_reach(self, person: User) -> bool:
        """Whether this person can ever be told of such a thing; if not, their settings don't offer it."""
        return True

    def prepare(self, facts: Sequence[Fact], people: Sequence[User]) -> None:
        """Fetches what a batch needs in a constant number of queries, and hangs it on the facts."""
        if self.about_model is None:
            return
        found = self.about_model._default_manager.in_bulk({key_of(fact) for fact in facts})
        for fact in facts:
            fact.thing = found.get(key_of(fact))

    def still_relevant(self, fact: Fact, person: User | None) -> bool:
        """Asked again right before sending; False: the mail isn't sent."""
        return self.about_model is None or fact.thing is not None

    def context(self, fact: Fact, person: User | None) -> dict[str, Any]:
        """Words for the templates. Besides there are: fact, person, sender, url."""
        return {}

    def words(self, fact: Fact) -> tuple[str, str] | None:
        """Subject and body that the fact carries itself, instead of templates."""
        return None

    def attachments(self, fact: Fact, person: User | None) -> list[Attachment]:
        return []

    def when(self, fact: Fact) -> str:
        """The day and time it is about, as a digest says them below its subject."""
        return ""

    def url(self, fact: Fact, person: User | None) -> str:
        """Where the notice leads, as a path."""
        return ""

    def line(self, fact: Fact, person: User | None) -> str:
        """The sentence in the person's list of notices."""
        return str(self.label)

    def sender(self, fact: Fact) -> Sender:
        return operator()

    def template_of(self) -> str:
        return self.template or "notices/" + self.code.replace(".", "/")


def key_of(fact: Fact) -> int:
    """The primary key in the fact's reference ("event:12" → 12); 0 when it is about nothing."""
    return int(fact.about.partition(":")[2] or 0)


class Digest(Kind):
    """The frame of several notices in one mail; in no catalogue, since nobody sends it."""

    code = "notices.digest"
    label = _("お知らせのまとめ")
    category = "all"
    legal = "announcement"


_catalogue: dict[str, Kind] = {}


def register(kind: type[Kind]) -> type[Kind]:
    """The class decorator that puts a kind into the catalogue; a contradiction is an error at start."""
    if not kind.code or kind.code in _catalogue:
        raise ValueError(f"a notice kind needs a code of its own: {kind.code!r}")
    if kind.category not in CATEGORIES or kind.legal not in LEGAL or kind.on_doubt not in (RESEND, HOLD):
        raise ValueError(f"{kind.code}: unknown category, legal ground or policy for doubt")
    if kind.legal in WANTED_ONLY and not kind.can_mute:
        raise ValueError(f"{kind.code}: {kind.legal} needs a way out")
    _catalogue[kind.code] = kind()
    return kind


def get(code: str) -> Kind:
    return _catalogue[code]


def all() -> list[Kind]:
    return list(_catalogue.values())


def discreet() -> list[str]:
    """Codes of which no list for admins may speak."""
    return [kind.code for kind in all() if kind.discreet]
