"""The pages of relations: all of mine, and the line with one person or one company."""

import csv
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.users.access import member
from accounts.users.models import User
from alumni.blocks.queries import stands_between
from alumni.companies.models import Company
from alumni.connections.models import Connection
from alumni.connections.queries import named, standing_between
from alumni.directory.people import person_seen
from alumni.profiles.queries import visible_people
from programs.lines import actions, queries, rules
from programs.lines.forms import MomentForm
from programs.lines.models import Gratitude, Pause, SharedMoment
from programs.lines.moments import Other

READ_AND_WRITE = ["GET", "HEAD", "POST"]


@member
@require_safe
def list_(request: HttpRequest) -> HttpResponse:
    """Companies and people, what waits for my nod, and gratitude that came."""
    viewer = request.user
    waiting = SharedMoment.objects.visible_to(viewer).filter(state=SharedMoment.State.ASKED)
    page = {
        "known": queries.relations_of(viewer),
        "asked": list(waiting.filter(other=viewer).select_related("person")),
        "heard": list(Gratitude.objects.heard_by(viewer).select_related("by", "company", "department")[:20]),
        "said": list(Gratitude.objects.filter(by=viewer).select_related("to", "company", "department")[:20]),
        "next": request.path,
    }
    return render(request, "programs/lines/list.html", page)


def line_with(viewer: User, person: User) -> queries.Relation:
    """Somebody the viewer sees, or who has said yes to knowing them; anybody else is nobody here."""
    if visible_people(viewer, [person.pk]):
        seen = person_seen(viewer, person.pk)
        return queries.line_with_person(viewer, person, seen, seen.shown.name)
    tie = standing_between(viewer, person)
    if tie is None or tie.state != Connection.State.CONFIRMED or stands_between(viewer.pk, person.pk):
        raise Http404
    return queries.line_with_person(viewer, person, None, named(viewer, person))


@member
@require_http_methods(READ_AND_WRITE)
def person(request: HttpRequest, pk: int) -> HttpResponse:
    assert isinstance(request.user, User)
    other = get_object_or_404(User.objects.active().exclude(pk=request.user.pk), pk=pk)
    line = line_with(request.user, other)
    tie = standing_between(request.user, other)
    confirmed = tie if tie and tie.state == Connection.State.CONFIRMED else None
    return _page(request, line, {"person": other, "tie": confirmed, "to": f"user:{pk}"})


@member
@require_http_methods(READ_AND_WRITE)
def company(request: HttpRequest, slug: str) -> HttpResponse:
    assert isinstance(request.user, User)
    other = get_object_or_404(Company, slug=slug)
    if not rules.has_line(request.user, other):
        raise Http404
    line = queries.line_with_company(request.user, other)
    return _page(request, line, {"company": other, "to": f"company:{other.pk}"})


@member
@require_POST
def pause(request: HttpRequest, slug: str) -> HttpResponse:
    """The line with a company rests, ends, or is taken up again: for oneself alone."""
    user: User = request.user  # type: ignore[assignment]
    other = get_object_or_404(Company, slug=slug)
    if not rules.has_line(user, other):
        raise Http404
    kind = request.POST.get("kind", "")
    if kind in Pause.Kind.values:
        actions.pause(company=other, kind=kind, by=user)
        ended = kind == Pause.Kind.ENDED
        messages.success(
            request,
            _("ここまでにしました。会社には知らされません。")
            if ended
            else _("休むことにしました。会社には知らされません。"),
        )
    else:
        actions.resume(company=other, by=user)
        messages.success(request, _("線が、つづきます。"))
    return redirect("lines:company", slug)


def _page(request: HttpRequest, line: queries.Relation, more: dict[str, Any]) -> HttpResponse:
    """The line, and the form for a moment that both agree to."""
    form = MomentForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.tell_moment(other=line.other, by=request.user, **form.cleaned_data)  # type: ignore[arg-type]
            messages.success(request, _("相手に届けました。うなずいてもらえたら、ふたりの歩みに入ります。"))
            return redirect(request.path)
        except ValidationError as refusal:
            form.add_error(None, refusal)
    page = {"line": line, "form": form, "moments": _own_moments(request.user, line.other), **more}  # type: ignore[arg-type]
    return render(request, "programs/lines/one.html", page, status=422 if form.errors else 200)


def _own_moments(viewer: User, other: Other) -> list[SharedMoment]:
    """Those of the two that can be taken out again, and those that wait."""
    rows = SharedMoment.objects.visible_to(viewer).select_related("person", "other", "company")
    if isinstance(other, Company):
        rows = rows.filter(person=viewer, company=other)
    else:
        rows = rows.filter(person__in=(viewer, other), other__in=(viewer, other))
    return list(rows.exclude(state=SharedMoment.State.REMOVED))


def _moment(viewer: User, pk: int) -> SharedMoment:
    return get_object_or_404(SharedMoment.objects.visible_to(viewer).select_related("company"), pk=pk)


def _done(request: HttpRequest, said: str, act: Callable[[], Any]) -> HttpResponse:
    try:
        act()
        messages.success(request, said)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    to = request.POST.get("next", "")
    return redirect(to if url_has_allowed_host_and_scheme(to, {request.get_host()}) else "lines:list")


@member
@require_POST
def agree(request: HttpRequest, pk: int) -> HttpResponse:
    moment = _moment(request.user, pk)  # type: ignore[arg-type]
    return _done(request, _("ふたりの歩みに入りました。"), lambda: actions.agree(moment=moment, by=request.user))  # type: ignore[arg-type]


@member
@require_POST
def pass_by(request: HttpRequest, pk: int) -> HttpResponse:
    moment = _moment(request.user, pk)  # type: ignore[arg-type]
    said = _("見送りました。相手には知らされません。")
    return _done(request, said, lambda: actions.pass_by(moment=moment, by=request.user))  # type: ignore[arg-type]


@member
@require_POST
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    moment = _moment(request.user, pk)  # type: ignore[arg-type]
    said = _("外しました。相手には知らされません。")
    return _done(request, said, lambda: actions.remove(moment=moment, by=request.user))  # type: ignore[arg-type]


@member
@require_safe
def export(request: HttpRequest) -> HttpResponse:
    """All moments with companies, to take along; those with people stand on their pages."""
    viewer: User = request.user  # type: ignore[assignment]
    answer = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    name = f"kanae-lines_{timezone.localtime():%Y%m%d%H%M}.csv"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    rows = csv.writer(answer)
    rows.writerow([_("相手"), _("いつ"), _("できごと"), _("わたし"), _("相手のかたち")])
    known = queries.relations_of(viewer)
    for other in [one for one, *_more in (*known.companies, *known.resting)]:
        line = queries.line_with_company(viewer, other)
        for row in line.rows:
            one = row.moment
            rows.writerow([plain(line.name), row.when, plain(one.words), plain(one.of_me), plain(one.of_them)])
    return answer


def plain(words: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{words}" if words[:1] in ("=", "+", "-", "@", "\t") else words
