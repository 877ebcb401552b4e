"""Programs of the demo that have been or draw to their close: what each side told and confirmed, and certificates."""

from dataclasses import dataclass, field
from datetime import timedelta

from django.utils import timezone

from accounts.audit.actions import ref
from accounts.users.models import User
from alumni.companies.models import Company, Department
from alumni.companies.queries import hr_of
from programs.cohorts import actions, closing, dialogue, partnering, practice
from programs.cohorts.models import Nomination, Program
from programs.cohorts.practice_models import Dialogue, Practice, PracticeLine
from programs.ledger import actions as ledger
from programs.ledger import rules as ledger_rules
from programs.ledger.models import Contribution
from programs.sample import story
from programs.sample.cohorts import BRINGS, days, head_of, joined, meet, of_company, person, take_in, words
from programs.sample.cohorts_rounds import rounds_of


@dataclass(frozen=True)
class Past:
    """A program by the days of its beginning and end, counted from today; `closed`: everything was told and confirmed."""

    title: str
    begins: int
    ends: int
    closed: bool
    order: str  # in which a company's people are taken: so that not everybody knows everybody already
    sessions: list[tuple[str, int, str]] = field(default_factory=list)


FIRST = Past(
    "はじめての越境 ─ ふたつの会社の半年", -420, -250, True, "-pk",
    [("はじまりの日", -415, "いま、だれのために働いていますか"), ("工場と窓口を歩く", -360, "よその職場で、いちばん驚いたことは"),
     ("むすびの日", -255, "半年前の自分に、何を伝えますか")],
)  # fmt: skip
LATEST = Past(
    "春の越境 ─ 現場をひとつ変えてみる", -160, 6, False, "family_kana",
    [("問いをもちよる", -150, "変えたいのに、変えられずにいるものは"), ("たがいの現場で", -90, "見てきたことを、三つ"),
     ("持ち帰ったもの", -12, "やってみて、何が起きましたか")],
)  # fmt: skip
OF_PEOPLE = [
    ("夜勤の引きつぎを絵にして、ほかの会社の人にも見てもらった。", "「わからない」と先に言えるようになった。"),
    ("工場の朝礼に、問いをひとつ置いてきた。", "自分の職場のあたりまえを、外の目で見られるようになった。"),
    ("新人だったころの失敗を、包みかくさず話した。", "会社の外に、夜でも電話できる仲間ができた。"),
    ("うまくいかなかった実験を、そのまま報告した。", "任せるとは、待つことだと知った。"),
]
OF_COMPANIES = {
    "aomi": ("月に一日の時間と、防災システムの現場をひらいた。", "部署をまたいで声をかけられる人が、四人育った。"),
    "hokushin": ("工場の一角を、ひと月のあいだ実験の場にした。", "ほかの会社の目で、工程の無駄がふたつ見つかった。"),
}
OF_LEADER = ("離れてから学んだ、問いの立てかたを渡した。", "むかし育ててもらった場所に、ちがう形で立てた。")
EXPERIMENTS = [
    ("会議のはじめに、一分だれも話さない", "静けさが、だれかの話しはじめる場所になりました。"),
    ("断る前に、三つきいてみる", "断らずにすんだことが、思っていたより多かったです。"),
    ("週に一度、現場で昼を食べる", "困りごとが、困る前に聞こえてくるようになりました。"),
    ("議事録に、決めなかったことも書く", "決めなかった理由が、次の月のいちばんの手がかりになりました。"),
]

LINES = [
    "二回できた。三回目は忘れた。",
    "はじめは変な顔をされたが、今週は待ってくれた。",
    "思ったより、みんな話したがっている。",
]


def remember() -> None:
    """After the programs that run; left alone where it was remembered before."""
    for past in (FIRST, LATEST):
        if not Program.objects.filter(title=past.title).exists():
            _hold(past)
    _talked_over()


def _hold(past: Past) -> None:
    ogata, miura, aomi = person("ogata"), person("miura"), Company.objects.get(slug="aomi")
    program = actions.post(
        company=aomi, by=ogata, **words("leaders", title=past.title, seats_each=4, fee_note="交通費は各社で", **days(-3, 30))
    )  # fmt: skip
    actions.publish(program=program, by=miura)
    other = joined(program, "hokushin", "kitamura")
    own = program.partners.select_related("company", "program").get(company=aomi)
    partnering.say_words(partner=own, by=miura, brings=BRINGS["aomi"][0], hopes=BRINGS["aomi"][1])
    take_in(own, [person("takahashi"), *of_company(aomi, 3, ("takahashi", "tran"), past.order)], miura, ogata)
    take_in(other, of_company(other.company, 4, (), past.order), person("kitamura"), ogata)
    for title, ahead, prompts in past.sessions:
        meet(program, ogata, title, ahead, prompts, "")
    rounds_of(program, ogata)
    _practised(program, ogata, past)
    first = timezone.localdate() + timedelta(days=past.begins)
    last = timezone.localdate() + timedelta(days=past.ends)
    Program.objects.filter(pk=program.pk).update(starts_on=first, ends_on=last, apply_by=None)
    for state in (Program.State.RUNNING, Program.State.CLOSING):
        program = actions.go_on(program=program, to=state, by=ogata)
    _told(program, ogata, past)
    closing.certify(program=program, people=program.nominations.inside().select_related("person"), by=ogata)
    if past.closed:
        actions.go_on(program=program, to=Program.State.CLOSED, by=ogata)


def _inside(program: Program) -> list[Nomination]:
    return list(program.nominations.inside().select_related("person", "company").order_by("pk"))


def _practised(program: Program, leader: User, past: Past) -> None:
    """Each with an experiment that is over, looked back on by all but the last while it draws to its close."""
    practice.pair_up(program=program, by=leader)
    first = timezone.localdate() + timedelta(days=past.begins + 20)
    people = _inside(program)
    for at, nomination in enumerate(people):
        title, learnt = EXPERIMENTS[at % len(EXPERIMENTS)]
        made = Practice.objects.create(
            nomination=nomination, title=title, starts_on=first, ends_on=first + timedelta(days=60), to_cohort=True
        )
        week = practice.monday(first) + timedelta(weeks=2)
        PracticeLine.objects.create(practice=made, week=week, words=LINES[at % len(LINES)])
        if past.closed or at < len(people) - 1:
            practice.reflect(practice=made, words=learnt, by=nomination.person)


def _told(program: Program, leader: User, past: Past) -> None:
    """Both sides' words, in the ledger; while it is open some haven't told yet, and some words wait for their yes."""
    people, kitamura, miura = _inside(program), person("kitamura"), person("miura")
    for at, one in enumerate(people if past.closed else people[1:6]):
        gave, got = OF_PEOPLE[at % len(OF_PEOPLE)]
        closing.tell(program=program, side=ref(one.person), gave=gave, got=got, by=one.person)
    closing.tell(program=program, side=ref(leader), gave=OF_LEADER[0], got=OF_LEADER[1], by=leader)
    for officer, slug in ((miura, "aomi"), (kitamura, "hokushin")):
        gave, got = OF_COMPANIES[slug]
        if past.closed or slug == "hokushin":
            closing.tell(program=program, side=ref(Company.objects.get(slug=slug)), gave=gave, got=got, by=officer)
    rows = list(Contribution.objects.filter(about=ref(program)).order_by("pk"))
    for entry in rows if past.closed else rows[:5]:
        by = next((one for one in _other(entry) if ledger_rules.can_confirm(one, entry)), None)
        if by is not None:
            ledger.confirm(entry=entry, by=by)
    on = timezone.localdate() + timedelta(days=past.ends)
    if past.closed:
        # What was confirmed keeps its day in the database; the demo's memory begins today, its story doesn't.
        Contribution.objects.filter(pk__in=[row.pk for row in rows], on__gt=on, state="told").update(on=on)


def _other(entry: Contribution) -> list[User]:
    side = entry.other
    return hr_of(side) if isinstance(side, Company) else [side] if side else []


def _talked_over() -> None:
    """A department's series that is over: what it was for, what the department does, and how it looked back."""
    unit = Department.objects.select_related("company").get(
        company__slug="aomi", name="一課", parent__name=story.HOSHU.rpartition("/")[2]
    )
    if Program.objects.filter(department=unit, kind=Program.Kind.DIALOGUE).exists():
        return
    ogata, miura, head = person("ogata"), person("miura"), head_of(unit)
    program = actions.post(
        company=unit.company, by=ogata, **words("dialogue", title="夜勤のあとの対話", department=unit, **days(-3, 60))
    )  # fmt: skip
    actions.publish(program=program, by=miura)
    dialogue.propose(
        program=program, purpose="夜と昼で顔を合わせない人どうしが、困りごとを名前つきで話せるようになる。",
        head=head, questions_until=timezone.localdate() + timedelta(days=5), by=ogata,
    )  # fmt: skip
    dialogue.agree(program=program, by=head)
    program = actions.go_on(program=program, to=Program.State.RUNNING, by=ogata)
    dialogue.will_do(
        program=program, words="月に一度、引きつぎの前に十五分、仕事でない話をする。はじめの三か月は課長が茶をいれる。",
        look_back_on=None, by=head,
    )  # fmt: skip
    today = timezone.localdate()
    Dialogue.objects.filter(program=program).update(
        questions_until=today - timedelta(days=130), look_back_on=today - timedelta(days=2)
    )
    Program.objects.filter(pk=program.pk).update(
        starts_on=today - timedelta(days=160), ends_on=today - timedelta(days=95)
    )
    dialogue.look_back(
        program=program,
        words="茶をいれる人が、いつのまにか毎月かわるようになりました。夜の人から先に声がかかります。",
        by=head,
    )
    actions.go_on(program=program, to=Program.State.CLOSING, by=ogata)
