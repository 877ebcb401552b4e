"""HR's pages: the company's people and their invitations, the queue of requests to join."""

from dataclasses import replace

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.users.access import member
from alumni.arrivals import asking, inviting, queries, roll
from alumni.arrivals.forms import DeclineForm, FilterForm, InviteForm, NewRecordForm
from alumni.arrivals.models import Invitation, JoinRequest
from alumni.companies.models import Company, Enrolment
from alumni.companies.queries import desks_of

READ_AND_WRITE = ["GET", "HEAD", "POST"]
QUEUE = 50


def _desk(request: HttpRequest, slug: str) -> Company:
    """One of this person's own desks, which the page's frame asks for anyway."""
    found = next((desk for desk in desks_of(request.user) if desk.slug == slug), None)  # type: ignore[arg-type]
    if found is None:
        raise Http404
    return found


def _show(request: HttpRequest, template: str, company: Company, **more: object) -> HttpResponse:
    frame = {"company": company, "desks": desks_of(request.user)}  # type: ignore[arg-type]
    return render(request, f"alumni/arrivals/{template}.html", {**frame, **more})


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isdecimal() and len(text) < 16 else None


@member
@require_safe
def people(request: HttpRequest, slug: str) -> HttpResponse:
    company = _desk(request, slug)
    form = FilterForm(request.GET, company=company)
    rows = roll.people(company, form.chosen)
    after = _number(request.GET.get("after"))
    page, query, here = roll.page(rows, company, after), form.chosen.query, reverse("arrivals:people", args=[slug])
    links = {
        "older": f"{here}?{query}&after={page.more}" if page.more else "",
        "newer": f"{here}?{query}" if after else "",
    }
    more = {"page": page, "total": rows.count(), "query": query, "tabs": _tabs(form.chosen, here)}
    return _show(request, "people", company, form=form, **more, **links)


def _tabs(chosen: roll.Filter, here: str) -> list[dict[str, object]]:
    """The states, each with the other conditions kept."""
    states = [("", _("すべて")), *roll.STATES.items()]
    kept = {state: replace(chosen, state=state).query for state, _label in states}
    return [
        {"label": label, "url": f"{here}?{kept[state]}", "current": chosen.state == state} for state, label in states
    ]


def _chosen(request: HttpRequest, company: Company) -> QuerySet[Enrolment]:
    """Those ticked, or everybody whom the filter in the address lets through."""
    ticked = [pk for pk in map(_number, request.GET.getlist("who")) if pk]
    if request.GET.get("all") == "yes":
        return roll.people(company, FilterForm(request.GET, company=company).chosen)
    return Enrolment.objects.filter(company=company, pk__in=ticked)


@member
@require_http_methods(READ_AND_WRITE)
def invite(request: HttpRequest, slug: str) -> HttpResponse:
    """Whom it would reach and the words of the mail; then, by POST, the invitations."""
    company = _desk(request, slug)
    chosen, form = _chosen(request, company), InviteForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        by, words = request.user, form.cleaned_data["message"]
        made = inviting.invite(company=company, chosen=chosen, by=by, message=words)  # type: ignore[arg-type]
        _tell(request, made)
        return redirect("arrivals:people", slug)
    return _show(request, "invite", company, form=form, plan=inviting.plan(company, chosen))


def _tell(request: HttpRequest, made: inviting.Plan) -> None:
    if made.count:
        words = ngettext(
            "%d名に招待メールを送ります。順に届きます。", "%d名に招待メールを送ります。順に届きます。", made.count
        )
        messages.success(request, words % made.count)
    else:
        messages.warning(request, _("招待できる方がいませんでした。"))


@member
@require_POST
def one_invitation(request: HttpRequest, slug: str, pk: int, what: str) -> HttpResponse:
    """Sending again, or taking back."""
    company = _desk(request, slug)
    found = get_object_or_404(
        Invitation.objects.select_related("company", "enrolment").filter(company=company), pk=pk
    )
    try:
        if what == "again":
            inviting.send_again(invitation=found, by=request.user)  # type: ignore[arg-type]
            messages.success(request, _("新しいリンクを送ります。前のリンクは使えなくなりました。"))
        else:
            inviting.withdraw(invitation=found, by=request.user)  # type: ignore[arg-type]
            messages.success(request, _("招待を取り下げました。リンクは使えなくなりました。"))
    except ValidationError as refusal:
        messages.error(request, refusal.message)
    back = request.POST.get("back", "")
    return redirect(f"{reverse('arrivals:people', args=[slug])}?{back}")


@member
@require_safe
def requests(request: HttpRequest, slug: str) -> HttpResponse:
    """The queue, the longest waiting first; or what was answered, the newest first."""
    company = _desk(request, slug)
    answered = request.GET.get("show") == "answered"
    rows = JoinRequest.objects.filter(company=company).select_related("person", "answered_by")
    waiting = rows.waiting().order_by("asked_at", "id")
    done = rows.exclude(state=JoinRequest.State.WAITING).order_by("-answered_at", "-id")
    shown = list((done if answered else waiting)[:QUEUE])
    return _show(
        request, "requests", company, rows=shown, answered=answered, waits=not answered, count=waiting.count()
    )


@member
@require_http_methods(READ_AND_WRITE)
def one_request(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """What was asked beside the records that may be meant; accept with one of them, with a new one, or decline."""
    company = _desk(request, slug)
    rows = JoinRequest.objects.filter(company=company).select_related("person", "company", "enrolment", "answered_by")
    found = get_object_or_404(rows, pk=pk)
    what = request.POST.get("what", "")
    decline_form = DeclineForm(request.POST if what == "decline" else None)
    new_form = NewRecordForm(request.POST if what == "new" else None, company=company)
    if request.method == "POST":
        try:
            if _answered(request, found, what, decline_form, new_form):
                messages.success(request, _("お返事しました。申し込んだ方にも伝わります。"))
                return redirect("arrivals:requests", slug)
        except ValidationError as refusal:
            messages.error(request, refusal.message)
    forms = {"decline_form": decline_form, "new_form": new_form, "matches": queries.matches_of(found)}
    return _show(request, "request", company, asked=found, **forms)


def _answered(request: HttpRequest, found: JoinRequest, what: str, no: DeclineForm, new: NewRecordForm) -> bool:
    by = request.user
    if what == "accept":
        own = Enrolment.objects.filter(company=found.company)
        row = get_object_or_404(own, pk=_number(request.POST.get("enrolment")) or 0)
        asking.accept(request=found, enrolment=row, by=by)  # type: ignore[arg-type]
    elif what == "new" and new.is_valid():
        post = {"period": new.period, "department": new.unit, "title": new.cleaned_data["title"]}
        asking.accept_as_new(request=found, by=by, **post)  # type: ignore[arg-type]
    elif what == "decline" and no.is_valid():
        asking.decline(request=found, reason=no.cleaned_data["reason"], by=by)  # type: ignore[arg-type]
    else:
        return False
    return True
