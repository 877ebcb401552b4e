"""The pages of one's own ledger, and of one entry for both its sides."""

import csv
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.users.access import member
from accounts.users.models import User
from alumni.profiles.queries import people_visible_to
from programs.ledger import actions, queries, rules
from programs.ledger.forms import SaidForm, TellForm, WordsForm
from programs.ledger.models import Contribution, Postscript

READ_AND_WRITE = ["GET", "HEAD", "POST"]


def entry_or_404(viewer: User, pk: int) -> Contribution:
    return get_object_or_404(queries.with_sides(Contribution.objects.visible_to(viewer)).distinct(), pk=pk)


def back(request: HttpRequest, entry: Contribution) -> HttpResponse:
    """Where the button stood, else the page of the entry."""
    to = request.POST.get("next", "")
    if to and url_has_allowed_host_and_scheme(to, allowed_hosts={request.get_host()}):
        return redirect(to)
    return redirect("ledger:one", entry.pk)


@member
@require_safe
def list_(request: HttpRequest) -> HttpResponse:
    book, unkept = queries.book_of(request.user), queries.unkept_of(request.user)
    return render(request, "programs/ledger/list.html", {"book": book, "unkept": unkept, "next": request.path})


@member
@require_http_methods(READ_AND_WRITE)
def new(request: HttpRequest) -> HttpResponse:
    """Telling something from scratch; `?to=user:5` or `company:3` and `?direction=gave` choose what is asked first.

    What lies before somebody unkept comes in a POST that says `begin`: it stands in no address, and nothing is told yet.
    """
    companies, people = queries.may_name(request.user)
    begun = "begin" in request.POST
    wanted = request.GET.get("to") or request.POST.get("other", "")
    people = with_person(request.user, wanted, people)
    first = {"direction": request.GET.get("direction", "gave"), "kind": "time", "on": timezone.localdate()}
    first |= {
        name: request.POST[name] for name in ("direction", "kind", "words", "on") if begun and name in request.POST
    }
    said = request.POST if request.method == "POST" and not begun else None
    form = TellForm(said, initial={**first, "other": wanted}, companies=companies, people=people)
    if form.is_valid():
        try:
            entry = actions.tell(**form.sides_of(request.user), **form.said(), by=request.user)
            messages.success(request, _("書きとめて、相手に確かめをお願いしました。"))
            return redirect("ledger:one", entry.pk)
        except ValidationError as refusal:
            form.add_error(None, refusal)
    return render(request, "programs/ledger/new.html", {"form": form}, status=422 if form.errors else 200)


def with_person(viewer: User, wanted: str, people: list[User]) -> list[User]:
    """The person an address names, if the viewer sees them, beside those who can be chosen anyway."""
    kind, _colon, key = wanted.partition(":")
    if kind != "user" or not (key.isascii() and key.isdigit()) or len(key) > 12:
        return people
    found = people_visible_to(viewer).filter(pk=int(key)).exclude(pk=viewer.pk).first()
    return people if found is None or found in people else [found, *people]


@member
@require_safe
def one(request: HttpRequest, pk: int) -> HttpResponse:
    return shown(request, entry_or_404(request.user, pk))


def shown(request: HttpRequest, entry: Contribution, form: WordsForm | None = None) -> HttpResponse:
    (found,) = queries.named(request.user, [entry])
    said = Postscript.objects.visible_to(request.user).filter(contribution=entry)
    page = {
        "one": found, "entry": entry, "postscripts": list(said), "form": form or WordsForm(),
        "drafted": rules.can_use_draft(request.user, entry),
    }  # fmt: skip
    return render(request, "programs/ledger/one.html", page, status=422 if form else 200)


@member
@require_http_methods(READ_AND_WRITE)
def words(request: HttpRequest, pk: int) -> HttpResponse:
    """A draft becomes told, or other words are put to what waits."""
    entry = entry_or_404(request.user, pk)
    drafted = rules.can_use_draft(request.user, entry)
    if not drafted and not rules.can_revise(request.user, entry):
        raise PermissionDenied
    first = {"kind": entry.kind, "words": entry.words, "on": entry.on}
    form = SaidForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            if drafted:
                actions.use_draft(draft=entry, by=request.user, **form.cleaned_data)
            else:
                actions.revise(entry=entry, by=request.user, **form.cleaned_data)
            messages.success(request, _("書きとめて、相手に確かめをお願いしました。"))
            return redirect("ledger:one", entry.pk)
        except ValidationError as refusal:
            form.add_error(None, refusal)
    (found,) = queries.named(request.user, [entry])
    page = {"form": form, "one": found, "drafted": drafted}
    return render(request, "programs/ledger/words.html", page, status=422 if form.errors else 200)


def _done(request: HttpRequest, entry: Contribution, said: str, act: Callable[[], Any]) -> HttpResponse:
    try:
        act()
        messages.success(request, said)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    return back(request, entry)


@member
@require_POST
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    entry = entry_or_404(request.user, pk)
    done = _("ふたりの歩みにのこりました。ありがとうございます。")
    read = request.POST.get("read")
    return _done(request, entry, done, lambda: actions.confirm(entry=entry, by=request.user, read=read))


@member
@require_POST
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """How the other side remembers it."""
    entry, form = entry_or_404(request.user, pk), WordsForm(request.POST)
    if not form.is_valid():
        return shown(request, entry, form)
    done, said = _("返事を届けました。"), form.cleaned_data["words"]
    return _done(request, entry, done, lambda: actions.answer(entry=entry, words=said, by=request.user))


@member
@require_POST
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    entry = entry_or_404(request.user, pk)
    done = _("取り下げました。相手のページからも消えました。")
    return _done(request, entry, done, lambda: actions.take_back(entry=entry, by=request.user))


@member
@require_POST
def pass_over(request: HttpRequest, pk: int) -> HttpResponse:
    entry = entry_or_404(request.user, pk)
    done = _("この下書きは使いません。だれにも伝わっていません。")
    return _done(request, entry, done, lambda: actions.pass_over(draft=entry, by=request.user))


@member
@require_POST
def bring_back(request: HttpRequest, pk: int) -> HttpResponse:
    entry = entry_or_404(request.user, pk)
    return _done(request, entry, _("下書きに戻しました。"), lambda: actions.bring_back(draft=entry, by=request.user))


@member
@require_POST
def add(request: HttpRequest, pk: int) -> HttpResponse:
    entry, form = entry_or_404(request.user, pk), WordsForm(request.POST)
    if not form.is_valid():
        return shown(request, entry, form)
    said = form.cleaned_data["words"]
    return _done(request, entry, _("書きそえました。"), lambda: actions.add(entry=entry, words=said, by=request.user))


@member
@require_POST
def show(request: HttpRequest, pk: int) -> HttpResponse:
    entry, opens = entry_or_404(request.user, pk), request.POST.get("open") == "1"
    done = (
        _("ひらくことにしました。おふたりともひらくと、ほかの方にも見えます。")
        if opens
        else _("おふたりだけのものに戻しました。")
    )
    return _done(request, entry, done, lambda: actions.show(entry=entry, shown=opens, by=request.user))


@member
@require_safe
def export(request: HttpRequest) -> HttpResponse:
    """One's own ledger as a table, to take along."""
    book = queries.book_of(request.user)
    now = timezone.localtime()
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    name = f"kanae-ledger_{now:%Y%m%d%H%M}.csv"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer.write("\ufeff")
    rows = csv.writer(answer)
    rows.writerow([_("いつ"), _("渡した側"), _("受けとった側"), _("種類"), _("何を"), _("状態")])
    for found in (*book.gave, *book.got, *book.waits, *book.answered, *book.asked):
        cells = [found.giver, found.receiver, found.row.get_kind_display(), found.row.words]
        state = found.row.get_state_display()
        rows.writerow([found.row.on.isoformat(), *map(_plain, cells), state])
    return answer


def _plain(words: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{words}" if words[:1] in ("=", "+", "-", "@", "\t") else words
