"""Reading whom a host may choose: members in sight, companies to ask, and what somebody is asked."""

from typing import Any

from django.db.models import Q, Value
from django.db.models.functions import Concat

from accounts.users.models import User
from alumni.companies.models import Company
from alumni.companies.queries import desks_of
from alumni.profiles.disclosure import ShownProfile
from alumni.profiles.queries import people_visible_to, shown
from programs.events.models import Event
from programs.events.parts import EventCompany, EventInvite, EventRole

AT_MOST = 20


def found(viewer: User, asked: str) -> list[ShownProfile]:
    """Members in sight whose name holds these words. Only the name counts: it is shown wherever a person is."""
    if not (words := asked.split()):
        return []
    named = people_visible_to(viewer).exclude(pk=viewer.pk)
    named = named.annotate(whole=Concat("family_name", Value(" "), "given_name"))
    for word in words:
        named = named.filter(Q(whole__icontains=word))
    ids = list(named.order_by("family_kana", "given_kana", "pk").values_list("pk", flat=True)[:AT_MOST])
    seen = shown(viewer, ids)
    return [seen[pk] for pk in ids if pk in seen]


def invited(viewer: User, event: Event) -> list[dict[str, Any]]:
    """Those invited by name, as this host reads them; who isn't in sight any more is only counted (`seen` is None)."""
    invites = list(EventInvite.objects.filter(event=event).order_by("pk"))
    seen = shown(viewer, [one.person_id for one in invites])
    return [{"invite": one, "seen": seen.get(one.person_id)} for one in invites]


def companies_to_ask(event: Event) -> list[Company]:
    known = event.circle.values("company")
    return list(Company.objects.exclude(pk=event.company_id).exclude(pk__in=known).order_by("name"))


def asked_of(user: User, event: Event) -> EventCompany | None:
    """The question to one of this person's desks."""
    desks = [desk.pk for desk in desks_of(user)]
    if not desks:
        return None
    return EventCompany.objects.filter(event=event, company__in=desks).select_related("company").first()


def roles_of(viewer: User, event: Event) -> list[dict[str, Any]]:
    """Who holds it with the host or is asked to, as this viewer reads them."""
    roles = list(EventRole.objects.standing().filter(event=event).order_by("pk"))
    seen = shown(viewer, [role.person_id for role in roles]) if roles else {}
    return [{"role": role, "seen": seen.get(role.person_id)} for role in roles]
