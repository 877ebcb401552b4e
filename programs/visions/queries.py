"""Reading V sheets: each as one viewer reads it, whole years of them in a constant number of queries."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Q, QuerySet

from accounts.users.models import User
from alumni.companies.models import Company, Department
from alumni.companies.queries import hr_of, lineage_of
from alumni.connections.models import Connection
from alumni.profiles.queries import people_visible_to
from alumni.tenures.models import Tenure
from alumni.tenures.standing import standing_of
from programs.visions import links
from programs.visions.leaving import companies_now
from programs.visions.links import Thing
from programs.visions.models import CompanyVision, Counterpart, SheetShare, Side, VisionSheet
from programs.visions.part_models import MeetingPoint, MeetingYes, SheetPart, Step, TalkNote
from programs.visions.rules import FLOOR

LONG = 360  # characters of one side


@dataclass(frozen=True)
class ShownStep:
    """A step, and the thing it points at if the viewer sees that; lit when it was said so or has happened."""

    row: Step
    thing: Thing | None
    serves: str = ""  # the words of the step on the other line that it serves

    @property
    def lit(self) -> bool:
        return self.row.done_at is not None or (self.thing is not None and self.thing.happened)


@dataclass(frozen=True)
class Text:
    """A place for words of one side; `row` is None where nothing is written yet."""

    side: str
    kind: str
    row: SheetPart | None


@dataclass
class Reading:
    """One sheet as one viewer reads it. `role`: "person", "company", "asked", or "" for who may only read."""

    sheet: VisionSheet
    role: str
    counterpart: Counterpart | None = None
    theirs: CompanyVision | None = None
    parts: dict[str, SheetPart] = field(default_factory=dict)  # "company.vision", "person.gives", …
    company_steps: list[ShownStep] = field(default_factory=list)
    person_steps: list[ShownStep] = field(default_factory=list)
    points: list[MeetingPoint] = field(default_factory=list)  # the newest first
    yeses: dict[int, set[str]] = field(default_factory=dict)

    @property
    def agreed(self) -> MeetingPoint | None:
        """The last words to which both have said yes."""
        return next((point for point in self.points if len(self.yeses.get(point.pk, ())) == 2), None)

    @property
    def proposed(self) -> MeetingPoint | None:
        """The newest words, as long as one yes is missing."""
        newest = self.points[0] if self.points else None
        return newest if newest is not None and newest != self.agreed else None

    @property
    def said_by_me(self) -> bool:
        return self.proposed is not None and self.role in self.yeses.get(self.proposed.pk, ())

    @property
    def writes(self) -> str:
        """Whose line the viewer writes now."""
        if self.role == Side.COMPANY and self.sheet.is_gone:  # type: ignore[attr-defined]
            return ""
        return self.role if self.role in (Side.PERSON, Side.COMPANY) else ""

    @property
    def texts(self) -> list[Text]:
        places = [(side, kind) for side in Side.values for kind in SheetPart.Kind.values]
        return [Text(side, kind, self.parts.get(f"{side}.{kind}")) for side, kind in places]

    @property
    def is_long(self) -> bool:
        """More words than fit one sheet of paper in letters of the usual size."""
        vision = self.theirs.vision + self.theirs.seeks if self.theirs else ""
        sizes = [sum(len(t.row.words) for t in self.texts if t.row and t.side == side) for side in Side.values]
        return max(sizes[0] + len(vision), sizes[1]) > LONG

    @property
    def is_blank(self) -> bool:
        return not (self.parts or self.company_steps or self.person_steps)


def sheets_of(viewer: User) -> QuerySet[VisionSheet]:
    rows = VisionSheet.objects.visible_to(viewer).with_gone()
    return rows.select_related("person", "company", "department")


def read(viewer: User, sheets: Iterable[VisionSheet]) -> list[Reading]:
    """Sheets that came from `sheets_of`, in their order: nine queries at most, however many there are."""
    rows = list(sheets)
    ids = [sheet.pk for sheet in rows]
    beside = _counterparts(ids)
    found = {sheet.pk: Reading(sheet, _role(viewer, sheet, beside.get(sheet.pk))) for sheet in rows}
    for reading in found.values():
        reading.counterpart = beside.get(reading.sheet.pk)
    open_ = [pk for pk, reading in found.items() if reading.role != "asked"]
    for part in SheetPart.objects.visible_to(viewer).filter(sheet__in=open_):
        found[part.sheet_id].parts[f"{part.side}.{part.kind}"] = part
    _read_steps(viewer, found, open_)
    for point in MeetingPoint.objects.visible_to(viewer).filter(sheet__in=open_).select_related("by"):
        found[point.sheet_id].points.append(point)
    for yes in MeetingYes.objects.filter(sheet__in=open_):
        found[yes.sheet_id].yeses.setdefault(yes.point_id, set()).add(yes.side)
    _read_visions(viewer, found.values())
    return [found[pk] for pk in ids]


def _counterparts(ids: list[int]) -> dict[int, Counterpart]:
    rows = Counterpart.objects.standing().filter(sheet__in=ids).select_related("person")
    return {row.sheet_id: row for row in rows}


def _role(viewer: User, sheet: VisionSheet, beside: Counterpart | None) -> str:
    if sheet.person_id == viewer.pk:
        return Side.PERSON
    if beside is not None and beside.person_id == viewer.pk and sheet.company_id in companies_now(viewer):
        return Side.COMPANY if beside.state == Counterpart.State.AGREED else "asked"
    return ""


def _read_steps(viewer: User, found: dict[int, Reading], ids: list[int]) -> None:
    steps = list(Step.objects.visible_to(viewer).filter(sheet__in=ids))
    things = links.things(viewer, {step.link for step in steps if step.link})
    words = {step.pk: step.words for step in steps}
    for step in steps:
        reading = found[step.sheet_id]
        on = reading.company_steps if step.side == Side.COMPANY else reading.person_steps
        served = words.get(step.serves_id or 0, "")
        on.append(ShownStep(step, things.get(step.link), served))


def _read_visions(viewer: User, readings: Iterable[Reading]) -> None:
    """The company's own vision for each sheet: of the nearest unit that has one for the year, else the company's."""
    rows = list(readings)
    wanted = Q(pk__in=[])
    for reading in rows:
        units = _above(reading.sheet.department)
        wanted |= Q(company=reading.sheet.company_id, year=reading.sheet.year) & (
            Q(department=None) | Q(department__in=units)
        )
    by_year: dict[tuple[int, int], list[CompanyVision]] = defaultdict(list)
    for vision in CompanyVision.objects.visible_to(viewer).filter(wanted).select_related("department"):
        by_year[vision.company_id, vision.year].append(vision)
    for reading in rows:
        units = _above(reading.sheet.department)
        fitting = [
            one
            for one in by_year[reading.sheet.company_id, reading.sheet.year]
            if one.department_id is None or one.department_id in units
        ]
        reading.theirs = max(fitting, key=lambda one: len(one.department.path) if one.department else 0, default=None)


def _above(unit: Department | None) -> list[int]:
    return [int(pk) for pk in unit.path.split(".") if pk] if unit else []


# Whom one can ask and let read


def companies_to_begin_with(person: User) -> list[tuple[Company, Department | None]]:
    """Companies of which this person is verified to be, or to have been; with the unit of their last post there."""
    found: dict[int, tuple[Company, Department | None]] = {}
    posts = sorted(standing_of(person).posts, key=lambda post: (post.tenure.open, post.tenure.pk))
    for post in posts:
        found.pop(post.tenure.company_id, None)
        found[post.tenure.company_id] = (post.tenure.company, post.tenure.department if post.tenure.open else None)
    return list(reversed(found.values()))


def bosses_of(person: User, company: Company) -> list[User]:
    """Who heads today a unit of which this person is, or was last."""
    units = [p.tenure.department_id for p in standing_of(person).posts if p.tenure.company_id == company.pk]
    lineage = lineage_of(company.pk)
    above = {one for unit in units if unit is not None for one in lineage.above(unit)}
    heads = Tenure.objects.verified().filter(company=company, department__in=above, heads=True, open=True)
    return list(User.objects.active().filter(pk__in=heads.values("person")).exclude(pk=person.pk).order_by("pk"))


def counterparts_for(sheet: VisionSheet, viewer: User) -> list[tuple[User, str]]:
    """Whom the person can ask to write the company's line: bosses of today and the desk, as far as they see them."""
    return _seen(viewer, [(one, "boss") for one in bosses_of(viewer, sheet.company)] + _desk(sheet))


def readers_for(sheet: VisionSheet, viewer: User) -> list[tuple[User, str]]:
    """Whom the person can let read: the same, and the people they know."""
    known = Connection.objects.visible_to(viewer).live().select_related("first", "second")
    people = [(one.other(viewer), "known") for one in known.order_by("pk")]
    reading = SheetShare.objects.standing().filter(sheet=sheet).values_list("reader", flat=True)
    beside = Counterpart.objects.agreed().filter(sheet=sheet).values_list("person", flat=True)
    already = {*reading, *beside}
    offered = [(one, "boss") for one in bosses_of(viewer, sheet.company)] + _desk(sheet) + people
    return [(one, why) for one, why in _seen(viewer, offered) if one.pk not in already]


def _desk(sheet: VisionSheet) -> list[tuple[User, str]]:
    return [(one, "desk") for one in hr_of(sheet.company)]


def _seen(viewer: User, offered: list[tuple[User, str]]) -> list[tuple[User, str]]:
    once: dict[int, tuple[User, str]] = {}
    for one, why in offered:
        if one.pk != viewer.pk:
            once.setdefault(one.pk, (one, why))
    seen = set(people_visible_to(viewer).filter(pk__in=once).values_list("pk", flat=True))
    return [pair for pk, pair in once.items() if pk in seen]


def notes_of(viewer: User, sheet: VisionSheet) -> QuerySet[TalkNote]:
    return TalkNote.objects.visible_to(viewer).filter(sheet=sheet).select_related("by", "counterpart__person")


# The desk


def counts_of(company: Company) -> dict[int, int | None]:
    """Sheets of each year in fives, rounded down; None below the floor. Never who, never how far."""
    numbers: dict[int, int] = defaultdict(int)
    rows = VisionSheet.objects.filter(company=company).values_list("year", "person").distinct()
    for year, _person in rows:
        numbers[year] += 1
    return {year: n // FLOOR * FLOOR if n >= FLOOR else None for year, n in sorted(numbers.items(), reverse=True)}
