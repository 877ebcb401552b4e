"""What happens in a dialogue series: its purpose is agreed, questions come in, the department says what it does, and looks back."""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.audit.actions import record
from accounts.notices.actions import send
from accounts.notices.models import Fact
from accounts.users.models import User
from programs.cohorts import rules
from programs.cohorts.dialogue_queries import heads_of, may_ask
from programs.cohorts.models import Program, Steward
from programs.cohorts.practice_models import Dialogue, DialogueQuestion

FLOOR = 3  # unnamed questions are read together, never one alone
AT_MOST = 300
AFTER = timedelta(days=91)


@transaction.atomic
def propose(*, program: Program, purpose: str, head: User, questions_until: date | None, by: User) -> Dialogue:
    """The head of the department is asked whether this is what it is for; other words are asked about anew."""
    if not rules.can_shape(by, program):
        raise ValidationError(_("対話の目的を書けるのは、このプログラムの世話役と会社の担当者です。"))
    if head.pk not in {one.pk for one in heads_of(program)}:
        raise ValidationError({"head": _("この部署の長を選んでください。")})
    found = _locked(program)
    same = found.purpose == purpose.strip() and found.head_id == head.pk
    found.purpose, found.head, found.questions_until = purpose.strip(), head, questions_until
    if not same:
        found.agreed_at = None
    found.save(update_fields=["purpose", "head", "questions_until", "agreed_at"])
    if not same:
        record("dialogue.proposed", program, by=by, scope=program.company.scope)
        if head.pk == by.pk:
            return agree(program=program, by=by)
        _tell("cohorts.dialogue_asked", program, [head], by)
    return found


@transaction.atomic
def agree(*, program: Program, by: User) -> Dialogue:
    """The head of the department says: for this we talk. From now on questions may come."""
    found = _locked(program)
    if found.head_id != by.pk or not found.purpose:
        raise ValidationError(_("承諾できるのは、お願いされた部署の長だけです。"))
    if found.agreed_at is None:
        found.agreed_at = timezone.now()
        found.save(update_fields=["agreed_at"])
        record("dialogue.agreed", program, by=by, scope=program.company.scope)
        _tell("cohorts.dialogue_agreed", program, [one for one in _leaders(program) if one.pk != by.pk], by)
    return found


@transaction.atomic
def ask(*, program: Program, words: str, named: bool, by: User) -> None:
    """A question is kept. Without a name nothing leads back: no person, no moment, no history, no number in a row."""
    if not may_ask(by, program):
        raise ValidationError(_("いまは、問いを受けつけていません。"))
    if not (words := words.strip()[:300]):
        raise ValidationError({"words": _("ひとこと書いてください。")})
    Program.objects.select_for_update(of=("self",), no_key=True).get(pk=program.pk)
    if program.questions.count() >= AT_MOST:
        raise ValidationError(_("たくさんの問いをいただいたので、受けつけを終えました。"))
    DialogueQuestion.objects.create(program=program, person=by if named else None, words=words, told=named)
    waiting = program.questions.filter(person=None, told=False)
    if waiting.count() >= FLOOR:
        waiting.update(told=True)


@transaction.atomic
def will_do(*, program: Program, words: str, look_back_on: date | None, by: User) -> Dialogue:
    """What the department does with it stands there, and a day to look back, three months from now unless said."""
    found = _locked(program)
    _require_own(found, by)
    if not (words := words.strip()):
        raise ValidationError({"words": _("これからすることを、ひとつでも書いてください。")})
    today = timezone.localdate()
    if look_back_on and look_back_on <= today:
        raise ValidationError({"look_back_on": _("これからの日を選んでください。")})
    found.will_do, found.will_do_at, found.look_back_on = words, timezone.now(), look_back_on or today + AFTER
    found.save(update_fields=["will_do", "will_do_at", "look_back_on"])
    record("dialogue.will_do", program, by=by, scope=program.company.scope)
    return found


@transaction.atomic
def look_back(*, program: Program, words: str, by: User) -> Dialogue:
    """How it went stands beside what was meant."""
    found = _locked(program)
    _require_own(found, by)
    if found.will_do_at is None:
        raise ValidationError(_("まず、部署がこれからすることを書いてください。"))
    if not (words := words.strip()):
        raise ValidationError({"words": _("ひとことでも書いてください。うまくいかなかったことも、どうぞ。")})
    found.looked_back, found.looked_back_at = words, timezone.now()
    found.save(update_fields=["looked_back", "looked_back_at"])
    record("dialogue.looked_back", program, by=by, scope=program.company.scope)
    return found


def call_to_look_back(*, by: None = None) -> int:
    """On the day, once: the head of the department and who leads."""
    due = Dialogue.objects.filter(
        look_back_on__lte=timezone.localdate(), looked_back_at=None, will_do_at__isnull=False
    )
    rows = {
        f"cohorts.look_back:{one.program_id}:{one.look_back_on}": one
        for one in due.select_related("program__company", "head")
    }
    told = set(Fact.objects.filter(dedupe_key__in=rows).values_list("dedupe_key", flat=True))
    for key in rows.keys() - told:
        program, head = rows[key].program, rows[key].head
        people = {one.pk: one for one in [*_leaders(program), *([head] if head else [])]}
        if people:
            send("cohorts.look_back", about=program, to=list(people.values()), scope=program.company.scope, key=key)
    return len(rows) - len(told)


def _locked(program: Program) -> Dialogue:
    if program.kind != Program.Kind.DIALOGUE:
        raise ValidationError(_("対話シリーズのプログラムではありません。"))
    Dialogue.objects.get_or_create(program=program)
    return Dialogue.objects.select_for_update(of=("self",)).get(program=program)


def _require_own(found: Dialogue, by: User) -> None:
    if found.agreed_at is None:
        raise ValidationError(_("部署の長が目的を承諾してから、書けます。"))
    if found.head_id != by.pk and not rules.can_shape(by, found.program):
        raise ValidationError(_("書けるのは、部署の長と、このプログラムの世話役です。"))


def _leaders(program: Program) -> list[User]:
    rows = Steward.objects.standing().filter(program=program, leads=True).select_related("person")
    return [one.person for one in rows]


def _tell(kind: str, program: Program, people: list[User], by: User) -> None:
    if people:
        send(kind, about=program, to=people, by=by, scope=program.company.scope)
