"""What HR does with a file: hand it in, say what its columns mean, decide, take in, take back."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.audit.actions import move, record
from accounts.users.models import User
from alumni.companies.models import Company
from alumni.imports import reading, rules
from alumni.imports.models import HrImport, HrImportRow

State, Verdict = HrImport.State, HrImportRow.Verdict
MAX_BYTES = 20 * 1024 * 1024


@transaction.atomic
def hand_in(*, company: Company, file_name: str, content: bytes, by: User | None) -> HrImport:
    """The file is kept, its encoding and columns are found. Columns that the company mapped before are mapped again.

    Raises ValidationError for an empty file, one too large, or one that is no table.
    """
    if not content:
        raise ValidationError(_("ファイルが空です。書き出しなおしたファイルを選んでください。"))
    if len(content) > MAX_BYTES:
        raise ValidationError(_("ファイルが20MBを超えています。いくつかに分けて取り込んでください。"))
    table = reading.open_table(content, file_name)
    batch = HrImport.objects.create(
        company=company,
        by=by,
        file_name=file_name[:200],
        content=content,
        encoding=table.encoding_name,
        headers=list(table.headers),
        mapping=_remembered(company, list(table.headers)) or reading.guess(table.headers),
    )
    record("import.handed_in", batch, by=by, scope=company, file=batch.file_name)
    return batch


def _remembered(company: Company, headers: list[str]) -> dict[str, Any]:
    """How this company mapped the same headers last time."""
    last = HrImport.objects.filter(company=company, headers=headers).exclude(state=State.UPLOADED).first()
    return last.mapping if last else {}


@transaction.atomic
def map_columns(*, batch: HrImport, mapping: dict[str, Any], by: User | None) -> HrImport:
    """The columns mean this; a worker reads the file. Raises ValidationError naming the columns that are missing."""
    if missing := reading.missing(mapping, batch.headers):
        raise ValidationError(_("次の項目にあたる列を選んでください：%(fields)s") % {"fields": _("、").join(missing)})
    move(batch, to=State.READING, by=by, scope=batch.company, mapping=mapping, progress=0, error="")
    return batch


@transaction.atomic
def decide(*, row: HrImportRow, choice: str, by: User | None) -> HrImportRow:
    """A row that looks like somebody known: "new" (another person), "merge:<enrolment>" (the same), "skip", or "" (open)."""
    allowed = {"", "skip", *(f"merge:{match['enrolment']}" for match in row.matches)}
    # A number belongs to one person: whoever has it already can't be somebody else.
    if not any("number" in match["why"] for match in row.matches):
        allowed.add("new")
    if row.verdict != Verdict.DUPLICATE or choice not in allowed or row.batch.state != State.PREVIEW:
        raise ValidationError(_("この行は、いまは選べません。画面を開きなおして確かめてください。"))
    row.choice = choice
    row.save(update_fields=["choice"])
    return row


@transaction.atomic
def decide_rest(*, batch: HrImport, by: User | None) -> int:
    """Every lookalike not decided on yet is another person of the same name; returns how many.

    Rows whose employee number is somebody else's stay open: they can't be another person.
    """
    if batch.state != State.PREVIEW:
        raise ValidationError(_("この行は、いまは選べません。画面を開きなおして確かめてください。"))
    rows = HrImportRow.objects.filter(batch=batch, verdict=Verdict.DUPLICATE, choice="")
    number = rows.exclude(matches__contains=[{"why": ["number"]}]).update(choice="new")
    record("import.namesakes", batch, by=by, scope=batch.company, rows=number)
    return number


def take_in(*, batch: HrImport, by: User | None) -> HrImport:
    """A worker takes the good rows in. Raises ValidationError while another file of the company is on its way in."""
    try:
        with transaction.atomic():
            move(batch, to=State.RUNNING, by=by, scope=batch.company, progress=0)
    except IntegrityError as clash:
        raise ValidationError(
            _("ほかのファイルを取り込んでいるところです。終わってから、もう一度お試しください。")
        ) from clash
    return batch


def take_back(*, batch: HrImport, by: User | None) -> HrImport:
    """A worker undoes exactly this import. Raises ValidationError if somebody has come in by it, or a later one built on it."""
    rules.refuse_undo(batch)
    try:
        with transaction.atomic():
            move(batch, to=State.UNDOING, by=by, scope=batch.company)
    except IntegrityError as clash:
        raise ValidationError(
            _("ほかのファイルを取り込んでいるところです。終わってから、もう一度お試しください。")
        ) from clash
    return batch


@transaction.atomic
def discard(*, batch: HrImport, by: User | None) -> HrImport:
    """The file and its rows are gone; that it was handed in stays in the history."""
    move(batch, to=State.DISCARDED, by=by, scope=batch.company, content=None)
    HrImportRow.objects.filter(batch=batch).delete()
    return batch
