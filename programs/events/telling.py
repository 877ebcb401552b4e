"""What somebody who answered tells besides: their guests, what they need, and answers to the host's own questions."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count, F, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.audit.actions import record
from accounts.users.models import User
from programs.events import holding, queries, rules
from programs.events.models import Event, Reply
from programs.events.reply_models import Question

YES, NO = "yes", "no"


@transaction.atomic
def tell_more(
    *, event: Event, by: User, needs: str, party: Sequence[tuple[str, str]], words: Mapping[int, Sequence[str]]
) -> Reply:
    """The names and needs of one's party and the answers to the questions are what is given; the seat isn't touched.

    Refused: without an answer that stands, after the start, and answers that the question doesn't offer.
    """
    table = holding.locked(event, seen_by=by)
    holding.require(rules.can_reply(table))
    mine = table.replies.filter(person=by, answer__in=queries.STANDS).first()
    if mine is None:
        raise ValidationError(_("先に「参加する」とお返事ください。そのあとで続きをお聞きします。"))
    mine.needs = needs[:300]
    mine.save(update_fields=["needs"])
    for position, (name, theirs) in enumerate(party[: mine.guests], start=1):
        mine.party.update_or_create(position=position, defaults={"name": name[:60], "needs": theirs[:300]})
    for question in table.questions.asked():
        _hear(mine, question, [word for word in words.get(question.pk, ()) if word])
    return mine


def _hear(mine: Reply, question: Question, said: list[str]) -> None:
    if question.kind != Question.Kind.TEXT:
        offered = [YES, NO] if question.kind == Question.Kind.YESNO else question.choices
        if set(said) - set(offered) or (question.kind != Question.Kind.SEVERAL and len(said) > 1):
            raise ValidationError(
                _("「%(question)s」は、出ている答えから選んでください。") % {"question": question.text}
            )
    if not said:
        mine.told.filter(question=question).delete()
        return
    kept = {"asked": question.text, "words": [word[:500] for word in said]}
    mine.told.update_or_create(question=question, defaults=kept)


# By the host


@transaction.atomic
def ask(*, event: Event, by: User, **fields: Any) -> Question:
    """One more question for those who come."""
    table = _own(event, by)
    made = Question(event=table, position=table.questions.count() + 1, **_tidy(fields))
    made.save(force_insert=True)
    record("event.question_asked", table, by=by, scope=table.company.scope, question=made.pk)
    return made


@transaction.atomic
def change_question(*, question: Question, by: User, **fields: Any) -> Question:
    """The question reads as given. Once somebody answered, its kind stays, and so does each choice that was taken;
    every answer keeps the words it was given to."""
    table = _own(question.event, by)
    tidy = _tidy(fields)
    taken = {word for words in question.told.values_list("words", flat=True) for word in words}
    if question.told.exists() and tidy["kind"] != question.kind:
        raise ValidationError(
            {
                "kind": _(
                    "もう答えた人がいるので、答えかたは変えられません。この質問をやめて、新しくたずねてください。"
                )
            }
        )
    if lost := sorted(taken - set(tidy["choices"])) if tidy["choices"] else []:
        words = _("「%(words)s」を選んだ人がいます。この選択肢は残してください。") % {"words": "」「".join(lost)}
        raise ValidationError({"choices": words})
    for name, value in tidy.items():
        setattr(question, name, value)
    question.save(update_fields=[*tidy])
    record("event.question_changed", table, by=by, scope=table.company.scope, question=question.pk)
    return question


@transaction.atomic
def retire_question(*, question: Question, by: User) -> None:
    """It isn't asked any more. What was answered stays with the hosts; a question nobody answered is gone."""
    table = _own(question.event, by)
    record("event.question_retired", table, by=by, scope=table.company.scope, question=question.pk)
    if question.told.exists():
        question.retired_at = timezone.now()
        question.save(update_fields=["retired_at"])
    else:
        question.delete()


def _own(event: Event, by: User) -> Event:
    table = holding.locked(event)
    if not rules.can_edit(by, table):
        raise ValidationError(_("質問を決められるのは、主催の方と会社の担当者です。"))
    return table


def _tidy(fields: Mapping[str, Any]) -> dict[str, Any]:
    choices = list(dict.fromkeys(" ".join(word.split()) for word in fields["choices"] if word.strip()))
    offers = fields["kind"] in (Question.Kind.ONE, Question.Kind.SEVERAL)
    if offers and len(choices) < 2:
        raise ValidationError({"choices": _("選べる答えを、一行にひとつ、二つ以上書いてください。")})
    return {**fields, "choices": choices if offers else []}


def questions_of(event: Event) -> QuerySet[Question]:
    """All of them, with how many answered (`many`); the retired ones last."""
    return event.questions.annotate(many=Count("told")).order_by(
        F("retired_at").asc(nulls_first=True), "position", "pk"
    )
