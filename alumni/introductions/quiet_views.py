"""The quiet start, as pages."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.users.access import member
from accounts.users.models import User
from alumni.connections.queries import standing_between
from alumni.directory.actions import show_cards
from alumni.introductions import quiet
from alumni.introductions.forms import HelloForm
from alumni.profiles import actions as profiles
from alumni.profiles.models import Profile


@member
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Looking around first, and one small step or none."""
    assert isinstance(request.user, User)
    viewer = request.user
    people = quiet.open_people(viewer)
    allowed = set(show_cards(people=[one.person.pk for one in people], by=viewer))
    given = quiet.voucher_of(viewer)
    profile = Profile.objects.filter(person=viewer).first()
    page = {
        "people": [one for one in people if one.person.pk in allowed],
        "given": given,
        "greeted": bool(given and standing_between(viewer, given.voucher)),
        "unseen": profile is None or profile.seen_by == Profile.SeenBy.NOBODY,
        "form": HelloForm(),
    }
    return render(request, "alumni/introductions/quiet.html", page)


@member
@require_POST
def step(request: HttpRequest) -> HttpResponse:
    """One small step: greeting the one who vouched, being seen by one's old department, being unseen again."""
    assert isinstance(request.user, User)
    viewer, what = request.user, request.POST.get("step", "")
    try:
        if what == "hello":
            _hello(request, viewer)
        elif what == "department":
            profiles.show_to(person=viewer, seen_by=Profile.SeenBy.COWORKERS, by=viewer)
            messages.success(request, _("同じ部署で働いた方にだけ、見えるようになりました。"))
        elif what == "hide":
            quiet.hide(by=viewer)
            messages.success(request, _("いまから、だれにも見えません。"))
    except ValidationError as refusal:
        messages.error(request, refusal.message)
    return redirect("introductions:quiet")


def _hello(request: HttpRequest, viewer: User) -> None:
    given, form = quiet.voucher_of(viewer), HelloForm(request.POST)
    if given is not None and form.is_valid():
        quiet.hello(given=given, word=form.cleaned_data["word"], by=viewer)
        messages.success(request, _("%sさんに、あいさつを送りました。") % given.voucher.name)


@member
@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    assert isinstance(request.user, User)
    quiet.leave(by=request.user)
    messages.success(
        request, _("つながりから離れました。だれにも知らせていません。また来たくなったら、いつでもどうぞ。")
    )
    return redirect("home")
