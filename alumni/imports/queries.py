"""Reading imports for the desk's pages."""

from django.db.models import QuerySet

from alumni.imports.models import HrImport, HrImportRow
from alumni.imports.reading import field_label, period_text, sentence

PAGE = 50
VERDICTS = HrImportRow.Verdict


def rows_page(batch: HrImport, verdict: str, after: int) -> tuple[list[HrImportRow], int | None]:
    """A page of rows of one verdict behind a line number, and the line to go on from."""
    rows: QuerySet[HrImportRow] = HrImportRow.objects.filter(batch=batch, line__gt=after).order_by("line")
    if verdict:
        rows = rows.filter(verdict=verdict)
    page = list(rows.select_related("enrolment")[: PAGE + 1])
    more = page[PAGE - 1].line if len(page) > PAGE else None
    return page[:PAGE], more


def chosen_count(batch: HrImport) -> int:
    """Lookalikes of which HR has said who they are: they go in with the good rows."""
    lookalikes = HrImportRow.objects.filter(batch=batch, verdict=VERDICTS.DUPLICATE, taken_at=None)
    return lookalikes.exclude(choice__in=["", "skip"]).count() if batch.counts.get(VERDICTS.DUPLICATE) else 0


def told(row: HrImportRow, language: str) -> dict[str, object]:
    """A row in words: who, what changes as old → new, what is wrong and what to do."""
    values = row.values
    return {
        "row": row,
        "name": " ".join(filter(None, [values.get("family_name"), values.get("given_name")])),
        "number": values.get("employee_number", ""),
        "when": period_text(values, language),
        "units": ["/".join(levels) for levels, _ in values.get("posts", []) if levels],
        "same_number": any("number" in match["why"] for match in row.matches),
        "problems": [sentence(problem, language) for problem in row.problems],
        "difference": [
            {
                "label": field_label(change["what"]),
                "old": _in(change["old"], language),
                "new": _in(change["new"], language),
            }
            for change in row.difference
        ],
    }


def _in(words: str | dict[str, str], language: str) -> str:
    return words.get(language, "") if isinstance(words, dict) else words
