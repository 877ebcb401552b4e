"""The pages of the close: both sides' words, certificates and their check, and the circle that stays."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.audit.actions import ref
from accounts.users.access import member, public
from alumni.profiles.queries import shown
from programs.cohorts import certificates, closing, rules
from programs.cohorts.group_views import led, tried
from programs.cohorts.models import Nomination, Program, Steward
from programs.cohorts.practice_forms import CertificateForm, CompletedForm, OutcomeForm
from programs.cohorts.practice_models import Certificate
from programs.ledger import actions as ledger
from programs.ledger import rules as ledger_rules
from programs.ledger.models import Contribution


def _ending(request: HttpRequest, pk: int) -> Program:
    """A program that draws to its close, for who has a side in it."""
    programs = Program.objects.visible_to(request.user).filter(state__in=closing.ENDING).select_related("company")
    program = get_object_or_404(programs, pk=pk)
    if not closing.sides_of(request.user, program) and not rules.can_shape(request.user, program):
        raise Http404
    return program


@member
@require_http_methods(["GET", "HEAD", "POST"])
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """A POST tells what one side gave and got."""
    program = _ending(request, pk)
    form = OutcomeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            closing.tell(program=program, side=request.POST.get("side", ""), by=request.user, **form.cleaned_data)
            messages.success(request, _("ことばを残しました。もう一方の方に、確かめをお願いしています。"))
            return redirect("cohorts:closing", pk)
        except ValidationError as refusal:
            form.add_error(None, refusal)
    return render(
        request, "programs/cohorts/closing.html", _page(request, program, form), status=422 if form.errors else 200
    )


def _page(request: HttpRequest, program: Program, form: OutcomeForm) -> dict[str, Any]:
    user = request.user
    rows = Contribution.objects.visible_to(user).filter(about=ref(program)).exclude(state="taken_back")
    entries = list(rows.select_related("giver", "receiver", "giver_company", "receiver_company").order_by("pk"))
    sides = closing.sides_of(user, program)
    keys = {
        f"{'company' if one.company_id else 'user'}:{one.company_id or one.person_id}"
        for one in program.outcome_words.all()
    }
    words: dict[str, Any] = {
        "program": program, "form": form, "told_side": request.POST.get("side", ""),
        "sides": [(one, one.key in keys) for one in sides],
        "entries": [(one, ledger_rules.can_confirm(user, one)) for one in entries],
        "leads": rules.can_lead(user, program), "may_ask": rules.can_shape(user, program) or rules.can_lead(user, program),
        "certificate": _certificates().filter(nomination__program=program, nomination__person=user, revoked_at=None).first(),
    }  # fmt: skip
    if words["leads"]:
        people = program.nominations.inside().select_related("person", "company")
        done = people.filter(certificate__revoked_at=None, certificate__isnull=False).values_list("pk", flat=True)
        words["completed_form"] = CompletedForm(
            people=people, initial={"people": list(done) or [one.pk for one in people]}
        )
        words["outcome_words"] = program.outcome_words.select_related("company", "person").order_by("pk")
        words["issued"] = _certificates().filter(nomination__program=program)
    return words


def _certificates() -> Any:
    return Certificate.objects.select_related(
        "nomination__person", "nomination__company", "nomination__program__company"
    )


@member
@require_POST
def confirm(request: HttpRequest, pk: int, entry: int) -> HttpResponse:
    """So it was: said by the other side, to the words they read."""
    program = _ending(request, pk)
    found = get_object_or_404(Contribution.objects.visible_to(request.user).filter(about=ref(program)), pk=entry)
    read = request.POST.get("read")
    done = _("確かめました。おたがいの実りとして残ります。")
    tried(request, lambda: ledger.confirm(entry=found, by=request.user, read=read), done)
    return redirect("cohorts:closing", pk)


@member
@require_POST
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    program = _ending(request, pk)
    many = tried(request, lambda: closing.ask_for_words(program=program, by=request.user))
    if many is not None:
        messages.success(request, _("%(n)d人に、ことばをお願いしました。") % {"n": many})
    return redirect("cohorts:closing", pk)


@member
@require_POST
def certify(request: HttpRequest, pk: int) -> HttpResponse:
    program = led(request, pk)
    form = CompletedForm(request.POST, people=program.nominations.inside().select_related("person", "company"))
    people = form.cleaned_data["people"] if form.is_valid() else []
    made = tried(request, lambda: closing.certify(program=program, people=people, by=request.user))
    if made is not None:
        messages.success(request, _("%(n)d人に修了証を届けました。") % {"n": len(made)})
    return redirect("cohorts:closing", pk)


@member
@require_POST
def revoke(request: HttpRequest, pk: int, certificate: int) -> HttpResponse:
    program = led(request, pk)
    found = get_object_or_404(_certificates(), pk=certificate, nomination__program=program)
    tried(request, lambda: closing.revoke(certificate=found, by=request.user), _("修了証を取り消しました。"))
    return redirect("cohorts:closing", pk)


def _own(request: HttpRequest, pk: int) -> Certificate:
    return get_object_or_404(
        _certificates(), nomination__program=pk, nomination__person=request.user, revoked_at=None
    )


@member
@require_http_methods(["GET", "HEAD", "POST"])
def own_certificate(request: HttpRequest, pk: int) -> HttpResponse:
    """The holder's page: the file, and what the public link says."""
    found = _own(request, pk)
    now = {name: getattr(found, name) for name in ("is_open", "shows_name", "shows_company")}
    form = CertificateForm(request.POST if request.method == "POST" else None, initial=now)
    if form.is_valid():
        tried(
            request,
            lambda: closing.set_certificate(certificate=found, by=request.user, **form.cleaned_data),
            _("残しました。"),
        )
        return redirect("cohorts:own_certificate", pk)
    words = {
        "certificate": found,
        "program": found.nomination.program,
        "form": form,
        "link": certificates.link_of(found),
    }
    return render(request, "programs/cohorts/certificate_own.html", words)


@member
@require_safe
def pdf(request: HttpRequest, pk: int) -> HttpResponse:
    found = _own(request, pk)
    answer = HttpResponse(certificates.pdf_of(found), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="certificate-{found.nomination.program_id}.pdf"'
    answer["Cache-Control"] = "private, no-store"
    return answer


@public
@require_safe
def check(request: HttpRequest, code: str) -> HttpResponse:
    """Whoever has the address reads what the holder allows; closed, revoked and unknown are the same."""
    found = get_object_or_404(_certificates(), code=code, is_open=True, revoked_at=None)
    answer = render(
        request, "programs/cohorts/certificate.html", {"certificate": found, "program": found.nomination.program}
    )
    answer["X-Robots-Tag"] = "noindex"
    answer["Referrer-Policy"] = "no-referrer"
    return answer


@member
@require_safe
def circle(request: HttpRequest, pk: int) -> HttpResponse:
    """Those who were in it together, listed to each other."""
    program = _together(request, pk)
    rows = (
        Nomination.objects.visible_to(request.user)
        .inside()
        .filter(program=program)
        .select_related("person", "company")
    )
    people = list(rows.order_by("company__name", "pk"))
    heads = [
        one.person for one in Steward.objects.standing().filter(program=program, leads=True).select_related("person")
    ]
    seen = shown(request.user, [one.person_id for one in people])
    words = {"program": program, "people": [(one, seen.get(one.person_id)) for one in people], "heads": heads}
    return render(request, "programs/cohorts/circle.html", words)


def _together(request: HttpRequest, pk: int) -> Program:
    program = get_object_or_404(Program.objects.select_related("company"), pk=pk, state__in=closing.ENDING)
    if not (
        program.nominations.inside().filter(person=request.user).exists() or rules.can_lead(request.user, program)
    ):
        raise Http404
    return program


@member
@require_POST
def talk(request: HttpRequest, pk: int) -> HttpResponse:
    program = _together(request, pk)
    event = tried(
        request,
        lambda: closing.start_talk(program=program, by=request.user),
        _("下書きができました。日時を決めて、公開してください。"),
    )
    return redirect("events:edit", event.pk) if event else redirect("cohorts:program_circle", pk)
