"""What people are told when a gathering is put off, gets a new day, comes back, and when somebody is asked to take part in holding it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.notices.kinds import Attachment, register
from accounts.notices.models import Fact
from accounts.users.models import User
from alumni.companies.models import Company
from alumni.companies.queries import desks_of
from programs.events import ics, queries
from programs.events.models import Event
from programs.events.notices import Answer, OfEvent, as_files
from programs.events.parts import EventCompany, EventRole


class Turn(OfEvent):
    """A turn in the life of a gathering, told to whoever counts on it."""

    priority = 1
    method = ""

    def everybody(self, fact: Fact) -> QuerySet[User]:
        return queries.concerned(fact.thing)

    def attachments(self, fact: Fact, person: User | None) -> list[Attachment]:
        coming = self.answer_of(fact, person) == Answer.YES
        return self.file(fact, person, self.method) if coming and self.method else []

    def stands(self, fact: Fact) -> bool:
        """A later turn speaks for itself."""
        return fact.thing is not None and fact.thing.revision == fact.revision and self.is_so(fact.thing)

    def is_so(self, event: Event) -> bool:
        return event.state == Event.State.PUBLISHED and not event.has_begun


@register
class Postponed(Turn):
    code = "events.postponed"
    label = _("集いの延期")
    method = ics.CANCEL

    def is_so(self, event: Event) -> bool:
        return event.is_postponed

    def sentence(self, fact: Fact, person: User | None) -> str:
        return gettext("「%(title)s」は延期になりました") % {"title": fact.thing.title}


@register
class Dated(Turn):
    code = "events.dated"
    label = _("延期した集いの新しい日程")
    method = ics.REQUEST

    def sentence(self, fact: Fact, person: User | None) -> str:
        return gettext("「%(title)s」の新しい日程が決まりました。ご都合をお知らせください") % {
            "title": fact.thing.title
        }


@register
class Sittings(Turn):
    """Sittings were added or taken out: calendars get all of them anew, and lose what is no more."""

    code = "events.sittings"
    label = _("集いの回の変更")
    priority = 3
    method = ics.REQUEST

    def stands(self, fact: Fact) -> bool:
        """Also after a later change: only this one knows what it took out of the calendars."""
        return fact.thing is not None and self.is_so(fact.thing)

    def attachments(self, fact: Fact, person: User | None) -> list[Attachment]:
        if person is None or self.answer_of(fact, person) != Answer.YES:
            return []
        gone = queries.called_off(fact.thing, person, fact.data["gone"])
        return as_files(gone, ics.CANCEL) + super().attachments(fact, person)

    def context(self, fact: Fact, person: User | None) -> dict[str, Any]:
        gone = [{**one, "starts_at": datetime.fromisoformat(one["starts_at"])} for one in fact.data["gone"]]
        return {
            **super().context(fact, person),
            "gone": [one for one in gone if one["session"]],
            "sessions": list(fact.thing.sessions.all()),
        }

    def sentence(self, fact: Fact, person: User | None) -> str:
        return gettext("「%(title)s」の回が変わりました") % {"title": fact.thing.title}


@register
class Restored(Turn):
    code = "events.restored"
    label = _("中止の取り消し")
    method = ics.REQUEST

    def is_so(self, event: Event) -> bool:
        return event.is_postponed or super().is_so(event)

    def attachments(self, fact: Fact, person: User | None) -> list[Attachment]:
        return [] if fact.thing.is_postponed else super().attachments(fact, person)

    def sentence(self, fact: Fact, person: User | None) -> str:
        return gettext("「%(title)s」は、やはりひらくことになりました") % {"title": fact.thing.title}


@register
class RoleAsked(OfEvent):
    code = "events.role_asked"
    label = _("集いをいっしょにひらくお願い")
    priority = 3

    def stands(self, fact: Fact) -> bool:
        return fact.thing is not None and not fact.thing.is_cancelled and not fact.thing.has_begun

    def still_relevant(self, fact: Fact, person: User | None) -> bool:
        return self.stands(fact) and EventRole.objects.filter(event=fact.thing, person=person, state="asked").exists()

    def context(self, fact: Fact, person: User | None) -> dict[str, Any]:
        return {**super().context(fact, person), "host": fact.thing.host}

    def sentence(self, fact: Fact, person: User | None) -> str:
        words = {"name": fact.thing.host.name, "title": fact.thing.title}
        return gettext("%(name)sさんから「%(title)s」をいっしょにひらくお願いが届きました") % words


@register
class RoleAnswered(OfEvent):
    """For the host, in the product only."""

    code = "events.role_answered"
    label = _("いっしょにひらくお願いへの返事")
    by_mail = False

    def stands(self, fact: Fact) -> bool:
        return fact.thing is not None

    def sentence(self, fact: Fact, person: User | None) -> str:
        words = {"name": fact.data["name"], "title": fact.thing.title}
        if fact.data["accepted"]:
            return gettext("%(name)sさんが「%(title)s」をいっしょにひらきます") % words
        return gettext("%(name)sさんは「%(title)s」を見送りました") % words


class OfCompany(OfEvent):
    """About one further company that a gathering is opened to."""

    category = "desk"

    def prepare(self, facts: Sequence[Fact], people: Sequence[User]) -> None:
        super().prepare(facts, people)
        companies = Company.objects.in_bulk({fact.data["company"] for fact in facts})
        for fact in facts:
            fact.asked = companies.get(fact.data["company"])  # type: ignore[attr-defined]

    def stands(self, fact: Fact) -> bool:
        return fact.thing is not None and fact.asked is not None  # type: ignore[attr-defined]

    def context(self, fact: Fact, person: User | None) -> dict[str, Any]:
        return {**super().context(fact, person), "asked": fact.asked}  # type: ignore[attr-defined]


@register
class CompanyAsked(OfCompany):
    code = "events.company_asked"
    label = _("自社の人を誘いたいというお願い")
    priority = 3

    def may_reach(self, person: User) -> bool:
        return bool(desks_of(person))

    def still_relevant(self, fact: Fact, person: User | None) -> bool:
        waits = EventCompany.objects.waiting().filter(event=fact.thing, company=fact.data["company"])
        return self.stands(fact) and waits.exists()

    def sentence(self, fact: Fact, person: User | None) -> str:
        words = {"company": fact.thing.company, "title": fact.thing.title}
        return gettext("%(company)sの集い「%(title)s」に、自社の人を誘ってよいかのお願いです") % words


@register
class CompanyAnswered(OfCompany):
    """For the host, in the product only."""

    code = "events.company_answered"
    label = _("ほかの会社からの返事")
    category = "gatherings"
    by_mail = False

    def url(self, fact: Fact, person: User | None) -> str:
        return reverse("events:circle", args=[fact.thing.pk])

    def sentence(self, fact: Fact, person: User | None) -> str:
        words = {"company": fact.asked, "title": fact.thing.title}  # type: ignore[attr-defined]
        if fact.data["agreed"]:
            return gettext("%(company)sが「%(title)s」に自社の人を誘うことに賛成しました") % words
        return gettext("%(company)sは「%(title)s」を見送りました") % words
