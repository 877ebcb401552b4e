"""Writing an announcement, trying it out on oneself, sending it at its hour, and taking it back before."""

from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.audit.actions import move, record
from accounts.notices import actions as notices
from accounts.notices.models import Fact
from accounts.users.models import User
from alumni.companies.models import Company
from programs.announcements import rules, segments
from programs.announcements.models import TOLD, Announcement
from programs.events.models import Event

# "Now" leaves a moment later, so that a slip that is noticed at once reaches nobody.
GRACE = timedelta(minutes=10)
FARTHEST = timedelta(days=366)
TRIAL = "announcements.trial"


@transaction.atomic
def write(*, company: Company, by: User, **fields: Any) -> Announcement:
    """A draft of this company's desk stands; nobody is told."""
    made = Announcement(company=company, author=by, **fields)
    _check(made)
    made.save(force_insert=True)
    record("announcement.written", made, by=by, scope=company.scope)
    return made


@transaction.atomic
def change(*, announcement: Announcement, by: User, **fields: Any) -> Announcement:
    """The draft reads as given. Refused once it waits to be sent, or has gone."""
    draft = _locked(announcement)
    if not rules.can_change(by, draft):
        raise ValidationError(_("直せるのは下書きだけです。送る予定のものは、いったん取りやめてから直してください。"))
    for name, value in fields.items():
        setattr(draft, name, value)
    _check(draft)
    draft.save(update_fields=[*fields])
    record("announcement.changed", draft, by=by, scope=draft.company.scope, fields=sorted(fields))
    return draft


def _check(draft: Announcement) -> None:
    """What belongs to it is of the same company, and a gathering among friends is no company's to announce."""
    unit, company = draft.department, draft.company_id
    strange = unit is not None and unit.company_id != company
    linked = [event for event in (draft.event, draft.came_to) if event is not None]
    if strange or any(event.company_id != company or event.is_private for event in linked):
        raise ValidationError(_("部署と集いは、この会社のものから選んでください。"))


@transaction.atomic
def try_out(*, announcement: Announcement, by: User) -> None:
    """The mail as it stands comes to whoever asked for it, and to nobody else."""
    if not rules.can_keep(by, announcement):
        raise ValidationError(_("試し送りができるのは、会社の担当者です。"))
    notices.send(TRIAL, about=announcement, to=[by], by=by, scope=announcement.company.scope)
    record("announcement.tried", announcement, by=by, scope=announcement.company.scope)


@transaction.atomic
def schedule(*, announcement: Announcement, by: User, send_at: datetime | None = None) -> Announcement:
    """It goes at `send_at`; without one in ten minutes. Whom it reaches is asked at that moment.

    Refused: a past hour, a choice so narrow that it could be about one person, a gathering that is off or over by then.
    """
    draft, now = _locked(announcement), timezone.now()
    if not rules.can_change(by, draft):
        raise ValidationError(_("この下書きは、もう送る予定になっているか、取りやめられています。"))
    when = send_at or now + GRACE
    if when < now:
        raise ValidationError({"send_at": _("これからの日時を選んでください。")})
    if when > now + FARTHEST:
        raise ValidationError({"send_at": _("一年より先の日時は選べません。")})
    if segments.is_too_narrow(draft.company, segments.segment_of(draft), author=by):
        raise ValidationError(
            _(
                "選び方が細かく、届く人が5人未満かもしれません。だれか一人への便りにならないよう、部署や年を広げてください。"
            )
        )
    if draft.event and (draft.event.state != Event.State.PUBLISHED or draft.event.starts_at <= when):
        raise ValidationError(
            _("添えた集いは、送るころには終わっているか、中止になっています。集いを外すか、選びなおしてください。")
        )
    author = {"author": by} if draft.author_id != by.pk else {}
    move(
        draft,
        to=Announcement.State.SCHEDULED,
        by=by,
        scope=draft.company.scope,
        send_at=when,
        revision=draft.revision + 1,
        **author,
    )
    notices.send(TOLD, about=draft, by=by, scope=draft.company.scope, not_before=when, key=draft.key)
    return draft


@transaction.atomic
def cancel(*, announcement: Announcement, by: User) -> Announcement:
    """It isn't sent. Refused from the moment in which the first people were told: their mail can't be called back."""
    found = _locked(announcement)
    if not rules.can_cancel(by, found):
        raise ValidationError(_("もう送りはじめたお知らせは、取りやめられません。"))
    # The worker holds this row while it tells people: whoever comes second sees what the first has done.
    fact = Fact.objects.select_for_update().filter(dedupe_key=found.key).first()
    if fact is not None and (fact.cursor or fact.expanded_at):
        raise ValidationError(_("もう送りはじめたお知らせは、取りやめられません。"))
    move(found, to=Announcement.State.CANCELLED, by=by, scope=found.company.scope, cancelled_at=timezone.now())
    notices.withdraw(TOLD, about=found, by=by)
    return found


@transaction.atomic
def reopen(*, announcement: Announcement, by: User) -> Announcement:
    """What was cancelled is a draft again."""
    found = _locked(announcement)
    if not rules.can_keep(by, found):
        raise ValidationError(_("下書きに戻せるのは、会社の担当者です。"))
    move(found, to=Announcement.State.DRAFT, by=by, scope=found.company.scope, send_at=None, cancelled_at=None)
    return found


@transaction.atomic
def copy(*, announcement: Announcement, by: User) -> Announcement:
    """A new draft with the same words and the same choice of people; without the gathering, which may be over."""
    if not rules.can_keep(by, announcement):
        raise ValidationError(_("写しを作れるのは、会社の担当者です。"))
    kept = ("subject", "words", "subject_en", "words_en", "who", "department", "years_from", "years_until")
    kept += ("skills", "came", "came_to")  # type: ignore[assignment]
    return write(company=announcement.company, by=by, **{name: getattr(announcement, name) for name in kept})


def _locked(announcement: Announcement) -> Announcement:
    rows = Announcement.objects.select_for_update(of=("self",)).select_related(
        "company", "department", "event", "came_to"
    )
    return rows.get(pk=announcement.pk)
