"""Reading whom a host may choose: members in sight, companies to ask, and what somebody is asked."""

from datetime import timedelta
from typing import Any

from django.db.models import Q, Value
from django.db.models.functions import Concat
from django.utils import timezone

from accounts.users.models import User
from alumni.companies.models import Company
from alumni.companies.queries import desks_of
from alumni.profiles.disclosure import ShownProfile
from alumni.profiles.queries import people_visible_to, shown
from programs.events import rules
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


def siblings_of(viewer: User, event: Event) -> list[Event]:
    """The gatherings of the same series that this viewer may see."""
    return list(Event.objects.visible_to(viewer).filter(series=event.series_id).order_by("turn"))


def notes_of(viewer: User, event: Event) -> list[dict[str, Any]]:
    """What was kept of it, for those who were there; a writer out of sight stays without a name."""
    if not rules.can_keep_notes(viewer, event):
        return []
    notes = list(event.notes.all())
    seen = shown(viewer, {note.person_id for note in notes})
    return [{"note": note, "seen": seen.get(note.person_id), "own": note.person_id == viewer.pk} for note in notes]


def items_of(event: Event) -> list[dict[str, Any]]:
    """What is to be prepared, each with its day by the clocks of the place; late when that is over and it isn't done."""
    start, today = event.starts_there.date(), timezone.localdate()
    items = event.checklist.select_related("done_by")
    dated = [(item, start - timedelta(days=item.days)) for item in items]
    return [
        {"item": item, "due": due, "late": item.done_at is None and due < today and not event.is_postponed}
        for item, due in dated
    ]
