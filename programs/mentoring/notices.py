"""What people are told: of appointments without a revealing word, of being confirmed, of a business that ends."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.notices.kinds import Attachment, Kind, Sender, key_of, register
from accounts.notices.models import Fact
from accounts.users.models import User
from alumni.companies.queries import desks_of
from programs.events import ics
from programs.mentoring import calendar, telling, transiting
from programs.mentoring.advising import ANSWERED, ASKED
from programs.mentoring.fund_models import Transition
from programs.mentoring.models import Advisor, CareerSession

FILE = "invite.ics"


class Appointment(Kind, ABC):
    """One of the two is told. Subject, words, line, address and file say "appointment" and a time, and no more."""

    category = "membership"
    can_mute = False
    priority = 1
    digestible = False
    discreet = True
    template = "notices/appointments/told"
    method = ""

    def prepare(self, facts: Sequence[Fact], people: Sequence[User]) -> None:
        for fact in facts:
            fact.meant = telling.meant_by(fact)  # type: ignore[attr-defined]
        found = CareerSession.objects.in_bulk({fact.meant["session"] for fact in facts if fact.meant})  # type: ignore[attr-defined]
        for fact in facts:
            fact.thing = found.get(fact.meant.get("session"))  # type: ignore[attr-defined]

    def stands(self, fact: Fact) -> bool:
        """Still booked, and at the time that was meant."""
        session = fact.thing
        meant = fact.meant.get("starts_at", "")  # type: ignore[attr-defined]
        return session is not None and session.is_booked and session.starts_at.isoformat() == meant

    def still_relevant(self, fact: Fact, person: User | None) -> bool:
        return person is not None and self.stands(fact) and fact.thing.starts_at > timezone.now()

    def context(self, fact: Fact, person: User | None) -> dict[str, Any]:
        page = settings.SITE_URL + self.url(fact, person)
        return {"sentence": self.sentence(fact, person), "page_link": page}

    def url(self, fact: Fact, person: User | None) -> str:
        return reverse("mentoring:room", args=[fact.thing.pk]) if fact.thing else reverse("mentoring:plans")

    def line(self, fact: Fact, person: User | None) -> str:
        return self.sentence(fact, person) if fact.thing else str(self.label)

    @abstractmethod
    def said(self) -> str:
        """The whole sentence, with %(when)s in it."""

    def sentence(self, fact: Fact, person: User | None) -> str:
        return self.said() % {"when": self.hours(fact, person)}

    def hours(self, fact: Fact, person: User | None) -> str:
        zone = ZoneInfo(person.time_zone) if person else timezone.get_current_timezone()
        with timezone.override(zone):
            return render_to_string("notices/appointments/_when.txt", {"session": fact.thing}).strip()

    def attachments(self, fact: Fact, person: User | None) -> list[Attachment]:
        if not self.method or person is None:
            return []
        file = ics.calendar(calendar.entry(fact.thing, person), self.method)
        return [(FILE, file, f"text/calendar; method={self.method}; charset=UTF-8")]


@register
class Made(Appointment):
    code = telling.MADE
    label = _("予定が入ったとき")
    method = ics.REQUEST

    def said(self) -> str:
        return gettext("%(when)sに予定が入りました")


@register
class Changed(Appointment):
    code = telling.CHANGED
    label = _("予定が変わったとき")
    method = ics.REQUEST

    def said(self) -> str:
        return gettext("予定が%(when)sに変わりました")


@register
class Cancelled(Appointment):
    code = telling.CANCELLED
    label = _("予定がなくなったとき")
    method = ics.CANCEL

    def still_relevant(self, fact: Fact, person: User | None) -> bool:
        return person is not None and fact.thing is not None and fact.thing.state == CareerSession.State.CANCELLED

    def said(self) -> str:
        return gettext("%(when)sの予定はなくなりました")


@register
class Missed(Appointment):
    """In the product only: a mail would be a reproach."""

    code = telling.MISSED
    label = _("すれ違ってしまったとき")
    by_mail = False

    def still_relevant(self, fact: Fact, person: User | None) -> bool:
        return person is not None and fact.thing is not None and fact.thing.state == CareerSession.State.MISSED

    def said(self) -> str:
        return gettext("%(when)sは、すれ違いになったようです。また別の時間を選べます")


@register
class Soon(Appointment):
    code = telling.SOON
    label = _("予定が近づいたとき")
    can_mute = True

    def takes_part(self, fact: Fact, person: User) -> bool:
        return True

    def still_relevant(self, fact: Fact, person: User | None) -> bool:
        """Of two that are overdue after a night without mail only the nearer goes out."""
        if not super().still_relevant(fact, person):
            return False
        late = fact.meant.get("lead") == "day"  # type: ignore[attr-defined]
        return not (late and telling.due_at(fact.thing, fact.to[0], "hour") <= timezone.now())  # type: ignore[index]

    def said(self) -> str:
        return gettext("%(when)sに予定があります")


@register
class Asked(Kind):
    """For the desk: somebody wants to be an advisor, and their credential waits to be confirmed."""

    code = ASKED
    label = _("相談役の確認を頼まれたとき")
    category = "desk"
    about_model = Advisor

    def may_reach(self, person: User) -> bool:
        return bool(desks_of(person))

    def prepare(self, facts: Sequence[Fact], people: Sequence[User]) -> None:
        rows = Advisor.objects.select_related("company", "person").in_bulk({key_of(fact) for fact in facts})
        for fact in facts:
            fact.thing = rows.get(key_of(fact))

    def still_relevant(self, fact: Fact, person: User | None) -> bool:
        return fact.thing is not None and fact.thing.company is not None and fact.thing.state == "waiting"

    def context(self, fact: Fact, person: User | None) -> dict[str, Any]:
        return {"name": fact.thing.person.name, "page_link": settings.SITE_URL + self.url(fact, person)}

    def url(self, fact: Fact, person: User | None) -> str:
        company = fact.thing.company if fact.thing else None
        return reverse("mentoring:desk", args=[company.slug]) if company else ""

    def line(self, fact: Fact, person: User | None) -> str:
        if fact.thing is None:
            return str(self.label)
        return gettext("%(name)sさんが、相談役としての確認を待っています") % {"name": fact.thing.person.name}


@register
class Answered(Kind):
    code = ANSWERED
    label = _("相談役の確認への返事")
    category = "membership"
    about_model = Advisor

    def still_relevant(self, fact: Fact, person: User | None) -> bool:
        return fact.thing is not None and fact.thing.state in ("listed", "draft")

    def context(self, fact: Fact, person: User | None) -> dict[str, Any]:
        page = settings.SITE_URL + self.url(fact, person)
        return {"advisor": fact.thing, "page_link": page, "sentence": self.line(fact, person)}

    def url(self, fact: Fact, person: User | None) -> str:
        return reverse("mentoring:me")

    def line(self, fact: Fact, person: User | None) -> str:
        if fact.thing is not None and fact.thing.state == "draft":
            return gettext("相談役の下書きに、ことばが返ってきました")
        return gettext("相談役として確認されました。時間を公開すると、予約を受けられます")


@register
class TransitionTold(Kind):
    """The company's own word to the people of a unit; its title and words stand on the page alone."""

    code = transiting.TOLD
    label = _("会社からの、これからの歩みについてのお知らせ")
    category = "membership"
    can_mute = False
    priority = 2
    digestible = False
    about_model = Transition

    def prepare(self, facts: Sequence[Fact], people: Sequence[User]) -> None:
        rows = Transition.objects.select_related("company").in_bulk({key_of(fact) for fact in facts})
        for fact in facts:
            fact.thing = rows.get(key_of(fact))

    def recipients(self, fact: Fact) -> QuerySet[User]:
        return transiting.people_in(fact.thing) if self.still_relevant(fact, None) else User.objects.none()

    def still_relevant(self, fact: Fact, person: User | None) -> bool:
        return fact.thing is not None and fact.thing.is_published

    def context(self, fact: Fact, person: User | None) -> dict[str, Any]:
        return {"company": fact.thing.company, "page_link": settings.SITE_URL + self.url(fact, person)}

    def url(self, fact: Fact, person: User | None) -> str:
        return reverse("mentoring:transition", args=[key_of(fact)])

    def line(self, fact: Fact, person: User | None) -> str:
        if fact.thing is None:
            return str(self.label)
        return gettext("%(company)sから、これからの歩みについてのお知らせです") % {"company": fact.thing.company}

    def sender(self, fact: Fact) -> Sender:
        company = fact.thing.company
        return Sender(str(company), company.postal_address, company.contact_email)
