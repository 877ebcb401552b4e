"""The demo's ledger: one person's way back over the years, a few others, and enough people for a company's breadth."""

from datetime import date, timedelta

from django.utils import timezone

from accounts.users.models import User
from alumni.companies.models import Company
from programs.ledger import actions
from programs.ledger.models import Contribution
from programs.sample import story

# 緒方 and his old company: (kind, who gave, words, day); HR confirms what he tells, he what HR tells.
OGATA = [
    ("place", "company", "新しい対話の手法を、二つの部門で試させてもらった", date(2022, 7, 15)),
    ("growth", "person", "次世代リーダー六人と、半年の越境プログラムを歩いた", date(2022, 11, 25)),
    ("knowledge", "person", "課長たちとの対話シリーズ「ちがいを聞く」を四回ひらいた", date(2024, 5, 18)),
    ("audience", "company", "現場の声を、遠慮なく聞かせてもらった", date(2024, 9, 6)),
    ("idea", "person", "成果から役割を描く、はじめての場をいっしょにつくった", date(2026, 4, 22)),
]
# (giver, receiver, kind, words, day): people among themselves.
PEOPLE = [
    ("hayakawa", "ogata", "introduction", "二十年ぶりに、みんなの集まりへ連れ出してくれた", date(2018, 8, 4)),
    ("miura", "okada", "growth", "新人のころ、お客さまの前に立つまで隣にいてくれた", date(2005, 10, 1)),
    ("okada", "hayakawa", "knowledge", "独立の前に、店をひらいた話を聞かせてもらった", date(2014, 3, 8)),
]
KINDS = ["time", "knowledge", "introduction", "idea", "growth", "audience", "business", "rehire"]
WORDS = {
    "time": "若手の相談に、昼休みをもらった", "knowledge": "昔の設計の意図を教わった", "introduction": "地元の会社を紹介してもらった",
    "idea": "使う人の目で、新しい画面を見てもらった", "growth": "新人の研修で、現場の話をしてもらった",
    "audience": "新しいサービスの話を聞いてもらった", "business": "小さな仕事をいっしょにした", "rehire": "ふたたび同じ職場で働くことになった",
}  # fmt: skip


def tell(aomi: Company) -> None:
    """After everybody has come in; through the same actions that the pages use."""
    cast = {one.email.partition("@")[0]: one for one in User.objects.filter(email__in=[p.email for p in story.CAST])}
    ogata, hr, second = cast["ogata"], cast["miura"], cast["otsuki"]
    for kind, who, words, on in OGATA:
        giver, receiver = (ogata, aomi) if who == "person" else (aomi, ogata)
        by_person = kind != "audience"
        entry = actions.tell(
            kind=kind, giver=giver, receiver=receiver, words=words, on=on, by=ogata if by_person else hr
        )
        actions.confirm(entry=entry, by=hr if by_person else ogata)
    opened = Contribution.objects.filter(giver=ogata, kind="growth").get()
    actions.show(entry=opened, shown=True, by=ogata)
    actions.show(entry=opened, shown=True, by=hr)
    actions.add(entry=opened, words="あのとき出会った六人のうち、四人がいま課長です。", by=hr)
    for giver_name, receiver_name, kind, words, on in PEOPLE:
        one, other = cast[giver_name], cast[receiver_name]
        actions.confirm(
            entry=actions.tell(kind=kind, giver=one, receiver=other, words=words, on=on, by=other, side=other), by=one
        )
    _waiting(aomi, ogata, hr, cast["okada"])
    _many(aomi, hr, second)


def _waiting(aomi: Company, ogata: User, hr: User, okada: User) -> None:
    """What lies on somebody's page today: a question, an answer, drafts."""
    lately = timezone.localdate() - timedelta(days=9)
    actions.tell(kind="business", giver=aomi, receiver=ogata, words="二部門の役割づくりを、来年もいっしょに", on=lately, by=hr)  # fmt: skip
    asked = actions.tell(kind="time", giver=okada, receiver=aomi, words="採用の若い人に、店の話を三回した", on=lately, by=okada)  # fmt: skip
    actions.answer(entry=asked, words="ありがとうございました。二回だったと思います。もう一回は、来月お願いしている分でしょうか。", by=hr)  # fmt: skip
    actions.suggest(
        kind="time", giver=ogata, receiver=aomi, words="「海辺の再会」の支度を手伝いました", on=lately, to=ogata,
        about="event:0",
    )  # fmt: skip
    actions.suggest(
        kind="introduction", giver=okada, receiver=ogata, words="岡田さんに、葉山の方を紹介してもらいました", on=lately,
        to=ogata, about="introduction:0",
    )  # fmt: skip


def _many(aomi: Company, hr: User, second: User) -> None:
    """Enough others that the company's picture can be shown: both ways, over the years."""
    others = User.objects.filter(tenures__company=aomi, email__contains=".aomi").order_by("pk").distinct()[:36]
    for number, person in enumerate(others):
        kind = KINDS[(number * 5 + number // 8) % len(KINDS)]
        gives = number % 3 != 0 and kind != "rehire"
        giver, receiver = (person, aomi) if gives else (aomi, person)
        on = date(2019 + number % 8, 1 + number % 9, 1 + number % 27)
        entry = actions.tell(kind=kind, giver=giver, receiver=receiver, words=WORDS[kind], on=on, by=person)
        actions.confirm(entry=entry, by=hr if number % 2 else second)
