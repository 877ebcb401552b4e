"""Reading the answers for a host: filters, needs, what was said to the questions, heads for the kitchen, cells to take away.

One door: a page and both files read the same lines, and needs that were deleted are in none of them.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Count, Q, QuerySet, Sum
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.users.models import User
from alumni.profiles.queries import shown
from programs.events import queries, telling
from programs.events.models import Event, Reply
from programs.events.reply_models import Guest, Question, Told

Answer = Reply.Answer
FILTERS = {
    "": gettext_lazy("すべて"),
    "asked": gettext_lazy("お願い中"),
    "yes": gettext_lazy("参加"),
    "waiting": gettext_lazy("キャンセル待ち"),
    "maybe": gettext_lazy("検討中"),
    "no": gettext_lazy("行けない"),
    "needs": gettext_lazy("配慮あり"),
    "unanswered": gettext_lazy("質問に未回答"),
    "unconfirmed": gettext_lazy("確かめに未回答"),
}
YESNO = {telling.YES: gettext_lazy("はい"), telling.NO: gettext_lazy("いいえ")}
GROUPS = {"waiting": (Answer.WAITING, Answer.OFFERED), "no": (Answer.NO, Answer.DECLINED)}


@dataclass
class Line:
    """One answer as its host reads it."""

    reply: Reply
    confirmed: bool | None = None
    needs: list[tuple[str, str]] = field(default_factory=list)
    guests: list[Guest] = field(default_factory=list)
    # (the question as it was put, the answer)
    said: list[tuple[str, str]] = field(default_factory=list)
    missing: int = 0


def chosen(event: Event, viewer: User, show: str = "", words: str = "") -> QuerySet[Reply]:
    """The roll as far as it is named to this viewer, or a part of it, or whose name holds these words."""
    rows = queries.roll_of(event).filter(queries.names_told_to(viewer, event))
    if show == "needs":
        rows = rows.filter(~Q(needs="") | Q(pk__in=Guest.objects.exclude(needs="").values("reply")))
    elif show == "unconfirmed":
        rows = rows.filter(pk__in=queries.silent(event).values("pk"))
    elif show == "unanswered":
        rows = rows.filter(pk__in=_unanswered(event))
    elif show in FILTERS and show:
        rows = rows.filter(answer__in=GROUPS.get(show, (show,)))
    for word in words.split()[:5]:
        name = [f"person__{part}__icontains" for part in ("family_name", "given_name", "family_kana", "given_kana")]
        rows = rows.filter(Q(*((part, word) for part in name), _connector=Q.OR))
    return rows


def _unanswered(event: Event) -> set[int]:
    """Whoever comes and left a required question open."""
    coming = dict.fromkeys(event.replies.filter(answer=Answer.YES).values_list("pk", flat=True), 0)
    asked = Question.objects.asked().filter(event=event, required=True)
    for reply in asked.filter(told__reply__in=coming).values_list("told__reply", flat=True):
        coming[reply] += 1
    many = asked.count()
    return {reply for reply, told in coming.items() if told < many}


class Sheet:
    """All that was said to one gathering, read in four queries however many answered."""

    def __init__(self, event: Event) -> None:
        self.event = event
        self.rows = list(event.replies.values_list("pk", "answer", "guests", "needs", "passed_at"))
        self.questions = list(event.questions.all())
        self.guests: dict[int, list[Guest]] = {}
        for guest in Guest.objects.filter(reply__event=event).order_by("reply", "position"):
            self.guests.setdefault(guest.reply_id, []).append(guest)
        told = Told.objects.filter(reply__event=event) if self.questions else ()
        self.told = {(one.reply_id, one.question_id): one for one in told}

    @property
    def counts(self) -> dict[str, int]:
        """How many gave each answer, and the guests of those who come."""
        found = Counter(answer for _pk, answer, *_more in self.rows)
        guests = sum(guests for _pk, answer, guests, *_more in self.rows if answer == Answer.YES)
        return {answer: found[answer] for answer in queries.ROLL} | {"guests": guests}

    @property
    def stuck(self) -> bool:
        """Seats are free, and yet somebody who isn't resting waits: for all the seats of their party."""
        line = any(answer == Answer.WAITING and not passed for _pk, answer, _g, _n, passed in self.rows)
        return bool(self.event.free) and line

    def line(self, reply: Reply) -> Line:
        line = Line(reply, guests=self.guests.get(reply.pk, []))
        line.needs = [("", reply.needs)] if reply.needs else []
        line.needs += [(guest.name or _("同伴の方"), guest.needs) for guest in line.guests if guest.needs]
        comes = reply.answer == Answer.YES
        for question in self.questions:
            if said := self.told.get((reply.pk, question.pk)):
                line.said.append((said.asked, _words(question, said.words)))
            elif question.required and not question.retired_at and comes:
                line.missing += 1
        if comes and self.event.reconfirm_for == self.event.starts_at:
            line.confirmed = reply.confirmed_for == self.event.starts_at
        return line

    def heads(self) -> "Heads":
        """Counted over those who come; needs without names."""
        coming = {pk: (guests, needs) for pk, answer, guests, needs, _passed in self.rows if answer == Answer.YES}
        needs = Counter(needs for _guests, needs in coming.values() if needs)
        needs.update(guest.needs for pk in coming for guest in self.guests.get(pk, []) if guest.needs)
        counted = {question: Counter[str]() for question in self.questions if question.kind != Question.Kind.TEXT}
        for (pk, _question), said in self.told.items():
            for question in counted if pk in coming else ():
                if said.question_id == question.pk:
                    counted[question].update(_words(question, [word]) for word in said.words)
        choices = [(question.text, words.most_common()) for question, words in counted.items() if words]
        return Heads(len(coming), sum(guests for guests, _needs in coming.values()), needs.most_common(), choices)


def _words(question: Question, words: list[str]) -> str:
    if question.kind == Question.Kind.YESNO:
        return _("・").join(str(YESNO[word]) for word in words)
    return _("・").join(words)


@dataclass(frozen=True)
class Heads:
    """For whoever cooks: how many eat, what they can't, and how many chose what."""

    people: int
    guests: int
    needs: list[tuple[str, int]]
    choices: list[tuple[str, list[tuple[str, int]]]]


def unnamed(event: Event, viewer: User) -> list[tuple[str, int, int]]:
    """Who answered and isn't named to this viewer: (answer, people, guests), counted."""
    named = queries.names_told_to(viewer, event)
    if not named:
        return []
    rest = event.replies.exclude(pk__in=event.replies.filter(named).values("pk")).order_by()
    rows = rest.values("answer").annotate(people=Count("pk"), brings=Sum("guests"))
    found = {row["answer"]: (str(Answer(row["answer"]).label), row["people"], row["brings"]) for row in rows}
    return [found[answer] for answer in queries.ROLL if answer in found]


def cells_of(event: Event, viewer: User) -> Iterable[list[str]]:
    """The roll as rows of words, a heading first; how a name is read only where this host may know it.

    Who isn't named to this viewer stands at the end, counted by answer.
    """
    sheet = Sheet(event)
    yield [
        _("名前"), _("よみ"), _("返事"), _("同伴"), _("同伴の方"), _("アレルギーや配慮"), _("待ちの順番"), _("ひとこと"),
        _("二日前の確かめ"), _("返事の日時"), *(question.text for question in sheet.questions),
    ]  # fmt: skip
    rows = list(chosen(event, viewer))
    known = shown(viewer, [row.person_id for row in rows])
    for reply in rows:
        line = sheet.line(reply)
        said = (sheet.told.get((reply.pk, question.pk)) for question in sheet.questions)
        answers = [_words(q, one.words) if one else "" for q, one in zip(sheet.questions, said, strict=True)]
        confirmed = {None: "", True: _("行きます"), False: _("未回答")}[line.confirmed]
        yield [
            reply.person.name, known[reply.person_id].reading if reply.person_id in known else "",
            str(reply.get_answer_display()), str(reply.guests),
            _("、").join(guest.name for guest in line.guests if guest.name),
            " / ".join(f"{who}: {what}" if who else what for who, what in line.needs),
            str(getattr(reply, "turn", None) or ""), reply.word, confirmed,
            timezone.localtime(reply.at).strftime("%Y-%m-%d %H:%M"), *answers,
        ]  # fmt: skip
    for answer, people, guests in unnamed(event, viewer):
        name = ngettext("ほかの会社の方 %(n)d名", "ほかの会社の方 %(n)d名", people) % {"n": people}
        yield [name, "", answer, str(guests), *[""] * (6 + len(sheet.questions))]
