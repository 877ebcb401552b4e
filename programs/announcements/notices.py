"""How a company's announcement is told: to those of the segment who still ask for its news when their mail leaves."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from accounts.notices.kinds import Kind, Sender, key_of, register
from accounts.notices.models import Fact
from accounts.users.models import User
from alumni.companies.purpose import NEWS
from alumni.companies.queries import desks_of, reachable_by
from programs.announcements import segments
from programs.announcements.actions import TRIAL
from programs.announcements.models import TOLD, Announcement
from programs.events import tokens
from programs.events.models import Event
from programs.events.queries import audience_of
from programs.events.rules import link_is_open

State = Announcement.State


class OfAnnouncement(Kind):
    """What the real mail and the one on trial share: the words, the gathering for whoever is invited to it."""

    about_model = Announcement
    template = "notices/announcements/told"

    def prepare(self, facts: Sequence[Fact], people: Sequence[User]) -> None:
        """A constant number of queries for each announcement, and a batch mostly holds one."""
        found = Announcement.objects.select_related(
            "company", "author", "event__company", "event__department"
        ).in_bulk({key_of(fact) for fact in facts})
        ids = [person.pk for person in people]
        wanted, invited = {}, {}
        for pk, one in found.items():
            wanted[pk] = (
                set(reachable_by(one.company).filter(pk__in=ids).values_list("pk", flat=True)) if ids else set()
            )
            invited[pk] = _invited(one.event, ids) if ids and one.event else set()
        for fact in facts:
            fact.thing = found.get(key_of(fact))
            fact.wanted = wanted.get(key_of(fact), set())  # type: ignore[attr-defined]
            fact.invited = invited.get(key_of(fact), set())  # type: ignore[attr-defined]

    def context(self, fact: Fact, person: User | None) -> dict[str, Any]:
        one = fact.thing
        subject, words = in_language(one, get_language() or "ja")
        known = {
            "subject": subject,
            "words": words,
            "company": one.company,
            "page_link": settings.SITE_URL + self.url(fact, person),
            "consents_link": settings.SITE_URL + reverse("profiles:consents"),
        }
        if person is None or person.pk not in fact.invited or not is_open(one.event):  # type: ignore[attr-defined]
            return known
        links = {f"{answer}_link": tokens.link_for(one.event, person, answer) for answer in ("yes", "maybe", "no")}
        page = settings.SITE_URL + reverse("events:detail", args=[one.event_id])
        return {**known, **links, "event": one.event, "event_link": page, "link_open": link_is_open(one.event)}

    def url(self, fact: Fact, person: User | None) -> str:
        return reverse("announcements:read", args=[key_of(fact)])

    def line(self, fact: Fact, person: User | None) -> str:
        if fact.thing is None or fact.thing.is_cancelled:
            return gettext("このお知らせは取りやめになりました")
        subject, _words = in_language(fact.thing, get_language() or "ja")
        return gettext("%(company)sから「%(subject)s」") % {"company": fact.thing.company, "subject": subject}

    def sender(self, fact: Fact) -> Sender:
        company = fact.thing.company
        return Sender(str(company), company.postal_address, company.contact_email)


@register
class Told(OfAnnouncement):
    """Advertisement before the law: only whoever asked for it, with a way out in each mail, and within the week's cap."""

    code = TOLD
    label = _("会社からのお知らせ")
    category = "news"
    legal = "announcement"
    asked_for = NEWS

    def recipients(self, fact: Fact) -> QuerySet[User]:
        """Asked at the hour of sending: who took back their yes in the meantime isn't among them."""
        one = fact.thing
        if not one.is_scheduled and not one.is_sent:
            return User.objects.none()
        segment = segments.segment_of(one)
        if segments.is_too_narrow(one.company, segment, author=one.author):
            return User.objects.none()
        return segments.meant_by(one.company, segment, author=one.author)

    def still_relevant(self, fact: Fact, person: User | None) -> bool:
        going = fact.thing is not None and fact.thing.state in (State.SCHEDULED, State.SENT)
        return going and person is not None and person.pk in fact.wanted  # type: ignore[attr-defined]


@register
class Trial(OfAnnouncement):
    """To oneself, at once and without counting: it may not disturb one's own settings."""

    code = TRIAL
    label = _("お知らせの試し送り")
    category = "desk"
    can_mute = False
    priority = 1
    in_app = False

    def may_reach(self, person: User) -> bool:
        return bool(desks_of(person))

    def context(self, fact: Fact, person: User | None) -> dict[str, Any]:
        return {**super().context(fact, person), "trial": True}

    def url(self, fact: Fact, person: User | None) -> str:
        one = fact.thing
        return reverse("announcements:one", args=[one.company.slug, one.pk]) if one else ""


def in_language(announcement: Announcement, language: str) -> tuple[str, str]:
    """Subject and words; English ones where the company wrote them."""
    if language == "en" and announcement.words_en:
        return announcement.subject_en, announcement.words_en
    return announcement.subject, announcement.words


def is_open(event: Event | None) -> bool:
    """Whether one may still answer: a gathering that was called off since isn't offered any more."""
    return event is not None and event.state == Event.State.PUBLISHED and not event.has_begun


def _invited(event: Event, ids: list[int]) -> set[int]:
    return set(audience_of(event).filter(pk__in=ids).values_list("pk", flat=True))
