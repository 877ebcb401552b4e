"""The HR desk's pages for bringing a file in."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.users.access import member
from alumni.companies.models import Company, Enrolment
from alumni.companies.queries import desks_of
from alumni.imports import actions, reading, rules
from alumni.imports.forms import ColumnsForm, FileForm
from alumni.imports.models import HrImport, HrImportRow
from alumni.imports.queries import VERDICTS, chosen_count, rows_page, told

State = HrImport.State


def desk(request: HttpRequest, slug: str) -> Company:
    return get_object_or_404(Company.objects.staffed_by(request.user), slug=slug)


def batch_at(request: HttpRequest, slug: str, batch_id: int) -> HrImport:
    batches = HrImport.objects.visible_to(request.user).select_related("company", "by").defer("content")
    return get_object_or_404(batches, pk=batch_id, company__slug=slug)


@member
def index(request: HttpRequest, slug: str) -> HttpResponse:
    company = desk(request, slug)
    form = FileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            batch = actions.hand_in(company=company, file_name=upload.name, content=upload.read(), by=request.user)
            return redirect("imports:show", slug, batch.pk)
        except ValidationError as refusal:
            form.add_error("file", refusal)
    batches = HrImport.objects.filter(company=company).exclude(state=State.DISCARDED)
    page = batches.select_related("by").defer("content", "mapping", "headers")[:30]
    return render(
        request,
        "alumni/imports/list.html",
        {"company": company, "desks": desks_of(request.user), "form": form, "batches": page},
        status=422 if form.errors else 200,
    )


@member
@require_safe
def show(request: HttpRequest, slug: str, batch_id: int) -> HttpResponse:
    """What the file needs next: columns, patience, a decision, or nothing."""
    batch = batch_at(request, slug, batch_id)
    if batch.state == State.UPLOADED:
        return redirect("imports:columns", slug, batch.pk)
    verdict = request.GET.get("verdict", "")
    verdict = verdict if verdict in VERDICTS.values else _first_to_look_at(batch)
    after = request.GET.get("after", "")
    rows, older = rows_page(batch, verdict, int(after) if after.isdecimal() else 0)
    lookalikes = [match["enrolment"] for row in rows for match in row.matches]
    context = {
        "company": batch.company,
        "desks": desks_of(request.user),
        "batch": batch,
        "tabs": [
            (choice, label, batch.counts.get(choice, 0), choice == verdict) for choice, label in VERDICTS.choices
        ],
        "verdict": verdict,
        "rows": [told(row, get_language()) for row in rows],
        "others": Enrolment.objects.filter(company=batch.company)
        .prefetch_related("tenures__department")
        .in_bulk(lookalikes),
        "older": older,
        "good": sum(batch.counts.get(choice, 0) for choice in (VERDICTS.NEW, VERDICTS.CHANGE)) + chosen_count(batch),
        "undo_refused": _undo_refused(batch),
    }
    return render(request, "alumni/imports/show.html", context)


def _first_to_look_at(batch: HrImport) -> str:
    order = [VERDICTS.ERROR, VERDICTS.DUPLICATE, VERDICTS.NEW, VERDICTS.CHANGE, VERDICTS.SAME]
    return next((choice for choice in order if batch.counts.get(choice)), VERDICTS.NEW)


def _undo_refused(batch: HrImport) -> str:
    if State.UNDOING not in HrImport.MOVES.get(batch.state, ()):
        return ""
    try:
        rules.refuse_undo(batch)
    except ValidationError as refusal:
        return " ".join(refusal.messages)
    return ""


@member
def columns(request: HttpRequest, slug: str, batch_id: int) -> HttpResponse:
    batch = batch_at(request, slug, batch_id)
    if State.READING not in HrImport.MOVES.get(batch.state, ()):
        return redirect("imports:show", slug, batch.pk)
    examples = reading.first_rows(bytes(batch.content), batch.file_name)
    form = ColumnsForm(request.POST or None, headers=batch.headers, mapping=batch.mapping, examples=examples)
    if request.method == "POST" and form.is_valid():
        try:
            actions.map_columns(batch=batch, mapping=form.mapping(), by=request.user)
            return redirect("imports:show", slug, batch.pk)
        except ValidationError as refusal:
            form.add_error(None, refusal)
    context = {
        "company": batch.company,
        "desks": desks_of(request.user),
        "batch": batch,
        "form": form,
        "system": reading.system_name(batch.mapping),
        "refused": reading.refused_columns(batch.headers),
    }
    return render(request, "alumni/imports/columns.html", context, status=422 if form.errors else 200)


@member
@require_safe
def progress(request: HttpRequest, slug: str, batch_id: int) -> HttpResponse:
    """The moving part of the page; when the work is over the page itself is asked for again."""
    batch = batch_at(request, slug, batch_id)
    response = render(request, "alumni/imports/_progress.html", {"batch": batch, "company": batch.company})
    if batch.state not in HrImport.WORKING:
        response["HX-Refresh"] = "true"
    return response


@member
@require_POST
def take(request: HttpRequest, slug: str, batch_id: int) -> HttpResponse:
    return _do(request, actions.take_in, batch_at(request, slug, batch_id))


@member
@require_POST
def undo(request: HttpRequest, slug: str, batch_id: int) -> HttpResponse:
    return _do(request, actions.take_back, batch_at(request, slug, batch_id))


@member
@require_POST
def discard(request: HttpRequest, slug: str, batch_id: int) -> HttpResponse:
    batch = batch_at(request, slug, batch_id)
    try:
        actions.discard(batch=batch, by=request.user)
        messages.success(request, _("ファイルを破棄しました。名簿は変わっていません。"))
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    return redirect("imports:list", slug)


@member
@require_POST
def decide(request: HttpRequest, slug: str, batch_id: int, row_id: int) -> HttpResponse:
    batch = batch_at(request, slug, batch_id)
    row = get_object_or_404(HrImportRow.objects.select_related("batch"), pk=row_id, batch=batch)
    try:
        actions.decide(row=row, choice=request.POST.get("choice", ""), by=request.user)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    return redirect(f"{batch_url(batch)}?verdict={row.verdict}&after={max(0, row.line - 1)}#line{row.line}")


@member
@require_POST
def namesakes(request: HttpRequest, slug: str, batch_id: int) -> HttpResponse:
    batch = batch_at(request, slug, batch_id)
    try:
        number = actions.decide_rest(batch=batch, by=request.user)
        words = ngettext("%(n)s件を、別の人として取り込みます。", "%(n)s件を、別の人として取り込みます。", number)
        messages.success(request, words % {"n": number})
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    return redirect(f"{batch_url(batch)}?verdict=duplicate")


def batch_url(batch: HrImport) -> str:
    return redirect("imports:show", batch.company.slug, batch.pk).url


@member
@require_safe
def mend(request: HttpRequest, slug: str, batch_id: int) -> HttpResponse:
    """The rows that didn't go in, with what to mend, as a file that can be handed in again."""
    batch = batch_at(request, slug, batch_id)
    stamp = timezone.localtime().strftime("%Y%m%d%H%M")
    response = HttpResponse(reading.mend_file(batch), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = content_disposition_header(True, _("要修正_%(stamp)s.csv") % {"stamp": stamp})
    return response


def _do(request: HttpRequest, action, batch: HrImport) -> HttpResponse:  # type: ignore[no-untyped-def]
    try:
        action(batch=batch, by=request.user)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    return redirect(batch_url(batch))
