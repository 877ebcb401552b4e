"""A worker makes the groups that somebody asked for: the row is the queue, leased, so a dead worker loses nothing."""

from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.audit.actions import record
from accounts.users.models import User
from programs.cohorts.grouping import keep_step, open_rounds, refuse_what_stops
from programs.cohorts.mixing import Plan, Wish, mix
from programs.cohorts.round_models import Mixing, Place, Round
from programs.cohorts.wishes import wish_to_make

LEASE = timedelta(minutes=5)
ATTEMPTS = 3


def work(proposals: int | None = None) -> bool:
    """One waiting program's groups are made, with as many tries as suit its size unless said. Safe to run twice at once: the lease belongs to one."""
    mixing = _claimed()
    if mixing is None:
        return False
    asked_at = mixing.asked_at
    assert asked_at is not None
    rounds = open_rounds(mixing.program)
    try:
        refuse_what_stops(mixing.program, mixing, rounds)
        wish = wish_to_make(mixing.program, mixing, rounds)
    except ValidationError as refusal:
        _gave_up(mixing, asked_at, " ".join(refusal.messages))
        return True
    plan = mix(wish, proposals=proposals, progress=lambda percent: _progress(mixing, asked_at, percent))
    _write(mixing, asked_at, rounds, wish, plan)
    return True


@transaction.atomic
def try_again(*, mixing: Mixing, by: User) -> Mixing:
    """What was given up, or hangs with a worker that died, waits anew with the same draw. Refused where nothing was asked for."""
    row = Mixing.objects.select_for_update(of=("self",)).select_related("program__company").get(pk=mixing.pk)
    if row.asked_at is None or not (row.error or row.waits):
        raise ValidationError(_("待っている組みかたはありません。"))
    row.asked_at, row.percent, row.error, row.attempts, row.lease_until = timezone.now(), 0, "", 0, None
    row.save(update_fields=["asked_at", "percent", "error", "attempts", "lease_until"])
    record("program.groups_asked", row.program, by=by, scope=row.program.company.scope, seed=row.seed)
    return row


def _waiting() -> Q:
    return Q(asked_at__isnull=False, error="") & (Q(made_at=None) | Q(made_at__lt=F("asked_at")))


@transaction.atomic
def _claimed() -> Mixing | None:
    now = timezone.now()
    free = Q(lease_until=None) | Q(lease_until__lt=now)
    rows = Mixing.objects.filter(_waiting(), free).select_for_update(skip_locked=True, of=("self",))
    mixing = rows.select_related("program__company").order_by("asked_at").first()
    if mixing is None:
        return None
    if mixing.attempts >= ATTEMPTS:
        mixing.error = _("三度試みましたが、終わりませんでした。回や人数を減らして、もう一度お試しください。")
    else:
        mixing.attempts += 1
        mixing.lease_until = now + LEASE
    mixing.save(update_fields=["error", "attempts", "lease_until"])
    return None if mixing.error else mixing


def _progress(mixing: Mixing, asked_at: datetime, percent: int) -> None:
    until = timezone.now() + LEASE
    Mixing.objects.filter(pk=mixing.pk, asked_at=asked_at).update(percent=min(percent, 99), lease_until=until)


def _gave_up(mixing: Mixing, asked_at: datetime, why: str) -> None:
    Mixing.objects.filter(pk=mixing.pk, asked_at=asked_at).update(error=why[:300], lease_until=None)


@transaction.atomic
def _write(mixing: Mixing, asked_at: datetime, rounds: list[Round], wish: Wish, plan: Plan) -> None:
    """Unless somebody asked anew, or people or rounds changed meanwhile: then it is made once more."""
    now = Mixing.objects.select_for_update(of=("self",)).select_related("program").get(pk=mixing.pk)
    if now.asked_at != asked_at:
        return
    inside = set(now.program.nominations.inside().values_list("pk", flat=True))
    if inside != {one.key for one in wish.people} or [one.pk for one in open_rounds(now.program)] != [
        one.pk for one in rounds
    ]:
        Mixing.objects.filter(pk=now.pk).update(asked_at=timezone.now(), lease_until=None, percent=0)
        return
    before, rows = [], []
    places = {(one.round_id, one.nomination_id): one for one in Place.objects.filter(program=now.program)}
    for round_, groups in zip(rounds, plan, strict=True):
        for number, group in enumerate(groups, start=1):
            for key in group:
                place = places.get((round_.pk, key))
                if place is None or place.group != number:
                    before.append([round_.pk, key, place.group if place else -1])
                    rows.append(Place(pk=place.pk if place else None, round=round_, program=now.program, nomination_id=key, group=number, held=bool(place and place.held)))  # fmt: skip
    absent = {(rounds[turn].pk, key) for turn, key in wish.absent}
    rows += [Place(round_id=r, program=now.program, nomination_id=key) for r, key in absent if (r, key) not in places]
    Place.objects.bulk_update([row for row in rows if row.pk], ["group"])
    Place.objects.bulk_create([row for row in rows if not row.pk])
    Place.objects.filter(round__in=rounds).exclude(nomination__in=inside).delete()
    if before:
        keep_step(now, before)
    when = timezone.now()
    Mixing.objects.filter(pk=now.pk).update(made_at=max(when, asked_at), percent=100, lease_until=None)
    record("program.groups_made", now.program, by=None, scope=now.program.company.scope, seed=now.seed)
