"""What happens to the groups of a program: planned, made by a worker, changed by hand, told, and mended."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.audit.actions import record
from accounts.notices.actions import send
from accounts.users.models import User
from programs.cohorts import rules
from programs.cohorts.mixing import CannotRepair, Repair, obstacles, repair
from programs.cohorts.models import Nomination, Program
from programs.cohorts.round_models import Apart, Mixing, Place, Round
from programs.cohorts.sessions import sit_in_rounds
from programs.cohorts.wishes import Arrangement, arrangement_of, sizes_for, wish_to_make
from programs.cohorts.wording import obstacle_words

MOST_ROUNDS = 12
STEPS_KEPT = 40
NOWHERE = -1  # in a step: there was no place at all


@transaction.atomic
def plan(*, program: Program, rounds: int, least: int, most: int, by: User) -> Mixing:
    """So many rounds, in groups of so many. What was told stays. Refused where no number of groups fits."""
    mixing = _locked(program, by)
    told = program.rounds.filter(published_at__isnull=False).count()
    people = program.nominations.inside().count()
    groups = sizes_for(people, least, most)
    if groups is None:
        raise ValidationError(_("参加者%(people)d人は、%(least)d〜%(most)d人のグループに分けられません。人数の幅を広げてください。")
                              % {"people": people, "least": least, "most": most})  # fmt: skip
    if rounds < told:
        raise ValidationError(_("もう%(told)d回ぶんを知らせています。それより少なくはできません。") % {"told": told})
    program.rounds.filter(number__gt=rounds, published_at=None).delete()
    there = set(program.rounds.values_list("number", flat=True))
    Round.objects.bulk_create([Round(program=program, number=n) for n in range(1, rounds + 1) if n not in there])
    sit_in_rounds(program)
    mixing.groups, mixing.least, mixing.most = groups, least, most
    mixing.save(update_fields=["groups", "least", "most"])
    record("program.groups_planned", program, by=by, scope=program.company.scope, rounds=rounds, groups=groups)
    return mixing


@transaction.atomic
def make(*, program: Program, by: User, anew: bool = False) -> Mixing:
    """A worker makes the rounds that weren't told; `anew`: with another draw. Refused with what stands in the way."""
    mixing = _locked(program, by)
    if anew:
        mixing.seed += 1
    sit_in_rounds(program)
    rounds = open_rounds(program)
    if not rounds:
        raise ValidationError(_("分ける回がありません。回を増やすか、まだ知らせていない回を残してください。"))
    refuse_what_stops(program, mixing, rounds)
    mixing.asked_at, mixing.percent, mixing.error, mixing.attempts, mixing.lease_until = (
        timezone.now(),
        0,
        "",
        0,
        None,
    )
    mixing.save(update_fields=["seed", "asked_at", "percent", "error", "attempts", "lease_until"])
    record("program.groups_asked", program, by=by, scope=program.company.scope, seed=mixing.seed)
    return mixing


def open_rounds(program: Program) -> list[Round]:
    return list(program.rounds.filter(published_at=None).select_related("session__event"))


def refuse_what_stops(program: Program, mixing: Mixing, rounds: list[Round]) -> None:
    if program.nominations.inside().count() < 2 * mixing.groups:
        raise ValidationError(
            _("参加者が足りません。どのグループにもふたりはいるように、グループの数を減らしてください。")
        )
    wish = wish_to_make(program, mixing, rounds)
    stopping = [one for one in obstacles(wish) if one.stops]
    if stopping:
        raise ValidationError([obstacle_words(one, program) for one in stopping])


# By hand


@transaction.atomic
def seat(*, round_: Round, nomination: Nomination, group: int | None, by: User) -> None:
    """They sit in this group from now on, or (None) miss the round. Who was told sees it when it is told anew."""
    mixing = _changeable(round_, by)
    if group is not None and not 1 <= group <= _width(round_, mixing) + 1:
        raise ValidationError(_("そのグループはありません。"))
    _change(mixing, [(round_, nomination, group)])


@transaction.atomic
def swap(*, round_: Round, one: Nomination, other: Nomination, by: User) -> None:
    """The two change groups."""
    mixing = _changeable(round_, by)
    places = {place.nomination_id: place for place in round_.places.filter(nomination__in=[one, other])}
    if len(places) != 2 or not all(place.group for place in places.values()):
        raise ValidationError(_("入れ替えられるのは、この回に席のあるふたりです。"))
    _change(mixing, [(round_, one, places[other.pk].group), (round_, other, places[one.pk].group)])


@transaction.atomic
def hold(*, round_: Round, nomination: Nomination, held: bool, by: User) -> None:
    """Whoever is held isn't moved when groups are made anew or mended."""
    _changeable(round_, by)
    changed = round_.places.filter(nomination=nomination, group__isnull=False).update(held=held)
    if not changed:
        raise ValidationError(_("席のない人は、留めておけません。"))


@transaction.atomic
def undo(*, program: Program, by: User) -> None:
    """The last change is taken back. Refused where there is none, or its round was held since."""
    mixing = _locked(program, by)
    if not mixing.steps:
        raise ValidationError(_("取り消せる変更はありません。"))
    *kept, last = mixing.steps
    over = {one.pk for one in program.rounds.select_related("session__event") if one.is_over}
    if over & {round_ for round_, _key, _group in last}:
        raise ValidationError(_("もうひらいた回は、変えられません。"))
    for round_, key, group in last:
        _put(program, round_, key, group)
    mixing.steps = kept
    mixing.save(update_fields=["steps"])


def _change(mixing: Mixing, moves: list[tuple[Round, Nomination, int | None]]) -> None:
    program = mixing.program
    before = [[r.pk, n.pk, _group_now(r, n)] for r, n, _group in moves]
    for round_, nomination, group in moves:
        _put(program, round_.pk, nomination.pk, group)
    keep_step(mixing, before)


def keep_step(mixing: Mixing, before: list[list[Any]]) -> None:
    mixing.steps = [*mixing.steps, before][-STEPS_KEPT:]
    mixing.save(update_fields=["steps"])


def _group_now(round_: Round, nomination: Nomination) -> int | None:
    place = round_.places.filter(nomination=nomination).first()
    return place.group if place else NOWHERE


def _put(program: Program, round_: int, key: int, group: int | None) -> None:
    if group == NOWHERE:
        Place.objects.filter(round=round_, nomination=key, told=None).delete()
        return
    fields: dict[str, Any] = {"group": group, **({"held": False} if group is None else {})}
    Place.objects.update_or_create(round_id=round_, nomination_id=key, defaults={**fields, "program": program})


# Who must not sit together, and who not alone


@transaction.atomic
def keep_apart(*, one: Nomination, other: Nomination, reason: str, by: User) -> Apart:
    """The two never share a group that is still to be made. A desk says so of its own people only."""
    if one.pk == other.pk or one.program_id != other.program_id:
        raise ValidationError(_("別の人どうしを選んでください。"))
    if not (rules.can_lead(by, one.program) or all(rules.keeps_desk(by, who.company_id) for who in (one, other))):
        raise ValidationError(_("選べるのは、自社の参加者どうしだけです。"))
    first, second = sorted((one, other), key=lambda who: who.pk)
    fields = {"by": by, "reason": reason.strip()[:200], "program": one.program}
    apart, new = Apart.objects.get_or_create(one=first, other=second, defaults=fields)
    if new:
        record("program.kept_apart", one.program, by=by, scope=one.company.scope, people=[first.pk, second.pk])
    return apart


@transaction.atomic
def let_meet(*, apart: Apart, by: User) -> None:
    """The wish is taken back, by who said it, or by who leads."""
    if apart.by_id != by.pk and not rules.can_lead(by, apart.program):
        raise ValidationError(_("外せるのは、決めた人と進行役だけです。"))
    record("program.let_meet", apart.program, by=by, scope=apart.program.company.scope)
    apart.delete()


@transaction.atomic
def nobody_alone(*, program: Program, people: Iterable[Nomination], by: User) -> None:
    """None of these sits in a group as the only one of them, where avoidable."""
    mixing = _locked(program, by)
    mixing.together.set(one for one in people if one.program_id == program.pk)


# Told and mended


@transaction.atomic
def publish(*, round_: Round, by: User) -> list[User]:
    """Everybody of the round knows their group; told are those for whom something is new."""
    _changeable(round_, by)
    rows = list(round_.places.filter(nomination__state=Nomination.State.IN).select_related("nomination__person"))
    if not any(row.group for row in rows):
        raise ValidationError(_("この回のグループは、まだできていません。"))
    news = changed_tables(rows)
    for row in rows:
        row.told = row.group
    Place.objects.bulk_update(rows, ["told"])
    round_.places.exclude(pk__in=[row.pk for row in rows]).update(told=None)
    Round.objects.filter(pk=round_.pk, published_at=None).update(published_at=timezone.now())
    people = [row.nomination.person for row in rows if row.pk in news]
    scope = round_.program.company.scope
    record("program.groups_told", round_.program, by=by, scope=scope, number=round_.number, people=len(people))
    if people:
        send("cohorts.groups", to=people, about=round_.program, by=by, scope=scope, data={"number": round_.number})
    return people


def changed_tables(rows: list[Place]) -> set[int]:
    """Those whose group isn't the one they were told: only they hear of it again."""
    return {row.pk for row in rows if row.group != row.told}


def mending_of(found: Arrangement) -> Repair | None:
    """The fewest moves after somebody left, in the rounds that are to come. None: nothing is to be mended."""
    ahead = [turn for turn, one in enumerate(found.made) if not one.is_over]
    if not ahead or not found.gone or found.wish is None:
        return None
    gone = [one.pk for one in found.gone]
    return repair(found.wish, found.plan, gone, (found.mixing.least, found.mixing.most), first=min(ahead))


@transaction.atomic
def mend(*, program: Program, by: User) -> Repair:
    """The places of those who left are gone, and as few as can be have moved; what was held stays. Not told yet."""
    mixing = _locked(program, by)
    found = arrangement_of(program)
    try:
        mended = mending_of(found)
    except CannotRepair as no:
        raise ValidationError(
            _("残った人数では、決めた人数の幅でグループをつくれません。幅を広げて、分けなおしてください。")
        ) from no
    if mended is None:
        raise ValidationError(_("直すところはありません。"))
    gone = {one.pk for one in found.gone}
    before: list[list[Any]] = []
    for turn, round_ in enumerate(found.made):
        if round_.is_over:
            continue
        for number, group in enumerate(mended.plan[turn], start=1):
            for key in group:
                place = found.places[round_.pk, key]
                if place.group != number:
                    before.append([round_.pk, key, place.group])
                    Place.objects.filter(pk=place.pk).update(group=number)
        Place.objects.filter(round=round_, nomination__in=gone).delete()
    if before:
        keep_step(mixing, before)
    record("program.groups_mended", program, by=by, scope=program.company.scope, moves=sum(mended.moves))
    return mended


# Doors


def _locked(program: Program, by: User) -> Mixing:
    if not rules.can_lead(by, program):
        raise ValidationError(_("グループを動かせるのは、進行役だけです。"))
    Mixing.objects.get_or_create(program=program)
    return Mixing.objects.select_for_update(of=("self",)).select_related("program").get(program=program)


def _changeable(round_: Round, by: User) -> Mixing:
    mixing = _locked(round_.program, by)
    if round_.is_over:
        raise ValidationError(_("もうひらいた回は、変えられません。"))
    return mixing


def _width(round_: Round, mixing: Mixing) -> int:
    last = round_.places.exclude(group=None).order_by("-group").values_list("group", flat=True).first()
    return max(mixing.groups, last or 0)
