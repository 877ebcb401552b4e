"""My own choice of who sees me, and what I have agreed to."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.consent import actions as consent
from accounts.consent.models import Consent, Document
from accounts.consent.queries import consents_of, open_texts_of
from accounts.users.access import member
from alumni.companies.models import Enrolment
from alumni.profiles import actions
from alumni.profiles.forms import SeenByForm
from alumni.profiles.models import Profile


@member
@require_http_methods(["GET", "HEAD", "POST"])
def visibility(request: HttpRequest) -> HttpResponse:
    form = SeenByForm(request.POST if request.method == "POST" else None, person=request.user)  # type: ignore[arg-type]
    if request.method == "POST" and form.is_valid():
        try:
            actions.show_to(person=request.user, seen_by=form.cleaned_data["seen_by"], by=request.user)  # type: ignore[arg-type]
            messages.success(request, _("保存しました。"))
            return redirect("profiles:visibility")
        except ValidationError as refusal:
            form.add_error("seen_by", refusal)
    page = {"form": form, "listed": not Profile.objects.filter(person=request.user, in_lists=False).exists()}
    return render(request, "alumni/profiles/visibility.html", page)


def _scopes(request: HttpRequest) -> list[str]:
    own = Enrolment.objects.filter(person=request.user).select_related("company")  # type: ignore[misc]
    return sorted({row.company.scope for row in own})


@member
@require_http_methods(["GET", "HEAD", "POST"])
def consents(request: HttpRequest) -> HttpResponse:
    """What I agreed to, word for word; texts of my companies that I haven't agreed to can be agreed to here."""
    mine, texts = consents_of(request.user), open_texts_of(request.user, _scopes(request))  # type: ignore[arg-type]
    if request.method == "POST":
        wanted = request.POST.get("document", "")
        document = next((text for text in texts if str(text.pk) == wanted), None)
        if document:
            consent.give(document=document, by=request.user, channel="web")  # type: ignore[arg-type]
            messages.success(request, _("同意を記録しました。見せる範囲は、いつでも選べます。"))
        return redirect("profiles:consents")
    language = request.user.language  # type: ignore[union-attr]
    page = {"mine": [(one, one.document.text(one.language)) for one in mine], "open": _read(texts, language)}
    return render(request, "alumni/profiles/consents.html", page)


def _read(texts: list[Document], language: str) -> list[tuple[Document, str]]:
    return [(text, text.text(language)) for text in texts]


@member
@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    own = get_object_or_404(Consent.objects.filter(person=request.user).select_related("document"), pk=pk)  # type: ignore[misc]
    actions.withdraw_consent(given=own, by=request.user)  # type: ignore[arg-type]
    messages.success(request, _("同意を取り下げました。記録はのこりますが、これからは使いません。"))
    return redirect("profiles:consents")
