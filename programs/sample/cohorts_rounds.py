"""What goes on in the demo's programs: groups of three rounds, practice at work, a dialogue series, a close with certificates."""

from datetime import timedelta

from django.utils import timezone

from accounts.users.models import User
from programs.cohorts import dialogue, grouping, making, practice
from programs.cohorts.dialogue_queries import heads_of
from programs.cohorts.models import Program, Steward
from programs.cohorts.practice_models import Pairing, Practice, PracticeLine

TRIES = 60_000  # of swaps: enough for a demo that is to begin soon
EXPERIMENTS = [
    (
        "会議で、最後に話す人になる",
        "先に結論を言ってしまうくせを、直したい。",
        "若手の意見が、ひとつでも先に出たら。",
        ["三回に一回はできた。だまっているのは、思ったより体力がいる。", "「課長はどう思いますか」と聞かれて、初めて自分が待たれていたと知った。"],
        "沈黙が怖くなくなりました。次は、一対一でも試します。",
    ),
    (
        "となりの部署に、週に一度お茶をしに行く",
        "困ってから話すのでは遅い、とグループで聞いて。",
        "用事のない会話が、三回つづいたら。",
        ["一回目。お互いの繁忙期を、十年知らなかった。", "向こうから誘ってくれた。"],
        "",
    ),
    (
        "引きつぎ書に「迷ったこと」の欄をつくる",
        "正しい手順だけでは、次の人が同じところで止まる。",
        "だれかがその欄を読んで、声をかけてくれたら。",
        ["書いてみたら、欄がいちばん長くなった。"],
        "",
    ),
]  # fmt: skip
ANSWERS = ["わかります。うちでは、議長を交代にしたら少し楽になりました。", "その一言、うちの部署でも聞いてみます。"]
QUESTIONS = [
    ("管理職どうしが、部下のいないところで弱音をはける場はありますか。", False),
    ("育児で早く帰る人への「配慮」が、いつのまにか仕事を減らすことになっていませんか。", False),
    ("一対一の面談で、聞かれてうれしかった問いは何ですか。", False),
    ("部門をこえて異動した人が、最初の三か月に困ったことを聞いてみたいです。", True),
]  # fmt: skip


def go_on() -> None:
    """In each program as far as it is: rounds and practice while it runs, the room of a dialogue series."""
    for program in Program.objects.filter(
        state__in=[Program.State.RUNNING, Program.State.CLOSING, Program.State.CLOSED]
    ):
        leader = _leader(program)
        if leader is None:
            continue
        if program.nominations.inside().count() >= 8:
            rounds_of(program, leader)
        _practise(program, leader)
    for program in Program.objects.filter(kind=Program.Kind.DIALOGUE, state__in=Program.OPEN):
        _talk(program)


def _leader(program: Program) -> User | None:
    row = Steward.objects.standing().filter(program=program, leads=True).select_related("person").first()
    return row.person if row else None


def rounds_of(program: Program, leader: User) -> None:
    """Three rounds; those whose session is near or was held are told."""
    grouping.plan(program=program, rounds=3, least=3, most=5, by=leader)
    grouping.make(program=program, by=leader)
    while making.work(proposals=TRIES):
        pass
    for round_ in program.rounds.select_related("session__event", "program__company"):
        if not round_.is_over and round_.number < 3:
            grouping.publish(round_=round_, by=leader)
    # What was held was told in its time.
    held = [one.pk for one in program.rounds.select_related("session__event") if one.is_over]
    for place in program.places.filter(round__in=held):
        place.told = place.group
        place.save(update_fields=["told"])
    program.rounds.filter(pk__in=held).update(published_at=timezone.now() - timedelta(days=30))


def _practise(program: Program, leader: User) -> None:
    practice.pair_up(program=program, by=leader)
    today = timezone.localdate()
    people = list(program.nominations.inside().select_related("person", "company").order_by("pk"))
    for at, nomination in enumerate(people[:6]):
        title, why, sign, lines, reflection = EXPERIMENTS[at % len(EXPERIMENTS)]
        made = practice.set_out(
            nomination=nomination, by=nomination.person, title=title, why=why, sign=sign,
            starts_on=today - timedelta(days=20), ends_on=today + timedelta(days=15),
        )  # fmt: skip
        _lines(made, lines)
        if reflection:
            practice.reflect(practice=made, words=reflection, by=nomination.person)


def _lines(made: Practice, lines: list[str]) -> None:
    """Of earlier weeks: written as rows, since an action writes this week's only."""
    monday = practice.monday(timezone.localdate())
    pairing = Pairing.objects.filter(nomination=made.nomination).first()
    for back, words in enumerate(reversed(lines), start=1):
        answer = ANSWERS[back % len(ANSWERS)] if pairing and back > 1 else ""
        PracticeLine.objects.create(
            practice=made, week=monday - timedelta(weeks=back), words=words, answer=answer,
            answered_by=pairing.peer if pairing and answer else None, answered_at=timezone.now() if answer else None,
        )  # fmt: skip


def _talk(program: Program) -> None:
    heads, leader = heads_of(program), _leader(program)
    if not heads or leader is None:
        return
    until = timezone.localdate() + timedelta(days=12)
    purpose = "ちがう立場や暮らしの声を、管理職がまず聞けるようになる。答えを出す前に、問いを一緒に持てる部署にする。"
    dialogue.propose(program=program, purpose=purpose, head=heads[0], questions_until=until, by=leader)
    dialogue.agree(program=program, by=heads[0])
    asking = [one.person for one in program.nominations.inside().select_related("person")] or heads
    for at, (words, named) in enumerate(QUESTIONS):
        if program.state in (Program.State.PUBLISHED, Program.State.RUNNING):
            dialogue.ask(program=program, words=words, named=named, by=asking[at % len(asking)])
