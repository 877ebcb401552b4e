"""The demo's less plain gatherings: a reading in a series, a small talk, a seminar of two companies, one without a day."""

from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

from accounts.users.models import User
from alumni.companies.models import Company
from programs.events import actions, circles, life, replying, rhythms, serial, sharing, sittings, together
from programs.events.models import Event, Reply
from programs.sample import story
from programs.sample.dates import planned
from programs.sample.occasions import EventStory

TOKYO = ZoneInfo("Asia/Tokyo")
CHAPTERS = ["はじめに・第1章", "第2章", "第3章", "第4章", "第5章", "第6章・おわりに"]
PROMPTS = "心に残った一文は、どれでしたか\nいまの職場で思いあたることはありますか\n次の回までに、ひとつ試すとしたら"


def hold() -> None:
    aomi, hokushin = Company.objects.get(slug="aomi"), Company.objects.get(slug="hokushin")
    read_on(aomi)
    read_before(aomi)
    chat(aomi)
    teach(aomi, hokushin)
    put_off(aomi)


def person(login: str) -> User:
    return User.objects.get(email=f"{login}@{story.DOMAIN}")


def day(days: int, weekday: int, start: str, end: str) -> dict[str, Any]:
    plan = EventStory("", "", "", "", "", "", days, weekday, start, end, "")
    return {"starts_at": planned(plan, start), "ends_at": planned(plan, end)}


def read_on(company: Company) -> None:
    """Six evenings with one book, every month on the same Thursday; the host has asked somebody to hold it too."""
    host = person("ogata")
    first = actions.create(
        company=company, by=host, kind=Event.Kind.STUDY, mode=Event.Mode.ONLINE, online_url="https://meet.example/tsuzuki",
        title="つづけて読む会 ─ 『対等という約束』", lead="月に一度、1章ずつ。途中の回からでも、読み終えていなくても。",
        body="声に出して一段落ずつ読み、そのあと問いをめぐって話します。**顔を出さずに聞くだけの参加も歓迎です。**",
        capacity=20, hope_company="社の外の言葉で、自分たちの関係を見なおしたい。", hope_people="忙しい毎日に、ゆっくり考える夜をひとつ。",
        **day(23, 3, "19:30", "21:00"),
    )  # fmt: skip
    book = {"book": "対等という約束", "author": "浜野 しおり（架空）", "prompts": PROMPTS}
    book["preparation"] = "読むところに目を通し、心に残った一文をひとつ選んできてください。"
    together.set_reading(event=first, by=host, chapters=CHAPTERS[0], **book)
    days = rhythms.days("weekday", first.starts_at.astimezone(TOKYO).date(), len(CHAPTERS))
    serial.make_series(event=first, by=host, rhythm="weekday", days=days)
    for event, chapters in zip(Event.objects.filter(series__events=first).order_by("turn"), CHAPTERS, strict=True):
        together.set_reading(event=event, by=host, chapters=chapters, **book)
    serial.publish_series(event=first, by=host)
    together.prepare(event=first, by=host)
    role = together.ask_to_hold(event=first, by=person("miura"), person=person("hayashi"))
    together.answer_role(role=role, by=person("hayashi"), accept=True)
    for login in ("okada", "takahashi", "saeki"):
        replying.reply(event=first, by=person(login), answer="yes", unseen=login == "saeki")
    sharing.open_link(event=first, by=host)


def read_before(company: Company) -> None:
    """An evening that is over, with what was kept of it."""
    host, times = person("ogata"), day(-40, 3, "19:30", "21:00")
    event = Event.objects.create(
        company=company, host=host, kind=Event.Kind.STUDY, mode=Event.Mode.ONLINE, state="published",
        published_at=times["starts_at"] - timedelta(days=30), title="読書会 ─ 『浜辺の会議室』を読んで",
        lead="小さな会社が、辞めた人と続けた往復書簡の本です。", **times,
    )  # fmt: skip
    words = {"book": "浜辺の会議室", "author": "潮見 渡（架空）", "chapters": "ぜんぶ", "prompts": PROMPTS}
    together.set_reading(event=event, by=host, **words)
    coming = [person(login) for login in ("ogata", "okada", "takahashi", "hayashi")]
    event.replies.bulk_create([Reply(event=event, person=one, answer="yes") for one in coming])
    Event.objects.filter(pk=event.pk).update(taken=len(coming))
    together.write_note(
        event=event, by=host, text="手紙は返事を急がない、という一節で長く止まりました。次は「約束」の話を続けます。"
    )
    together.write_note(
        event=event, by=person("okada"), text="店のお客さんとの距離にも通じる話でした。もう一度読みます。"
    )


def chat(company: Company) -> None:
    """A small talk that no desk reads."""
    host = person("okada")
    talk = actions.create(
        company=company, by=host, kind=Event.Kind.TALK, open_to=Event.OpenTo.PEOPLE, place="まちの道具店 こよみ 二階",
        title="久しぶりに、三人でお茶を", **day(12, 5, "15:00", "16:30"),
    )  # fmt: skip
    circles.invite(event=talk, by=host, people=[person("hayakawa"), person("hayashi")])
    actions.publish(event=talk, by=host)
    replying.reply(event=talk, by=host, answer="yes")
    replying.reply(event=talk, by=person("hayakawa"), answer="yes")


def teach(company: Company, other: Company) -> None:
    """Two afternoons for the people of two companies; the other's HR has agreed."""
    host = person("miura")
    seminar = actions.create(
        company=company, by=host, kind=Event.Kind.SEMINAR, open_to=Event.OpenTo.COMPANIES, mode=Event.Mode.BOTH,
        place="青海システムズ 9階 大会議室", online_url="https://meet.example/waza", guest_list=Event.GuestList.COMING,
        title="技を渡す ─ ソフトと軸受け、二つの現場から", lead="二つの会社の、辞めた人といまいる人が、いっしょに学ぶ二回の講座です。",
        capacity=60, hope_company="よその現場の知恵に、若い人を触れさせたい。", hope_people="自分の技が、ほかの業界でどう見えるか知りたい。",
        **day(33, 2, "14:00", "16:00"),
    )  # fmt: skip
    second = {name: moment + timedelta(days=14) for name, moment in day(33, 2, "14:00", "16:00").items()}
    sittings.add_session(event=seminar, by=host, title="工場を歩く", place="北辰製作所 東京分室", **second)
    asked = circles.ask_company(event=seminar, by=host, company=other)
    circles.answer_for_company(asked=asked, by=person("kitamura"), agree=True)
    actions.publish(event=seminar, by=host)
    for login in ("kitamura", "takahashi", "ogata"):
        replying.reply(event=seminar, by=person(login), answer="yes")


def put_off(company: Company) -> None:
    """Its day is open again; the seats are kept."""
    host = person("miura")
    walk = actions.create(
        company=company, by=host, kind=Event.Kind.REUNION, place="高尾山口の駅前", title="山を歩いて、昼を食べる会",
        lead="ゆっくり登って、下りたところで蕎麦を。", capacity=25, **day(20, 6, "9:00", "14:00"),
    )  # fmt: skip
    actions.publish(event=walk, by=host)
    for login in ("okada", "hayakawa", "tran"):
        replying.reply(event=walk, by=person(login), answer="yes")
    life.postpone(event=walk, by=host, reason="登山道の工事がのびたため。春の日程を、いまさがしています。")
