"""Builders of V sheets: one between the employee and the boss's successor at the desk, as far along as a test needs."""

from typing import Any

from django.utils import timezone

from accounts.users.models import User
from alumni.companies.models import Company
from programs.visions.models import CompanyVision, Counterpart, Side, VisionSheet
from programs.visions.part_models import MeetingPoint, MeetingYes, SheetPart, Step, TalkNote

COMPANY, PERSON = Side.COMPANY, Side.PERSON


def vision(company: Company, **fields: Any) -> CompanyVision:
    return CompanyVision.objects.create(
        **{"company": company, "year": 2026, "vision": "当たり前を支える。", "written_at": timezone.now(), **fields}
    )


def sheet(person: User, company: Company, beside: User | None = None, **fields: Any) -> VisionSheet:
    """With `beside`: they have agreed to write the company's line."""
    made = VisionSheet.objects.create(**{"person": person, "company": company, "year": 2026, **fields})
    if beside is not None:
        counterpart(made, beside)
    return made


def counterpart(of: VisionSheet, person: User, state: str = "agreed") -> Counterpart:
    answered = None if state == "asked" else timezone.now()
    return Counterpart.objects.create(sheet=of, person=person, state=state, answered_at=answered)


def part(of: VisionSheet, side: str = PERSON, words: str = "若い人のことばを聞きたい", **fields: Any) -> SheetPart:
    return SheetPart.objects.create(
        **{"sheet": of, "side": side, "kind": "vision", "words": words, "written_at": timezone.now(), **fields}
    )


def step(of: VisionSheet, side: str = PERSON, words: str = "話を聞く", **fields: Any) -> Step:
    return Step.objects.create(sheet=of, side=side, words=words, **fields)


def point(
    of: VisionSheet, words: str = "育てあう", *, by: User, yes: tuple[tuple[str, User], ...] = ()
) -> MeetingPoint:
    made = MeetingPoint.objects.create(sheet=of, version=of.points.count() + 1, words=words, by=by)
    for side, who in yes:
        MeetingYes.objects.create(point=made, sheet=of, side=side, by=who)
    return made


def note(of: VisionSheet, beside: Counterpart, by: User, words: str = "一時間、話した。") -> TalkNote:
    return TalkNote.objects.create(sheet=of, counterpart=beside, by=by, on=timezone.localdate(), words=words)
