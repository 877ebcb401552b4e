"""What the three of an introduction do: ask, pass on or leave it, say yes or leave it."""

from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.audit.actions import move, record
from accounts.notices.actions import send
from accounts.users.models import User
from alumni.companies.models import Company
from alumni.connections import actions as connections
from alumni.introductions.models import Introduction
from alumni.introductions.rules import can_ask

MOST_PENDING, MOST_A_DAY = 5, 5
State = Introduction.State


@transaction.atomic
def ask(
    *,
    by: User,
    middle: User,
    other: User,
    words: str,
    told_as: str,
    gives_address: bool = False,
    company: Company | None = None,
) -> Introduction:
    """`middle` is asked to introduce `by` to `other`; `other` hears of it only if it is passed on.

    Raises ValidationError where the chain doesn't hold (any more), and beyond five waiting or five a day.
    """
    User.objects.select_for_update(no_key=True).get(pk=by.pk)
    if not can_ask(by, middle, other, company):
        raise ValidationError(_("この方には、いまは取り次ぎを頼めません。画面を開きなおして確かめてください。"))
    own = Introduction.objects.filter(asker=by)
    if own.pending().filter(other=other).exists():
        raise ValidationError(_("この方への紹介は、もう頼んであります。返事を待ちましょう。"))
    if own.pending().count() >= MOST_PENDING:
        raise ValidationError(_("返事を待っている紹介が5件あります。返事が来てから、次を頼んでください。"))
    if own.filter(asked_at__gt=timezone.now() - timedelta(days=1)).count() >= MOST_A_DAY:
        raise ValidationError(_("紹介を頼めるのは、1日に5件までです。つづきは明日にしましょう。"))
    made = Introduction.objects.create(
        asker=by, middle=middle, other=other, company=company,
        words=words.strip(), told_as=told_as.strip(), gives_address=gives_address,
    )  # fmt: skip
    record("introduction.asked", made, by=by)
    send("introductions.asked", about=made, to=[middle], by=by)
    return made


@transaction.atomic
def pass_on(*, introduction: Introduction, words: str, by: User) -> Introduction:
    """The other end reads both words now, without the asker's contact.

    Raises ValidationError when it is over, or a block has come between two of the three.
    """
    _must_be_open(introduction)
    move(introduction, to=State.PASSED, by=by, passed_at=timezone.now(), middle_words=words.strip())
    send("introductions.passed", about=introduction, to=[introduction.other], by=by)
    return introduction


@transaction.atomic
def leave(*, introduction: Introduction, by: User) -> Introduction:
    """Not passed on, or not answered with yes: nobody is told, and to the asker it goes on waiting until it lapses."""
    to = State.DECLINED if introduction.middle_id == by.pk else State.REFUSED
    at: dict[str, Any] = {} if to == State.DECLINED else {"answered_at": timezone.now()}
    move(introduction, to=to, by=by, **at)
    return introduction


@transaction.atomic
def accept(*, introduction: Introduction, by: User, gives_address: bool) -> Introduction:
    """All have said yes: the two are connected through the one in the middle, and each may know the other's name.

    An address passes only from whoever gave theirs. Raises ValidationError when it is over.
    """
    _must_be_open(introduction)
    move(
        introduction, to=State.ACCEPTED, by=by, answered_at=timezone.now(), other_gives_address=gives_address
    )  # fmt: skip
    connections.join(one=introduction.asker, other=introduction.other, through=introduction.middle, by=by)
    send("introductions.accepted", about=introduction, to=[introduction.asker, introduction.other], by=by)
    return introduction


@transaction.atomic
def withdraw(*, introduction: Introduction, by: User) -> Introduction:
    """The asker doesn't need it any more; whoever had read it doesn't find it open any more."""
    move(introduction, to=State.WITHDRAWN, by=by)
    return introduction


def _must_be_open(introduction: Introduction) -> None:
    if introduction.expires_at <= timezone.now():
        raise ValidationError(_("頼まれてから30日が過ぎたので、この紹介は終わっています。"))
    if Introduction.objects.with_block().filter(pk=introduction.pk, blocked=True).exists():  # type: ignore[misc]
        # Which two of the three is told to nobody.
        raise ValidationError(_("この紹介は、もう終わっています。"))
