"""The demo's career sessions: people who listen, one session to come for 岡田 and for 髙橋, and a business that closes."""

from datetime import date, time, timedelta
from uuid import uuid4

from django.utils import timezone

from accounts.users.models import User
from alumni.companies.models import Company, Department
from programs.mentoring import actions, advising, noting, rooms, transiting
from programs.mentoring.fund_models import Tally
from programs.mentoring.models import Advisor, CareContact
from programs.mentoring.sealing import tally_mark
from programs.mentoring.times import days_of
from programs.mentoring.timetable import Rhythm
from programs.mentoring.words import Kind, OpenTo, Theme
from programs.sample.gatherings import cast

# (login or division, headline, bio, credential, themes, weekdays, from, to)
LISTENERS = [
    (
        "saeki", "会社を離れて、畑のそばで暮らしています",
        "保守の仕事を長くしたあと、思い切って農業へ移りました。迷っていた三年間のことなら、いくらでも話せます。"
        "急がせることも、すすめることもしません。お茶でも飲みながら、どうぞ。",
        "在籍時は育成担当、離職後に相談の講座を修了",
        [Theme.NEXT_STEP, Theme.OWN, Theme.LIFE, Theme.ENDING], {1, 3}, time(19), time(21),
    ),
    (
        "ogata", "人と人のあいだに立つ仕事をしています",
        "対話の場をひらく仕事をして二十年になります。人を率いることに疲れたとき、ひとりで考えないでください。",
        "国家資格の相談職、対話の進行役",
        [Theme.LEADING, Theme.PEOPLE, Theme.NEW_ROLE, Theme.LEARNING, Theme.ENDING], {2, 4}, time(20), time(22),
    ),
    (
        "Web開発事業部", "デザインの現場から、自分の小さな仕事へ",
        "子どもが小さいころに会社を離れました。働きかたをいくつも試した話が、だれかの役に立てばうれしいです。",
        "独立して十年、地域の相談会で聞き役",
        [Theme.OWN, Theme.LIFE, Theme.CARE, Theme.LEARNING, Theme.ENDING], {0, 5}, time(10), time(12),
    ),
    (
        "産業システム事業部", "工場の夜を知る人として",
        "品質の仕事を二十年。いまは町の学校で教えています。辞めた日のことも、辞めなかった日のことも話せます。",
        "在籍時は品質の主任、いまは非常勤講師",
        [Theme.NEXT_STEP, Theme.LATER, Theme.PACE, Theme.ENDING], {2, 6}, time(19), time(21),
    ),
    (
        "デジタル推進本部", "異動が三回、どれも予定外でした",
        "思いがけない異動のたびに、新しい人と会いました。迷っている途中の話を、いちばん聞きたいです。",
        "在籍時は新人の相談係",
        [Theme.NEW_ROLE, Theme.PEOPLE, Theme.NEXT_STEP, Theme.LEADING], {1, 4}, time(18), time(20),
    ),
]  # fmt: skip


def listen() -> None:
    """Through the same actions that the pages use; the desk's officer confirms each of them."""
    aomi = Company.objects.get(slug="aomi")
    for who, *words in LISTENERS:
        person = _left(aomi, who) if who.endswith("部") else cast(who)
        if person is not None:
            _listener(person, aomi, *words)
    _outside()
    CareContact.objects.create(
        company=aomi, label="健康相談室（青海ビル二階）", reach="社内の内線、または受付で「健康相談室へ」",
        words="平日の九時から十七時。名前を言わずに話せます。",
    )  # fmt: skip
    _talks(cast("okada"), "つぎの十年のことを、すこし話してみたいです。")
    _talks(cast("takahashi"), "異動の話があって、迷っています。")
    _months(aomi)
    _ends(aomi)


def _left(company: Company, division: str) -> User | None:
    """Somebody who left that division and works for nobody here now."""
    unit = Department.objects.get(company=company, name=division, parent=None)
    was = User.objects.filter(tenures__department__path__startswith=unit.path, advisor=None, staff_roles=None)
    return was.exclude(tenures__open=True).exclude(tenures__heads=True).order_by("pk").first()


def _listener(person: User, company: Company, headline, bio, credential, themes, days, opens, closes) -> None:  # type: ignore[no-untyped-def]
    made = advising.write(
        by=person, kind=Kind.ALUMNUS, headline=headline, bio=bio, credential=credential, company=company,
        themes=[int(theme) for theme in themes], languages=["ja"], open_to=OpenTo.COMPANY, capacity=6,
    )  # fmt: skip
    advising.ask(advisor=made, by=person)
    advising.confirm(advisor=made, by=cast("miura"), word="在籍とその後の歩みを確かめました。よろしくお願いします。")
    _publish(made, days, opens, closes)


def _outside() -> None:
    """Somebody from another company's circle, open to every member and paid by whoever provides sessions."""
    person = User.objects.filter(enrolments__company__slug="hokushin", staff_roles=None, advisor=None)
    found = person.filter(tenures__open=False, is_active=True).order_by("pk").first()
    if found is None:
        return
    made = advising.write(
        by=found, kind=Kind.OUTSIDE, headline="働く人の節目に立ち会って、二十年", credential="国家資格の相談職",
        bio="会社の中の人には話しにくいことを、外から聞いています。英語でも話せます。",
        themes=[int(Theme.NEXT_STEP), int(Theme.LATER), int(Theme.PACE), int(Theme.ABROAD), int(Theme.ENDING)],
        languages=["ja", "en"], open_to=OpenTo.NETWORK, capacity=12,
    )  # fmt: skip
    advising.ask(advisor=made, by=found)
    advising.confirm(advisor=made, by=cast("admin"))
    _publish(made, {0, 1, 2, 3, 4}, time(12), time(14))


def _publish(advisor: Advisor, days: set[int], opens: time, closes: time) -> None:
    today = timezone.localdate()
    span = (today + timedelta(days=2), today + timedelta(days=42), frozenset(days), opens, closes)
    rhythm = Rhythm(*span, advisor.minutes, advisor.buffer, advisor.time_zone)
    advising.publish_times(advisor=advisor, rhythm=rhythm, by=advisor.person)


def _talks(person: User, words: str) -> None:
    """A session next week with whoever is at arm's length and free, and a note that only this person reads."""
    for advisor in Advisor.objects.visible_to(person).select_related("person").order_by("pk"):
        free = days_of([advisor])[advisor.pk].free
        if not free or actions.suggesting.reason_between(person, advisor) != "":
            continue
        slot = free[min(3, len(free) - 1)]
        made = actions.book(
            advisor=advisor, slot=slot, by=person, key=uuid4(), theme=int(Theme.NEXT_STEP), words=words
        )
        room = rooms.room_of(person, made.pk)
        assert room is not None
        actions.say_where(room=room, by=person, where="オンライン（リンクは前の日に、ここへ書きます）")
        noting.write(room=room, by=person, text="聞いてみたいこと: やめると決めた日のこと。", shared=False)
        return


def _months(company: Company) -> None:
    """Counts of months gone by; their marks are nobody's."""
    first = timezone.localdate().replace(day=1)
    for back, people in ((1, 23), (2, 17), (3, 6), (4, 19)):
        month = first
        for _n in range(back):
            month = (month - timedelta(days=1)).replace(day=1)
        _count(company.scope, month, people)


def _count(scope: str, month: date, people: int) -> None:
    Tally.objects.bulk_create(
        Tally(scope=scope, month=month, mark=tally_mark(scope, str(month), -n), sessions=1 + n % 2)
        for n in range(1, people + 1)
    )


def _ends(company: Company) -> None:
    """A small business closes; its people have just been told."""
    hr = cast("miura")
    unit = Department.objects.get(company=company, name="防災情報グループ")
    today = timezone.localdate()
    made = transiting.draft(
        company=company, by=hr, department=unit, title="夜間監視の仕事を支えてくださったみなさんへ", words=ENDS,
        words_en=ENDS_EN, sessions=40, each=3, until=today + timedelta(days=150),
    )  # fmt: skip
    if transiting.people_in(made).exists():
        transiting.publish(transition=made, by=hr)
    advising.open_fund(
        company=company, by=hr, sessions=60, each=3, since=today, until=today + timedelta(days=180), also_alumni=True
    )


ENDS = """夜間監視の仕事を、来年の三月で終えることになりました。二十年のあいだ、まちの夜を支えてくださったことに、心から感謝しています。

急いで決めることは、なにもありません。社内で続ける道も、外で始める道も、同じように大切に考えます。

会社には知られずに話せる人と時間を用意しました。話したくなったときに、いつでも使ってください。"""
ENDS_EN = """The night watch service will end next March. For twenty years you have kept towns safe at night, and we thank you from our hearts.

Nothing needs to be decided in a hurry. Going on inside and beginning something outside are equally dear to us.

We have prepared people and time to talk with, of which the company learns nothing."""
