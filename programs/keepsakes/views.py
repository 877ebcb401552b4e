"""The pages of the days after: what remains, for those who came; and the hosts' page with the outcome of both sides."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.storage import default_storage
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.users.access import member
from accounts.users.models import User
from alumni.profiles import photos
from programs.events import rules as events
from programs.events.models import Event
from programs.keepsakes import actions, queries, rules
from programs.keepsakes.forms import FeedbackForm, OutcomeForm, PhotoForm, ThanksForm
from programs.keepsakes.models import EventPhoto, Thanks


def _remains(request: HttpRequest, pk: int) -> Event:
    """The gathering, for those who came to it or held it; anybody else finds nothing here."""
    event = get_object_or_404(queries.remaining(request.user), pk=pk)
    if not rules.belongs(request.user, event):
        raise Http404
    return event


def _try(request: HttpRequest, done: str, act: Callable[[], Any]) -> Any:
    """The action with its sentence, or the refusal's."""
    try:
        made = act()
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
        return None
    if done:
        messages.success(request, done)
    return made


@member
@require_safe
def after(request: HttpRequest, pk: int) -> HttpResponse:
    return _shown(request, _remains(request, pk), PhotoForm())


def _shown(request: HttpRequest, event: Event, form: PhotoForm) -> HttpResponse:
    user, may_answer = request.user, rules.can_answer(request.user, event)
    shown, hidden = queries.album_of(user, event)
    words = list(Thanks.objects.visible_to(user).filter(event=event).select_related("by"))
    page = {
        "event": event, "form": form, "photos": shown, "hidden": hidden,
        "outcome": getattr(event, "outcome", None), "yeses": event.yeses, "confirmed": event.has_confirmed,  # type: ignore[attr-defined]
        "may_edit": events.can_edit(user, event), "may_answer": may_answer, "answered": event.has_answered,  # type: ignore[attr-defined]
        "people": queries.companions_and_wishes(user, event) if may_answer else [],
        "helpers": list(queries.helpers_of(user, event)) if may_answer else [],
        "thanks": [said for said in words if said.by_id == user.pk],
        "heard": [said for said in words if said.to_id == user.pk],
    }  # fmt: skip
    return render(request, "programs/keepsakes/after.html", page, status=422 if form.errors else 200)


@member
@require_POST
def photo_add(request: HttpRequest, pk: int) -> HttpResponse:
    event, form = _remains(request, pk), PhotoForm(request.POST, request.FILES)
    if form.is_valid():
        data = form.cleaned_data
        try:
            actions.add_photo(event=event, upload=data["photo"], words=data["words"], by=request.user)
            messages.success(request, _("写真をのせました。来た方と主催の方だけに見えます。"))
            return redirect("keepsakes:after", pk)
        except ValidationError as refusal:
            form.add_error("photo", refusal)
    return _shown(request, event, form)


@member
@require_safe
def picture(request: HttpRequest, pk: int, photo: int) -> HttpResponse:
    """The file itself, or with ?small the smaller one, as long as it is shown to this viewer."""
    found = get_object_or_404(EventPhoto.objects.visible_to(request.user), pk=photo, event=pk)
    path = photos.path_of(found.file, small="small" in request.GET)
    if not default_storage.exists(path):
        path = photos.path_of(found.file)
    if not default_storage.exists(path):
        raise Http404
    with default_storage.open(path) as stored:
        answer = HttpResponse(stored.read(), content_type="image/jpeg")
    answer["Cache-Control"] = "private, no-cache"
    return answer


@member
@require_POST
def photo_hide(request: HttpRequest, pk: int, photo: int) -> HttpResponse:
    event = _remains(request, pk)
    found = get_object_or_404(EventPhoto.objects.visible_to(request.user), pk=photo, event=event)
    in_it = "in_it" in request.POST
    done = _("写真を外しました。もうだれにも見えません。下の「外した写真」から戻せます。")
    _try(request, done, lambda: actions.take_down(photo=found, in_it=in_it, by=request.user))
    return redirect("keepsakes:after", pk)


@member
@require_POST
def photo_back(request: HttpRequest, pk: int, photo: int) -> HttpResponse:
    event = _remains(request, pk)
    found = get_object_or_404(queries.taken_down_by(request.user, event), pk=photo)
    _try(request, _("写真を戻しました。"), lambda: actions.bring_back(photo=found, by=request.user))
    return redirect("keepsakes:after", pk)


@member
@require_http_methods(["GET", "HEAD", "POST"])
def feedback(request: HttpRequest, pk: int) -> HttpResponse:
    """Three questions on one screen."""
    event = _remains(request, pk)
    form = FeedbackForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            actions.give_feedback(event=event, by=request.user, **form.cleaned_data)
            messages.success(request, _("ありがとうございます。たしかに受け取りました。"))
            return redirect("keepsakes:after", pk)
        except ValidationError as refusal:
            form.add_error(None, refusal)
    words = {"event": event, "form": form, "open": rules.can_answer(request.user, event)}
    words["answered"] = event.has_answered  # type: ignore[attr-defined]
    return render(request, "programs/keepsakes/feedback.html", words, status=422 if form.errors else 200)


@member
@require_POST
def thank(request: HttpRequest, pk: int) -> HttpResponse:
    event, form = _remains(request, pk), ThanksForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("ひとこと書いてください。短くて大丈夫です。"))
        return redirect("keepsakes:after", pk)
    to = get_object_or_404(queries.helpers_of(request.user, event), pk=form.cleaned_data["to"])
    text = form.cleaned_data["text"]
    done = _("%(name)sさんにお届けしました。ほかの人には見えません。") % {"name": to.name}
    _try(request, done, lambda: actions.thank(event=event, to=to, text=text, by=request.user))
    return redirect("keepsakes:after", pk)


@member
@require_POST
def wish(request: HttpRequest, pk: int, person: int) -> HttpResponse:
    event = _remains(request, pk)
    to = User.objects.active().filter(pk=person).first()
    if to is None or to.pk not in {one.person for one in queries.companions_of(request.user, event)}:
        raise Http404
    if "back" in request.POST:
        _try(request, _("取り消しました。だれにも伝わっていません。"),
             lambda: actions.unwish(event=event, to=to, by=request.user))  # fmt: skip
        return redirect("keepsakes:after", pk)
    done = _("心にとめました。お相手も同じように思ったときだけ、おふたりに伝わります。")
    _try(request, done, lambda: actions.wish(event=event, to=to, by=request.user))
    return redirect("keepsakes:after", pk)


@member
@require_POST
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    event, said = _remains(request, pk), request.POST.get("revision", "")
    revision = int(said) if said.isascii() and said.isdigit() and len(said) < 9 else 0
    done = _("ありがとうございます。確かめたことを残しました。")
    _try(request, done, lambda: actions.confirm_outcome(event=event, revision=revision, by=request.user))
    return redirect("keepsakes:after", pk)


@member
@require_http_methods(["GET", "HEAD", "POST"])
def outcome(request: HttpRequest, pk: int) -> HttpResponse:
    """The hosts' page: who came in counts, what was said, and what came of both hopes."""
    event = _remains(request, pk)
    if not events.can_edit(request.user, event):
        raise PermissionDenied
    found = getattr(event, "outcome", None)
    form = OutcomeForm(request.POST if request.method == "POST" else None, outcome=found)
    if form.is_valid():
        said = form.cleaned_data
        if _try(request, _("実りを残しました。来た方のページにも出ています。"),
                lambda: actions.tell_outcome(event=event, by=request.user, **said)):  # fmt: skip
            return redirect("keepsakes:outcome", pk)
    words = {
        "event": event, "form": form, "outcome": found, "figures": queries.figures_of(event),
        "voices": queries.voices_of(event), "yeses": event.yeses,  # type: ignore[attr-defined]
        "over": rules.is_over(event), "floor": rules.FLOOR,
    }  # fmt: skip
    return render(request, "programs/keepsakes/outcome.html", words)
