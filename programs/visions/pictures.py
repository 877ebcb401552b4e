"""From a sheet as somebody reads it to the V that is drawn: both layouts, and the same said in words."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.utils.formats import date_format
from django.utils.translation import gettext

from programs.visions.drawing import PAPER, TALL, WIDE, Drawing, Mark, Plan, draw
from programs.visions.queries import Reading, ShownStep


@dataclass(frozen=True)
class Picture:
    plan: Plan
    wide: Drawing
    tall: Drawing
    title: str
    words: str

    @cached_property
    def paper(self) -> Drawing:
        return draw(self.plan, PAPER)


def picture_of(reading: Reading) -> Picture:
    plan = plan_of(reading)
    title = gettext("%(company)sの線と%(name)sさんの線が、ひとつの点へ向かうV") % {
        "company": reading.sheet.company,
        "name": reading.sheet.person.get_short_name(),
    }
    return Picture(plan, draw(plan, WIDE), draw(plan, TALL), title, _said(plan))


def plan_of(reading: Reading) -> Plan:
    point = reading.agreed or reading.proposed
    return Plan(
        left_title=gettext("%sのビジョン") % reading.sheet.company,
        right_title=gettext("%sさんのビジョン") % reading.sheet.person.get_short_name(),
        left=tuple(map(_mark, reading.company_steps)),
        right=tuple(map(_mark, reading.person_steps)),
        ties=_ties(reading),
        point=point.words if point else gettext("めざす点は、これから"),
        golden=reading.agreed is not None,
    )


def month_words(month: date | None) -> str:
    return date_format(month, "M") if month else ""


def _mark(step: ShownStep) -> Mark:
    return Mark(step.row.words, month_words(step.row.month), step.lit)


def _ties(reading: Reading) -> tuple[tuple[int, int], ...]:
    left = {step.row.pk: place for place, step in enumerate(reading.company_steps)}
    right = {step.row.pk: place for place, step in enumerate(reading.person_steps)}
    pairs = {(left[s.row.pk], right[s.row.serves_id]) for s in reading.company_steps if s.row.serves_id in right}
    pairs |= {(left[s.row.serves_id], right[s.row.pk]) for s in reading.person_steps if s.row.serves_id in left}
    return tuple(sorted(pairs))


def _said(plan: Plan) -> str:
    """The whole picture as sentences; the table beside it says the same step by step."""
    said = []
    for title, marks in ((plan.left_title, plan.left), (plan.right_title, plan.right)):
        steps = [
            f"{mark.month} {mark.words}".strip() + (gettext("（叶いました）") if mark.lit else "") for mark in marks
        ]
        said.append(f"{title}: {gettext('、').join(steps) or gettext('まだ一歩はありません')}")
    sun = gettext("めざす点（ふたりが合意）: %s") if plan.golden else gettext("めざす点（まだ合意の前）: %s")
    return gettext("。").join([*said, sun % plan.point])
