"""What people add to a relation: moments that both agree to, words of gratitude, and the wish to give back."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.audit.actions import move, record, ref
from accounts.notices.actions import send
from accounts.users.models import User
from alumni.blocks.queries import stands_between
from alumni.companies.models import Company, Department
from alumni.companies.queries import hr_of
from programs.exchange import actions as exchange
from programs.exchange.models import Listing
from programs.lines import rules
from programs.lines.models import Gratitude, Pause, SharedMoment

State = SharedMoment.State
MOST_WAITING = 10


@transaction.atomic
def tell_moment(
    *, other: User | Company, on: date, words: str, by: User, of_me: str = "", of_them: str = ""
) -> SharedMoment:
    """A moment waits for the other side's nod. Refused: oneself, a block, a day to come, too many that wait."""
    words = " ".join(words.split())[:40]
    if not words:
        raise ValidationError({"words": _("ひとこと書いてください。短くて大丈夫です。")})
    if on > timezone.localdate():
        raise ValidationError({"on": _("これからの日は選べません。")})
    side: dict[str, User | Company] = {"company" if isinstance(other, Company) else "other": other}
    if other == by or (isinstance(other, User) and stands_between(by.pk, other.pk)):
        raise ValidationError(_("いまは、この方との場面を書けません。"))
    if SharedMoment.objects.filter(person=by, state=State.ASKED, **side).count() >= MOST_WAITING:
        raise ValidationError(_("返事を待っている場面がたまっています。お返事のあとに、また書いてください。"))
    forms = {"of_person": " ".join(of_me.split())[:20], "of_other": " ".join(of_them.split())[:20]}
    moment = SharedMoment.objects.create(person=by, on=on, words=words, **side, **forms)
    scope = other.scope if isinstance(other, Company) else ""
    record("sharedmoment.asked", moment, by=by, scope=scope)
    people = [one for one in hr_of(other) if one != by] if isinstance(other, Company) else [other]
    if people:
        kind = "lines.moment_for_desk" if isinstance(other, Company) else "lines.moment"
        send(kind, about=moment, to=people, by=by, scope=scope)
    return moment


@transaction.atomic
def agree(*, moment: SharedMoment, by: User) -> SharedMoment:
    """It belongs to the line of both."""
    locked = _locked(moment)
    if not rules.can_agree(by, locked):
        raise ValidationError(_("うなずけるのは、書いた方の相手だけです。"))
    move(locked, to=State.AGREED, by=by, scope=_scope(locked), agreed_by=by, agreed_at=timezone.now())
    send("lines.moment_agreed", about=locked, to=[locked.person], by=by, scope=_scope(locked))
    return locked


@transaction.atomic
def pass_by(*, moment: SharedMoment, by: User) -> SharedMoment:
    """It isn't taken in; to whoever wrote it, it goes on waiting."""
    locked = _locked(moment)
    if not rules.can_agree(by, locked):
        raise ValidationError(_("この場面には、もう答えられています。"))
    move(locked, to=State.PASSED, by=by, scope=_scope(locked))
    return locked


@transaction.atomic
def remove(*, moment: SharedMoment, by: User) -> SharedMoment:
    """Neither sees it any more; the other isn't told."""
    locked = _locked(moment)
    mine = by.pk == locked.person_id and locked.state != State.REMOVED
    if not (mine or rules.can_remove(by, locked)):
        raise ValidationError(_("この場面は、もう外されています。"))
    move(locked, to=State.REMOVED, by=by, scope=_scope(locked))
    return locked


@transaction.atomic
def thank(
    *, to: User | Company, words: str, by: User, department: Department | None = None,
    shared: bool = False, since_year: int | None = None, until_year: int | None = None,
) -> Gratitude:  # fmt: skip
    """The words lie with whom they are for; the notice says that there are some, and doesn't carry them.

    `shared` with years: also for those who worked in that department (or company) then. Refused: oneself, a block,
    no words, years without an order.
    """
    if not (said := words.strip()[:1000]):
        raise ValidationError({"words": _("ひとこと書いてください。短くて大丈夫です。")})
    if to == by or (isinstance(to, User) and stands_between(by.pk, to.pk)):
        raise ValidationError(_("いまは、この方にことばを届けられません。"))
    side: dict[str, object] = {"to": to}
    if isinstance(to, Company):
        side = {"company": to, "department": department}
        if shared:
            if not since_year or not until_year or until_year < since_year:
                raise ValidationError({"until_year": _("いつごろの人に届けるかを、年で書いてください。")})
            side |= {"shared": True, "since_year": since_year, "until_year": until_year}
    note = Gratitude.objects.create(by=by, words=said, **side)  # type: ignore[misc]
    scope = to.scope if isinstance(to, Company) else ""
    record("gratitude.given", note, by=by, scope=scope)
    people = [one for one in hr_of(to) if one != by] if isinstance(to, Company) else [to]
    if people:
        kind = "lines.thanked_desk" if isinstance(to, Company) else "lines.thanked"
        send(kind, about=note, to=people, by=by, scope=scope)
    return note


@transaction.atomic
def withdraw(*, note: Gratitude, by: User) -> Gratitude:
    """Nobody else reads it any more; nobody is told."""
    locked = Gratitude.objects.select_for_update(of=("self",)).select_related("company").get(pk=note.pk)
    if locked.by_id != by.pk:
        raise ValidationError(_("取り下げられるのは、書いた方だけです。"))
    move(locked, to=Gratitude.State.WITHDRAWN, by=by, scope=locked.company.scope if locked.company else "")
    return locked


def give_back(*, to: User | Company | None, kind: str, words: str, theme: str, by: User) -> Listing:
    """The wish to return what was given lies as the draft of an offer; to whom it is owed stands in it for nobody else.

    To a company: only its people will read it. Raises ValidationError where the offer can't be written.
    """
    said = " ".join(words.split())
    circle = {"circle": [to.pk]} if isinstance(to, Company) else {}
    title = said if len(said) <= 40 else f"{said[:39]}…"
    origin = f"giveback:{kind}:{ref(to)}"
    return exchange.offer(by=by, title=title, words=said, themes=[theme], opened=False, origin=origin, **circle)


@transaction.atomic
def pause(*, company: Company, kind: str, by: User) -> Pause:
    """The line with this company rests, or has ended, for this person alone; nobody is told, and nothing is lost.

    Refused: a company with which they have no line. Said twice, it stands as it was.
    """
    if not rules.has_line(by, company):
        raise ValidationError(_("この会社との線は、まだありません。"))
    User.objects.select_for_update(of=("self",), no_key=True).get(
        pk=by.pk
    )  # one at a time, however often it is tapped
    standing = Pause.objects.standing().filter(person=by, company=company).first()
    if standing is not None and standing.kind == kind:
        return standing
    resume(company=company, by=by)
    return Pause.objects.create(person=by, company=company, kind=Pause.Kind(kind))


def resume(*, company: Company, by: User) -> None:
    """The line goes on where it was; nobody is told."""
    Pause.objects.standing().filter(person=by, company=company).update(until=timezone.now())


def _locked(moment: SharedMoment) -> SharedMoment:
    rows = SharedMoment.objects.select_for_update(of=("self",))
    return rows.select_related("person", "other", "company").get(pk=moment.pk)


def _scope(moment: SharedMoment) -> str:
    return moment.company.scope if moment.company else ""
