"""Confirming, doubting and merging what is known of where somebody worked."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.audit.actions import move, record
from accounts.notices.actions import send
from accounts.users.models import User
from alumni.companies.models import Company, Department
from alumni.companies.names import department_key
from alumni.tenures.models import Tenure, TenureNote
from alumni.tenures.periods import Period
from alumni.tenures.rules import belongs_to, can_judge
from alumni.tenures.titles import heads_unit

PERIOD = ("since", "since_precision", "until", "until_precision", "open")


def _must_judge(tenure: Tenure, by: User) -> None:
    if belongs_to(tenure, by):
        raise ValidationError(_("自分自身の在籍は確認できません。ほかの担当者に頼んでください。"))
    if not can_judge(by, tenure):
        raise ValidationError(_("この在籍を確認できるのは、その会社の担当者だけです。"))


@transaction.atomic
def verify(*, tenure: Tenure, by: User) -> Tenure:
    """The company confirms that the person was there, and they are told.

    Raises ValidationError for one's own, or a wrong state.
    """
    _must_judge(tenure, by)
    move(
        tenure,
        to="verified",
        by=by,
        scope=tenure.company,
        verified_at=timezone.now(),
        verified_by_id=by.pk,
        reason="",
    )
    _judged(tenure, TenureNote.What.VERIFIED, "", by)
    return tenure


@transaction.atomic
def dispute(*, tenure: Tenure, by: User, reason: str) -> Tenure:
    """The tenure counts as unclear, with the reason the person will read. Raises ValidationError without one."""
    if not reason.strip():
        raise ValidationError(_("確認中にする理由を書いてください。本人が読みます。"))
    return _doubt(tenure, "disputed", reason, by)


@transaction.atomic
def refuse(*, tenure: Tenure, by: User, reason: str) -> Tenure:
    """The company can't confirm it: it is told to nobody any more; the person reads why and may answer.

    Raises ValidationError without a reason, for one's own, or for what is confirmed (it must be doubted first).
    """
    if not reason.strip():
        raise ValidationError(_("確認できない理由を書いてください。本人が読みます。"))
    return _doubt(tenure, "refused", reason, by)


def _doubt(tenure: Tenure, to: str, reason: str, by: User) -> Tenure:
    _must_judge(tenure, by)
    said = reason.strip()[:300]
    move(tenure, to=to, by=by, scope=tenure.company, verified_at=None, verified_by_id=None, reason=said)
    _judged(tenure, to, said, by)
    return tenure


def _judged(tenure: Tenure, what: str, words: str, by: User) -> None:
    """Both can read later what was said; the person hears of it now."""
    TenureNote.objects.create(tenure=tenure, what=what, words=words)
    if tenure.person:
        send("tenures.judged", about=tenure, to=[tenure.person], by=by, scope=tenure.company.scope)


def _said(tenure: Tenure, what: str, words: str, by: User) -> None:
    """Both can read later what was said; the company's desk hears of it now."""
    TenureNote.objects.create(tenure=tenure, what=what, words=words)
    send("tenures.said", about=tenure, by=by, scope=tenure.company.scope)


@transaction.atomic
def claim(
    *, person: User, company: Company, department: str = "", title: str = "", period: Period, word: str = "", by: User
) -> Tenure:
    """The person says they worked there; unverified until that company's HR confirms it.

    A department that the company doesn't have under this name stays in the person's words, so that nobody learns
    from the answer which departments there are.
    """
    tenure = Tenure(company=company, person=person)
    _say(tenure, department, title, period, word)
    tenure.save()
    record("tenure.claimed", tenure, by=by, scope=company)
    _said(tenure, TenureNote.What.CLAIMED, tenure.word, by)
    return tenure


@transaction.atomic
def change(
    *, tenure: Tenure, department: str = "", title: str = "", period: Period, word: str = "", by: User
) -> Tenure:
    """The person puts their own post right; whatever HR confirmed before isn't confirmed any more.

    Raises ValidationError for somebody else's post.
    """
    _must_be_own(tenure, by)
    row = Tenure.objects.select_for_update(of=("self",)).select_related("company", "department").get(pk=tenure.pk)
    _say(row, department, title, period, word)
    row.save()
    if row.state != Tenure.State.CLAIMED:
        move(row, to="claimed", by=by, scope=row.company, verified_at=None, verified_by_id=None)
    record("tenure.changed", row, by=by, scope=row.company)
    _said(row, TenureNote.What.CHANGED, row.word, by)
    return row


@transaction.atomic
def answer(*, tenure: Tenure, word: str, by: User) -> Tenure:
    """The person answers a doubt or a refusal; the post is a claim again, which HR looks at with these words.

    Raises ValidationError without words, for somebody else's post, or when nothing is in doubt.
    """
    _must_be_own(tenure, by)
    if not word.strip():
        raise ValidationError(_("担当者に伝えたいことを書いてください。"))
    if tenure.state not in (Tenure.State.DISPUTED, Tenure.State.REFUSED):
        raise ValidationError(_("この在籍は、いま確認中ではありません。"))
    said = word.strip()[:300]
    move(tenure, to="claimed", by=by, scope=tenure.company, word=said, said_at=timezone.now())
    _said(tenure, TenureNote.What.ANSWERED, said, by)
    return tenure


def _must_be_own(tenure: Tenure, by: User) -> None:
    if tenure.person_id != by.pk:
        raise ValidationError(_("この在籍を変えられるのは、ご本人だけです。"))


def _say(tenure: Tenure, department: str, title: str, period: Period, word: str) -> None:
    key = department_key(department)
    known = (
        Department.objects.filter(company=tenure.company_id, key=key).order_by("until", "pk").first() if key else None
    )
    unknown = [department.strip()] if key and not known else []
    tenure.department = known
    tenure.title, tenure.heads = title.strip(), heads_unit(title)
    tenure.since = period.since.value if period.since else None
    tenure.since_precision = period.since.precision if period.since else "day"
    tenure.until = period.until.value if period.until else None
    tenure.until_precision = period.until.precision if period.until else "day"
    tenure.open = period.open
    tenure.said_at = timezone.now()
    tenure.word = " / ".join(filter(None, [*unknown, word.strip()]))[:300]


@transaction.atomic
def merge(*, tenures: Sequence[Tenure], by: User) -> Tenure:
    """Several rows that tell of one post become one: the confirmed one stays, the others fill its gaps.

    Raises ValidationError when they are fewer than two, of different companies or people, or `by`'s own.
    """
    rows = Tenure.objects.select_for_update(of=("self",)).select_related("company", "enrolment")
    found = list(rows.filter(pk__in=[t.pk for t in tenures]).order_by("pk"))
    if len(found) < 2:
        raise ValidationError(_("統合するには、同じ在籍の記録を二つ以上えらんでください。"))
    for tenure in found:
        _must_judge(tenure, by)
    _must_be_of_one(found)
    kept, *others = sorted(found, key=_weight)
    _fill(kept, others)
    ids = [other.pk for other in others]
    Tenure.objects.filter(pk__in=ids).delete()
    kept.save()
    record("tenure.merged", kept, by=by, scope=kept.company, merged=ids)
    return kept


def _weight(tenure: Tenure) -> tuple[bool, bool, int]:
    """Confirmed before claimed, in the company's record before not, older before newer."""
    return (tenure.state != Tenure.State.VERIFIED, tenure.enrolment_id is None, tenure.pk)


def _must_be_of_one(tenures: Sequence[Tenure]) -> None:
    if len({tenure.company_id for tenure in tenures}) > 1:
        raise ValidationError(_("別の会社の在籍は統合できません。"))
    people = {t.person_id or (t.enrolment.person_id if t.enrolment else None) for t in tenures}
    enrolments = {t.enrolment_id for t in tenures if t.enrolment_id}
    if len(people - {None}) > 1 or len(enrolments) > 1 or (None in people and not enrolments):
        raise ValidationError(_("別の人の在籍は統合できません。"))
    if None in people and len(people) > 1:
        raise ValidationError(_("本人と名簿がまだつながっていません。先に参加の申し込みに答えてください。"))


def _fill(kept: Tenure, others: Sequence[Tenure]) -> None:
    for other in others:
        for name in ("person_id", "enrolment_id", "department_id", "title"):
            if not getattr(kept, name):
                setattr(kept, name, getattr(other, name))
        if kept.since is None and kept.until is None and not kept.open:
            for name in PERIOD:
                setattr(kept, name, getattr(other, name))
