"""The pages of gratitude and giving back: writing, reading, taking back; and what a company's desk hears."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.users.access import member
from accounts.users.models import User
from alumni.companies.models import Company
from alumni.companies.queries import desk_or_404, desks_of
from programs.ledger.queries import may_name
from programs.ledger.views import with_person
from programs.lines import actions, rules
from programs.lines.forms import GiveBackForm, ThanksForm
from programs.lines.models import Gratitude, SharedMoment

READ_AND_WRITE = ["GET", "HEAD", "POST"]


def _choices(request: HttpRequest, wanted: str) -> dict[str, Any]:
    assert isinstance(request.user, User)
    companies, people = may_name(request.user)
    return {"companies": companies, "people": with_person(request.user, wanted, people)}


@member
@require_http_methods(READ_AND_WRITE)
def new(request: HttpRequest) -> HttpResponse:
    """`?to=user:5` or `company:3` chooses whom it is for."""
    wanted = request.GET.get("to") or request.POST.get("to", "")
    form = ThanksForm(request.POST or None, initial={"to": wanted}, **_choices(request, wanted))
    if request.method == "POST" and form.is_valid():
        said = dict(form.cleaned_data)
        to = form.sides[said.pop("to")]
        only = said if isinstance(to, Company) else {"words": said["words"]}
        try:
            note = actions.thank(to=to, by=request.user, **only)  # type: ignore[arg-type]
            messages.success(request, _("届けました。ことばは、届けた相手だけが読みます。"))
            return redirect("lines:thanks", note.pk)
        except ValidationError as refusal:
            form.add_error(None, refusal)
    return render(request, "programs/lines/thank.html", {"form": form}, status=422 if form.errors else 200)


def _note(viewer: Any, pk: int) -> Gratitude:
    rows = Gratitude.objects.visible_to(viewer).select_related("by", "to", "company", "department")
    return get_object_or_404(rows, pk=pk)


@member
@require_safe
def one(request: HttpRequest, pk: int) -> HttpResponse:
    note = _note(request.user, pk)
    return render(request, "programs/lines/thanks.html", {"note": note, "mine": note.by_id == request.user.pk})


@member
@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    note = _note(request.user, pk)
    try:
        actions.withdraw(note=note, by=request.user)  # type: ignore[arg-type]
        messages.success(request, _("取り下げました。もうだれにも読めません。相手には知らされません。"))
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    return redirect("lines:list")


@member
@require_http_methods(READ_AND_WRITE)
def give_back(request: HttpRequest) -> HttpResponse:
    """ "I'd like to return what I was given": becomes an offer, to be looked over before anybody reads it."""
    wanted = request.GET.get("to") or request.POST.get("to", "")
    form = GiveBackForm(request.POST or None, initial={"to": wanted, "kind": "time"}, **_choices(request, wanted))
    if request.method == "POST" and form.is_valid():
        return _offer(request, form)
    return render(request, "programs/lines/give_back.html", {"form": form}, status=422 if form.errors else 200)


def _offer(request: HttpRequest, form: GiveBackForm) -> HttpResponse:
    try:
        listing = actions.give_back(by=request.user, **form.said())  # type: ignore[arg-type]
    except ValidationError as refusal:
        form.add_error(None, " ".join(refusal.messages))
        return render(request, "programs/lines/give_back.html", {"form": form}, status=422)
    messages.success(
        request, _("「持ちより」の下書きができました。見なおして、ひらいてください。まだだれにも見えていません。")
    )
    return redirect("exchange:edit", listing.pk)


@member
@require_safe
def desk(request: HttpRequest, slug: str) -> HttpResponse:
    """Gratitude to the company and its departments, and moments that wait for the company's nod."""
    assert isinstance(request.user, User)
    company = desk_or_404(request.user, slug)
    waiting = SharedMoment.objects.visible_to(request.user).filter(company=company, state=SharedMoment.State.ASKED)
    waiting = waiting.select_related("person", "company").exclude(person=request.user)
    heard = Gratitude.objects.heard_by(request.user).filter(company=company).select_related("by", "department")
    page = {
        "company": company, "desks": desks_of(request.user), "asked": list(waiting[:50]), "heard": list(heard[:50]),
        "next": request.path, "can_answer": rules.keeps_desk(request.user, company),
    }  # fmt: skip
    return render(request, "programs/lines/desk.html", page)
