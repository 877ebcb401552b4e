"""Who is at the table: the pages on which stewards and companies are asked, and where somebody asked to hold it answers."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.users.access import member
from accounts.users.models import User
from alumni.profiles.queries import people_visible_to
from programs.cohorts import partnering, queries, rules
from programs.cohorts.partner_models import Partner, Steward
from programs.cohorts.views import attempt, program_for, shaped


@member
@require_safe
def table(request: HttpRequest, pk: int) -> HttpResponse:
    """Stewards and companies, and whom one could ask."""
    user: User = request.user  # type: ignore[assignment]
    program = shaped(request, pk)
    asked = request.GET.get("q", "").strip()
    words = {
        "program": program,
        "stewards": queries.stewards_of(user, program),
        "partners": queries.partners_of(program),
        "companies": queries.companies_to_ask(program),
        "q": asked,
        "found": queries.to_hold(user, program, asked),
        "publishes": rules.can_publish(user, program),
        "may_lead": not rules.stands_in_the_way(user, program) and not rules.holds(user, program),
    }
    return render(request, "programs/cohorts/table.html", words)


@member
@require_POST
def ask_steward(request: HttpRequest, pk: int) -> HttpResponse:
    user: User = request.user  # type: ignore[assignment]
    program = shaped(request, pk)
    who = request.POST.get("person", "")
    rows = User.objects.filter(pk=user.pk) if who == str(user.pk) else people_visible_to(user)
    person = get_object_or_404(rows, pk=who if who.isdecimal() else 0)
    done = _("引き受けました。") if person.pk == user.pk else _("お願いを送りました。")
    leads = request.POST.get("leads") == "yes"
    attempt(request, done, partnering.ask_steward, program=program, person=person, leads=leads)
    return redirect("cohorts:table", pk)


@member
@require_POST
def end_steward(request: HttpRequest, pk: int, steward: int) -> HttpResponse:
    program = shaped(request, pk)
    found = get_object_or_404(Steward, program=program, pk=steward, ended_at=None)
    attempt(request, _("世話役から外れました。"), partnering.end_steward, steward=found)
    return redirect("cohorts:detail" if found.person_id == request.user.pk else "cohorts:table", pk)


@member
@require_POST
def answer_steward(request: HttpRequest, pk: int) -> HttpResponse:
    user: User = request.user  # type: ignore[assignment]
    program = program_for(user, pk)
    found = get_object_or_404(Steward, program=program, person=user, ended_at=None)
    yes = request.POST.get("answer") == "yes"
    done = _("引き受けてくださって、ありがとうございます。") if yes else _("お返事しました。")
    word = request.POST.get("word", "")[:300]
    attempt(request, done, partnering.answer_steward, steward=found, yes=yes, word=word)
    return redirect("cohorts:detail" if yes else "cohorts:list", *([pk] if yes else []))


@member
@require_POST
def ask_company(request: HttpRequest, pk: int) -> HttpResponse:
    program = shaped(request, pk)
    chosen = [one for one in request.POST.getlist("company") if one.isdecimal()]
    for company in queries.companies_to_ask(program).filter(pk__in=chosen):
        words = {"company": company.name}
        done = (
            _("%(company)sを加えました。公開すると、担当者へお誘いが届きます。")
            if program.is_draft
            else _("%(company)sの担当者へ、お誘いを送りました。")
        )
        attempt(request, done % words, partnering.ask_partner, program=program, company=company)
    return redirect("cohorts:table", pk)


@member
@require_POST
def unask_company(request: HttpRequest, pk: int, partner: int) -> HttpResponse:
    program = shaped(request, pk)
    found = get_object_or_404(Partner.objects.select_related("program", "company"), program=program, pk=partner)
    attempt(request, _("お誘いを取りさげました。"), partnering.unask_partner, partner=found)
    return redirect("cohorts:table", pk)


@member
@require_POST
def seats(request: HttpRequest, pk: int, partner: int) -> HttpResponse:
    program = shaped(request, pk)
    found = get_object_or_404(Partner.objects.select_related("program", "company"), program=program, pk=partner)
    many = request.POST.get("seats", "")
    number = int(many) if many.isdecimal() and len(many) < 5 else 0
    attempt(request, _("席の数を変えました。"), partnering.set_seats, partner=found, seats=number)
    return redirect("cohorts:table", pk)
