"""The yearly question: answered from the mail without logging in, or on one's own profile; and being in lists or not."""

import zoneinfo

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.users.access import member, public
from alumni.profiles import actions, yearly


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def still_right(request: HttpRequest, token: str) -> HttpResponse:
    """Opening the link (mail scanners do) answers nothing; the button does."""
    person = yearly.opened(token)
    if person is None:
        return render(request, "alumni/profiles/link_over.html", status=404)
    with translation.override(person.language), timezone.override(zoneinfo.ZoneInfo(person.time_zone)):
        done = request.method == "POST"
        if done:
            actions.confirm(person=person, by=person)
        page = {"person": person, "recorded": yearly.recorded(person), "done": done, "token": token}
        return render(request, "alumni/profiles/still_right.html", page)


@member
@require_POST
def confirm(request: HttpRequest) -> HttpResponse:
    actions.confirm(person=request.user, by=request.user)
    messages.success(request, _("確かめてくださって、ありがとうございます。"))
    return redirect("profiles:edit")


@member
@require_POST
def listed(request: HttpRequest) -> HttpResponse:
    """In lists of people one worked with, or not."""
    stays = request.POST.get("listed") == "yes"
    actions.list_among_companions(person=request.user, listed=stays, by=request.user)
    said = _("「いっしょに働いた人」の一覧に出るようにしました。") if stays else _("一覧には出ないようにしました。")
    messages.success(request, said)
    return redirect("profiles:visibility")
