"""Rows and addresses of groups, practice, dialogue and the close of a program, for the structure tests."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from programs.cohorts.models import Program
from programs.cohorts.practice_models import (
    Certificate,
    Dialogue,
    DialogueQuestion,
    OutcomeWord,
    Pairing,
    Practice,
    PracticeLine,
    PracticeShare,
)
from programs.cohorts.round_models import Apart, Mixing, Place, Round
from tests import make
from tests.programs.cohorts import building_rounds as build
from tests.structure.rows import Given

ROWS: dict[tuple[str, str], str] = {
    ("cohorts:", "apart"): "apart",
    ("cohorts:", "practice"): "practice",
    ("cohorts:", "line"): "practiceline",
    ("cohorts:", "entry"): "contribution",
    ("cohorts:", "certificate"): "certificate",
    ("cohorts:", "code"): "'no-such-code'",  # who holds a good one may read: tests/programs/cohorts looks at those
}


def made(given: Given) -> dict[str, Any]:
    """In the program that the posting's rows brought: two more who take part, their table, and their practice."""
    word, today = given.word, timezone.localdate()
    program = Program.objects.filter(company=given.company).latest("pk")
    one, other = (
        build.takes_part(
            program, given.company, make.user(f"{word} {name}", email=f"{program.pk}{name}@example.test")
        )
        for name in ("一", "二")
    )
    round_ = Round.objects.create(program=program, number=9, published_at=timezone.now())
    practice = Practice.objects.create(
        nomination=one,
        title=f"{word}の実験",
        starts_on=today,
        ends_on=today + timedelta(days=14),
        to_facilitator=False,
    )
    week = today - timedelta(days=today.weekday())
    return {
        "mixing": Mixing.objects.get_or_create(program=program)[0],
        "round": round_,
        "place": Place.objects.create(round=round_, program=program, nomination=one, group=1, told=1),
        "apart": Apart.objects.create(program=program, one=one, other=other, reason=f"{word}の理由"),
        "pairing": Pairing.objects.create(nomination=one, peer=other),
        "practice": practice,
        "practiceline": PracticeLine.objects.create(practice=practice, week=week, words=f"{word}の一週間"),
        "practiceshare": PracticeShare.objects.create(practice=practice, person=given.host),
        "dialogue": Dialogue.objects.create(program=program, purpose=f"{word}のため", head=given.host),
        "dialoguequestion": DialogueQuestion.objects.create(program=program, words=f"{word}は？"),
        "outcomeword": OutcomeWord.objects.create(
            program=program, person=one.person, gave=f"{word}を", got=f"{word}が", told_by=one.person
        ),
        "certificate": Certificate.objects.create(nomination=one, code=f"{given.latin}-no-such"),
    }
