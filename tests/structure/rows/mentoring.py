"""Rows and addresses of mentoring for the structure tests."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from programs.mentoring import noting
from programs.mentoring.fund_models import Tally, TransitionChoice
from programs.mentoring.models import CareContact, Distance, Evaluation
from tests import make
from tests.programs.mentoring import building
from tests.structure.rows import Given

ROWS: dict[tuple[str, str], str] = {
    ("mentoring:one", "pk"): "advisor",
    ("mentoring:book", "pk"): "advisor",
    ("mentoring:book", "slot"): "slot",
    ("mentoring:distance", "pk"): "advisor",
    ("mentoring:distance_back", "pk"): "user",
    ("mentoring:room", "pk"): "careersession",
    ("mentoring:shift", "pk"): "careersession",
    ("mentoring:cancel", "pk"): "careersession",
    ("mentoring:miss", "pk"): "careersession",
    ("mentoring:where", "pk"): "careersession",
    ("mentoring:note", "pk"): "careersession",
    ("mentoring:erase", "pk"): "careersession",
    ("mentoring:erase", "key"): "'5f0c54d4-9c5e-4b4d-8a35-0c1c8ae1d2aa'",
    ("mentoring:file", "pk"): "careersession",
    ("mentoring:transition", "pk"): "transition",
    ("mentoring:choose", "pk"): "transition",
    ("mentoring:put_away", "pk"): "transition",
    ("mentoring:transition_", "pk"): "transition",
    ("mentoring:evaluation_end", "pk"): "evaluation",
    ("mentoring:contact_drop", "pk"): "carecontact",
    ("mentoring:confirm", "pk"): "advisor",
}


def made(given: Given) -> dict[str, Any]:
    word, company = given.word, given.company
    advisor = building.advisor(
        given.host, headline=f"{word}を聞く", bio=f"{word}の道", credential=f"{word}の資格", company=company,
        open_to="company",
    )  # fmt: skip
    start = timezone.now() + timedelta(days=9)
    session = building.row(given.host, given.guest, start)
    numbered = [make.enrolment(company, f"{word} 評価{n}") for n in (1, 2)]
    transition = building.transition(
        given.unit, title=f"{word}の節目", words=f"{word}を閉じます", state="published", published_at=timezone.now()
    )
    return {
        "advisor": advisor,
        "slot": building.slot(advisor),
        "careersession": session,
        "sessionnote": noting.write(
            room=building.room(given.guest, session), by=given.guest, text=f"{word}の秘密", shared=True
        ),
        "distance": Distance.objects.create(by=given.guest, person=given.host),
        "evaluation": Evaluation.objects.create(company=company, evaluator=numbered[0], evaluated=numbered[1]),
        "carecontact": CareContact.objects.create(company=company, label=f"{word}の窓口", reach=f"{word}へ電話"),
        "transition": transition,
        "transitionchoice": TransitionChoice.objects.create(
            transition=transition, person=given.host, tells_desk=True, word=f"{word}のお願い"
        ),
        "fund": building.fund(company),
        "tally": Tally.objects.create(scope=company.scope, month="2026-01-01", mark=len(word)),
    }
