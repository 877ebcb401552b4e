"""Rows and addresses of lines for the structure tests."""

from typing import Any

from programs.lines import actions
from programs.lines.models import Pause
from tests.programs.ledger.building import DAY
from tests.structure.rows import Given

ROWS: dict[tuple[str, str], str] = {
    ("lines:", "pk"): "sharedmoment",
    ("lines:person", "pk"): "user",
    ("lines:thanks", "pk"): "gratitude",
    ("lines:withdraw", "pk"): "gratitude",
}


def made(given: Given) -> dict[str, Any]:
    told = {"on": DAY, "words": f"{given.word}の相談", "of_me": f"{given.word}役", "by": given.host}
    return {
        "sharedmoment": actions.tell_moment(other=given.company, **told),
        "pause": Pause.objects.create(person=given.host, company=given.company, kind="rests"),
        "gratitude": actions.thank(to=given.company, words=f"{given.word}へありがとう", by=given.host),
    }
