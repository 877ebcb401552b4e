"""What happens to a collaboration: proposed, signed, its outcome agreed, begun, looked back upon, ended."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.audit.actions import move, record
from accounts.users.models import User
from alumni.companies.models import Company
from alumni.companies.queries import desks_of
from programs.collaborations import rules
from programs.collaborations.agreement_models import Agreement, Finish, Outcome, Pledge, Signature, Statement
from programs.collaborations.holding import locked, party_for, step, tell
from programs.collaborations.models import Collaboration, Party
from programs.collaborations.work_models import Part, Role

State = Collaboration.State
Words = Mapping[str, str]  # brings, wants


@transaction.atomic
def propose(
    *,
    title: str,
    people: Iterable[User],
    companies: Iterable[Company],
    pledges: Mapping[str, Words],
    by: User,
    desk: Company | None = None,
    **terms: Any,
) -> Collaboration:
    """The sides are named, the statement's first version stands, and whoever proposes it has signed it.

    `pledges` by "p12" (person) and "c3" (company). Refused: whom `by` may not write to, companies without a desk.
    """
    people, companies = list({one.pk: one for one in people}.values()), list({c.pk: c for c in companies}.values())
    _check_named(by, desk, people, companies)
    made = Collaboration.objects.create(title=" ".join(title.split()), proposed_by=by)
    own = Party.objects.create(collaboration=made, person=None if desk else by, company=desk)
    others = [Party.objects.create(collaboration=made, person=person) for person in people]
    others += [Party.objects.create(collaboration=made, company=company) for company in companies]
    statement = _written(made, own, 1, {_key(one): one for one in (own, *others)}, pledges, terms, by)
    record("collaboration.proposed", made, by=by)
    step(made, "proposed", party=own, by=by)
    _say_yes(made, own, Signature, {"statement": statement}, by)
    tell("proposed", made, others, by=by)
    return made


def _check_named(by: User, desk: Company | None, people: list[User], companies: list[Company]) -> None:
    a_day_ago = timezone.now() - timedelta(days=1)
    if Collaboration.objects.filter(proposed_by=by, proposed_at__gt=a_day_ago).count() >= rules.PROPOSED_A_DAY:
        raise ValidationError(_("今日は、もう十分に声をかけました。つづきは明日にしましょう。"))
    if desk is not None and all(one.pk != desk.pk for one in desks_of(by)):
        raise ValidationError(_("会社として声をかけられるのは、その会社の担当者です。"))
    others = len(people) + len(companies)
    if not 0 < others < rules.MOST_SIDES:
        raise ValidationError(_("いっしょに仕事をする相手を、1から5まで選んでください。"))
    if any(not rules.may_ask(by, person) for person in people):
        raise ValidationError(_("声をかけられるのは、つながっている方や、集いでご一緒した方です。"))
    if any(company == desk or not rules.has_desk(company) for company in companies):
        raise ValidationError(_("選んだ会社には、いまは声をかけられません。"))


def _key(party: Party) -> str:
    return f"c{party.company_id}" if party.company_id else f"p{party.person_id}"


def _written(
    collaboration: Collaboration,
    own: Party,
    number: int,
    parties: Mapping[str, Party],
    pledges: Mapping[str, Words],
    terms: dict[str, Any],
    by: User,
) -> Statement:
    """A version with the words of every side that stands; for paid work the sides of the terms are named by key."""
    for name in ("orderer", "doer"):
        terms[name] = parties.get(terms.get(name) or "")
    made = Statement.objects.create(collaboration=collaboration, number=number, party=own, by=by, **terms)
    for key, party in parties.items():
        said = pledges.get(key, {})
        brings, wants = (" ".join(said.get(name, "").split(" ")).strip() for name in ("brings", "wants"))
        if not (brings and wants):
            raise ValidationError(_("どの側についても、持ちよるものと得たいものの両方を書いてください。"))
        Pledge.objects.create(collaboration=collaboration, statement=made, party=party, brings=brings, wants=wants)
    return made


@transaction.atomic
def restate(
    *, collaboration: Collaboration, party: Party, pledges: Mapping[str, Words], by: User, **terms: Any
) -> Statement:
    """A new version of the statement stands, signed by the side that wrote it; all others are asked to sign anew."""
    row, own = locked(collaboration), party_for(party, by)
    rules.require_going(row)
    rules.require(own.is_standing and not row.is_closing)
    newest = _newest(row, Statement)
    parties = {_key(one): one for one in row.parties.standing()}
    made = _written(row, own, newest.number + 1, parties, pledges, terms, by)
    record("collaboration.restated", row, by=by, version=made.number)
    _say_yes(row, own, Signature, {"statement": made}, by)
    tell("to_sign", row, [one for one in parties.values() if one.pk != own.pk], by=by, version=made.number)
    return made


@transaction.atomic
def sign(*, collaboration: Collaboration, party: Party, number: int, by: User) -> None:
    """The side has signed this version; with the last signature it stands, and the outcome comes next.

    Refused when a newer version stands, and when `by` has signed it for another side.
    """
    row, own = locked(collaboration), party_for(party, by)
    rules.require_going(row)
    statement = _newest(row, Statement, number)
    if not statement.signatures.filter(party=own).exists():
        _say_yes(row, own, Signature, {"statement": statement}, by)


@transaction.atomic
def aim(*, collaboration: Collaboration, party: Party, words: str, sign: str, by: User, why: str = "") -> Outcome:
    """A version of the outcome stands, agreed by the side that wrote it; all others are asked to agree.

    Refused before everybody has signed the statement, and while the sides look back.
    """
    row, own = locked(collaboration), party_for(party, by)
    rules.require_going(row)
    rules.require(rules.can_work(by, own) and not row.is_closing)
    statement = _newest(row, Statement)
    rules.require(statement.is_agreed, _("成果を決めるのは、全員が約束のことばにサインしてからです。"))
    number = row.outcomes.count() + 1
    made = Outcome.objects.create(
        collaboration=row, number=number, party=own, by=by, statement=statement, words=words.strip(),
        sign=sign.strip(), why=why.strip(),
    )  # fmt: skip
    record("collaboration.aimed", row, by=by, version=number)
    _say_yes(row, own, Agreement, {"outcome": made}, by)
    tell("to_agree", row, [one for one in row.parties.standing() if one.pk != own.pk], by=by, version=number)
    return made


@transaction.atomic
def agree(*, collaboration: Collaboration, party: Party, number: int, by: User) -> None:
    """The side agrees to this version of the outcome; with the last yes it is the one that roles are derived from."""
    row, own = locked(collaboration), party_for(party, by)
    rules.require_going(row)
    outcome = _newest(row, Outcome, number)
    if not outcome.agreements.filter(party=own).exists():
        _say_yes(row, own, Agreement, {"outcome": outcome}, by)


def _newest(row: Collaboration, model: type[Any], number: int | None = None) -> Any:
    """The newest version; refused where somebody says yes to words that have been replaced since they read them."""
    newest = model.objects.filter(collaboration=row).order_by("-number").first()
    if newest is None or (number is not None and newest.number != number):
        raise ValidationError(_("ことばが書きかえられました。もう一度読んで、確かめてください。"))
    return newest


def _say_yes(row: Collaboration, own: Party, model: type[Any], version: dict[str, Any], by: User) -> None:
    rules.require(own.is_standing)
    if model.objects.filter(by=by, collaboration=row, **version).exists():
        raise ValidationError(
            _("おひとりが、ふたつの側の代わりに答えることはできません。別の担当者にお願いしてください。")
        )
    if model is Signature and own.is_asked:
        move(own, to=Party.State.JOINED, by=by, joined_at=timezone.now())
    model.objects.create(collaboration=row, party=own, by=by, **version)
    record(f"collaboration.{model._meta.model_name}", row, by=by, party=own.pk)
    settle(collaboration=row, by=by)


def settle(*, collaboration: Collaboration, by: User) -> None:
    """What everybody who stands has said yes to is agreed; with fewer than two sides left it ends."""
    row = collaboration
    standing = set(row.parties.standing().values_list("pk", flat=True))
    if len(standing) < 2:
        step(row, State.ENDED, by=by, over_at=timezone.now())
        return
    statement = row.statements.order_by("-number").first()
    if statement and not statement.is_agreed and _all_said(standing, statement.signatures):
        _now_agreed(statement)
        record("collaboration.signed", row, by=by, version=statement.number)
        tell("signed", row, row.parties.standing(), by=by)
    outcome = row.outcomes.order_by("-number").first()
    if outcome and not outcome.is_agreed and _all_said(standing, outcome.agreements):
        _now_agreed(outcome)
        for model in (Part, Role):
            model.objects.filter(collaboration=row).update(outcome=outcome)
        record("collaboration.outcome_agreed", row, by=by, version=outcome.number)
        if row.is_proposed:
            step(row, State.AGREED, by=by)
        tell("agreed", row, row.parties.standing(), by=by, version=outcome.number)


def _all_said(standing: set[int], yeses: Any) -> bool:
    said = set(yeses.values_list("party", flat=True))
    return standing <= said and len(said) > 1


def _now_agreed(version: Any) -> None:
    version.is_agreed, version.agreed_at = True, timezone.now()
    version.save(update_fields=["is_agreed", "agreed_at"])


# Going on, and ending


@transaction.atomic
def decline(*, collaboration: Collaboration, party: Party, by: User) -> None:
    """Not this time; no reason is asked, and nobody gets a mail of it. With fewer than two sides left it ends."""
    row, own = locked(collaboration), party_for(party, by)
    move(own, to=Party.State.DECLINED, by=by, left_at=timezone.now())
    settle(collaboration=row, by=by)


@transaction.atomic
def leave(*, collaboration: Collaboration, party: Party, by: User, why: str = "") -> None:
    """The side is out; its roles are open again, and it keeps reading what it signed."""
    row, own = locked(collaboration), party_for(party, by)
    rules.require_going(row)
    move(own, to=Party.State.LEFT, by=by, left_at=timezone.now())
    for role in own.roles.all():
        move(role, to=Role.State.OPEN, by=by, holder=None, offered_at=None)
    row.decisions.create(party=own, by=by, to="left", why=why.strip())
    settle(collaboration=row, by=by)
    if row.is_closing:
        _close(row, by)
    tell("left", row, row.parties.standing(), by=by)


@transaction.atomic
def start(*, collaboration: Collaboration, party: Party, by: User, why: str = "") -> None:
    """The work is under way; gaps and overlaps may stand, seen by all."""
    row, own = locked(collaboration), party_for(party, by)
    rules.require(rules.can_work(by, own))
    step(row, State.UNDER_WAY, party=own, by=by, why=why)


@transaction.atomic
def begin_closing(*, collaboration: Collaboration, party: Party, by: User, why: str = "") -> None:
    """The sides look back: each tells what it gave and got, and is asked to say when it has."""
    row, own = locked(collaboration), party_for(party, by)
    rules.require(rules.can_work(by, own))
    step(row, State.CLOSING, party=own, by=by, why=why)
    tell("closing", row, [one for one in row.parties.standing() if one.pk != own.pk], by=by)


@transaction.atomic
def resume(*, collaboration: Collaboration, party: Party, by: User, why: str = "") -> None:
    """There is more to do: the work goes on, and looking back begins anew when it is time."""
    row, own = locked(collaboration), party_for(party, by)
    rules.require(rules.can_work(by, own) and row.is_closing)
    Finish.objects.filter(collaboration=row).delete()
    step(row, State.UNDER_WAY, party=own, by=by, why=why)


@transaction.atomic
def finish(*, collaboration: Collaboration, party: Party, by: User) -> None:
    """The side has told what it had to tell; with the last one the work is over."""
    row, own = locked(collaboration), party_for(party, by)
    rules.require(rules.can_work(by, own) and row.is_closing)
    if not Finish.objects.filter(party=own).exists():
        _say_yes(row, own, Finish, {}, by)
        if not _close(row, by):
            tell("confirm", row, row.parties.standing().exclude(pk__in=Finish.objects.values("party")), by=by)


def _close(row: Collaboration, by: User) -> bool:
    if row.is_over or row.parties.standing().exclude(pk__in=Finish.objects.values("party")).exists():
        return False
    step(row, State.CLOSED, by=by, over_at=timezone.now())
    tell("closed", row, row.parties.standing(), by=by)
    return True


@transaction.atomic
def end(*, collaboration: Collaboration, party: Party, by: User, why: str = "") -> None:
    """It ends here, without drama: what was signed and done stays readable, and thanks can still be told."""
    row, own = locked(collaboration), party_for(party, by)
    rules.require(rules.can_act(by, own))
    step(row, State.ENDED, party=own, by=by, why=why, over_at=timezone.now())
    tell("ended", row, [one for one in row.parties.standing() if one.pk != own.pk], by=by)
