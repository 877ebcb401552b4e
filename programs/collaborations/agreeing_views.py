"""Saying yes, saying it in other words, not this time, and the steps of the work: each a button of the one page."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.users.access import member
from accounts.users.models import User
from programs.collaborations import actions, looking_back, queries
from programs.collaborations.forms import CameForm, Named, OutcomeForm, StatementForm, key_of
from programs.collaborations.models import Collaboration, Party
from programs.collaborations.views import row_for


def acting(request: HttpRequest, row: Collaboration) -> Party:
    """For which side: the one the form names, if the viewer speaks for it; else their own that still takes part."""
    user: User = request.user  # type: ignore[assignment]
    mine = queries.own_parties(user, row.parties.select_related("company", "person"))
    named = request.POST.get("party") or request.GET.get("party", "")
    if named:
        mine = [party for party in mine if str(party.pk) == named]
    if not mine:
        raise Http404
    return mine[0]


def number_in(request: HttpRequest, name: str = "number") -> int:
    said = request.POST.get(name, "")
    return int(said) if said.isascii() and said.isdigit() and len(said) < 10 else 0


def attempt(request: HttpRequest, done: str, act: Callable[[], Any]) -> bool:
    """The action with its sentence, or the refusal's."""
    try:
        act()
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
        return False
    if done:
        messages.success(request, done)
    return True


def _act(request: HttpRequest, pk: int, act: Callable[..., Any], done: str, **more: Any) -> HttpResponse:
    """One button, pressed for the side that the form names; back to the page of the work."""
    row = row_for(request, pk)
    party = acting(request, row)
    attempt(request, done, lambda: act(collaboration=row, party=party, by=request.user, **more))
    return redirect("collaborations:one", pk)


@member
@require_POST
def sign(request: HttpRequest, pk: int) -> HttpResponse:
    done = _("サインしました。約束のことばは、この版のまま残ります。")
    return _act(request, pk, actions.sign, done, number=number_in(request))


@member
@require_POST
def agree(request: HttpRequest, pk: int) -> HttpResponse:
    done = _("合意しました。ことばは、この版のまま残ります。")
    return _act(request, pk, actions.agree, done, number=number_in(request))


@member
@require_POST
def decline(request: HttpRequest, pk: int) -> HttpResponse:
    return _act(request, pk, actions.decline, _("今回は見送りました。お相手に、理由は伝わりません。"))


@member
@require_http_methods(["GET", "HEAD", "POST"])
def statement(request: HttpRequest, pk: int) -> HttpResponse:
    """The statement in other words: a new version that everybody signs."""
    user: User = request.user  # type: ignore[assignment]
    row = row_for(request, pk)
    own, newest = acting(request, row), row.statements.order_by("-number").first()
    if not own.is_standing or row.is_over or row.is_closing or newest is None:
        raise PermissionDenied
    standing = list(row.parties.standing().select_related("company", "person"))
    by_pk = queries.sides_of(user, standing)
    sides = [Named(key_of(one), by_pk[one.pk].name, one.side, one.pk == own.pk) for one in standing]
    form = StatementForm(request.POST if request.method == "POST" else None, sides=sides, statement=newest)
    if form.is_valid():
        try:
            actions.restate(collaboration=row, party=own, by=user, **form.told())
            messages.success(request, _("新しい版にサインしました。ほかの方のサインを待ちましょう。"))
            return redirect("collaborations:one", pk)
        except ValidationError as refusal:
            form.add_error(None, refusal)
    words = {"form": form, "row": row, "own": own}
    return render(request, "programs/collaborations/write.html", words, status=422 if form.errors else 200)


@member
@require_http_methods(["GET", "HEAD", "POST"])
def outcome(request: HttpRequest, pk: int) -> HttpResponse:
    """The one outcome, or another version of it."""
    user: User = request.user  # type: ignore[assignment]
    row = row_for(request, pk)
    own, newest = acting(request, row), row.outcomes.order_by("-number").first()
    signed = row.statements.order_by("-number").first()
    if own.state != Party.State.JOINED or row.is_over or row.is_closing or not (signed and signed.is_agreed):
        raise PermissionDenied
    form = OutcomeForm(request.POST if request.method == "POST" else None, outcome=newest)
    if form.is_valid():
        try:
            actions.aim(collaboration=row, party=own, by=user, **form.cleaned_data)
            messages.success(request, _("成果を書きました。ほかの方の合意を待ちましょう。"))
            return redirect("collaborations:one", pk)
        except ValidationError as refusal:
            form.add_error(None, refusal)
    words = {"form": form, "row": row, "newest": newest}
    return render(request, "programs/collaborations/outcome.html", words, status=422 if form.errors else 200)


def _step(request: HttpRequest, pk: int, act: Callable[..., Any], done: str) -> HttpResponse:
    return _act(request, pk, act, done, why=request.POST.get("why", "")[:300])


@member
@require_POST
def start(request: HttpRequest, pk: int) -> HttpResponse:
    return _step(request, pk, actions.start, _("はじまりました。"))


@member
@require_POST
def look_back(request: HttpRequest, pk: int) -> HttpResponse:
    return _step(request, pk, looking_back.begin_closing, _("ふりかえりに入りました。下書きを用意してあります。"))


@member
@require_POST
def resume(request: HttpRequest, pk: int) -> HttpResponse:
    return _step(request, pk, actions.resume, _("つづけることにしました。"))


@member
@require_POST
def leave(request: HttpRequest, pk: int) -> HttpResponse:
    return _step(request, pk, actions.leave, _("離れました。サインした約束は、いつでも読みかえせます。"))


@member
@require_POST
def end(request: HttpRequest, pk: int) -> HttpResponse:
    return _step(request, pk, actions.end, _("ここまでとしました。残したことばは、いつでも読みかえせます。"))


@member
@require_http_methods(["GET", "HEAD", "POST"])
def came(request: HttpRequest, pk: int) -> HttpResponse:
    """What one's own side gave and got, told through the ledger."""
    user: User = request.user  # type: ignore[assignment]
    row = row_for(request, pk)
    own = acting(request, row)
    if not own.joined_at or not looking_back.can_tell(row):
        raise PermissionDenied
    parties = [one for one in row.parties.select_related("company", "person") if one.pk != own.pk and one.joined_at]
    sides = queries.sides_of(user, parties)
    others = [(str(one.pk), sides[one.pk].with_san) for one in parties]
    form = CameForm(request.POST if request.method == "POST" else None, others=others)
    if form.is_valid():
        said = form.cleaned_data
        other = next(one for one in parties if str(one.pk) == said["other"])
        told = {"gave": said["direction"] == "gave", "kind": said["kind"], "words": said["words"]}
        if attempt(
            request, _("書きとめました。お相手が確かめると、かなったことになります。"),
            lambda: looking_back.tell_came(collaboration=row, party=own, other=other, by=user, **told),
        ):  # fmt: skip
            return redirect("collaborations:one", pk)
    words = {"form": form, "row": row, "own": own}
    return render(request, "programs/collaborations/came.html", words, status=422 if form.errors else 200)


@member
@require_POST
def finish(request: HttpRequest, pk: int) -> HttpResponse:
    return _act(request, pk, actions.finish, _("ふりかえりを終えました。おつかれさまでした。"))
