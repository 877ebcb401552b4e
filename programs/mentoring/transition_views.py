"""A transition: drawn up, looked at and told by the desk; read, chosen in and put away by each person."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.users.access import member
from alumni.companies.queries import desk_or_404
from programs.exchange import keeping
from programs.exchange.queries import themes_told
from programs.mentoring import funding, transiting
from programs.mentoring.desk_forms import ChoiceForm, TransitionForm
from programs.mentoring.desk_views import answer as at_desk
from programs.mentoring.forms import refuse
from programs.mentoring.fund_models import Transition
from programs.mentoring.views import answer

KEPT = ("inside", "outside", "tells_desk", "word")


def _at_desk(request: HttpRequest, slug: str, pk: int) -> Transition:
    company = desk_or_404(request.user, slug)
    return get_object_or_404(Transition.objects.select_related("company", "department"), company=company, pk=pk)


@member
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, slug: str) -> HttpResponse:
    company = desk_or_404(request.user, slug)
    form = TransitionForm(request.POST or None, company=company)
    if form.is_valid():
        made = transiting.draft(company=company, by=request.user, **form.cleaned_data)
        return redirect("mentoring:transition_desk", slug, made.pk)
    return at_desk(request, "transition_edit", company, 422 if form.errors else 200, form=form)


@member
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    found = _at_desk(request, slug, pk)
    if not found.is_draft:
        messages.error(request, _("もう伝えたことばは、直せません。"))
        return redirect("mentoring:transition_desk", slug, pk)
    form = TransitionForm(request.POST or None, company=found.company, instance=found)
    if form.is_valid():
        transiting.draft(company=found.company, by=request.user, transition=found, **form.cleaned_data)
        return redirect("mentoring:transition_desk", slug, pk)
    return at_desk(
        request, "transition_edit", found.company, 422 if form.errors else 200, form=form, transition=found
    )


@member
@require_safe
def desk(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """The preview as everybody will read it; once told, counts with a floor, and the words of whoever told them."""
    found = _at_desk(request, slug, pk)
    told = found.choices.filter(tells_desk=True).select_related("person").order_by("person__family_kana", "pk")
    words = {"transition": found, "people": transiting.people_in(found).count()}
    if not found.is_draft:
        months = [month for month in funding.months_of(f"transition:{found.pk}") if month.sessions]
        words |= {"chosen": funding.chosen_in(found), "told": told, "months": months}
    return at_desk(request, "transition_desk", found.company, **words)


@member
@require_POST
def publish(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    return _moved(request, slug, pk, transiting.publish, _("みなさんに伝えました。"))


@member
@require_POST
def close(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    return _moved(request, slug, pk, transiting.close, _("閉じました。入っている予定は、そのままです。"))


def _moved(request: HttpRequest, slug: str, pk: int, act, done: str) -> HttpResponse:  # type: ignore[no-untyped-def]
    try:
        act(transition=_at_desk(request, slug, pk), by=request.user)
        messages.success(request, done)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    return redirect("mentoring:transition_desk", slug, pk)


def _mine(request: HttpRequest, pk: int) -> Transition:
    """To whoever isn't in it, it doesn't exist."""
    for one in transiting.transitions_of(request.user):
        if one.pk == pk:
            return one
    raise Http404


@member
@require_safe
def one(request: HttpRequest, pk: int) -> HttpResponse:
    return _one(request, _mine(request, pk))


def _one(request: HttpRequest, found: Transition, form: ChoiceForm | None = None) -> HttpResponse:
    mine = transiting.choice_of(request.user, found)
    gives, first = transiting.gives(request.user), {name: getattr(mine, name) for name in KEPT}
    shown = form or ChoiceForm(initial={**first, "themes": themes_told(request.user)}, gives=gives)
    inside, outside = transiting.needs_for(request.user, found)
    keeping.show(request.user, [one.fit for one in (*inside, *outside)])
    left = [fund for fund in funding.left_for(request.user) if fund.transition_id == found.pk]
    status = 422 if shown.errors else 200
    return answer(
        request, "transition", status, transition=found, mine=mine, form=shown, left=left, gives=gives,
        hidden=mine.outside and not transiting.is_seen_outside(request.user),
        inside=inside, outside=outside,
    )  # fmt: skip


@member
@require_POST
def choose(request: HttpRequest, pk: int) -> HttpResponse:
    found, form = _mine(request, pk), ChoiceForm(request.POST, gives=transiting.gives(request.user))
    if not form.is_valid():
        return _one(request, found, form)
    try:
        transiting.choose(transition=found, by=request.user, **form.cleaned_data)
        messages.success(request, _("選んだとおりにしました。いつでも変えられます。"))
    except ValidationError as refusal:
        refuse(form, refusal)
        return _one(request, found, form)
    return redirect("mentoring:transition", pk)


@member
@require_POST
def put_away(request: HttpRequest, pk: int) -> HttpResponse:
    back = "back" in request.POST
    transiting.put_away(transition=_mine(request, pk), by=request.user, back=back)
    done = _("また表示します。") if back else _("しまいました。このページは、いつでも開けます。")
    messages.success(request, done)
    return redirect("mentoring:transition", pk)
