"""Writing a V sheet: beginning it, both sides' words, the meeting point, who writes along and who may read."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.audit.actions import move, record
from accounts.notices.actions import send
from accounts.users.models import User
from alumni.companies.models import Company, Department
from alumni.companies.queries import desks_of
from programs.visions import queries, rules
from programs.visions.leaving import works_there_now
from programs.visions.models import CompanyVision, Counterpart, SheetShare, Side, VisionSheet
from programs.visions.part_models import MeetingPoint, MeetingYes, SheetPart, Step, TalkNote

# Beginning, going on, ending


@transaction.atomic
def begin(*, company: Company, year: int, by: User, department: Department | None = None) -> VisionSheet:
    """The person's sheet with this company for this year stands; one that stands already is found again."""
    own = {one.pk: unit for one, unit in queries.companies_to_begin_with(by)}
    if company.pk not in own:
        raise ValidationError(_("Vシートは、在籍が確かめられた会社とはじめられます。"))
    unit = department or own[company.pk]
    within = works_there_now(by, company.pk)
    sheet, new = VisionSheet.objects.open().get_or_create(
        person=by, company=company, year=year, defaults={"department": unit, "from_within": within}
    )
    if new:
        record("visionsheet.begun", sheet, by=by)
    return sheet


@transaction.atomic
def copy_forward(*, sheet: VisionSheet, by: User) -> VisionSheet:
    """The next year's sheet with the person's words, and the steps that are still to be taken.

    What the company's side wrote stays in its year: the next one is written by whoever agrees to write it then.
    """
    _require(rules.owns(by, sheet), _("写せるのは、ご本人だけです。"))
    made = begin(company=sheet.company, year=sheet.year + 1, by=by, department=sheet.department)
    if made.parts.exists() or made.steps.exists():
        raise ValidationError(_("次の年のシートは、もう書きはじめられています。"))
    made.copied_from = sheet
    made.save(update_fields=["copied_from"])
    now = timezone.now()
    for part in sheet.parts.filter(side=Side.PERSON):
        SheetPart.objects.create(
            sheet=made, side=part.side, kind=part.kind, words=part.words, written_by=by, written_at=now
        )
    (reading,) = queries.read(by, queries.sheets_of(by).filter(pk=sheet.pk))
    for step in reading.person_steps:
        if not step.lit:
            Step.objects.create(sheet=made, side=Side.PERSON, words=step.row.words, link=step.row.link, by=by)
    return made


@transaction.atomic
def close(*, sheet: VisionSheet, by: User) -> VisionSheet:
    """The company's side has ended, as on the day of leaving; the person keeps the sheet. Not taken back."""
    locked = _locked(sheet)
    _require(rules.owns(by, locked) and locked.closed_at is None, _("このシートの会社側は、もう閉じられています。"))
    locked.closed_at = timezone.now()
    locked.save(update_fields=["closed_at"])
    record("visionsheet.closed", locked, by=by)
    return locked


@transaction.atomic
def discard(*, sheet: VisionSheet, by: User) -> None:
    """A sheet that nobody has joined yet is gone, with all its words."""
    locked = _locked(sheet)
    _require(
        rules.owns(by, locked) and not locked.counterparts.exclude(state__in=("asked", "declined")).exists(),
        _("いっしょに書きはじめたシートは、消せません。会社側を閉じることができます。"),
    )
    record("visionsheet.discarded", locked, by=by)
    locked.delete()


# Words and steps


@transaction.atomic
def write(*, sheet: VisionSheet, side: str, kind: str, words: str, by: User) -> None:
    """This side's text reads as given; empty takes it away. Other words are agreed anew to stay behind."""
    _require(rules.can_write(by, sheet, side), _("自分の側のことばだけ書けます。"))
    said = words.strip()[:200]
    row = SheetPart.objects.filter(sheet=sheet, side=side, kind=kind)
    if not said:
        row.delete()
        return
    before = row.first()
    if before is not None and before.words == said:
        return
    fresh = {"words": said, "written_by": by, "written_at": timezone.now()}
    again = {"stays_agreed_by": None, "stays_agreed_at": None}
    SheetPart.objects.update_or_create(sheet=sheet, side=side, kind=kind, defaults={**fresh, **again})


@transaction.atomic
def add_step(*, sheet: VisionSheet, side: str, by: User, **fields: Any) -> Step:
    """A step stands on the side's line: `words`, and perhaps `month`, `serves`, `link`."""
    _require(rules.can_write(by, sheet, side), _("自分の側の一歩だけ書けます。"))
    _locked(sheet)
    if Step.objects.filter(sheet=sheet, side=side).count() >= rules.MOST_STEPS:
        raise ValidationError(_("一本の線に書ける一歩は12までです。終わった一歩をまとめてから、書き足してください。"))
    return Step.objects.create(sheet=sheet, side=side, by=by, **_checked(sheet, side, fields))


@transaction.atomic
def change_step(*, step: Step, by: User, **fields: Any) -> Step:
    """The step reads as given; other words are agreed anew to stay behind."""
    _require(rules.can_write(by, step.sheet, step.side), _("自分の側の一歩だけ書けます。"))
    given = _checked(step.sheet, step.side, fields)
    if given.get("words", step.words) != step.words:
        given |= {"stays_agreed_by": None, "stays_agreed_at": None}
    for name, value in given.items():
        setattr(step, name, value)
    step.save(update_fields=[*given])
    return step


def _checked(sheet: VisionSheet, side: str, fields: dict[str, Any]) -> dict[str, Any]:
    other = fields.get("serves")
    if other is not None and (other.sheet_id != sheet.pk or other.side == side):
        raise ValidationError({"serves": _("相手の線の一歩から選んでください。")})
    return fields


@transaction.atomic
def remove_step(*, step: Step, by: User) -> None:
    _require(rules.can_write(by, step.sheet, step.side), _("自分の側の一歩だけ書けます。"))
    step.delete()


@transaction.atomic
def mark_step(*, step: Step, done: bool, by: User) -> Step:
    """The step came true, or after all not yet; either of the two may say so. The other is told of the first."""
    sheet = step.sheet
    _require(rules.side_of(by, sheet) and (rules.owns(by, sheet) or not rules.is_gone(sheet)),
             _("できたと記せるのは、おふたりだけです。"))  # fmt: skip
    was = step.done_at is not None
    step.done_at, step.done_by = (step.done_at or timezone.now(), by) if done else (None, None)
    step.save(update_fields=["done_at", "done_by"])
    if done and not was:
        send("visions.true", about=sheet, to=_other(sheet, by), by=by, key=f"visions.true:{step.pk}")
    return step


@transaction.atomic
def keep_behind(*, row: SheetPart | Step, wanted: bool, by: User) -> None:
    """The company's side would like this to stay with the company, or no more; the person is asked."""
    _require(rules.can_ask_to_keep(by, row), _("会社側のことばだけ、会社に残せます。"))
    row.stays_asked_at, row.stays_asked_by = (timezone.now(), by) if wanted else (None, None)
    row.stays_agreed_at = row.stays_agreed_by = None
    row.save(update_fields=["stays_asked_at", "stays_asked_by", "stays_agreed_at", "stays_agreed_by"])
    if wanted:
        send("visions.stays", about=row.sheet, to=[row.sheet.person], by=by)


@transaction.atomic
def agree_to_keep(*, row: SheetPart | Step, agreed: bool, by: User) -> None:
    """The person says yes (or takes it back, as long as they are there) to leave this with the company."""
    _require(rules.can_agree_to_keep(by, row), _("会社に残すことへの合意は、離れる前に、ご本人だけができます。"))
    row.stays_agreed_at, row.stays_agreed_by = (timezone.now(), by) if agreed else (None, None)
    row.save(update_fields=["stays_agreed_at", "stays_agreed_by"])
    record("visionsheet.stays", row.sheet, by=by, agreed=agreed)


# The meeting point


@transaction.atomic
def propose(*, sheet: VisionSheet, words: str, by: User) -> MeetingPoint:
    """New words for the meeting point, with the proposer's own yes; the other is asked. Earlier agreed ones stand."""
    locked = _locked(sheet)
    _require(rules.can_meet(by, locked), _("めざす点は、いっしょに書くおふたりが決めます。"))
    said = " ".join(words.split())[:60]
    if not said:
        raise ValidationError({"words": _("めざす点のことばを書いてください。")})
    last = locked.points.first()
    if last is not None and last.words == said:
        return agree(point=last, by=by).point
    point = MeetingPoint.objects.create(sheet=locked, version=last.version + 1 if last else 1, words=said, by=by)
    MeetingYes.objects.create(point=point, sheet=locked, side=rules.side_of(by, locked), by=by)
    record("visionsheet.proposed", locked, by=by, version=point.version)
    send("visions.proposed", about=locked, to=_other(locked, by), by=by, data={"version": point.version})
    return point


@transaction.atomic
def agree(*, point: MeetingPoint, by: User) -> MeetingYes:
    """This side's yes to these words; with the other's the point is gold and both hear of it. Refused: older words."""
    sheet = _locked(point.sheet)
    _require(rules.can_meet(by, sheet), _("めざす点は、いっしょに書くおふたりが決めます。"))
    if sheet.points.first() != point:
        raise ValidationError(_("ことばが書きかえられました。もう一度読んで、確かめてください。"))
    side = rules.side_of(by, sheet)
    yes, new = MeetingYes.objects.get_or_create(point=point, side=side, defaults={"sheet": sheet, "by": by})
    if new and point.yeses.count() == 2:
        record("visionsheet.met", sheet, by=by, version=point.version)
        send("visions.met", about=sheet, to=[by, *_other(sheet, by)], by=by, key=f"visions.met:{point.pk}")
    return yes


# Who writes along, who reads


@transaction.atomic
def ask(*, sheet: VisionSheet, person: User, by: User) -> Counterpart:
    """This person is asked to write the company's line; whoever was asked or wrote before doesn't read it any more."""
    locked = _locked(sheet)
    _require(rules.owns(by, locked) and not rules.is_gone(locked), _("会社側を閉じたシートでは、お願いできません。"))
    if person.pk not in {one.pk for one, _why in queries.counterparts_for(locked, by)}:
        raise ValidationError(_("いっしょに書く人は、上司か人事の担当者から選んでください。"))
    for before in locked.counterparts.standing():
        if before.person_id == person.pk:
            return before
        move(before, to=Counterpart.State.ENDED, by=by, ended_at=timezone.now())
    made = Counterpart.objects.create(sheet=locked, person=person)
    send("visions.asked", about=locked, to=[person], by=by)
    return made


@transaction.atomic
def answer(*, counterpart: Counterpart, yes: bool, by: User) -> Counterpart:
    """They write along from now on, or kindly don't; the person hears which."""
    if counterpart.person_id != by.pk:
        raise ValidationError(_("お返事できるのは、お願いされた方だけです。"))
    to = Counterpart.State.AGREED if yes else Counterpart.State.DECLINED
    move(counterpart, to=to, by=by, answered_at=timezone.now())
    send("visions.answered", about=counterpart.sheet, to=[counterpart.sheet.person], by=by)
    return counterpart


@transaction.atomic
def part_ways(*, counterpart: Counterpart, by: User) -> None:
    """They write together no more; either may say so, and no reason is asked. What both agreed stays agreed."""
    if by.pk not in (counterpart.person_id, counterpart.sheet.person_id):
        raise ValidationError(_("おわりにできるのは、おふたりだけです。"))
    move(counterpart, to=Counterpart.State.ENDED, by=by, ended_at=timezone.now())


@transaction.atomic
def share(*, sheet: VisionSheet, reader: User, by: User) -> SheetShare:
    """This person may read the sheet until the owner thinks better of it, and is told so."""
    locked = _locked(sheet)
    _require(rules.owns(by, locked), _("見せる人を決められるのは、ご本人だけです。"))
    standing = SheetShare.objects.standing().filter(sheet=locked)
    if (found := standing.filter(reader=reader).first()) is not None:
        return found
    if reader.pk not in {one.pk for one, _why in queries.readers_for(locked, by)}:
        raise ValidationError(_("見せる人は、上司、人事の担当者、知り合いから選んでください。"))
    if standing.count() >= rules.MOST_READERS:
        raise ValidationError(_("見せられるのは10人までです。"))
    made = SheetShare.objects.create(sheet=locked, reader=reader)
    record("visionsheet.shared", locked, by=by, reader=reader.pk)
    send("visions.shared", about=locked, to=[reader], by=by, data={"share": made.pk})
    return made


@transaction.atomic
def unshare(*, share: SheetShare, by: User) -> None:
    """From the next request on this person finds nothing here; they aren't told."""
    _require(rules.owns(by, share.sheet), _("見せる人を決められるのは、ご本人だけです。"))
    if SheetShare.objects.standing().filter(pk=share.pk).update(until=timezone.now()):
        record("visionsheet.unshared", share.sheet, by=by, reader=share.reader_id)


@transaction.atomic
def note(*, sheet: VisionSheet, words: str, on: date, by: User) -> TalkNote:
    """A note of a talk, for the two who talked; the other is told that there is one, not what."""
    beside = sheet.counterparts.agreed().select_related("person").first()
    if beside is None or not rules.can_meet(by, sheet):
        raise ValidationError(_("覚え書きは、いっしょに書くおふたりのものです。"))
    made = TalkNote.objects.create(sheet=sheet, counterpart=beside, by=by, on=on, words=words.strip()[:1000])
    send("visions.noted", about=sheet, to=_other(sheet, by), by=by)
    return made


# The company's own


@transaction.atomic
def tell_vision(
    *, company: Company, department: Department | None, year: int, vision: str, seeks: str, by: User
) -> CompanyVision:
    """What the company (or the unit) aims at in this year reads so, on every sheet of it; the earlier words are kept."""
    if company.pk not in {desk.pk for desk in desks_of(by)}:
        raise ValidationError(_("会社のビジョンを書けるのは、会社の担当者です。"))
    if department is not None and department.company_id != company.pk:
        raise ValidationError({"department": _("この会社の部署から選んでください。")})
    said = {"vision": vision.strip(), "seeks": seeks.strip(), "written_by": by, "written_at": timezone.now()}
    row, _new = CompanyVision.objects.update_or_create(
        company=company, department=department, year=year, defaults=said
    )
    record("companyvision.told", row, by=by, scope=company.scope)
    return row


def _locked(sheet: VisionSheet) -> VisionSheet:
    rows = VisionSheet.objects.select_for_update(of=("self",)).select_related("person", "company")
    return rows.get(pk=sheet.pk)


def _require(holds: object, why_not: str) -> None:
    if not holds:
        raise ValidationError(why_not)


def _other(sheet: VisionSheet, by: User) -> list[User]:
    """The other of the two, if there are two."""
    if sheet.person_id != by.pk:
        return [sheet.person]
    beside = sheet.counterparts.agreed().select_related("person").first()
    return [beside.person] if beside is not None else []
