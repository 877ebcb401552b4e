"""Choosing who reads what of me, and seeing myself with their eyes."""

from time import time

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from accounts.users.access import member
from accounts.users.models import User
from alumni.profiles import actions
from alumni.profiles.disclosure import KINDS, PRESETS
from alumni.profiles.editing_views import own_post, own_posts, own_profile
from alumni.profiles.forms import DisclosureForm, TellingForm
from alumni.profiles.presetting import Told, preset_of, tell_as_before, told_by
from alumni.profiles.queries import openness_of, seen_as, telling_of

BEFORE, OFFERED = "told_before", 600  # how everything was told before a preset was chosen, offered for ten minutes

PRESET_WORDS = [
    ("quiet", pgettext_lazy("preset", "ひかえめ"), gettext_lazy("くわしくは、いっしょに働いた人だけに。ほかの人には、会社も時期もぼかします。")),
    ("usual", pgettext_lazy("preset", "ふつう"), gettext_lazy("歩みはそのまま、写真や物語は同じ会社の仲間に。")),
    ("open", pgettext_lazy("preset", "ひらく"), gettext_lazy("連絡のとりかたと戸籍の名前のほかは、見える人みんなに。")),
]  # fmt: skip
KIND_WORDS = {
    "department": gettext_lazy("同じ部署で働いた人"),
    "company": gettext_lazy("同じ会社の仲間"),
    "hr": gettext_lazy("その会社の人事の担当者"),
    "met": gettext_lazy("集いでいっしょになった人"),
    "network": gettext_lazy("ほかの会社のメンバー"),
}


@member
@require_http_methods(["GET", "HEAD", "POST"])
def disclosure(request: HttpRequest) -> HttpResponse:
    """A preset, then field by field; each post has a page of its own."""
    assert isinstance(request.user, User)
    profile = own_profile(request.user)
    form = DisclosureForm(request.POST or None, profile=profile)
    if request.method == "POST" and form.is_valid():
        settings = dict(form.cleaned_data)
        story, marks = settings.pop("story"), settings.pop("shows_verified")
        actions.disclose(person=request.user, story=story, settings=settings, shows_verified=marks, by=request.user)
        request.session.pop(BEFORE, None)
        messages.success(request, _("保存しました。"))
        return redirect("profiles:disclosure")
    page = {"form": form, "profile": profile, "posts": own_posts(request.user), "kinds": KIND_WORDS}
    page |= {"presets": PRESET_WORDS, "in_force": preset_of(told_by(request.user)), "before": _before(request)}
    return render(request, "alumni/profiles/disclosure.html", page)


@member
@require_POST
def preset(request: HttpRequest) -> HttpResponse:
    assert isinstance(request.user, User)
    chosen = request.POST.get("preset", "")
    if chosen in PRESETS:
        before = told_by(request.user)
        actions.disclose_like(person=request.user, preset=chosen, by=request.user)
        request.session[BEFORE] = {"told": before, "until": time() + OFFERED}
        messages.success(request, _("見せかたを変えました。下で、ひとつずつ直せます。"))
    return redirect("profiles:disclosure")


@member
@require_POST
def preset_back(request: HttpRequest) -> HttpResponse:
    """Everything is told as it was before the preset was chosen."""
    assert isinstance(request.user, User)
    if before := _before(request):
        tell_as_before(person=request.user, told=before, by=request.user)
        request.session.pop(BEFORE)
        messages.success(request, _("見せかたを、もとに戻しました。"))
    return redirect("profiles:disclosure")


def _before(request: HttpRequest) -> Told | None:
    kept = request.session.get(BEFORE)
    return kept["told"] if kept and kept["until"] > time() else None


@member
@require_http_methods(["GET", "HEAD", "POST"])
def telling(request: HttpRequest, tenure: int) -> HttpResponse:
    """How one post is told to each audience."""
    own = own_post(request, tenure)
    told = telling_of(own)
    now = {"label": told.label_id if told else None, "keeps_mark": told.keeps_mark if told else True}
    openness = dict(openness_of(own))
    form = TellingForm(request.POST or None, initial=now, openness=openness, company=own.company_id)
    if request.method == "POST" and form.is_valid():
        words, mark = form.cleaned_data["label"], form.cleaned_data["keeps_mark"]
        try:
            actions.tell_post(tenure=own, openness=form.openness, label=words, keeps_mark=mark, by=request.user)  # type: ignore[arg-type]
            messages.success(request, _("保存しました。"))
            return redirect("profiles:telling", own.pk)
        except ValidationError as refusal:
            form.add_error("label", refusal)
    return render(request, "alumni/profiles/telling.html", {"form": form, "tenure": own})


@member
@require_http_methods(["GET", "HEAD"])
def seen(request: HttpRequest, kind: str) -> HttpResponse:
    """Exactly what a viewer of this kind reads; `company` chooses of which of one's companies they are."""
    if kind not in KINDS:
        raise Http404
    assert isinstance(request.user, User)
    companies = {
        tenure.company_id: tenure.company for tenure in own_posts(request.user) if tenure.state == "verified"
    }
    wanted = request.GET.get("company", "")
    company = companies.get(int(wanted) if wanted.isascii() and wanted.isdigit() else 0) or next(
        iter(companies.values()), None
    )
    page = {
        "kind": kind,
        "kinds": KIND_WORDS,
        "words": KIND_WORDS[kind],
        "company": company,
        "companies": companies.values(),
        "shown": seen_as(request.user, kind, company.pk if company else 0),
    }
    return render(request, "alumni/profiles/as.html", page)
