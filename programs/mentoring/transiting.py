"""When a business ends: who is in it, what the desk does, and what each person chooses."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.audit.actions import move, record
from accounts.notices import actions as notices
from accounts.users.models import User
from alumni.companies.models import Company
from alumni.companies.queries import desks_of, lineage_of
from alumni.profiles.models import Profile
from alumni.tenures.models import Tenure
from alumni.tenures.standing import standing_of
from programs.exchange import preferring
from programs.exchange import queries as exchange
from programs.exchange.models import Listing, Return
from programs.exchange.queries import Suggestion
from programs.mentoring.fund_models import Fund, Transition, TransitionChoice

TOLD = "mentoring.transition"
WRITABLE = ("department", "title", "words", "words_en", "sessions", "each", "until")
A_YEAR, EACH_SIDE = timedelta(days=365), 3


def people_in(transition: Transition) -> QuerySet[User]:
    """Everybody who worked in the units concerned on the day it was told, or works there now while it is a draft."""
    units = lineage_of(transition.company_id).family(transition.department_id)
    day = timezone.localtime(transition.published_at).date() if transition.published_at else timezone.localdate()
    there = Tenure.objects.verified().filter(department__in=units, during__contains=day)
    return User.objects.active().filter(pk__in=there.values("person"))


def transitions_of(person: User) -> list[Transition]:
    """Those in which this person is, told and not closed."""
    near: dict[int, list[Any]] = {}
    for post in standing_of(person).posts:
        for unit in post.reach:
            near.setdefault(unit, []).append(post.tenure.during)
    rows = Transition.objects.published().filter(department__in=near).select_related("company", "department")
    return [one for one in rows if one.published_at and _was_there(one, near[one.department_id])]


def _was_there(transition: Transition, spans: list[Any]) -> bool:
    assert transition.published_at is not None
    day = timezone.localtime(transition.published_at).date()
    return any(not span.isempty and day in span for span in spans)


def choice_of(person: User, transition: Transition) -> TransitionChoice:
    """What this person chose; an unsaved row that shares nothing where they haven't chosen yet."""
    found = TransitionChoice.objects.filter(transition=transition, person=person).first()
    return found or TransitionChoice(transition=transition, person=person)


def open_for(person: User) -> list[Transition]:
    """Those not put away: what stands on the person's page by itself."""
    rows = transitions_of(person)
    away = TransitionChoice.objects.filter(person=person, transition__in=[one.pk for one in rows])
    gone = set(away.exclude(put_away_at=None).values_list("transition", flat=True)) if rows else set()
    return [one for one in rows if one.pk not in gone]


def _at_the_desk(company: Company, by: User) -> None:
    if not any(desk.pk == company.pk for desk in desks_of(by)):
        raise ValidationError(_("会社の担当者だけができます。"))


@transaction.atomic
def draft(*, company: Company, by: User, transition: Transition | None = None, **words: Any) -> Transition:
    """A draft that nobody but the desk sees. Refused once it has been told."""
    _at_the_desk(company, by)
    made = transition or Transition(company=company)
    if not made.is_draft:
        raise ValidationError(_("もう伝えたことばは、直せません。"))
    for name in WRITABLE:
        if name in words:
            setattr(made, name, words[name])
    if made.department.company_id != company.pk:
        raise ValidationError(_("自分の会社の部署を選んでください。"))
    made.save()
    record("transition.written", made, by=by, scope=company.scope)
    return made


@transaction.atomic
def publish(*, transition: Transition, by: User) -> Transition:
    """Everybody in it is told, and a fund of sessions stands open for them. Refused where nobody would be told."""
    found = Transition.objects.select_for_update(of=("self",)).select_related("company").get(pk=transition.pk)
    _at_the_desk(found.company, by)
    if not people_in(found).exists():
        raise ValidationError(_("この部署でいま働いている方が、まだ登録していません。部署を確かめてください。"))
    if found.until <= timezone.localdate():
        raise ValidationError({"until": _("これからの日を選んでください。")})
    now = timezone.now()
    move(found, to="published", by=by, scope=found.company.scope, published_at=now, published_by=by)
    Fund.objects.get_or_create(
        transition=found,
        defaults={
            "company": found.company, "sessions": found.sessions, "each": found.each, "also_alumni": True,
            "since": timezone.localdate(), "until": found.until,
        },
    )  # fmt: skip
    notices.send(TOLD, about=found, by=by, scope=found.company.scope, key=f"transition:{found.pk}")
    return found


@transaction.atomic
def close(*, transition: Transition, by: User) -> None:
    """It stands on nobody's page any more, and nobody is suggested for its sake; sessions that were booked stay."""
    _at_the_desk(transition.company, by)
    move(transition, to="closed", by=by, scope=transition.company.scope)
    for choice in transition.choices.filter(Q(inside=True) | Q(outside=True)).select_related("person"):
        _lean(choice.person)


def gives(person: User) -> bool:
    """Whether there is anything of the person's that a need could be answered by."""
    return Listing.objects.live().offers().of(person).exists()


def is_seen_outside(person: User) -> bool:
    """Only whoever may see a person finds them: a page shown to fellows alone isn't found from outside."""
    return Profile.objects.filter(person=person, seen_by=Profile.SeenBy.NETWORK).exists()


def needs_for(person: User, transition: Transition) -> tuple[list[Suggestion], list[Suggestion]]:
    """Needs inside the company, and needs of everybody else, that what the person gives would answer."""
    return exchange.inside_and_outside(person, transition.company_id, EACH_SIDE)


@transaction.atomic
def choose(*, transition: Transition, by: User, themes: Iterable[str] = (), **chosen: Any) -> TransitionChoice:
    """What this person shares from now on, in place of what they chose before; holds for suggestions at once.

    `themes`: what they have experience of, kept in nobody's list; asked for where they offer nothing yet.
    """
    if transition.pk not in {one.pk for one in transitions_of(by)}:
        raise ValidationError(_("いまは選べません。"))
    if (chosen.get("inside") or chosen.get("outside")) and not gives(by):
        _stand_by(by, list(themes), transition)
    values = {name: bool(chosen.get(name)) for name in ("inside", "outside", "tells_desk")}
    word = str(chosen.get("word") or "") if values["tells_desk"] else ""
    made, _new = TransitionChoice.objects.update_or_create(
        transition=transition, person=by, defaults={**values, "word": word}
    )
    _lean(by)
    return made


def _stand_by(person: User, themes: list[str], transition: Transition) -> None:
    """The usual way to be found without being listed; open to every effort, and it can be changed like any other."""
    if not themes:
        raise ValidationError(
            {"themes": _("経験のあるテーマを一つ書いてください。合う願いを見つける手がかりになります。")}
        )
    today = timezone.localdate()
    preferring.stand_by(
        person=person, by=person, title=_("声をかけてもらってもよいこと"), themes=themes,
        returns=[Return.LEARN, Return.PEOPLE, Return.CHANCE], effort=Listing.Effort.MORE,
        circle=[], since=today,
        until=max(today, min(transition.until, today + A_YEAR)),
    )  # fmt: skip


def _lean(person: User) -> None:
    """Inside or outside which companies the person is suggested now, by all they chose in transitions that stand."""
    stand = TransitionChoice.objects.filter(person=person, transition__state=Transition.State.PUBLISHED)
    found = stand.values_list("inside", "outside", "transition__company")
    near, far = ({company for *sides, company in found if sides[side]} for side in (0, 1))
    preferring.lean(person=person, near=near, far=far, by=person)


@transaction.atomic
def put_away(*, transition: Transition, by: User, back: bool = False) -> None:
    """It comes up on this person's pages by itself no more (or again)."""
    if transition.pk not in {one.pk for one in transitions_of(by)}:
        raise ValidationError(_("いまは選べません。"))
    away = None if back else timezone.now()
    TransitionChoice.objects.update_or_create(transition=transition, person=by, defaults={"put_away_at": away})
