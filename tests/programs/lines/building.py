"""Builders of the line's tests: a program that went its way, without its pages."""

from datetime import date
from typing import Any

from django.utils import timezone

from accounts.users.models import User
from alumni.companies.models import Company
from programs.cohorts.models import Nomination, Partner, Program, Steward


def program(company: Company, lead: User, *people: User, **fields: Any) -> Program:
    """Led by `lead`, with these people of the company in it."""
    sides = dict.fromkeys(("companies_bring", "companies_get", "people_bring", "people_get", "outcome"), "ことば")
    made = Program.objects.create(
        **{
            "company": company, "title": "次世代リーダーの越境", "theme": "役割", "state": "running", "published_at": timezone.now(),
            "starts_on": date(2022, 6, 1), "ends_on": date(2022, 12, 1), **sides, **fields,
        }
    )  # fmt: skip
    Partner.objects.create(program=made, company=company, state="joined", seats=6, answered_at=timezone.now())
    Steward.objects.create(program=made, person=lead, leads=True, agreed_at=timezone.now())
    for person in people:
        now = timezone.now()
        Nomination.objects.create(
            program=made, company=company, person=person, state="in", agreed_at=now, approved_at=now, joined_at=now,
            aim="学ぶ",
        )  # fmt: skip
    return made
