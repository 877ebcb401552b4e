"""The long part of an import, done by a worker in chunks: a worker that dies leaves a state from which another goes on."""

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from itertools import islice
from typing import Any

from django.core.exceptions import ValidationError
from django.db import InterfaceError, OperationalError, connection, transaction
from django.db.models import Count, ProtectedError
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.audit.actions import move
from alumni.companies.models import Enrolment
from alumni.imports import people
from alumni.imports.models import HrImport, HrImportRow
from alumni.imports.reading import ReadRow, read_file
from alumni.imports.units import Units
from alumni.tenures.models import Tenure

logger = logging.getLogger(__name__)
CHUNK = 500
Verdict, State = HrImportRow.Verdict, HrImport.State
LOCK = 7_301_000_000_000


@contextmanager
def alone(batch_id: int) -> Iterator[bool]:
    """True if no other worker has this batch; PostgreSQL itself lets go when a worker dies."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [LOCK + batch_id])
        mine = cursor.fetchone()[0]
    try:
        yield mine
    finally:
        if mine:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK + batch_id])


def work() -> int:
    """Does everything that waits; returns how many batches were worked on. Safe to run any number of times at once."""
    done = 0
    for batch_id in list(HrImport.objects.working().values_list("pk", flat=True)):
        with alone(batch_id) as mine:
            batch = HrImport.objects.select_related("company", "by").get(pk=batch_id)
            if mine and batch.state in STEPS:
                attempt(batch)
                done += 1
    return done


def attempt(batch: HrImport) -> None:
    """One step; a lost database is tried again by the next tick, anything unforeseen ends the batch with a word."""
    try:
        STEPS[State(batch.state)](batch)
    except (OperationalError, InterfaceError):
        raise
    except Exception:
        logger.exception("import %s broke off", batch.pk)
        batch.refresh_from_db(fields=["state"])
        reason = _(
            "思いがけない問題で止まりました。ここまでの取り込みは取り消せます。もう一度お試しいただくか、運営にお知らせください。"
        )
        move(batch, to=State.FAILED, by=batch.by, scope=batch.company, error=reason, finished_at=timezone.now())


def read(batch: HrImport) -> None:
    """Every line becomes a row with its problems, its verdict, and what it would change; ends in the preview."""
    HrImportRow.objects.filter(batch=batch).delete()
    try:
        numbers = {row.values["employee_number"] for row in read_file(batch) if not row.blocked}
        units = Units(batch.company)
        for chunk in chunks(read_file(batch)):
            with transaction.atomic():
                HrImportRow.objects.bulk_create(judged(batch, chunk, numbers, units))
                advance(batch, progress=batch.progress + len(chunk))
    except ValidationError as refusal:
        move(batch, to=State.FAILED, by=batch.by, scope=batch.company, error=" ".join(refusal.messages))
        return
    total = HrImportRow.objects.filter(batch=batch).count()
    move(batch, to=State.PREVIEW, by=batch.by, scope=batch.company, total=total, counts=verdicts(batch), progress=0)


def judged(batch: HrImport, chunk: list[ReadRow], numbers: set[str], units: Units) -> list[HrImportRow]:
    known = people.Known.read(batch.company, units, [row.values for row in chunk if not row.blocked])
    return [judge(batch, row, known, numbers) for row in chunk]


def judge(batch: HrImport, row: ReadRow, known: people.Known, numbers: set[str]) -> HrImportRow:
    made = HrImportRow(batch=batch, line=row.line, raw=row.raw, values=row.values, problems=row.problems)
    if row.blocked or row.merged:
        made.verdict = Verdict.ERROR if row.blocked else Verdict.SAME
        return made
    if stranger := known.stranger_at(row.values):
        made.matches, made.verdict = [{"enrolment": stranger.pk, "why": ["number"]}], Verdict.DUPLICATE
        return made
    enrolment = known.by_number.get(row.values["employee_number"])
    if enrolment:
        if conflict := people.contradiction_of(row.values, enrolment, known.units):
            turn_away(made, conflict)
            return made
        changes = people.difference(row.values, enrolment, known.units)
        made.enrolment, made.difference = enrolment, [vars(change) for change in changes]
        made.verdict = Verdict.CHANGE if changes else Verdict.SAME
        return made
    made.matches = known.lookalikes(row.values, numbers)
    made.verdict = Verdict.DUPLICATE if made.matches else Verdict.NEW
    return made


def verdicts(batch: HrImport) -> dict[str, int]:
    found = HrImportRow.objects.filter(batch=batch).values_list("verdict").annotate(Count("id")).order_by()
    return {verdict: number for verdict, number in found}


def take(batch: HrImport) -> None:
    """Good rows go in, chunk by chunk; what a dead worker had taken stays taken and isn't taken twice."""
    units = Units(batch.company)
    while rows := list(waiting_rows(batch)[:CHUNK]):
        with transaction.atomic():
            take_chunk(batch, rows, units)
            advance(
                batch, progress=batch.progress + len(rows), units_added=sorted({*batch.units_added, *units.added})
            )
    left_out = (
        HrImportRow.objects.filter(batch=batch, taken_at=None).exclude(verdict=Verdict.SAME).exclude(choice="skip")
    )
    end = State.PARTIAL if left_out.exists() else State.DONE
    move(batch, to=end, by=batch.by, scope=batch.company, finished_at=timezone.now(), counts=verdicts(batch))


def waiting_rows(batch: HrImport) -> Any:
    """Rows to take in and not taken yet: new ones, changes, and lookalikes that HR has decided on."""
    rows = HrImportRow.objects.filter(batch=batch, taken_at=None).exclude(choice="skip").order_by("line")
    good = rows.filter(verdict__in=[Verdict.NEW, Verdict.CHANGE])
    return good | rows.filter(verdict=Verdict.DUPLICATE).exclude(choice="")


def take_chunk(batch: HrImport, rows: list[HrImportRow], units: Units) -> None:
    locked = targets(batch, rows)
    fresh: list[tuple[HrImportRow, Enrolment]] = []
    for row in rows:
        enrolment = locked.get(row.pk)
        if enrolment and (conflict := people.contradiction_of(row.values, enrolment, units)):
            turn_away(row, conflict)
            continue
        row.taken_at = timezone.now()
        if enrolment is None:
            fresh.append((row, people.enrol(row.values, batch.company)))
            continue
        row.before, row.enrolment = people.snapshot(enrolment), enrolment
        people.apply(row.values, enrolment, units, by=batch.by)
    Enrolment.objects.bulk_create([enrolment for _, enrolment in fresh])
    made = []
    for row, enrolment in fresh:
        row.enrolment = enrolment
        made += people.tenures_for(row.values, enrolment, people.after(row.values, []), units, by=batch.by)
    Tenure.objects.bulk_create(made)
    HrImportRow.objects.bulk_update(rows, ["enrolment", "before", "taken_at", "verdict", "problems"])


def targets(batch: HrImport, rows: list[HrImportRow]) -> dict[int, Enrolment]:
    """The enrolment that each row goes into, locked; rows without one make a new person.

    A number that came in since the preview, by another file, is that person and no second one.
    """
    people_here = batch.company.enrolments.select_for_update().prefetch_related("tenures")
    by_id = people_here.in_bulk([pk for row in rows if (pk := target_of(row))])
    numbers = [row.values["employee_number"] for row in rows]
    by_number = {e.employee_number: e for e in people_here.filter(employee_number__in=numbers)}
    found = {row.pk: by_id.get(target_of(row) or 0) or by_number.get(row.values["employee_number"]) for row in rows}
    return {pk: enrolment for pk, enrolment in found.items() if enrolment}


def turn_away(row: HrImportRow, conflict: dict[str, Any]) -> None:
    row.verdict = Verdict.ERROR
    row.problems = [*row.problems, people.problem_of(row.line, conflict)]


def target_of(row: HrImportRow) -> int | None:
    """The enrolment a row goes into; None makes a new one."""
    if row.choice.startswith("merge:"):
        return int(row.choice.removeprefix("merge:"))
    return row.enrolment_id if row.verdict == Verdict.CHANGE else None


def undo(batch: HrImport) -> None:
    """All or nothing: what the import made goes, what it changed stands as before."""
    with transaction.atomic():
        rows = HrImportRow.objects.filter(batch=batch, taken_at__isnull=False)
        changed = rows.filter(before__isnull=False).select_related("enrolment").prefetch_related("enrolment__tenures")
        for row in changed:
            if row.enrolment and row.before:
                people.restore(row.enrolment, row.before)
        made = list(rows.filter(before__isnull=True).values_list("enrolment", flat=True))
        Enrolment.objects.filter(pk__in=made, person=None).delete()
        rows.update(taken_at=None, before=None)
        for unit in batch.company.departments.filter(pk__in=batch.units_added).order_by("-path"):
            with suppress(ProtectedError):  # something else stands on it by now: then it stays
                unit.delete()
        move(batch, to=State.UNDONE, by=batch.by, scope=batch.company, finished_at=timezone.now(), units_added=[])


STEPS = {State.READING: read, State.RUNNING: take, State.UNDOING: undo}


def advance(batch: HrImport, **fields: Any) -> None:
    for name, value in fields.items():
        setattr(batch, name, value)
    batch.save(update_fields=list(fields))


def chunks(rows: Iterable[ReadRow]) -> Iterator[list[ReadRow]]:
    rows = iter(rows)
    while chunk := list(islice(rows, CHUNK)):
        yield chunk
