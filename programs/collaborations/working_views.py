"""The pages and buttons of the work itself: parts and roles, milestones, meetings, links, the log, one's own notes."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.forms import BaseForm, Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.users.access import member
from accounts.users.models import User
from programs.collaborations import queries, working
from programs.collaborations.agreeing_views import acting, attempt, number_in
from programs.collaborations.forms import (
    DecisionForm,
    LinkForm,
    MeetingForm,
    MilestoneForm,
    NoteForm,
    PartForm,
    RoleForm,
    SlipForm,
)
from programs.collaborations.models import Collaboration, Party, SideNote
from programs.collaborations.pages import page_of
from programs.collaborations.views import row_for
from programs.collaborations.work_models import Role
from programs.events.forms import add_refusal
from programs.events.models import Event

METHODS = ["GET", "HEAD", "POST"]


def _working(request: HttpRequest, pk: int) -> tuple[Collaboration, Party, User]:
    """The work, for which side, and by whom; shut to who doesn't take part any more, and once it is over."""
    row = row_for(request, pk)
    own = acting(request, row)
    if own.state != Party.State.JOINED or row.is_over or not row.outcomes.agreed().exists():
        raise PermissionDenied
    return row, own, request.user  # type: ignore[return-value]


def _asked(request: HttpRequest, row: Collaboration, template: str, form: BaseForm, **words: Any) -> HttpResponse:
    status = 422 if form.errors else 200
    return render(
        request, f"programs/collaborations/{template}.html", {"row": row, "form": form, **words}, status=status
    )


def _small(
    request: HttpRequest, pk: int, kind: type[Form], act: Callable[..., Any], *, title: str, submit: str,
    done: str = "", **more: Any,
) -> HttpResponse:  # fmt: skip
    """A page with one small form that adds or changes one thing of the work."""
    row, own, user = _working(request, pk)
    form = kind(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            act(party=own, by=user, **(more or {"collaboration": row}), **form.cleaned_data)
            if done:
                messages.success(request, done)
            return redirect("collaborations:one", pk)
        except ValidationError as refusal:
            add_refusal(form, refusal)
    return _asked(request, row, "small", form, title=title, submit=submit)


# Parts and roles


@member
@require_http_methods(METHODS)
def parts(request: HttpRequest, pk: int) -> HttpResponse:
    """The outcome split into parts, and the roles that carry them."""
    row, own, user = _working(request, pk)
    form = PartForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            working.add_part(collaboration=row, party=own, by=user, **form.cleaned_data)
            return redirect("collaborations:parts", pk)
        except ValidationError as refusal:
            add_refusal(form, refusal)
    return _asked(request, row, "parts", form, page=page_of(user, row))


@member
@require_POST
def part_drop(request: HttpRequest, pk: int, part: int) -> HttpResponse:
    row, own, user = _working(request, pk)
    found = get_object_or_404(row.parts, pk=part)
    attempt(request, _("部分を外しました。"), lambda: working.drop_part(part=found, party=own, by=user))
    return redirect("collaborations:parts", pk)


@member
@require_http_methods(METHODS)
def role_new(request: HttpRequest, pk: int) -> HttpResponse:
    return _role(request, pk, None)


@member
@require_http_methods(METHODS)
def role(request: HttpRequest, pk: int, role: int) -> HttpResponse:
    row = row_for(request, pk)
    return _role(request, pk, get_object_or_404(row.roles.prefetch_related("carryings"), pk=role))


def _role(request: HttpRequest, pk: int, role: Role | None) -> HttpResponse:
    row, own, user = _working(request, pk)
    joined = list(row.parties.filter(state=Party.State.JOINED).select_related("company", "person"))
    sides = queries.sides_of(user, joined)
    holders = [(str(one.pk), sides[one.pk].with_san) for one in joined]
    data = request.POST if request.method == "POST" else None
    form = RoleForm(data, parts=row.parts.all(), holders=holders, role=role)
    if form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("name", "decides", "parts")}
        holder = next((one for one in joined if str(one.pk) == form.cleaned_data["holder"]), None)
        try:
            working.keep_role(collaboration=row, party=own, holder=holder, role=role, by=user, **said)
            return redirect("collaborations:parts", pk)
        except ValidationError as refusal:
            add_refusal(form, refusal)
    return _asked(request, row, "role", form, role=role)


@member
@require_POST
def role_answer(request: HttpRequest, pk: int, role: int) -> HttpResponse:
    row, _own, user = _working(request, pk)
    found = get_object_or_404(row.roles.filter(holder__in=Party.objects.of(user)), pk=role)
    yes = "yes" in request.POST
    done = _("引き受けました。") if yes else _("役割をおろしました。担い手を待っています。")
    holder = found.holder
    assert holder is not None
    attempt(request, done, lambda: working.answer_role(role=found, party=holder, yes=yes, by=user))
    return redirect("collaborations:one", pk)


@member
@require_POST
def role_drop(request: HttpRequest, pk: int, role: int) -> HttpResponse:
    row, own, user = _working(request, pk)
    found = get_object_or_404(row.roles, pk=role)
    attempt(request, _("役割をなくしました。"), lambda: working.drop_role(role=found, party=own, by=user))
    return redirect("collaborations:parts", pk)


# Milestones


@member
@require_http_methods(METHODS)
def milestone_new(request: HttpRequest, pk: int) -> HttpResponse:
    done, words = _("節目を加えました。前の日にお知らせします。"), {"title": _("節目を加える"), "submit": _("加える")}
    return _small(request, pk, MilestoneForm, working.add_milestone, done=done, **words)


@member
@require_POST
def milestone_done(request: HttpRequest, pk: int, milestone: int) -> HttpResponse:
    row, own, user = _working(request, pk)
    found = get_object_or_404(row.milestones, pk=milestone)
    done = "undo" not in request.POST
    attempt(request, "", lambda: working.reach(milestone=found, party=own, done=done, by=user))
    return redirect("collaborations:one", pk)


@member
@require_http_methods(METHODS)
def milestone_slip(request: HttpRequest, pk: int, milestone: int) -> HttpResponse:
    row, _own, _user = _working(request, pk)
    found = get_object_or_404(row.milestones, pk=milestone)
    title = _("節目を延ばす: %(words)s") % {"words": found.words}
    return _small(request, pk, SlipForm, working.slip, title=title, submit=_("延ばす"), milestone=found)


@member
@require_POST
def milestone_drop(request: HttpRequest, pk: int, milestone: int) -> HttpResponse:
    row, own, user = _working(request, pk)
    found = get_object_or_404(row.milestones, pk=milestone)
    attempt(request, _("節目を外しました。"), lambda: working.drop_milestone(milestone=found, party=own, by=user))
    return redirect("collaborations:one", pk)


# Meetings, links, the log, and what one side keeps to itself


@member
@require_http_methods(METHODS)
def meeting(request: HttpRequest, pk: int) -> HttpResponse:
    """A small gathering of those who take part; or one that is there already."""
    row, own, user = _working(request, pk)
    companies = queries.hosting_companies(user, row.parties.all())
    form = MeetingForm(request.POST if request.method == "POST" else None, companies=companies)
    if form.is_valid():
        said = {**form.cleaned_data}
        said["company"] = next(one for one in companies if str(one.pk) == said["company"])
        try:
            working.meet(collaboration=row, party=own, by=user, **said)
            messages.success(request, _("集いをひらき、みなさんへお誘いを届けました。"))
            return redirect("collaborations:one", pk)
        except ValidationError as refusal:
            add_refusal(form, refusal)
    known = row.meetings.values("event")
    near = Event.objects.visible_to(user).upcoming().exclude(pk__in=known).filter(state="published")[:12]
    return _asked(request, row, "meeting", form, companies=companies, near=near)


@member
@require_POST
def meeting_link(request: HttpRequest, pk: int) -> HttpResponse:
    row, own, user = _working(request, pk)
    event = get_object_or_404(Event.objects.visible_to(user), pk=number_in(request, "event"))
    done = _("集いを、この仕事につなぎました。")
    attempt(request, done, lambda: working.link_meeting(collaboration=row, party=own, event=event, by=user))
    return redirect("collaborations:one", pk)


@member
@require_http_methods(METHODS)
def link_new(request: HttpRequest, pk: int) -> HttpResponse:
    return _small(request, pk, LinkForm, working.add_link, title=_("資料をつなぐ"), submit=_("つなぐ"))


@member
@require_POST
def link_drop(request: HttpRequest, pk: int, link: int) -> HttpResponse:
    row, own, user = _working(request, pk)
    found = get_object_or_404(row.links, pk=link)
    attempt(request, _("リンクを外しました。"), lambda: working.drop_link(link=found, party=own, by=user))
    return redirect("collaborations:one", pk)


@member
@require_http_methods(METHODS)
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    return _small(request, pk, DecisionForm, working.decide, title=_("決めたことを残す"), submit=_("残す"))


@member
@require_http_methods(METHODS)
def note(request: HttpRequest, pk: int) -> HttpResponse:
    """What one's own side keeps to itself; also after leaving, and once it is over."""
    user: User = request.user  # type: ignore[assignment]
    row = row_for(request, pk)
    own = acting(request, row)
    if not own.joined_at:
        raise PermissionDenied
    found = SideNote.objects.visible_to(user).filter(party=own).first()
    form = NoteForm(request.POST if request.method == "POST" else None, instance=found)
    if form.is_valid():
        working.keep_note(party=own, by=user, **form.cleaned_data)
        messages.success(request, _("書きとめました。読めるのは、あなたの側だけです。"))
        return redirect("collaborations:one", pk)
    return _asked(request, row, "note", form, own=own)
