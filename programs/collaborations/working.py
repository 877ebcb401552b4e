"""The work itself: parts and roles from the agreed outcome, milestones, meetings, links, decisions, one's own notes."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.audit.actions import move, record
from accounts.users.models import User
from alumni.companies.models import Company
from alumni.profiles.queries import visible_people
from programs.collaborations import rules
from programs.collaborations.agreement_models import Outcome
from programs.collaborations.holding import locked, party_for, people_of, tell
from programs.collaborations.models import Collaboration, Decision, Party, SideNote
from programs.collaborations.work_models import Carrying, Meeting, Milestone, Part, Role, SharedLink
from programs.events import actions as events
from programs.events import circles
from programs.events.models import Event

MOST_PARTS, MOST_ROLES, MOST_OTHERS = 12, 8, 40


def _at_work(collaboration: Collaboration, party: Party, by: User) -> tuple[Collaboration, Party]:
    row, own = locked(collaboration), party_for(party, by)
    rules.require_going(row)
    rules.require(rules.can_work(by, own))
    return row, own


def _derived_from(row: Collaboration) -> Outcome:
    outcome = row.outcomes.agreed().order_by("-number").first()
    if outcome is None:
        raise ValidationError(_("役割は、全員が合意した成果からつくります。先に成果に合意してください。"))
    return outcome


# Parts and roles


@transaction.atomic
def add_part(*, collaboration: Collaboration, party: Party, words: str, by: User) -> Part:
    """One more part of the outcome. Refused before everybody has agreed to it."""
    row, _own = _at_work(collaboration, party, by)
    outcome = _derived_from(row)
    rules.require(row.parts.count() < MOST_PARTS, _("成果の部分は12までです。近いものをまとめてみてください。"))
    return Part.objects.create(collaboration=row, outcome=outcome, words=words.strip())


@transaction.atomic
def drop_part(*, part: Part, party: Party, by: User) -> None:
    """The part isn't one any more; roles that carried it carry what else they have."""
    _at_work(part.collaboration, party, by)
    part.delete()


@transaction.atomic
def keep_role(
    *,
    collaboration: Collaboration,
    party: Party,
    name: str,
    decides: str,
    parts: Iterable[Part],
    holder: Party | None,
    by: User,
    role: Role | None = None,
) -> Role:
    """The role stands with the parts it carries. Another side than one's own is asked to hold it; oneself holds it."""
    row, own = _at_work(collaboration, party, by)
    outcome, carried = _derived_from(row), list(parts)
    rules.require(bool(carried), _("この役割が担う成果の部分を、ひとつは選んでください。"))
    if role is None:
        rules.require(row.roles.count() < MOST_ROLES, _("役割は8つまでです。"))
        role = Role(collaboration=row, outcome=outcome)
    else:
        role = row.roles.get(pk=role.pk)
    role.name, role.decides = name.strip(), decides.strip()
    role.save()
    role.carryings.exclude(part__in=carried).delete()
    for part in carried:
        Carrying.objects.get_or_create(collaboration=row, role=role, part=part)
    record("collaboration.role_kept", row, by=by, role=role.pk)
    if (holder.pk if holder else None) != role.holder_id:
        _hand(row, own, role, holder, by)
    return role


def _hand(row: Collaboration, own: Party, role: Role, holder: Party | None, by: User) -> None:
    """To nobody, to oneself at once, or as a question to another side that takes part."""
    if role.state != Role.State.OPEN:
        move(role, to=Role.State.OPEN, by=by, holder=None, offered_at=None)
    if holder is None:
        return
    rules.require(row.parties.filter(pk=holder.pk, state=Party.State.JOINED).exists())
    if holder.pk == own.pk:
        move(role, to=Role.State.HELD, by=by, holder=own)
        return
    now = timezone.now()
    move(role, to=Role.State.OFFERED, by=by, holder=holder, offered_at=now)
    tell("role_offered", row, [holder], by=by, role=role.pk)


@transaction.atomic
def answer_role(*, role: Role, party: Party, yes: bool, by: User) -> None:
    """The holder has said yes; or no, and the role is open again with nothing to justify."""
    _row, own = _at_work(role.collaboration, party, by)
    fresh = Role.objects.get(pk=role.pk)
    rules.require(fresh.holder_id == own.pk and (fresh.state == Role.State.OFFERED or not yes))
    if yes:
        move(fresh, to=Role.State.HELD, by=by)
    else:
        move(fresh, to=Role.State.OPEN, by=by, holder=None, offered_at=None)


@transaction.atomic
def drop_role(*, role: Role, party: Party, by: User) -> None:
    """The role isn't needed; the parts it carried show as gaps."""
    row, _own = _at_work(role.collaboration, party, by)
    record("collaboration.role_dropped", row, by=by, role=role.pk)
    Role.objects.filter(pk=role.pk).delete()


# Milestones


@transaction.atomic
def add_milestone(*, collaboration: Collaboration, party: Party, words: str, due: date, by: User) -> Milestone:
    """A day is promised. Refused before the outcome is agreed."""
    row, _own = _at_work(collaboration, party, by)
    rules.require(row.is_at_work, _("節目を決めるのは、成果に合意してからです。"))
    rules.require(row.milestones.count() < MOST_OTHERS)
    return Milestone.objects.create(collaboration=row, words=words.strip(), due=due, first_due=due)


@transaction.atomic
def reach(*, milestone: Milestone, party: Party, done: bool, by: User) -> None:
    """It is done; or it isn't yet, when that was a slip of the finger."""
    _at_work(milestone.collaboration, party, by)
    milestone.done_at, milestone.done_by = (timezone.now(), by) if done else (None, None)
    milestone.save(update_fields=["done_at", "done_by"])


@transaction.atomic
def slip(*, milestone: Milestone, party: Party, due: date, why: str, by: User) -> None:
    """A later day, with the reason in the log; the first promise stays readable."""
    row, own = _at_work(milestone.collaboration, party, by)
    fresh = Milestone.objects.get(pk=milestone.pk)
    rules.require(not fresh.is_done and due > fresh.due, _("いまの予定より後の日を選んでください。"))
    fresh.due = due
    fresh.save(update_fields=["due"])
    words = _("節目「%(words)s」を%(due)sへ") % {"words": fresh.words[:200], "due": date_format(due, "DATE_FORMAT")}
    Decision.objects.create(collaboration=row, party=own, words=words, why=why.strip(), by=by)


@transaction.atomic
def drop_milestone(*, milestone: Milestone, party: Party, by: User) -> None:
    _at_work(milestone.collaboration, party, by)
    milestone.delete()


# Meetings, links, the log, and what one side keeps to itself


@transaction.atomic
def meet(
    *,
    collaboration: Collaboration,
    party: Party,
    company: Company,
    title: str,
    starts_at: datetime,
    minutes: int,
    place: str,
    online_url: str,
    by: User,
) -> Meeting:
    """A small gathering of those who take part is held, and belongs to the work; whoever is in sight is invited."""
    row, _own = _at_work(collaboration, party, by)
    mode = Event.Mode.ONLINE if online_url and not place else Event.Mode.ONSITE
    event = events.create(
        company=company, by=by, kind=Event.Kind.TALK, open_to=Event.OpenTo.PEOPLE, title=title.strip(),
        starts_at=starts_at, ends_at=starts_at + timedelta(minutes=minutes), place=place.strip(),
        online_url=online_url, mode=mode if not (online_url and place) else Event.Mode.BOTH,
    )  # fmt: skip
    people = [person for person in people_of(row.parties.filter(state=Party.State.JOINED)) if person.pk != by.pk]
    seen = visible_people(by, [person.pk for person in people])
    circles.invite(event=event, by=by, people=[person for person in people if person.pk in seen])
    events.publish(event=event, by=by)
    return Meeting.objects.create(collaboration=row, event=event, by=by)


@transaction.atomic
def link_meeting(*, collaboration: Collaboration, party: Party, event: Event, by: User) -> Meeting:
    """A gathering that is there already belongs to the work. Refused for one that `by` doesn't see."""
    row, _own = _at_work(collaboration, party, by)
    rules.require(Event.objects.visible_to(by).filter(pk=event.pk).exists())
    return Meeting.objects.get_or_create(collaboration=row, event=event, defaults={"by": by})[0]


@transaction.atomic
def add_link(*, collaboration: Collaboration, party: Party, title: str, url: str, by: User) -> SharedLink:
    """A document by its https address. Refused where the address is no safe link."""
    row, _own = _at_work(collaboration, party, by)
    rules.require(row.links.count() < MOST_OTHERS)
    try:
        with transaction.atomic():
            return SharedLink.objects.create(collaboration=row, title=title.strip(), url=url.strip(), by=by)
    except IntegrityError as refusal:
        raise ValidationError({"url": _("https:// で始まるリンクを入れてください。")}) from refusal


@transaction.atomic
def drop_link(*, link: SharedLink, party: Party, by: User) -> None:
    _at_work(link.collaboration, party, by)
    link.delete()


@transaction.atomic
def decide(*, collaboration: Collaboration, party: Party, words: str, why: str, by: User) -> Decision:
    """One line in the log, for good: what was decided, by whom, and why."""
    row, own = _at_work(collaboration, party, by)
    return Decision.objects.create(collaboration=row, party=own, words=words.strip(), why=why.strip(), by=by)


@transaction.atomic
def keep_note(*, party: Party, confidential: str, notes: str, by: User) -> SideNote:
    """What this side keeps to itself. Nobody else reads it, and neither history nor admin has a word of it."""
    own = party_for(party, by)
    words = {"confidential": confidential.strip(), "notes": notes.strip(), "by": by}
    return SideNote.objects.update_or_create(party=own, defaults=words)[0]
