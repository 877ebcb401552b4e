"""The demo's needs and offers, with a history on both sides: a yes that became a talk, one that waits, one fulfilled."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from accounts.users.models import User
from alumni.companies.models import Company, Department
from programs.exchange import actions, asking, keeping, preferring
from programs.exchange.asking_models import Ask
from programs.exchange.models import Language, Listing, Return
from programs.sample.story import DOMAIN

R, E = Return, Listing.Effort
# Who offers what: title, themes, what they would like back, and more.
OFFERS: list[tuple[str, str, list[str], list[int], dict[str, Any]]] = [
    ("okada", "小さな店のはじめかた、失敗の話もします", ["お店づくり", "起業"], [R.PEOPLE, R.FUN],
     {"words": "道具店をひらいて八年になります。仕入れ、値段、やめどき。うまくいかなかった話のほうが多いです。",
      "back": "同じころを過ごした方の近況が聞けたらうれしいです。"}),
    ("ogata", "管理職の対話の場を、はじめから一緒につくります", ["対話の場づくり", "人材育成"], [R.FIELD, R.VOICE],
     {"words": "問いを置いて、聞きあうだけの二時間です。準備の打ち合わせから入ります。", "effort": E.DAYS,
      "back": "大きな現場で手法を試せること、参加した方の率直なふりかえり。"}),
    ("hayakawa", "障害報告の書きかたを、若い人と一緒に読みます", ["障害対応", "人材育成"], [R.CHANCE, R.VOICE],
     {"back": "新人のころに教わったことを、次の人へ返したいです。"}),
    ("saeki", "畑を見にきませんか。チームで半日どうぞ", ["農業", "チームづくり"], [R.FUN, R.COSTS],
     {"online": False, "area": "JP-14", "place": "三浦の農園", "effort": E.DAY}),
    ("tran", "ベトナムの開発チームとの進めかた、経験をお話しします", ["海外との協働", "プログラミング"], [R.PEOPLE, R.WORD],
     {"languages": Language.JA | Language.EN | Language.VI}),
]  # fmt: skip
NEEDS: list[tuple[str, str, list[str], list[int], dict[str, Any]]] = [
    ("okada", "店の在庫を数える小さなしくみを、一緒に考えてほしい", ["プログラミング", "お店づくり"], [R.FUN, R.PLACE],
     {"words": "ノートと付箋で数えています。表計算でも十分かもしれません。", "back": "店の奥の六畳を、打ち合わせに使ってください。"}),
    ("takahashi", "海外の仲間と働く前に、一度話を聞きたい", ["海外との協働"], [R.LEARN, R.PEOPLE], {}),
    ("takahashi", "週末だけの小さな店をひらいてみたい。はじめの話を聞かせてください", ["お店づくり"], [R.PEOPLE, R.FUN],
     {"words": "まだ場所も決まっていません。なにから考えればよいか、一時間だけ。"}),
    ("saeki", "直売所の値札を、読みやすくしたい", ["デザイン"], [R.PLACE, R.FUN], {"back": "季節の野菜を、もてるだけ。"}),
]  # fmt: skip
OF_COMPANY: list[tuple[str, str, list[str], list[int], dict[str, Any]]] = [
    ("need", "「多様性を生かす管理職」を考える対話を、二回ひらいてほしい", ["対話の場づくり", "多様性"], [R.FIELD, R.VOICE, R.MONEY],
     {"words": "公共ソリューション事業部の課長十二名です。答えを教わる場ではなく、自分たちで話しはじめる場にしたいと考えています。",
      "back": "手法を大きな現場で試す機会と、参加者の率直なふりかえり。", "effort": E.DAYS, "unit": "公共ソリューション事業部"}),
    ("need", "新人の集まりで、うまくいかなかった話をしてほしい", ["人材育成", "起業"], [R.VOICE, R.PEOPLE, R.COSTS],
     {"words": "一年目の三十人に、二十分ずつ。成功の話より、迷った話を聞きたいそうです。",
      "back": "若い人たちの、まっすぐな感想。"}),
    ("need", "むかしの設計書の「なぜ」を、若手に話してほしい", ["障害対応", "設計"], [R.PEOPLE, R.COSTS],
     {"words": "九十年代の監視システムの設計書を、みんなで読んでいます。覚えているところだけで大丈夫です。"}),
    ("offer", "一階の図書室と会議室を、週末にお使いください", ["場所", "チームづくり"], [R.PEOPLE, R.VOICE],
     {"words": "卒業した方の勉強会や、小さな会の集まりに。鍵は受付にあります。", "area": "JP-13", "online": False}),
]  # fmt: skip


def person(login: str) -> User:
    return User.objects.get(email=f"{login}@{DOMAIN}")


def bring(company: Company) -> None:
    """Through the same actions as the pages; only some days are set back afterwards."""
    for login in ("okada", "ogata", "hayakawa", "saeki", "tran", "takahashi", "miwa"):
        preferring.be_open(person=person(login), open=True, capacity=3, by=person(login))
    for login, title, themes, returns, more in OFFERS:
        actions.offer(by=person(login), title=title, themes=themes, returns=returns, circle=[], **more)
    for login, title, themes, returns, more in NEEDS:
        actions.need(by=person(login), title=title, themes=themes, returns=returns, circle=[], **more)
    _of_company(company)
    _standing()
    _history(company)
    keeping.weigh()
    keeping.settle()


def _of_company(company: Company) -> None:
    miura = person("miura")
    for kind, title, themes, returns, more in OF_COMPANY:
        name = more.pop("unit", "")
        unit = Department.objects.filter(company=company, name=name).first() if name else None
        verb = actions.need if kind == "need" else actions.offer
        said = {"title": title, "themes": themes, "returns": returns, **more}
        verb(by=miura, company=company, department=unit, **said)


def _standing() -> None:
    """三輪 stands in no list, and is found by who needs what he can give."""
    miwa = person("miwa")
    preferring.stand_by(
        person=miwa, by=miwa, title="声をかけてもらってもよいこと", themes=["設計", "人材育成"],
        returns=[R.PEOPLE, R.CHANCE], since=timezone.localdate(), until=timezone.localdate() + timedelta(days=180),
    )  # fmt: skip


def _history(company: Company) -> None:
    """A yes between 緒方 and the company, a question that waits for 岡田, one that came true last spring."""
    miura, ogata, okada, tran = (person(login) for login in ("miura", "ogata", "okada", "tran"))
    need = Listing.objects.get(company=company, title__startswith="「多様性")
    offer = Listing.objects.get(person=ogata, kind="offer", standing=False)
    asked = asking.ask(
        listing=offer, mine=need, by=miura,
        note="緒方さん、ごぶさたしています。この願いのことで、一度お話しできませんか。",
    )  # fmt: skip
    asking.answer(ask=asked, to="yes", by=ogata, words="ぜひ。十二年ぶりの社屋、楽しみにしています。")
    Ask.objects.filter(pk=asked.pk).update(
        at=timezone.now() - timedelta(days=12), answered_at=timezone.now() - timedelta(days=11)
    )
    mine = Listing.objects.get(person=okada, kind="need")
    hand = Listing.objects.get(person=tran, kind="offer", standing=False)
    asking.ask(
        listing=mine, mine=hand, by=tran,
        note="「店の在庫を数える小さなしくみ」を読みました。小さな道具をつくるのが好きです。一度お話ししませんか。",
    )  # fmt: skip
    before = actions.need(
        by=okada,
        title="秋の棚おろしを、一日手伝ってほしい",
        themes=["お店づくり"],
        returns=[R.FUN, R.COSTS],
        circle=[],
    )
    actions.fulfil(listing=before, by=okada)
