"""Keeping somebody away, and telling the platform of a person or of words."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.audit.actions import ref
from accounts.users.access import member
from accounts.users.models import User
from alumni.blocks import actions
from alumni.blocks.forms import ReportForm
from alumni.profiles.queries import people_visible_to
from alumni.talks.models import Message, Talk


def somebody(viewer: Any, pk: int) -> User:
    return get_object_or_404(people_visible_to(viewer).exclude(pk=viewer.pk), pk=pk)


@member
@require_POST
def block(request: HttpRequest, person: int) -> HttpResponse:
    return _block(request, somebody(request.user, person))


@member
@require_POST
def block_other(request: HttpRequest, pk: int) -> HttpResponse:
    """The other of a talk, who may not be in sight any more."""
    talk = get_object_or_404(Talk.objects.visible_to(request.user), pk=pk)
    return _block(request, User.objects.get(pk=talk.other_than(request.user)))


def _block(request: HttpRequest, person: User) -> HttpResponse:
    actions.block(person=person, by=request.user)
    messages.success(request, _("ブロックしました。相手には知らせません。ここから、いつでも解けます。"))
    return redirect("blocks:list")


@member
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, person: int) -> HttpResponse:
    who = somebody(request.user, person)
    return _report(request, who, about=ref(who), evidence="")


@member
@require_http_methods(["GET", "HEAD", "POST"])
def report_words(request: HttpRequest, pk: int, message: int) -> HttpResponse:
    """Only these words leave the talk, as a copy: nobody is let into the talk itself."""
    rows = Message.objects.visible_to(request.user).filter(talk=pk, gone_at=None).exclude(by=request.user)
    words = get_object_or_404(rows.select_related("by"), pk=message)
    return _report(request, words.by, about=ref(words), evidence=words.text)


def _report(request: HttpRequest, person: User, *, about: str, evidence: str) -> HttpResponse:
    form = ReportForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        also_block = given.pop("also_block")
        try:
            actions.report(person=person, about=about, evidence=evidence, by=request.user, **given)
            if also_block:
                actions.block(person=person, by=request.user)
            messages.success(request, _("受け取りました。運営が確かめ、結果をここでお知らせします。"))
            return redirect("blocks:list")
        except ValidationError as refusal:
            form.add_error(None, refusal)
    page = {"form": form, "evidence": evidence}
    return render(request, "alumni/talks/report.html", page, status=422 if form.errors else 200)
