"""My own profile: what I tell of myself, my photo, my story and my posts; and photos as others may see them."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.users.access import member
from accounts.users.models import User
from alumni.profiles import actions, photos
from alumni.profiles.forms import ClaimForm, PhotoForm, PostForm, ProfileForm, SkillForm, StoryForm, TurnForm
from alumni.profiles.models import Profile, StoryPart
from alumni.profiles.queries import shown
from alumni.profiles.skills import skills_told, vocabulary
from alumni.tenures import actions as tenures
from alumni.tenures.models import Tenure
from alumni.tenures.queries import notes_of

PROMPTS = [StoryPart.Kind.LEARNED, StoryPart.Kind.RETURNING, StoryPart.Kind.SEEKING]


def own_profile(user: Any) -> Profile:
    """One's own, not saved yet where there is none: looking changes nothing."""
    found = Profile.objects.filter(person=user).first()
    return found or Profile(person=user)


def own_posts(user: Any) -> list[Tenure]:
    """All of one's posts, those in doubt too, in order of time."""
    rows = list(Tenure.objects.of(user).select_related("company", "department", "telling__label"))
    for tenure in rows:
        _in_words(tenure)
    return sorted(rows, key=lambda tenure: (tenure.period.sort_key, tenure.pk))


def _in_words(tenure: Tenure) -> Tenure:
    tenure.time = tenure.period.text(get_language() or "ja")  # type: ignore[attr-defined]
    return tenure


@member
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest) -> HttpResponse:
    """Names, present work, place, languages, links, contact; skills have forms of their own on the page."""
    assert isinstance(request.user, User)
    profile = own_profile(request.user)
    form = ProfileForm(request.POST or None, profile=profile)
    if request.method == "POST" and form.is_valid():
        actions.describe(person=request.user, by=request.user, **form.cleaned_data)
        messages.success(request, _("保存しました。"))
        return redirect("profiles:edit")
    page = {"form": form, "profile": profile, "photo": PhotoForm(), "posts": own_posts(request.user)}
    page |= {"plain": [form[name] for name in form.plain], "names": [form[name] for name in form.names]}
    page |= {"skill": SkillForm(), "skills": skills_told(request.user), "words": vocabulary(get_language() or "ja")}
    mine = shown(request.user, [request.user.pk]).get(request.user.pk)
    return render(request, "alumni/profiles/edit.html", {**page, "shown": mine})


@member
@require_POST
def photo_change(request: HttpRequest) -> HttpResponse:
    """A new photo, or none."""
    assert isinstance(request.user, User)
    upload = None if "remove" in request.POST else request.FILES.get("photo")
    if upload is None and "remove" not in request.POST:
        messages.error(request, _("写真を選んでから送ってください。"))
        return redirect("profiles:edit")
    try:
        actions.set_photo(person=request.user, upload=upload, by=request.user)  # type: ignore[arg-type]
        messages.success(request, _("写真を変えました。") if upload else _("写真を消しました。"))
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    return redirect("profiles:edit")


@member
@require_http_methods(["GET", "HEAD"])
def photo(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """The photo, if it is shown to this viewer now; an old address, and everybody else's, answer like nothing."""
    assert isinstance(request.user, User)
    seen = shown(request.user, [pk]).get(pk)
    path = f"{photos.FOLDER}/{name}"
    if seen is None or seen.photo != request.path or not default_storage.exists(path):
        raise Http404
    with default_storage.open(path) as stored:
        answer = HttpResponse(stored.read(), content_type="image/jpeg")
    answer["Cache-Control"] = "private, no-cache"
    return answer


@member
@require_http_methods(["GET", "HEAD", "POST"])
def story(request: HttpRequest) -> HttpResponse:
    """The three questions; turning points are added and removed below."""
    assert isinstance(request.user, User)
    parts = list(StoryPart.objects.filter(profile__person=request.user))
    answers = {part.kind: part.text for part in parts if part.kind != StoryPart.Kind.TURN}
    form = StoryForm(request.POST or None, initial=answers)
    if request.method == "POST" and form.is_valid():
        for kind in PROMPTS:
            actions.tell(person=request.user, kind=kind, text=form.cleaned_data[kind.value], by=request.user)
        messages.success(request, _("保存しました。"))
        return redirect("profiles:story")
    turns = [part for part in parts if part.kind == StoryPart.Kind.TURN]
    return render(request, "alumni/profiles/story.html", {"form": form, "turns": turns, "turn": TurnForm()})


@member
@require_POST
def turn(request: HttpRequest) -> HttpResponse:
    """One more turning point."""
    form = TurnForm(request.POST)
    if _tries(form, actions.tell, person=request.user, kind=StoryPart.Kind.TURN, by=request.user):
        messages.success(request, _("転機を加えました。"))
    else:
        messages.error(request, " ".join(str(e) for errors in form.errors.values() for e in errors))
    return redirect("profiles:story")


@member
@require_POST
def turn_forget(request: HttpRequest, part: int) -> HttpResponse:
    own = get_object_or_404(StoryPart.objects.filter(profile__person=request.user, kind=StoryPart.Kind.TURN), pk=part)  # type: ignore[misc]
    actions.forget(part=own, by=request.user)  # type: ignore[arg-type]
    messages.success(request, _("転機を消しました。"))
    return redirect("profiles:story")


def _tries(form: forms.Form, act: Any, **given: Any) -> Any:
    """The result of the action with what the form holds; a refusal becomes a line of the form."""
    if not form.is_valid():
        return None
    try:
        return act(**given, **form.cleaned_data)
    except ValidationError as refusal:
        form.add_error(None, refusal)
        return None


@member
@require_http_methods(["GET", "HEAD", "POST"])
def post_new(request: HttpRequest) -> HttpResponse:
    """A post in any company of the network, told by oneself and confirmed by nobody yet."""
    form = ClaimForm(request.POST or None)
    if request.method == "POST" and _tries(form, tenures.claim, person=request.user, by=request.user):
        messages.success(request, _("加えました。会社の担当者が確かめると「在籍確認済」になります。"))
        return redirect("profiles:edit")
    return render(request, "alumni/profiles/post.html", {"form": form, "tenure": None})


def own_post(request: HttpRequest, pk: int) -> Tenure:
    rows = Tenure.objects.filter(person=request.user).select_related("company", "department", "telling__label")  # type: ignore[misc]
    return _in_words(get_object_or_404(rows, pk=pk))


@member
@require_http_methods(["GET", "HEAD", "POST"])
def post_change(request: HttpRequest, tenure: int) -> HttpResponse:
    """Putting one's own post right, which takes its mark; and the answer to a doubt."""
    own = own_post(request, tenure)
    form = PostForm(request.POST or None, initial=_said(own))
    if request.method == "POST" and _tries(form, tenures.change, tenure=own, by=request.user):
        messages.success(request, _("直しました。会社の担当者が、もう一度確かめます。"))
        return redirect("profiles:edit")
    return render(request, "alumni/profiles/post.html", {"form": form, "tenure": own, "notes": notes_of(own)})


def _said(tenure: Tenure) -> dict[str, Any]:
    period = tenure.period
    return {
        "department": tenure.department.name if tenure.department else "",
        "title": tenure.title,
        "since": period.since.iso if period.since else "",
        "until": period.until.iso if period.until else "",
        "open": period.open,
        "word": tenure.word,
    }


@member
@require_POST
def post_answer(request: HttpRequest, tenure: int) -> HttpResponse:
    own = own_post(request, tenure)
    try:
        tenures.answer(tenure=own, word=request.POST.get("word", ""), by=request.user)  # type: ignore[arg-type]
        messages.success(request, _("担当者に伝えました。もう一度、確かめてもらいます。"))
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    return redirect("profiles:post_change", own.pk)
