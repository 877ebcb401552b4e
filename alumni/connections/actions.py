"""What two people do about knowing each other: ask, confirm, pass over, hide, rest, end."""

from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.audit.actions import move, record
from accounts.notices.actions import send
from accounts.users.models import User
from alumni.blocks.queries import stands_between
from alumni.connections.models import Connection, Form
from alumni.connections.queries import standing_between

MOST_OPEN, MOST_A_DAY = 30, 10


@transaction.atomic
def ask(*, person: User, by: User, says: str, project: str = "", word: str = "", hides: bool = False) -> Connection:
    """`by` says how the two know each other; `person` is asked whether it is so.

    If `person` had asked (or been asked and passed it over) before, this is the yes to it. Raises ValidationError
    for oneself, for a pair that is connected or waits already, and beyond the measure of a day.
    """
    if person.pk == by.pk:
        raise ValidationError(_("ご自分に知り合いの確認を送ることはできません。"))
    User.objects.select_for_update(no_key=True).get(pk=by.pk)
    if stands_between(by.pk, person.pk):
        raise ValidationError(_("この方には、いまは確認を送れません。"))
    known = standing_between(by, person)
    if known and known.asked_by_id != by.pk and known.state != Connection.State.CONFIRMED:
        return confirm(connection=known, by=by, says=says, project=project, hides=hides)
    if known and known.state == Connection.State.CONFIRMED:
        raise ValidationError(_("この方とは、すでにつながっています。"))
    if known:
        raise ValidationError(_("この方には、もう確認を送っています。返事を待ちましょう。"))
    _within_measure(by)
    mine = "first" if by.pk < person.pk else "second"
    chosen: dict[str, Any] = {f"{mine}_says": says, f"{mine}_project": project.strip(), f"{mine}_hides": hides}
    low, high = (by, person) if by.pk < person.pk else (person, by)
    made = Connection.objects.create(first=low, second=high, asked_by=by, word=word.strip(), **chosen)
    record("connection.asked", made, by=by)
    send("connections.asked", about=made, to=[person], by=by)
    return made


def _within_measure(by: User) -> None:
    own = Connection.objects.filter(asked_by=by)
    if own.filter(asked_at__gt=timezone.now() - timedelta(days=1)).count() >= MOST_A_DAY:
        raise ValidationError(_("知り合いの確認は、1日に10人までです。つづきは明日にしましょう。"))
    if own.filter(state__in=("asked", "declined")).count() >= MOST_OPEN:
        raise ValidationError(_("返事を待っている確認が30件あります。返事が来てから、次の方に送ってください。"))


@transaction.atomic
def confirm(*, connection: Connection, by: User, says: str, project: str = "", hides: bool = False) -> Connection:
    """It is so: the two are connected, and who asked is told. Raises ValidationError when it is over meanwhile."""
    _must_be_asked(connection, by)
    if stands_between(connection.first_id, connection.second_id):
        raise ValidationError(_("この確認は、もう終わっています。"))
    mine = connection.side_of(by)
    chosen: dict[str, Any] = {f"{mine}_says": says, f"{mine}_project": project.strip(), f"{mine}_hides": hides}
    move(connection, to=Connection.State.CONFIRMED, by=by, answered_at=timezone.now(), **chosen)
    send("connections.confirmed", about=connection, to=[connection.other(by)], by=by)
    return connection


@transaction.atomic
def decline(*, connection: Connection, by: User) -> Connection:
    """Passed over; who asked isn't told and sees it waiting until it lapses. `by` may say yes later all the same."""
    _must_be_asked(connection, by)
    move(connection, to=Connection.State.DECLINED, by=by, answered_at=timezone.now())
    return connection


def _must_be_asked(connection: Connection, by: User) -> None:
    if connection.asked_by_id == by.pk or by.pk not in (connection.first_id, connection.second_id):
        raise ValidationError(_("この確認に答えられるのは、声をかけられた方だけです。"))


@transaction.atomic
def withdraw(*, connection: Connection, by: User) -> Connection:
    """Who asked takes it back, whether or not it was passed over."""
    if connection.asked_by_id != by.pk:
        raise ValidationError(_("取り下げられるのは、声をかけた方だけです。"))
    move(connection, to=Connection.State.WITHDRAWN, by=by, ended_at=timezone.now())
    return connection


@transaction.atomic
def end(*, connection: Connection, by: User) -> Connection:
    """The connection is over from now on; the row stays as history, and nobody is told."""
    move(connection, to=Connection.State.ENDED, by=by, ended_at=timezone.now())
    return connection


@transaction.atomic
def choose(*, connection: Connection, by: User, says: str, project: str, hides: bool, rests: bool) -> Connection:
    """What this one of the two says of it, and whether they hide or rest it; the other isn't told."""
    mine = connection.side_of(by)
    values = {"says": says, "project": project.strip(), "hides": hides, "rests": rests}
    for name, value in values.items():
        setattr(connection, f"{mine}_{name}", value)
    connection.save(update_fields=[f"{mine}_{name}" for name in values])
    record("connection.chosen", connection, by=by, hides=hides, rests=rests)
    return connection


@transaction.atomic
def join(*, one: User, other: User, through: User, by: User) -> Connection:
    """Two who said yes to an introduction are connected. An older connection of theirs stays as it is."""
    known = standing_between(one, other)
    low, high = (one, other) if one.pk < other.pk else (other, one)
    if known is None:
        known = Connection.objects.create(first=low, second=high, asked_by=one)
    if known.state == Connection.State.CONFIRMED:
        return known
    says = {"first_says": known.first_says or Form.INTRODUCED, "second_says": known.second_says or Form.INTRODUCED}
    move(
        known,
        to=Connection.State.CONFIRMED,
        by=by,
        answered_at=timezone.now(),
        through=through,
        **says,
    )
    return known
