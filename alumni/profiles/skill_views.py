"""Adding and taking off what I am good at, one word at a time."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.users.access import member
from accounts.users.models import User
from alumni.profiles import skills
from alumni.profiles.forms import SkillForm


def _back() -> HttpResponse:
    return redirect(reverse("profiles:edit") + "#skills")


@member
@require_POST
def add(request: HttpRequest) -> HttpResponse:
    assert isinstance(request.user, User)
    form = SkillForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("40文字までのことばを、一つ書いてください。"))
        return _back()
    try:
        made = skills.add(person=request.user, word=form.cleaned_data["word"], by=request.user)
        messages.success(request, _("「%s」を加えました。") % made.name)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    return _back()


@member
@require_POST
def remove(request: HttpRequest) -> HttpResponse:
    assert isinstance(request.user, User)
    chosen = request.POST.get("skill", "")
    if chosen.isascii() and chosen.isdigit() and len(chosen) < 10:
        skills.drop(person=request.user, skill=int(chosen), by=request.user)
        messages.success(request, _("外しました。"))
    return _back()


@member
@require_safe
def suggest(request: HttpRequest) -> HttpResponse:
    """Options for the list under the field, while one types."""
    assert isinstance(request.user, User)
    words = skills.suggestions(request.user, request.GET.get("word", "")[:80], get_language() or "ja")
    return render(request, "alumni/profiles/_skill_words.html", {"words": words})
