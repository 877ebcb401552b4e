"""The pages of needs and offers: the list with "now, for you", one of them, writing, changing, ending, renewing."""

import zoneinfo
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone, translation
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.users.access import member, public
from alumni.companies.models import Company
from alumni.companies.queries import desk_or_404, desks_of
from alumni.profiles.skills import vocabulary
from programs.exchange import actions, forms, keeping, queries, rules, themes, tokens
from programs.exchange.models import Listing

PAGE = 20
WRITTEN = "exchange_written"  # in the session: what was typed when a form erred
VERBS: dict[str, tuple[Callable[..., Any], Any]] = {
    "open": (actions.open_, gettext_lazy("ひらきました。")),
    "pause": (actions.pause, gettext_lazy("お休みにしました。ほかの人には見えません。いつでもひらけます。")),
    "fulfil": (actions.fulfil, gettext_lazy("叶いましたね。おめでとうございます。")),
    "end": (actions.end, gettext_lazy("終わりにしました。もう一度ひらくこともできます。")),
    "renew": (actions.renew, gettext_lazy("あと三か月、つづけます。")),
}


def attempt(request: HttpRequest, done: str, act: Callable[[], Any]) -> Any:
    """The action with its sentence, or the refusal's."""
    try:
        made = act()
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
        return None
    if done:
        messages.success(request, done)
    return made


def seen(request: HttpRequest, pk: int) -> Listing:
    rows = Listing.objects.visible_to(request.user).select_related("company", "department", "person", "circle_unit")
    return get_object_or_404(rows, pk=pk)


def kept(request: HttpRequest, pk: int) -> Listing:
    found = seen(request, pk)
    if not rules.can_keep(request.user, found):
        raise PermissionDenied
    return found


@member
@require_safe
def list_(request: HttpRequest) -> HttpResponse:
    user = request.user
    kind = Listing.Kind.OFFER if request.GET.get("kind") == "offer" else Listing.Kind.NEED
    text = request.GET.get("q", "")[:80]
    page = Paginator(queries.listed(user, kind, text), PAGE).get_page(request.GET.get("page"))
    rows = list(page.object_list)
    suggested = [] if text or page.number > 1 else queries.now_for(user)
    keeping.show(user, [one.fit for one in suggested])
    words = themes.words_of(rows, get_language() or "ja")
    people = queries.people_of(user, rows)
    return render(request, "programs/exchange/list.html", {
        "kind": kind, "text": text, "page": page, "lines": [queries.line(row, words, people) for row in rows],
        "suggested": suggested, "may_write": rules.can_write(user, None), "exchange_waiting": queries.waiting_for(user),
        "is_open": queries.is_open(user), "gives": bool(suggested) or bool(queries.offers_of(user)),
    })  # fmt: skip


@member
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    user = request.user
    rows = list(queries.own(user))
    words = themes.words_of(rows, get_language() or "ja")
    lines = [queries.line(row, words, {}) for row in rows]
    received, asked = list(queries.asks_to(user)[:PAGE]), list(queries.asks_by(user)[:PAGE])
    return render(request, "programs/exchange/mine.html", {
        "open": [one for one in lines if one.listing.is_live], "drafts": [one for one in lines if one.listing.state in ("draft", "paused")],
        "over": [one for one in lines if one.listing.is_over or (one.listing.state == "open" and not one.listing.is_live)],
        "received": queries.with_people(user, received), "asked": queries.with_people(user, asked, by_me=True),
        "relays": list(queries.relays_to(user)), "may_write": rules.can_write(user, None),
    })  # fmt: skip


@member
@require_safe
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """For its owner with who might fit and who asked; for everybody else with the small step of asking."""
    user, listing = request.user, seen(request, pk)
    line = queries.line(
        listing, themes.words_of([listing], get_language() or "ja"), queries.people_of(user, [listing])
    )
    page: dict[str, Any] = {"listing": listing, "line": line, "may_keep": rules.can_keep(user, listing)}
    if page["may_keep"]:
        page["circle_words"] = queries.circle_words(listing)
        page["suggested"] = queries.counterparts_of(listing, user)
        keeping.show(user, [found.fit for found in page["suggested"]])
        page["received"] = queries.with_people(user, list(queries.asks_to(user).filter(listing=listing)[:PAGE]))
    else:
        page["mine"] = queries.own_for(user, listing)
        page["asked"] = queries.asks_by(user).filter(listing=listing, by=user).first()
        page["pair"] = queries.pair_of(user, listing)
    return render(request, "programs/exchange/one.html", page)


# Writing


@member
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, kind: str) -> HttpResponse:
    if not rules.can_write(request.user, None):
        messages.info(request, _("書けるのは、在籍が確かめられてからです。もう少しお待ちください。"))
        return redirect("exchange:list")
    return write(request, kind, None)


@member
@require_http_methods(["GET", "HEAD", "POST"])
def desk_new(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    return write(request, kind, desk_or_404(request.user, slug))


def write(request: HttpRequest, kind: str, company: Company | None) -> HttpResponse:
    """Opened, or put by as a draft. What was typed when something was missing waits until it is finished."""
    place = f"{WRITTEN}:{kind}:{company.pk if company else ''}"
    post = request.POST if request.method == "POST" else None
    draft = post is not None and "draft" in post
    form_of = forms.DraftForm if draft else forms.ListingForm
    first = {**forms.usual(request.user), **_first_words(request), **request.session.get(place, {})}
    form = form_of(post, kind=kind, user=request.user, company=company, initial=first)
    if form.is_valid():
        verb = actions.need if kind == Listing.Kind.NEED else actions.offer
        try:
            made = verb(by=request.user, company=company, opened=not draft, **form.fields_of_listing)
            request.session.pop(place, None)
            messages.success(
                request, _("下書きにしました。") if draft else _("ひらきました。三か月のあいだ、読んでもらえます。")
            )
            return redirect("exchange:one", made.pk)
        except ValidationError as refusal:
            form.add_error(None, refusal) if not hasattr(refusal, "error_dict") else _add(form, refusal)
    if post is not None:
        request.session[place] = {
            name: post.getlist(name) if name in MANY else post.get(name, "") for name in form.fields
        }
    waits = post is None and place in request.session
    return _drawn(request, form, kind, company, waits=waits)


MANY = ("returns", "languages", "circle")


def _first_words(request: HttpRequest) -> dict[str, Any]:
    """A page that leads here may give a theme and a title along."""
    return {name: request.GET[name][:80] for name in ("title", "themes") if request.GET.get(name)}


def _add(form: forms.ListingForm, refusal: ValidationError) -> None:
    for name, errors in refusal.error_dict.items():
        form.add_error(name if name in form.fields else None, errors)


def _drawn(request: HttpRequest, form: forms.ListingForm, kind: str, company: Company | None, **more: Any) -> HttpResponse:  # fmt: skip
    page = {
        "form": form, "kind": kind, "company": company, "desks": desks_of(request.user),
        "vocabulary": vocabulary(get_language() or "ja"), **more,
    }  # fmt: skip
    unfolds = any(name in form.errors for name in form.fields if name not in ("title", "themes", "returns"))
    page["unfolds"] = unfolds
    return render(request, "programs/exchange/edit.html", page, status=422 if form.errors else 200)


@member
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    listing = kept(request, pk)
    if listing.standing:
        return redirect("exchange:openness")
    post = request.POST if request.method == "POST" else None
    form_of = forms.DraftForm if listing.state == Listing.State.DRAFT else forms.ListingForm
    first = forms.told_of(listing)
    form = form_of(post, kind=listing.kind, user=request.user, company=listing.company, initial=first)
    if form.is_valid():
        try:
            actions.change(listing=listing, by=request.user, **form.fields_of_listing)
            if post is not None and "open" in post and listing.state == Listing.State.DRAFT:
                actions.open_(listing=listing, by=request.user)
            messages.success(request, _("直しました。"))
            return redirect("exchange:one", pk)
        except ValidationError as refusal:
            form.add_error(None, refusal) if not hasattr(refusal, "error_dict") else _add(form, refusal)
    return _drawn(request, form, listing.kind, listing.company, listing=listing)


@member
@require_safe
def similar(request: HttpRequest) -> HttpResponse:
    """What is alike, while one writes."""
    kind = Listing.Kind.OFFER if request.GET.get("kind") == "offer" else Listing.Kind.NEED
    found = queries.similar(
        request.user, kind, request.GET.get("title", "")[:80], request.GET.get("themes", "")[:250]
    )
    return render(request, "programs/exchange/_similar.html", {"similar": found})


@member
@require_POST
def do(request: HttpRequest, pk: int, what: str) -> HttpResponse:
    """Opening, resting, fulfilling, ending and renewing: one tap each."""
    listing = kept(request, pk)
    if what not in VERBS:
        raise Http404
    act, done = VERBS[what]
    attempt(request, str(done), lambda: act(listing=listing, by=request.user))
    return redirect("exchange:one", pk)


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def renew_by_mail(request: HttpRequest, token: str) -> HttpResponse:
    """One tap from a mail, without logging in. Opening the link (mail scanners do) renews nothing; a button does."""
    door = tokens.opened(token)
    if door is None:
        return render(request, "programs/exchange/link_over.html", status=404)
    with translation.override(door.person.language), timezone.override(zoneinfo.ZoneInfo(door.person.time_zone)):
        refused = ""
        if request.method == "POST" and not door.used:
            try:
                actions.renew(listing=door.listing, by=door.person)
                return redirect("exchange:renew_by_mail", token)
            except ValidationError as refusal:
                refused = " ".join(refusal.messages)
        words = {"listing": door.listing, "person": door.person, "used": door.used, "refused": refused}
        return render(request, "programs/exchange/renew.html", words, status=422 if refused else 200)


@member
@require_safe
def why(request: HttpRequest) -> HttpResponse:
    """How suggestions come about, in words and with every weight there is."""
    return render(request, "programs/exchange/why.html", {"theirs": rules.can_write(request.user, None)})


@member
@require_safe
def desk(request: HttpRequest, slug: str) -> HttpResponse:
    """What this company asks and offers, and who waits for its word."""
    company = desk_or_404(request.user, slug)
    rows = list(Listing.objects.filter(company=company).select_related("company", "department")[: PAGE * 5])
    words = themes.words_of(rows, get_language() or "ja")
    waiting = queries.asks_to(request.user).filter(listing__company=company).waiting()[:PAGE]
    lines = [queries.line(row, words, {}) for row in rows]
    return render(request, "programs/exchange/desk.html", {
        "company": company, "desks": desks_of(request.user), "open": [o for o in lines if o.listing.is_live],
        "rest": [o for o in lines if not o.listing.is_live], "received": queries.with_people(request.user, list(waiting)),
    })  # fmt: skip
