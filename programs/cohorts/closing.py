"""What happens at the close of a program: each side tells what it gave and got, the other confirms; who completed is certified."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.audit.actions import record, ref
from accounts.notices.actions import send
from accounts.users.models import User
from alumni.companies.models import Company
from alumni.companies.queries import hr_of
from alumni.profiles.queries import visible_people
from programs.cohorts import rules
from programs.cohorts.models import Nomination, Partner, Program, Steward
from programs.cohorts.practice_models import Certificate, OutcomeWord
from programs.events import actions as events
from programs.events import circles
from programs.events.models import Event
from programs.ledger import actions as ledger
from programs.ledger.models import Contribution

ENDING = (Program.State.CLOSING, Program.State.CLOSED)


@dataclass(frozen=True)
class Side:
    """One who tells, and who confirms it: a person beside a company, or two companies."""

    own: User | Company
    other: User | Company
    gave: str
    got: str

    @property
    def is_company(self) -> bool:
        return isinstance(self.own, Company)

    @property
    def key(self) -> str:
        return ref(self.own)


def sides_of(user: User, program: Program) -> list[Side]:
    """For whom this person may tell: themself as a participant or as who leads, and each company whose desk they keep."""
    kind, found = Contribution.Kind, []
    own = program.nominations.inside().filter(person=user).select_related("company").first()
    if own:
        found.append(Side(user, own.company, kind.IDEA, kind.GROWTH))
    leads = _leaders(program)
    if user.pk in {one.pk for one in leads}:
        found.append(Side(user, program.company, kind.KNOWLEDGE, kind.AUDIENCE))
    joined = Partner.objects.joined().filter(program=program).select_related("company")
    for company in (one.company for one in joined if rules.keeps_desk(user, one.company_id)):
        if company.pk != program.company_id:
            found.append(Side(company, program.company, kind.PLACE, kind.GROWTH))
        elif others := [one for one in leads if one.pk != user.pk]:
            found.append(Side(company, others[0], kind.PLACE, kind.KNOWLEDGE))
    return found


@transaction.atomic
def tell(*, program: Program, side: str, gave: str, got: str, by: User) -> OutcomeWord:
    """Both sentences stand with the program, and lie in the ledger before the other side, who says whether it was so."""
    locked = Program.objects.select_for_update(of=("self",)).get(pk=program.pk)
    if locked.state not in ENDING:
        raise ValidationError(_("成果のことばは、ふりかえりがはじまってから書けます。"))
    found = next((one for one in sides_of(by, program) if one.key == side), None)
    if found is None:
        raise ValidationError(_("書けるのは、参加した方と進行役、参加した会社の担当者です。"))
    gave, got = gave.strip()[:300], got.strip()[:300]
    if not (gave and got):
        raise ValidationError(_("渡したものと受けとったものを、どちらもひとこと書いてください。"))
    who = {"company": found.own, "person": None} if found.is_company else {"company": None, "person": found.own}
    word, new = OutcomeWord.objects.get_or_create(
        program=program, **who, defaults={"gave": gave, "got": got, "told_by": by}
    )
    if not new:
        raise ValidationError(_("もう書かれています。直すときは、「叶えあいの記録」から直せます。"))
    common: dict[str, Any] = {"on": timezone.localdate(), "by": by, "about": ref(program), "side": found.own}
    ledger.tell(kind=found.gave, giver=found.own, receiver=found.other, words=gave, **common)
    ledger.tell(kind=found.got, giver=found.other, receiver=found.own, words=got, **common)
    record("program.outcome_told", program, by=by, scope=program.company.scope)
    return word


@transaction.atomic
def ask_for_words(*, program: Program, by: User | None) -> int:
    """Whoever takes part, leads, or keeps the desk of a company that took part is asked for their two sentences.

    By who holds it, or by the day after its last (`by` nobody).
    """
    may = by is None or rules.can_lead(by, program) or rules.can_shape(by, program)
    if not may or program.state not in ENDING:
        raise ValidationError(_("ふりかえりがはじまってから、世話役がお願いできます。"))
    people = {one.person_id: one.person for one in program.nominations.inside().select_related("person")}
    people |= {one.pk: one for one in _leaders(program)}
    for partner in Partner.objects.joined().filter(program=program).select_related("company"):
        people |= {one.pk: one for one in hr_of(partner.company)}
    told = set(program.outcome_words.filter(person__isnull=False).values_list("person", flat=True))
    asked = [one for pk, one in people.items() if pk not in told and (by is None or pk != by.pk)]
    if asked:
        send("cohorts.close_asked", about=program, to=asked, by=by, scope=program.company.scope)
    return len(asked)


# Certificates


@transaction.atomic
def certify(*, program: Program, people: Iterable[Nomination], by: User) -> list[Certificate]:
    """These completed it: each has a certificate with a number nobody can guess. Told are those who had none."""
    if not rules.can_lead(by, program):
        raise ValidationError(_("修了証を出せるのは、進行役だけです。"))
    if Program.objects.select_for_update(of=("self",)).get(pk=program.pk).state not in ENDING:
        raise ValidationError(_("修了証は、ふりかえりがはじまってから出せます。"))
    chosen = [one for one in people if one.program_id == program.pk and one.state == Nomination.State.IN]
    made = []
    for nomination in chosen:
        certificate, new = Certificate.objects.get_or_create(
            nomination=nomination, defaults={"code": secrets.token_urlsafe(16)}
        )
        if new:
            made.append(certificate)
        elif certificate.revoked_at:
            certificate.revoked_at = None
            certificate.save(update_fields=["revoked_at"])
    if made:
        people_told = [one.nomination.person for one in made]
        send("cohorts.certified", about=program, to=people_told, by=by, scope=program.company.scope)
    record("program.certified", program, by=by, scope=program.company.scope, people=len(made))
    return made


@transaction.atomic
def revoke(*, certificate: Certificate, by: User) -> Certificate:
    """It was given by mistake: its page and file are gone."""
    if not rules.can_lead(by, certificate.nomination.program):
        raise ValidationError(_("取り消せるのは、進行役だけです。"))
    certificate.revoked_at = timezone.now()
    certificate.save(update_fields=["revoked_at"])
    program = certificate.nomination.program
    record("program.certificate_revoked", program, by=by, scope=program.company.scope)
    return certificate


@transaction.atomic
def set_certificate(
    *, certificate: Certificate, is_open: bool, shows_name: bool, shows_company: bool, by: User
) -> Certificate:
    """What whoever has the address may read, by the holder's word alone."""
    if certificate.nomination.person_id != by.pk or certificate.revoked_at:
        raise ValidationError(_("決められるのは、修了証をもつ本人だけです。"))
    certificate.is_open, certificate.shows_name, certificate.shows_company = is_open, shows_name, shows_company
    certificate.save(update_fields=["is_open", "shows_name", "shows_company"])
    return certificate


# The circle that stays


@transaction.atomic
def start_talk(*, program: Program, by: User) -> Event:
    """A draft of a small talk with everybody of the program whom this person may see; they change it and publish it."""
    own = program.nominations.inside().filter(person=by).select_related("company").first()
    company = own.company if own else program.company
    if program.state not in ENDING or not (own or rules.can_lead(by, program)):
        raise ValidationError(_("声をかけられるのは、このプログラムをともにした方です。"))
    start = (timezone.localtime() + timedelta(days=21)).replace(hour=19, minute=0, second=0, microsecond=0)
    event = events.create(
        company=company, by=by, kind=Event.Kind.TALK, open_to=Event.OpenTo.PEOPLE, mode=Event.Mode.ONLINE,
        title=_("「%(title)s」の同窓のおしゃべり") % {"title": program.title[:60]}, starts_at=start, ends_at=start + timedelta(hours=1),
    )  # fmt: skip
    people = {one.person_id: one.person for one in program.nominations.inside().select_related("person")}
    people |= {one.pk: one for one in _leaders(program)}
    seen = visible_people(by, people)
    circles.invite(event=event, by=by, people=[one for pk, one in people.items() if pk in seen])
    return event


def _leaders(program: Program) -> list[User]:
    rows = Steward.objects.standing().filter(program=program, leads=True).select_related("person").order_by("pk")
    return [one.person for one in rows]
