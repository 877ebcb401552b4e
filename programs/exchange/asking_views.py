"""Asking, answering, passing on; what one is open to, and what one would rather not see."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.users.access import member
from accounts.users.models import User
from alumni.profiles.models import Skill
from alumni.profiles.queries import visible_people
from alumni.profiles.skills import vocabulary, word_of
from programs.exchange import asking, forms, grounding, preferring, queries, rules, themes
from programs.exchange.asking_models import Aside, Ask
from programs.exchange.models import Listing, Openness
from programs.exchange.private_models import WorkWish
from programs.exchange.views import attempt

__all__ = ["grounding"]  # read for what it hands in


@member
@require_http_methods(["GET", "HEAD", "POST"])
def ask_new(request: HttpRequest, pk: int) -> HttpResponse:
    """The small step: a note that is written already, and what it is for."""
    user = request.user
    said = request.POST if request.method == "POST" else request.GET
    own = queries.own_live(user)
    chosen = own.filter(pk=said["mine"]).first() if str(said.get("mine", "")).isdecimal() else None
    listing = queries.askable(user, pk, chosen)
    if listing is None:
        raise Http404
    if rules.can_keep(user, listing):
        return redirect("exchange:one", pk)
    others = own.exclude(kind=listing.kind)
    first = {"note": queries.first_note(user, listing, chosen), "mine": chosen}
    form = forms.AskForm(request.POST if request.method == "POST" else None, mine=others, initial=first)
    if form.is_valid():
        try:
            made = asking.ask(
                listing=listing, note=form.cleaned_data["note"], by=user, mine=form.cleaned_data.get("mine")
            )
            messages.success(request, _("声をかけました。お返事が届いたらお知らせします。"))
            return redirect("exchange:ask", made.pk)
        except ValidationError as refusal:
            form.add_error("note" if hasattr(refusal, "error_dict") else None, refusal.messages)
    words = themes.words_of([listing], get_language() or "ja")
    line = queries.line(listing, words, queries.people_of(user, [listing]))
    page = {"listing": listing, "line": line, "form": form, "mine": chosen, "hidden": listing.standing}
    return render(request, "programs/exchange/ask_new.html", page, status=422 if form.errors else 200)


@member
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    """One question: whoever was asked answers here, whoever asked reads the answer."""
    user = request.user
    rows = Ask.objects.visible_to(user).select_related(
        "listing__company", "listing__person", "mine__company", "mine__person", "by", "answered_by"
    )
    found = get_object_or_404(rows, pk=pk)
    may_answer = rules.can_answer(user, found)
    if request.method == "POST":
        if not rules.can_keep(user, found.listing):
            raise PermissionDenied
        form = forms.AnswerForm(request.POST)
        if form.is_valid():
            attempt(
                request, _("お返事を届けました。"), lambda: asking.answer(ask=found, by=user, **form.cleaned_data)
            )
            return redirect("exchange:ask", pk)
    return _ask(request, found, may_answer)


def _ask(request: HttpRequest, found: Ask, may_answer: bool, wrong: forms.PassForm | None = None) -> HttpResponse:
    user = request.user
    listings = [one for one in (found.listing, found.mine) if one is not None]
    words = themes.words_of(listings, get_language() or "ja")
    people = queries.people_of(user, listings)
    people |= queries.shown_to(user, [found.by_id, found.answered_by_id])
    page: dict[str, Any] = {
        "ask": found, "answers": rules.can_keep(user, found.listing), "may_answer": may_answer,
        "may_withdraw": rules.can_withdraw(user, found), "line": queries.line(found.listing, words, people),
        "own": queries.line(found.mine, words, people) if found.mine else None, "asker": people.get(found.by_id),
        "form": forms.AnswerForm(),
    }  # fmt: skip
    if page["answers"] and rules.can_pass_on(user, found):
        page["passing"] = wrong or forms.PassForm(people=queries.names_of(user, asking.others_for(found, user)))
    if found.state == Ask.State.YES:
        other = found.by_id if page["answers"] else found.answered_by_id
        page["talks_with"] = other if other and other != user.pk and visible_people(user, [other]) else None
        page["together"] = _collaboration(found, answers=page["answers"])
    return render(request, "programs/exchange/ask.html", page, status=422 if wrong else 200)


def _collaboration(found: Ask, *, answers: bool) -> str:
    """Where work begins together, with whom and from what; empty while there is no such page."""
    try:
        address = reverse("collaborations:write")
    except NoReverseMatch:
        return ""
    own, other = (found.listing, found.mine) if answers else (found.mine, found.listing)
    person = other.person_id if other else found.by_id
    words = {"with": f"c{other.company_id}" if other and other.company_id else f"p{person}"}
    words |= {"origin": f"ask:{found.pk}", "title": found.listing.title}
    if own and own.company:
        words["as"] = own.company.slug
    return f"{address}?{urlencode(words)}"


@member
@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Ask.objects.asked_by(request.user), pk=pk)
    attempt(request, _("取り下げました。"), lambda: asking.withdraw(ask=found, by=request.user))
    return redirect("exchange:ask", pk)


@member
@require_POST
def pass_on(request: HttpRequest, pk: int) -> HttpResponse:
    user = request.user
    found = get_object_or_404(Ask.objects.received_by(user).select_related("listing", "mine", "by"), pk=pk)
    if not rules.can_pass_on(user, found):
        raise PermissionDenied
    form = forms.PassForm(request.POST, people=queries.names_of(user, asking.others_for(found, user)))
    if not form.is_valid():
        return _ask(request, found, rules.can_answer(user, found), wrong=form)
    to = get_object_or_404(User.objects.active(), pk=form.cleaned_data["to"])
    done = _("思い浮かんだ方へ届けました。あなたのお名前は、どちらにも伝わりません。")
    attempt(request, done, lambda: asking.pass_on(ask=found, to=to, by=user, note=form.cleaned_data["note"]))
    return redirect("exchange:mine")


@member
@require_http_methods(["GET", "HEAD", "POST"])
def relay(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody thought of me: what for, and whether I raise my hand."""
    user = request.user
    found = get_object_or_404(queries.relays_to(user), pk=pk)
    need = found.ask.mine
    if need is None or not Listing.objects.visible_to(user).filter(pk=need.pk).exists():
        raise Http404
    first = {"note": queries.first_note(user, need, None)}
    taking = request.method == "POST" and "leave" not in request.POST
    form = forms.AskForm(request.POST if taking else None, mine=Listing.objects.none(), initial=first)
    if request.method == "POST" and "leave" in request.POST:
        attempt(request, _("そっと閉じました。だれにも伝わりません。"), lambda: asking.leave(relay=found, by=user))
        return redirect("exchange:mine")
    if form.is_valid():
        done = _("手をあげました。お返事が届いたらお知らせします。")
        note = form.cleaned_data["note"]
        if made := attempt(request, done, lambda: asking.take(relay=found, note=note, by=user)):
            return redirect("exchange:ask", made.pk)
    line = queries.line(need, themes.words_of([need], get_language() or "ja"), queries.people_of(user, [need]))
    return render(
        request, "programs/exchange/relay.html", {"relay": found, "line": line, "form": form, "listing": need}
    )


# What one is open to


@member
@require_http_methods(["GET", "HEAD", "POST"])
def openness(request: HttpRequest) -> HttpResponse:
    """Whether, how often and for what somebody may be suggested."""
    user = request.user
    settings = Openness.objects.filter(person=user).first()
    standing = preferring.standing_of(user)
    post = request.POST if request.method == "POST" else None
    form = forms.OpennessForm(post, initial=forms.openness_words(user, settings, standing))
    if form.is_valid():
        try:
            _settled(user, dict(form.cleaned_data))
            messages.success(request, _("そのようにしました。いつでも変えられます。"))
            return redirect("exchange:openness")
        except ValidationError as refusal:
            form.add_error(None, refusal.messages)
    asides = list(Aside.objects.standing().filter(person=user).select_related("listing", "other", "theme"))
    page = {
        "form": form, "settings": settings, "standing": standing, "may_write": rules.can_write(user, None),
        "asides": [(one, queries.aside_words(one, user)) for one in asides], "vocabulary": vocabulary(get_language() or "ja"),
    }  # fmt: skip
    return render(request, "programs/exchange/openness.html", page, status=422 if form.errors else 200)


def _settled(user: User, said: dict[str, Any]) -> None:
    preferring.be_open(person=user, open=said.pop("open"), capacity=said.pop("capacity"), by=user)
    said["until"] = said["until"] or timezone.localdate() + timedelta(days=180)
    if said["themes"]:
        title = _("声をかけてもらってもよいこと")
        preferring.stand_by(person=user, by=user, title=title, since=timezone.localdate(), **said)
    else:
        preferring.stand_down(person=user, by=user)


@member
@require_POST
def aside(request: HttpRequest, pk: int) -> HttpResponse:
    """ "Not now", "never this", "never this theme", "never this person": learnt at once, told to nobody."""
    user = request.user
    listing = Listing.objects.filter(pk=pk).select_related("person").first()
    mine = (
        queries.own_live(user).filter(pk=request.POST["for"]).first()
        if request.POST.get("for", "").isdecimal()
        else None
    )
    if listing is None or queries.askable(user, pk, mine) is None:
        raise Http404
    what = request.POST.get("what", "")
    theme = Skill.objects.filter(pk__in=listing.themes, pk=what[6:]).first() if what.startswith("theme:") and what[6:].isdecimal() else None  # fmt: skip
    if what in ("now", "never"):
        preferring.set_aside(person=user, by=user, listing=listing, for_now=what == "now")
        done = _("ひと月のあいだ、おすすめしません。") if what == "now" else _("もう、おすすめしません。")
    elif theme is not None:
        preferring.set_aside(person=user, by=user, theme=theme)
        done = _("「%(theme)s」は、もうおすすめしません。") % {"theme": word_of(theme, get_language() or "ja")}
    elif what == "person" and not listing.company_id:
        preferring.set_aside(person=user, by=user, other=listing.person)
        done = _("この方は、もうおすすめしません。お相手には伝わりません。")
    else:
        raise Http404
    messages.success(request, done + _("（取り消しは「おすすめの設定」から）"))
    return redirect("exchange:one", mine.pk) if mine and mine.is_need else redirect("exchange:list")


@member
@require_POST
def bring_back(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Aside.objects.visible_to(request.user), pk=pk)
    preferring.bring_back(aside=found, by=request.user)
    messages.success(request, _("また、おすすめに出るようにしました。"))
    return redirect("exchange:openness")


@member
@require_http_methods(["GET", "HEAD", "POST"])
def work(request: HttpRequest) -> HttpResponse:
    """For oneself alone: nothing reads it, and it can be taken along as a file."""
    user = request.user
    found = WorkWish.objects.visible_to(user).first()
    first = {"thinks_of_it": found.thinks_of_it, "words": found.words} if found else {}
    form = forms.WorkForm(request.POST if request.method == "POST" else None, initial=first)
    if form.is_valid():
        preferring.keep_to_oneself(person=user, by=user, **form.cleaned_data)
        messages.success(request, _("あなただけの覚え書きにしました。"))
        return redirect("exchange:work")
    return render(request, "programs/exchange/work.html", {"form": form, "found": found})


@member
@require_safe
def work_file(request: HttpRequest) -> HttpResponse:
    found = get_object_or_404(WorkWish.objects.visible_to(request.user))
    says = _("仕事を変えることを考えている") if found.thinks_of_it else ""
    answer = HttpResponse(f"{says}\n\n{found.words}\n".strip() + "\n", content_type="text/plain; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="kanae-note.txt"'
    answer["Cache-Control"] = "private, no-store"
    return answer
