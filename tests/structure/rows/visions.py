"""Rows and addresses of V sheets for the structure tests."""

from typing import Any

from programs.visions.models import SheetShare
from tests.programs.visions import building as make
from tests.structure.rows import Given

ROWS: dict[tuple[str, str], str] = {
    ("visions:", "pk"): "visionsheet",
    ("visions:", "step"): "step",
    ("visions:", "share"): "sheetshare",
    ("visions:", "vision"): "companyvision",
    ("visions:", "what"): "'vision'",
    ("visions:", "version"): "'1'",
}


def made(given: Given) -> dict[str, Any]:
    """The host's sheet with the desk: gold, with words of both, a note of a talk, and somebody who may read."""
    word = given.word
    sheet = make.sheet(given.host, given.company, department=given.unit)
    beside = make.counterpart(sheet, given.staff)
    yes = ((make.PERSON, given.host), (make.COMPANY, given.staff))
    point = make.point(sheet, f"{word}の点", by=given.host, yes=yes)
    return {
        "companyvision": make.vision(given.company, vision=f"{word}のビジョン", seeks=f"{word}を求む"),
        "visionsheet": sheet,
        "counterpart": beside,
        "sheetpart": make.part(sheet, make.COMPANY, f"{word}への願い"),
        "step": make.step(sheet, make.PERSON, f"{word}の一歩", link=f"event:{given.event.pk}"),
        "meetingpoint": point,
        "meetingyes": point.yeses.get(side=make.COMPANY),
        "talknote": make.note(sheet, beside, given.host, f"{word}の覚え書き"),
        "sheetshare": SheetShare.objects.create(sheet=sheet, reader=given.staff),
    }
