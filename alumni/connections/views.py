"""Knowing each other: telling somebody so, answering, one's own list, and whom to ask for an introduction."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.users.access import member
from accounts.users.models import User
from alumni.arrivals.queries import open_companies
from alumni.blocks.queries import stands_between
from alumni.connections import actions, paths
from alumni.connections.forms import ChooseForm, ConnectForm
from alumni.connections.models import Connection, Form
from alumni.connections.queries import answer_to, named, standing_between, ties_of
from alumni.connections.ways import ways_of
from alumni.profiles.queries import visible_people

READ_AND_WRITE = ["GET", "HEAD", "POST"]


def _whom(viewer: User, pk: int) -> tuple[User, Connection | None]:
    """Somebody whom the viewer may see, or who has said already that the two know each other; else 404.

    Across a block nobody has said anything.
    """
    person = get_object_or_404(User.objects.active().exclude(pk=viewer.pk), pk=pk)
    if stands_between(viewer.pk, pk):
        raise Http404
    known = standing_between(viewer, person)
    said = known is not None and (known.asked_by_id == pk or known.state == Connection.State.CONFIRMED)
    if not said and not visible_people(viewer, [pk]):
        raise Http404
    return person, known


@member
@require_safe
def own(request: HttpRequest) -> HttpResponse:
    assert isinstance(request.user, User)
    return render(request, "alumni/connections/list.html", {"known": ties_of(request.user)})


@member
@require_http_methods(READ_AND_WRITE)
def connect(request: HttpRequest, pk: int) -> HttpResponse:
    """ "We know each other": asked, or answered when the other has asked."""
    assert isinstance(request.user, User)
    person, known = _whom(request.user, pk)
    if known and (known.state == Connection.State.CONFIRMED or known.asked_by_id == request.user.pk):
        return redirect("connections:one", known.pk)
    form = ConnectForm(request.POST if request.method == "POST" else None, initial=_first_words(known, request.user))
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.ask(person=person, by=request.user, **form.cleaned_data)
            messages.success(request, _thanks(made, person))
            return redirect("connections:list")
        except ValidationError as refusal:
            form.add_error(None, refusal)
    page = {"form": form, "person": person, "asked": known, "name": named(request.user, person)}
    return render(request, "alumni/connections/connect.html", page)


def _first_words(known: Connection | None, viewer: User) -> dict[str, str]:
    if known is None:
        return {"says": Form.WORKED}
    said = known.theirs(viewer, "says")
    return {"says": answer_to(said), "project": known.theirs(viewer, "project")}


def _thanks(made: Connection, person: User) -> str:
    if made.state == Connection.State.CONFIRMED:
        return _("%sさんとつながりました。") % person.name
    return _("%sさんに確認を送りました。答えるかどうかは、相手の方におまかせします。") % person.name


@member
@require_http_methods(READ_AND_WRITE)
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """A connection of mine: what I say of it, and how it is used."""
    assert isinstance(request.user, User)
    viewer = request.user
    row = get_object_or_404(Connection.objects.visible_to(viewer).standing().select_related("first", "second"), pk=pk)
    confirmed = row.state == Connection.State.CONFIRMED
    if not confirmed and row.asked_by_id != viewer.pk:
        return redirect("connections:connect", row.other_id(viewer))
    if not confirmed and not visible_people(viewer, [row.other_id(viewer)]):
        raise Http404
    now = {name: row.own(viewer, name) for name in ("says", "project", "hides", "rests")}
    form = ChooseForm(
        request.POST if request.method == "POST" else None, initial=now, introduced=now["says"] == Form.INTRODUCED
    )
    if request.method == "POST" and form.is_valid():
        actions.choose(connection=row, by=viewer, **form.cleaned_data)
        messages.success(request, _("保存しました。"))
        return redirect("connections:list")
    page = {"form": form, "row": row, "confirmed": confirmed, "name": row.other(viewer).name}
    return render(request, "alumni/connections/one.html", page)


@member
@require_POST
def close(request: HttpRequest, pk: int, what: str) -> HttpResponse:
    """Passing over, taking back, ending: nobody else is told."""
    assert isinstance(request.user, User)
    rows = Connection.objects.visible_to(request.user).standing().select_related("first", "second")
    row = get_object_or_404(rows, pk=pk)
    done = {"pass": actions.decline, "withdraw": actions.withdraw, "end": actions.end}[what]
    words = {
        "pass": _("見送りました。相手には知らされません。"),
        "withdraw": _("確認を取り下げました。"),
        "end": _("つながりを終えました。相手には知らされません。"),
    }
    try:
        done(connection=row, by=request.user)
        messages.success(request, words[what])
    except ValidationError as refusal:
        messages.error(request, refusal.message)
    return redirect("connections:list")


@member
@require_safe
def ways(request: HttpRequest, pk: int) -> HttpResponse:
    """Whom I could ask to introduce me to this person."""
    assert isinstance(request.user, User)
    person = get_object_or_404(User.objects.active().exclude(pk=request.user.pk), pk=pk)
    found, card = ways_of(request.user, paths.chains_between(request.user, person), pk)
    if card is None:
        raise Http404
    known = standing_between(request.user, person)
    page = {"person": person, "known": known, "ways": found, "name": card.name}
    return render(request, "alumni/connections/ways.html", page)


@member
@require_safe
def ways_into(request: HttpRequest, slug: str) -> HttpResponse:
    """Whom I could ask for an introduction to this company."""
    assert isinstance(request.user, User)
    company = next((one for one in open_companies() if one.slug == slug), None)
    if company is None:
        raise Http404
    found, _end = ways_of(request.user, paths.chains_into(request.user, company))
    return render(request, "alumni/connections/ways_company.html", {"company": company, "ways": found})
