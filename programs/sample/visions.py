"""The demo's V sheets: one that two people have turned gold in two years, one that has just begun; what the companies aim at."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.utils import timezone

from accounts.audit.actions import ref
from accounts.users.models import User
from alumni.companies.models import Company, Department
from programs.events.models import Event
from programs.sample.gatherings import cast
from programs.sample.story import BOSAI
from programs.visions import actions
from programs.visions.models import CompanyVision, Counterpart, Side, VisionSheet
from programs.visions.part_models import MeetingPoint, MeetingYes, SheetPart, Step
from programs.visions.years import year_of

COMPANY, PERSON = Side.COMPANY, Side.PERSON
# (company, unit, how many years ago, vision, what is looked for)
VISIONS = [
    ("aomi", "", 0, "現場の知恵で、社会の当たり前を支える。育った人が、社の内と外で次の人を育てる。",
     "部署をこえて若手が学びあう場と、それを社外の目で見守ってくれる仲間。"),
    ("aomi", "", 1, "現場の知恵で、社会の当たり前を支える。",
     "部門のあいだの壁を低くする、はじめの対話。"),
    ("aomi", BOSAI, 0, "いざという夜に、町の人が迷わない仕組みをつくる。",
     "夜勤の知恵をことばにして、次の世代に手渡す人。"),
    ("hokushin", "", 0, "百年まわりつづける軸をつくる。技は、人から人へ。", "図面に書けない勘どころを、いっしょに書きとめる仲間。"),
]  # fmt: skip
# (side, month, words, did it come true) and which of them serve each other
LAST = [
    (PERSON, 5, "三つの部署の話を聞いてまわる", True),
    (PERSON, 9, "管理職との対話を、ひとつ試す", True),
    (COMPANY, 4, "話を聞く三つの部署をつなぐ", True),
    (COMPANY, 10, "対話のあとを半年見守る", True),
]
THIS = [
    (PERSON, 6, "浜松の企業に対話の場をひらく", True),
    (PERSON, 10, "手法を大きな現場で試す", False),
    (PERSON, 2, "学んだ若手が進行役になる", False),
    (COMPANY, 6, "若手が部門をこえて学ぶ", True),
    (COMPANY, 11, "役割を成果から描く", False),
    (COMPANY, 3, "次の進行役を三人むかえる", False),
]


def draw() -> None:
    """After the gatherings: steps point at them."""
    year = year_of(timezone.localdate())
    for slug, path, ago, vision, seeks in VISIONS:
        company = Company.objects.get(slug=slug)
        unit = Department.objects.get(company=company, name=path.rpartition("/")[2]) if path else None
        CompanyVision.objects.create(
            company=company, department=unit, year=year - ago, vision=vision, seeks=seeks,
            written_by=cast("miura") if slug == "aomi" else cast("kitamura"),
            written_at=timezone.now() - timedelta(days=200 + 365 * ago),
        )  # fmt: skip
    _golden(year)
    _begun(year)


def _golden(year: int) -> None:
    """緒方 left twenty years ago; with 三浦 the two lines have met, in two years running."""
    ogata, miura = cast("ogata"), cast("miura")
    before = _joined(ogata, miura, year - 1)
    _say(
        before,
        PERSON,
        ogata,
        "まずは、離れていた会社の今を知る。役に立てることがあるか、耳をすます。",
        "聞くこと。三十人の話を、まとめずにそのまま持ち帰ること。",
    )
    _say(before, COMPANY, miura, "外で育ったあなたの目で、いまの私たちを見てほしい。", "話を聞ける場所と時間。")
    _steps(before, LAST, ogata, miura)
    _meet(before, "まず、聞きあう", ogata, miura, _in(year - 1, 5))
    this = _joined(ogata, miura, year)
    VisionSheet.objects.filter(pk=this.pk).update(copied_from=before)
    _say(
        this,
        PERSON,
        ogata,
        "地元の小さな工場でも大きな会社でも、若い人が自分の仕事を自分のことばで語れるようにしたい。",
        "部署をこえた若手十八人の学び。成果から役割を描く対話。",
    )
    _say(
        this,
        COMPANY,
        miura,
        "若い人たちが、あなたの背中を見て「こういう働きかたもある」と知ってほしい。",
        "新しい手法を試せる二つの部署と、半年の時間。社外の仲間への紹介。",
    )
    _steps(this, THIS, ogata, miura)
    _meet(this, "育てあう場をつくる", ogata, miura, _in(year, 4))
    _meet(this, "育つ人が、次の人を育てる", miura, ogata, _in(year, 5))
    past = Event.objects.visible_to(ogata).published().past().first()
    if past is not None:
        Step.objects.filter(sheet=this, words=THIS[0][2]).update(link=ref(past), done_at=None, done_by=None)
    actions.share(sheet=this, reader=cast("hayashi"), by=ogata)
    actions.note(sheet=this, on=timezone.localdate() - timedelta(days=24), by=ogata,
                 words="三浦さんと一時間。若手の顔ぶれが決まる。防災情報グループからも三人。次は進行役をどう育てるか。")  # fmt: skip


def _begun(year: int) -> None:
    """髙橋 has written the first words and asked 大槻; the company's line is still empty."""
    takahashi = cast("takahashi")
    sheet = actions.begin(company=Company.objects.get(slug="aomi"), year=year, by=takahashi)
    _say(sheet, PERSON, takahashi, "夜の監視室で先輩に教わったことを、次の人に手渡したい。", "")
    Step.objects.create(
        sheet=sheet, side=PERSON, words="新人と夜勤をいっしょに歩く", month=_in(year, 12).date(), by=takahashi
    )
    Step.objects.create(sheet=sheet, side=PERSON, words="卒業した先輩に話を聞きにいく", by=takahashi)
    actions.ask(sheet=sheet, person=cast("otsuki"), by=takahashi)


def _in(year: int, month: int) -> datetime:
    return timezone.make_aware(datetime(year if month >= 4 else year + 1, month, 1, 10, 0))


def _joined(person: User, beside: User, year: int) -> VisionSheet:
    sheet = actions.begin(company=Company.objects.get(slug="aomi"), year=year, by=person)
    Counterpart.objects.create(sheet=sheet, person=beside, state="agreed", answered_at=_in(year, 4))
    return sheet


def _say(sheet: VisionSheet, side: str, by: User, vision: str, gives: str) -> None:
    for kind, words in (("vision", vision), ("gives", gives)):
        if words:
            SheetPart.objects.create(
                sheet=sheet, side=side, kind=kind, words=words, written_by=by, written_at=_in(sheet.year, 4)
            )


def _steps(sheet: VisionSheet, steps: Sequence[tuple[str, int, str, bool]], person: User, beside: User) -> None:
    """The first of one line serves the first of the other, and so on."""
    made: dict[str, list[Step]] = {PERSON: [], COMPANY: []}
    for side, month, words, done in steps:
        by = person if side == PERSON else beside
        when = _in(sheet.year, month)
        day: date = when.date()
        stamp = {"done_at": when, "done_by": by} if done else {}
        made[side].append(Step.objects.create(sheet=sheet, side=side, words=words, month=day, by=by, **stamp))
    for own, other in zip(made[PERSON], made[COMPANY], strict=True):
        Step.objects.filter(pk=own.pk).update(serves=other)


def _meet(sheet: VisionSheet, words: str, first: User, second: User, at: datetime) -> None:
    version = sheet.points.count() + 1
    point = MeetingPoint.objects.create(sheet=sheet, version=version, words=words, by=first, at=at)
    for who in (first, second):
        side = PERSON if who.pk == sheet.person_id else COMPANY
        MeetingYes.objects.create(point=point, sheet=sheet, side=side, by=who, at=at)
