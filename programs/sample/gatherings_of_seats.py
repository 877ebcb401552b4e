"""The demo's tables with few seats: one with a line and an offer, one where the host looks first, one asked about again."""

from datetime import timedelta

from django.utils import timezone

from alumni.companies.models import Company
from programs.events import actions, replying, telling, ticking
from programs.events.models import Event
from programs.sample.gatherings_of_kinds import day, person


def hold() -> None:
    aomi = Company.objects.get(slug="aomi")
    cook(aomi)
    visit(aomi)
    meet_soon(aomi)


def cook(company: Company) -> None:
    """Full, with people in line: the seat of somebody who can't come is held for okada until her answer."""
    host = person("takahashi")
    table = actions.create(
        company=company, by=person("miura"), kind=Event.Kind.REUNION, place="青海 公民館 調理室", title="餃子を包む夜 ─ 八人の食卓",
        lead="皮から作って、焼いて、話す。手ぶらでどうぞ。", capacity=8, guests_allowed=2, offer_hours=24, reconfirm=True,
        release_unconfirmed=True, fee_note="1,500円（材料費）", **day(12, 4, "18:30", "21:00"),
    )  # fmt: skip
    fields = {"text": "どの餃子を包みますか", "kind": "one", "choices": ["肉", "野菜", "海老"], "required": True}
    filling = telling.ask(event=table, by=person("miura"), **fields)
    wine = telling.ask(
        event=table, by=person("miura"), text="お酒は飲まれますか", kind="yesno", choices=[], required=False
    )
    actions.publish(event=table, by=person("miura"))
    replying.reply(event=table, by=host, answer="yes")
    replying.reply(event=table, by=person("saeki"), answer="yes", guests=2, word="孫たちを連れていきます。")
    party = [("小春", "卵アレルギーがあります"), ("朔", "")]
    words = {filling.pk: ["野菜"], wine.pk: ["no"]}
    telling.tell_more(event=table, by=person("saeki"), needs="椅子の席だと助かります", party=party, words=words)
    for login in ("hayashi", "hayakawa", "miwa", "tran"):
        replying.reply(event=table, by=person(login), answer="yes")
    telling.tell_more(
        event=table, by=person("tran"), needs="豚肉を食べません", party=[], words={filling.pk: ["海老"]}
    )
    for login in ("okada", "ogata", "miura"):
        replying.reply(event=table, by=person(login), answer="yes")
    replying.reply(event=table, by=person("miwa"), answer="no")


def visit(company: Company) -> None:
    """The host looks before the seats are given; four have asked, okada among them, and one was taken in."""
    host = person("miura")
    tour = actions.create(
        company=company, by=host, kind=Event.Kind.SEMINAR, place="運行管制センター（入館証が要ります）", title="管制室を訪ねる午後",
        lead="ふだん入れない部屋です。お顔ぶれを確かめてからお席を決めます。", capacity=6, approval=True, offer_hours=24,
        guest_list=Event.GuestList.COMING, **day(26, 2, "14:00", "16:00"),
    )  # fmt: skip
    actions.publish(event=tour, by=host)
    words = {"okada": "あの管制卓をもう一度見たいです。", "hayashi": "", "tran": "後輩にも話を聞かせたいです。"}
    for login, word in ({"hayakawa": ""} | words).items():
        replying.reply(event=tour, by=person(login), answer="yes", word=word)
    replying.accept(event=tour, people=[person("hayakawa").pk], by=host)


def meet_soon(company: Company) -> None:
    """It is the day after tomorrow: those who come are asked once more, and one has said so."""
    host = person("miura")
    begins = (timezone.now() + timedelta(hours=40)).replace(minute=0, second=0, microsecond=0)
    tea = actions.create(
        company=company, by=host, kind=Event.Kind.REUNION, place="喫茶 みずうみ", title="あさっての、お茶の時間",
        lead="一時間だけ、近況を持ちよって。", capacity=6, reconfirm=True, release_unconfirmed=True,
        starts_at=begins, ends_at=begins + timedelta(hours=2),
    )  # fmt: skip
    actions.publish(event=tea, by=host)
    for login in ("okada", "takahashi", "hayakawa"):
        replying.reply(event=tea, by=person(login), answer="yes")
    ticking.ask_again()
    replying.confirm(event=tea, by=person("hayakawa"))
