"""Finding somebody to talk with: five advisors with their reasons and next times, and one advisor as the viewer sees them."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from accounts.users.models import User
from alumni.blocks.queries import apart
from alumni.companies.models import Company, Enrolment
from alumni.companies.queries import hr_of
from alumni.tenures.standing import standing_of
from programs.mentoring import funding, nearness, suggesting
from programs.mentoring.models import Advisor, CareContact, Distance, Evaluation
from programs.mentoring.nearness import Candidate
from programs.mentoring.times import Days, Time, days_of
from programs.mentoring.words import Theme

NEXT = 3


@dataclass
class Suggestion:
    advisor: Advisor
    facts: list[str] = field(default_factory=list)
    slots: list[Time] = field(default_factory=list)


def suggestions(viewer: User, themes: Iterable[int] = (), *, language: str = "") -> list[Suggestion]:
    """Five at arm's length who have a free time; the person chooses."""
    wanted = sorted(set(themes))
    near, paid = suggesting.near_of(viewer), bool(funding.left_for(viewer))
    open_ones, advisors, days = _with_time(near, wanted, language, paid)
    short = open_ones[: nearness.SHORTLIST]
    inside = [one.person for one in short if one.inside]
    close = suggesting.with_close_colleagues(viewer.pk, inside) if inside else set()
    weighed = [
        replace(one, close=one.person in close, load=days[one.advisor].load, last=days[one.advisor].last)
        for one in short
    ]
    return [
        Suggestion(advisors[one.advisor], facts_of(one, advisors[one.advisor], wanted), days[one.advisor].free[:NEXT])
        for one in nearness.best(viewer.pk, weighed)
    ]


def _with_time(
    near: suggesting.Near, themes: list[int], language: str, paid: bool
) -> tuple[list[Candidate], dict[int, Advisor], dict[int, Days]]:
    """Candidates in the order of the shortlist, those without a free time left out; reads on while there are too few."""
    limit = suggesting.PAGE
    while True:
        found = suggesting.ranked(near, themes, language=language, paid=paid, limit=limit)
        advisors = Advisor.objects.select_related("person").in_bulk([one.advisor for one in found])
        days = days_of(advisors.values())
        open_ones = [one for one in found if one.advisor in days and days[one.advisor].free]
        if len(open_ones) >= nearness.SHORTLIST or len(found) < limit:
            return open_ones, advisors, days
        limit *= 5


def facts_of(one: Candidate, advisor: Advisor, wanted: Iterable[int]) -> list[str]:
    """Why this advisor stands here, in plain words; nothing of their posts where they don't want it told."""
    shared = [str(Theme(code).label) for code in wanted if code in advisor.themes]
    said = [_("テーマが合います: %(themes)s") % {"themes": _("・").join(shared)}] if shared else []
    if one.inside:
        said.append(_("あなたのいた会社を、内側から知っています"))
        if not one.close:
            said.append(_("近い同僚が重なっていません"))
        if one.decade:
            said.append(_("働きはじめた年が、十年以上離れています"))
    else:
        said.append(_("あなたの会社の外にいる人です"))
    return said


def advisor_of(viewer: User) -> Advisor | None:
    return Advisor.objects.filter(person=viewer).select_related("company", "verified_by").first()


def distances_of(viewer: User) -> list[Distance]:
    """One's own; of whoever is still seen as an advisor the name stands on it."""
    rows = Distance.objects.filter(by=viewer).exclude(apart(viewer)).select_related("person")
    return list(rows.order_by("pk"))


def companies_to_ask(viewer: User) -> list[Company]:
    """Desks that can confirm this person: companies they were verified in, where somebody answers."""
    own = {post.tenure.company_id: post.tenure.company for post in standing_of(viewer).posts}
    return [company for company in own.values() if hr_of(company)]


def waiting_at(company: Company) -> QuerySet[Advisor]:
    rows = Advisor.objects.filter(company=company, state=Advisor.State.WAITING).select_related("person")
    return rows.order_by("pk")


def confirmed_by(company: Company) -> QuerySet[Advisor]:
    rows = Advisor.objects.filter(company=company).exclude(state__in=["draft", "waiting"])
    return rows.select_related("person", "verified_by").order_by("person__family_kana", "pk")


def evaluations_of(company: Company) -> QuerySet[Evaluation]:
    return Evaluation.objects.filter(company=company).select_related("evaluator", "evaluated").order_by("-pk")


def enrolment_numbered(company: Company, number: str) -> Enrolment | None:
    return Enrolment.objects.filter(company=company, employee_number=number.strip()).first() if number else None


def contacts_for(viewer: User) -> list[tuple[Any, list[CareContact]]]:
    """Where to turn: the platform's own, and those of companies the viewer is or was in; grouped by company."""
    ids = standing_of(viewer).company_ids
    rows = CareContact.objects.filter(company=None) | CareContact.objects.filter(company__in=ids)
    found: dict[Any, list[CareContact]] = {}
    for row in rows.select_related("company").order_by("company__name", "pk"):
        found.setdefault(row.company, []).append(row)
    return list(found.items())
