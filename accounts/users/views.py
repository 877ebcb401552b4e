"""Pages about oneself: proving a mailbox, settings, language."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import activate
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST
from django.views.i18n import set_language

from accounts.users import actions, proof
from accounts.users.access import member, public
from accounts.users.forms import CodeForm, NamesForm
from accounts.users.models import User


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def prove(request: HttpRequest) -> HttpResponse:
    """The code that came by mail is typed in here."""
    state = proof.current(request)
    if state is None:
        return render(request, "accounts/users/proof_over.html")
    form = CodeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            return proof.answer(request, form.cleaned_data["code"])
        except ValidationError as wrong:
            form.add_error("code", wrong)
    page = {"form": form, "address": state["address"], "live": proof.current(request) is not None}
    return render(request, "accounts/users/prove.html", page)


@public
@require_POST
def send_again(request: HttpRequest) -> HttpResponse:
    try:
        proof.send_again(request)
        messages.success(request, _("新しいコードを送りました。前のコードは使えなくなりました。"))
    except ValidationError as refusal:
        messages.error(request, refusal.message)
    return redirect("users:prove")


@member
@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: HttpRequest) -> HttpResponse:
    user = User.objects.get(pk=request.user.pk)
    form = NamesForm(request.POST if request.method == "POST" else None, instance=user)
    if request.method == "POST" and form.is_valid():
        saved = actions.change_settings(user=user, by=user, **form.cleaned_data)
        activate(saved.language)
        messages.success(request, _("保存しました。"))
        return redirect("users:settings")
    return render(request, "accounts/users/settings.html", {"form": form})


@public
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """For the browser by a cookie, and for somebody logged in also in their settings, so that mails follow."""
    chosen = request.POST.get("language", "")
    if request.user.is_authenticated and chosen in dict(User.LANGUAGES):
        actions.change_settings(user=request.user, by=request.user, language=chosen)
    return set_language(request)
