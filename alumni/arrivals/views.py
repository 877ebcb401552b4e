"""The pages of somebody who comes in: the link, the three steps, asking to join, how it stands."""

from django.contrib import messages
from django.contrib.auth import logout
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.users import actions as users
from accounts.users import proof
from accounts.users.access import member, public
from accounts.users.forms import NamesForm
from accounts.users.mailbox import masked
from accounts.users.models import User
from alumni.arrivals import actions, asking, queries
from alumni.arrivals.forms import AgreeForm, JoinForm
from alumni.arrivals.models import Invitation, JoinRequest
from alumni.arrivals.rules import can_accept
from alumni.arrivals.walk import Walk, walk_of
from alumni.companies.purpose import ensure_text, newest_text
from alumni.profiles.forms import SeenByForm
from alumni.profiles.models import Profile

AGREED, ASKING = "arrivals_agreed", "arrivals_asking"
READ_AND_WRITE = ["GET", "HEAD", "POST"]


# The link of an invitation. Opening it changes nothing: mail scanners open it too.


@public
@never_cache
@require_http_methods(READ_AND_WRITE)
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    found = queries.invitation_of(token)
    if found is None or not found.is_open:
        return _over(request, found)
    if request.method != "POST":
        return _invited(request, found, token)
    try:
        return _take(request, found, token)
    except ValidationError as refusal:
        messages.error(request, refusal.message)
        return redirect("arrivals:invitation", token)


def _invited(request: HttpRequest, found: Invitation, token: str) -> HttpResponse:
    here = request.user.is_authenticated
    own = here and can_accept(request.user, found)
    page = {"invitation": found, "company": found.company, "token": token, "address": masked(found.address)}
    return render(request, "alumni/arrivals/invitation.html", {**page, "here": here, "own": own})


def _take(request: HttpRequest, found: Invitation, token: str) -> HttpResponse:
    """On to the steps, by way of a code to the invited mailbox unless this person has proved it before."""
    then = reverse("arrivals:names", args=["invitation", found.pk])
    if request.user.is_authenticated and request.POST.get("as") == "other":
        logout(request)
    if request.user.is_authenticated and can_accept(request.user, found):
        return redirect(then)
    proof.begin(request, address=found.address, then=then, **queries.details_of(found.enrolment))
    return redirect("users:prove")


def _over(request: HttpRequest, found: Invitation | None) -> HttpResponse:
    """One page for each reason; a link that was never made and somebody else's look the same."""
    reason = "unknown"
    if found is not None:
        reason = "expired" if found.state == Invitation.State.SENT else found.state
    page = {"reason": reason, "company": found.company if found else None}
    return render(request, "alumni/arrivals/over.html", page, status=404 if found is None else 410)


@public
@never_cache
@require_http_methods(READ_AND_WRITE)
def decline(request: HttpRequest, token: str) -> HttpResponse:
    """Saying no for good, without an account; also after the invitation has run out."""
    found = queries.invitation_of(token)
    if found is None or found.state == Invitation.State.ACCEPTED:
        return _over(request, found)
    done = False
    if request.method == "POST":
        try:
            actions.decline(invitation=found, by=None, for_good=request.POST.get("for_good") == "yes")
            done = True
        except ValidationError as refusal:
            messages.error(request, refusal.message)
    page = {"company": found.company, "token": token, "address": masked(found.address), "done": done}
    return render(request, "alumni/arrivals/decline.html", page)


# Three steps, under two minutes on a phone


@member
@never_cache
@require_http_methods(READ_AND_WRITE)
def names(request: HttpRequest, way: str, pk: int) -> HttpResponse:
    walk = walk_of(request.user, way, pk)
    user = User.objects.get(pk=request.user.pk)
    if not user.name:
        for name, value in queries.details_of(walk.enrolment).items():
            setattr(user, name, value)
    form = NamesForm(request.POST if request.method == "POST" else None, instance=user)
    if request.method == "POST" and form.is_valid():
        users.change_settings(user=user, by=user, **form.cleaned_data)
        ensure_text(walk.company)
        return redirect("arrivals:purpose", way, pk)
    return _step(request, walk, 1, {"form": form})


@member
@never_cache
@require_http_methods(READ_AND_WRITE)
def purpose(request: HttpRequest, way: str, pk: int) -> HttpResponse:
    walk = walk_of(request.user, way, pk)
    document = newest_text(walk.company)
    if document is None:
        return redirect("arrivals:names", way, pk)
    form = AgreeForm(request.POST if request.method == "POST" else None, initial={"document": document.pk})
    if request.method == "POST" and form.is_valid():
        if form.cleaned_data["document"] == document.pk:
            request.session[AGREED] = document.pk
            return redirect("arrivals:visibility", way, pk)
        messages.warning(request, _("同意文が新しくなりました。もう一度お読みください。"))
        return redirect("arrivals:purpose", way, pk)
    return _step(request, walk, 2, {"form": form, "text": document.text(request.user.language)})  # type: ignore[union-attr]


@member
@never_cache
@require_http_methods(READ_AND_WRITE)
def visibility(request: HttpRequest, way: str, pk: int) -> HttpResponse:
    walk = walk_of(request.user, way, pk)
    document = newest_text(walk.company)
    if document is None or request.session.get(AGREED) != document.pk:
        return redirect("arrivals:purpose", way, pk)
    first = {"initial": {"seen_by": Profile.SeenBy.NOBODY}} if walk.starts_unseen else {}
    form = SeenByForm(request.POST if request.method == "POST" else None, person=request.user, **first)
    if request.method == "POST" and form.is_valid():
        try:
            walk.finish(by=request.user, agreed=document, seen_by=form.cleaned_data["seen_by"])
        except ValidationError as refusal:
            messages.error(request, refusal.message)
            return redirect(
                "arrivals:purpose" if refusal.code == "text" else "home",
                *([way, pk] if refusal.code == "text" else []),
            )
        del request.session[AGREED]
        messages.success(request, _("ようこそ。%sのつながりに加わりました。") % walk.company)
        quiet = form.cleaned_data["seen_by"] == Profile.SeenBy.NOBODY
        return redirect("introductions:quiet" if quiet else "home")
    return _step(request, walk, 3, {"form": form})


def _step(request: HttpRequest, walk: Walk, number: int, more: dict[str, object]) -> HttpResponse:
    page = {"walk": walk, "company": walk.company, "number": number, "way": walk.way, "pk": walk.pk}
    return render(request, f"alumni/arrivals/step{number}.html", {**page, **more})


# Asking to join


@public
@require_http_methods(READ_AND_WRITE)
def join(request: HttpRequest) -> HttpResponse:
    user = request.user if request.user.is_authenticated else None
    kept = request.session.get(ASKING) or {"company": request.GET.get("company", "")}
    form = JoinForm(request.POST if request.method == "POST" else None, user=user, initial=kept)  # type: ignore[arg-type]
    if request.method == "POST" and form.is_valid():
        try:
            return _keep_and_prove(request, form)
        except ValidationError as refusal:
            form.add_error(None, refusal)
    return render(request, "alumni/arrivals/join.html", {"form": form})


def _keep_and_prove(request: HttpRequest, form: JoinForm) -> HttpResponse:
    """What was written waits in the browser's session; the answer is the same for every address."""
    values = {**form.cleaned_data, "company": form.cleaned_data["company"].pk}
    then = reverse("arrivals:confirm")
    if not request.user.is_authenticated:
        own = {name: values[name] for name in ("family_name", "given_name")}
        proof.begin(request, address=values["email"], then=then, **own)
    request.session[ASKING] = values
    return redirect(then if request.user.is_authenticated else "users:prove")


@member
@never_cache
@require_http_methods(READ_AND_WRITE)
def confirm(request: HttpRequest) -> HttpResponse:
    """The request as it will reach the desk; one tap sends it."""
    kept = request.session.get(ASKING)
    company = next((c for c in queries.open_companies() if kept and c.pk == kept["company"]), None)
    if company is None:
        return redirect("arrivals:join")
    if request.method == "POST":
        try:
            _ask(request, kept, company)
        except ValidationError as refusal:
            messages.error(request, refusal.message)
        return redirect("arrivals:status")
    return render(request, "alumni/arrivals/confirm.html", {"asked": kept, "company": company})


def _ask(request: HttpRequest, kept: dict[str, str], company) -> None:  # type: ignore[no-untyped-def]
    del request.session[ASKING]
    user: User = request.user  # type: ignore[assignment]
    if not user.name and kept.get("family_name"):
        own = {name: kept.get(name, "") for name in ("family_name", "given_name")}
        users.change_settings(user=user, by=user, **own)
    words = ("period_text", "department_text", "employee_number", "message")
    asking.ask(by=user, company=company, **{word: kept.get(word, "") for word in words})
    messages.success(request, _("申し込みを受け付けました。担当者が確かめて、メールとこの画面でお返事します。"))


@member
@require_http_methods(["GET", "HEAD"])
def status(request: HttpRequest) -> HttpResponse:
    return render(request, "alumni/arrivals/status.html", {"doors": queries.doors_of(request.user)})  # type: ignore[arg-type]


@member
@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    own = get_object_or_404(JoinRequest.objects.filter(person=request.user).select_related("company"), pk=pk)
    try:
        asking.withdraw(request=own, by=request.user)  # type: ignore[arg-type]
        messages.success(request, _("申し込みを取り下げました。"))
    except ValidationError as refusal:
        messages.error(request, refusal.message)
    return redirect("arrivals:status")
