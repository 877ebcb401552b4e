"""Rows and addresses of cohorts for the structure tests."""

from typing import Any

from django.utils import timezone

from programs.cohorts.models import Nomination
from programs.cohorts.partner_models import Steward
from tests.programs.cohorts import building
from tests.structure.rows import Given

ROWS: dict[tuple[str, str], str] = {
    ("cohorts:", "pk"): "program",
    ("cohorts:", "nomination"): "nomination",
    ("cohorts:", "partner"): "partner",
    ("cohorts:", "steward"): "steward",
    ("cohorts:", "session"): "programsession",
}


def made(given: Given) -> dict[str, Any]:
    """A program with a facilitator, a person in it, and a session."""
    word = given.word
    program = building.program(given.company, leader=given.host, title=f"{word}の半年", theme=f"{word}の問い")
    nomination: Nomination = building.nomination(program, given.company, given.guest, aim=f"{word}したい")
    steward = Steward.objects.create(
        program=program, person=given.staff, word=f"{word}の思い", agreed_at=timezone.now()
    )
    return {
        "program": program,
        "partner": program.partners.get(),
        "steward": steward,
        "nomination": nomination,
        "programsession": building.session(program, given.host, title=f"{word}の回"),
    }
