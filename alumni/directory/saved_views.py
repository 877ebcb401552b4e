"""Searches that somebody keeps: saving, running, renaming, being told, letting go and taking that back."""

from time import time

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.users.access import member
from accounts.users.models import User
from alumni.directory import saving
from alumni.directory.forms import NameForm, SaveForm, in_address
from alumni.directory.looking import asked_by
from alumni.directory.saved_models import SavedSearch
from alumni.directory.wording import asked_words

READ_AND_WRITE = ["GET", "HEAD", "POST"]
GONE, OFFERED = "saved_search_gone", 600  # what was let go last can come back, and is offered for ten minutes


@member
@require_safe
def list_(request: HttpRequest) -> HttpResponse:
    """All of one's own, each with what it asks for."""
    assert isinstance(request.user, User)
    viewer = request.user
    kept = [(saved, asked_words(asked_by(viewer, saved.query))) for saved in SavedSearch.objects.visible_to(viewer)]
    gone = request.session.get(GONE)
    page = {"kept": kept, "gone": gone if gone and gone["until"] > time() else None, "most": saving.MOST_SAVED}
    return render(request, "alumni/directory/saved.html", page)


@member
@require_safe
def run(request: HttpRequest, pk: int) -> HttpResponse:
    """The search itself; whoever was told of last is marked there."""
    assert isinstance(request.user, User)
    saved = get_object_or_404(SavedSearch.objects.visible_to(request.user), pk=pk)
    return redirect(f"{reverse('directory:list')}?{saved.query}&{urlencode({'saved': saved.pk})}")


@member
@require_http_methods(READ_AND_WRITE)
def new(request: HttpRequest) -> HttpResponse:
    """Keeping the search of an address under a name."""
    assert isinstance(request.user, User)
    query = in_address((request.POST if request.method == "POST" else request.GET).get("query", ""))
    asked = asked_by(request.user, query)
    if asked.wish.empty:
        messages.info(request, _("さきに、さがしてみてください。見つかった人たちの上で保存できます。"))
        return redirect("directory:list")
    words = asked_words(asked)
    form = SaveForm(request.POST if request.method == "POST" else None, initial={"name": "・".join(words)[:60]})
    if request.method == "POST" and form.is_valid():
        try:
            made = saving.save(query=query, by=request.user, **form.cleaned_data)
            messages.success(request, _("「%s」を保存しました。") % made.name)
            return redirect("directory:saved")
        except ValidationError as refusal:
            form.add_error(None, refusal)
    return render(request, "alumni/directory/save.html", {"form": form, "words": words, "query": query})


@member
@require_POST
def rename(request: HttpRequest, pk: int) -> HttpResponse:
    assert isinstance(request.user, User)
    saved = get_object_or_404(SavedSearch.objects.visible_to(request.user), pk=pk)
    form = NameForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("60文字までの名前を書いてください。"))
        return redirect("directory:saved")
    try:
        saving.rename(saved=saved, by=request.user, **form.cleaned_data)
        messages.success(request, _("名前を変えました。"))
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    return redirect("directory:saved")


@member
@require_POST
def tell(request: HttpRequest, pk: int) -> HttpResponse:
    assert isinstance(request.user, User)
    saved = get_object_or_404(SavedSearch.objects.visible_to(request.user), pk=pk)
    tells = request.POST.get("tells") == "1"
    saving.tell(saved=saved, tells=tells, by=request.user)
    words = _("「%s」に新しい人がいたら、お知らせします。") if tells else _("「%s」のお知らせを止めました。")
    messages.success(request, words % saved.name)
    return redirect("directory:saved")


@member
@require_POST
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    assert isinstance(request.user, User)
    saved = get_object_or_404(SavedSearch.objects.visible_to(request.user), pk=pk)
    saving.let_go(saved=saved, by=request.user)
    request.session[GONE] = {
        "name": saved.name,
        "query": saved.query,
        "tells": saved.tells,
        "until": time() + OFFERED,
    }
    return redirect("directory:saved")


@member
@require_POST
def back(request: HttpRequest) -> HttpResponse:
    """What was let go last is kept again."""
    assert isinstance(request.user, User)
    gone = request.session.pop(GONE, None)
    if gone is not None:
        try:
            saving.save(name=gone["name"], query=gone["query"], tells=gone["tells"], by=request.user)
            messages.success(request, _("「%s」をもとに戻しました。") % gone["name"])
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
    return redirect("directory:saved")
