"""Blocking and taking it back, reporting and answering a report."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.audit.actions import move, record
from accounts.notices import actions as notices
from accounts.users.models import User
from alumni.blocks.models import Block, Report

A_DAY = 10


@transaction.atomic
def block(*, person: User, by: User) -> Block:
    """From now on neither finds nor can write to the other. The other is told nothing. Twice is once."""
    if person.pk == by.pk:
        raise ValidationError(_("自分をブロックすることはできません。"))
    made, new = Block.objects.get_or_create(by=by, person=person, defaults={"called": person.name})
    if new:
        record("block.made", made, by=by)
    return made


@transaction.atomic
def unblock(*, made: Block, by: User) -> None:
    """Both see each other again as far as each of them is open to the other."""
    record("block.lifted", made, by=by)
    made.delete()


@transaction.atomic
def report(*, person: User, about: str, reason: str, words: str, evidence: str, by: User) -> Report:
    """The platform's admins have it in their queue, with what was written as it stood.

    Raises ValidationError for oneself, for what is being looked at already, and beyond a day's number.
    """
    if person.pk == by.pk:
        raise ValidationError(_("自分のことを知らせることはできません。"))
    User.objects.select_for_update(no_key=True).get(pk=by.pk)
    mine = Report.objects.filter(by=by)
    if mine.filter(about=about, state__in=[Report.State.WAITING, Report.State.LOOKING]).exists():
        raise ValidationError(_("同じことは、もう受け取って確かめています。結果をお待ちください。"))
    if mine.filter(at__gt=timezone.now() - timedelta(days=1)).count() >= A_DAY:
        raise ValidationError(
            _("今日受け取れる数をこえました。急ぐときは、相手をブロックして、明日また知らせてください。")
        )
    made = Report.objects.create(
        by=by, person=person, called=person.name, about=about, reason=reason, words=words.strip(), evidence=evidence
    )
    record("report.made", made, by=by, reason=reason)
    notices.send("blocks.reported", about=made, by=None)
    return made


def look(*, report: Report, by: User) -> None:
    """An admin has taken it up. Raises ValidationError when it is over already."""
    move(report, to=Report.State.LOOKING, by=by)


@transaction.atomic
def answer(*, report: Report, acted: bool, words: str, by: User) -> None:
    """It is over, and whoever told of it reads what became of it. Raises ValidationError when it was over already."""
    to = Report.State.ACTED if acted else Report.State.CLOSED
    move(report, to=to, by=by, answer=words.strip(), answered_at=timezone.now())
    notices.send("blocks.answered", about=report, to=[report.by], by=None)
