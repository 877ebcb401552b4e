"""The demo's work together: one under way with a gap and an overlap, one that both sides looked back on, one that waits."""

from datetime import datetime, timedelta
from typing import Any

import pgtrigger
from django.utils import timezone

from accounts.users.models import User
from alumni.companies.models import Company
from programs.collaborations import actions, looking_back, working
from programs.collaborations.models import Collaboration, Decision, Party
from programs.collaborations.work_models import Part
from programs.ledger import actions as ledger
from programs.sample import story

Words = dict[str, dict[str, str]]


def work() -> None:
    aomi = Company.objects.get(slug="aomi")
    under_way(aomi)
    looked_back()
    waiting(aomi)


def person(login: str) -> User:
    return User.objects.get(email=f"{login}@{story.DOMAIN}")


def side(row: Collaboration, who: User | Company) -> Party:
    return row.parties.get(company=who) if isinstance(who, Company) else row.parties.get(person=who)


def pledge(brings: str, wants: str) -> dict[str, str]:
    return {"brings": brings, "wants": wants}


def under_way(aomi: Company) -> None:
    """岡田 asked her old company and 早川: a half year in which young people try things in a town by the sea."""
    okada, hayakawa, miura = person("okada"), person("hayakawa"), person("miura")
    today = timezone.localdate()
    words: Words = {
        f"p{okada.pk}": pledge(
            "店と、まちの人たちとのつながり。月に一日", "防災の道具を、使う人の声から作りなおすこと"
        ),
        f"p{hayakawa.pk}": pledge(
            "離れてから現場で覚えたこと。若手への問いかけ", "昔の職場の人と、対等に何かを作ること"
        ),
        f"c{aomi.pk}": pledge("若手三人の時間を、月に二日", "机の上ではなく、まちで考えられる若手が育つこと"),
    }
    row = actions.propose(
        title="港の町で、若手と作る防災の道具", people=[hayakawa], companies=[aomi], pledges=words, by=okada,
        since=today - timedelta(days=80), until=today + timedelta(days=100),
        confidential="町の方から聞いた、暮らしの事情。まだ形になっていない試作品。",
    )  # fmt: skip
    actions.sign(collaboration=row, party=side(row, hayakawa), number=1, by=hayakawa)
    actions.sign(collaboration=row, party=side(row, aomi), number=1, by=miura)
    aim = "若手三人が、町の人と作った道具をひとつ、秋の訓練で使ってもらえている"
    actions.aim(
        collaboration=row, party=side(row, okada), words=aim,
        sign="十一月の町の訓練で、三人の説明で十人が使い、使った人の声が紙に残っている。", by=okada,
    )  # fmt: skip
    actions.agree(collaboration=row, party=side(row, hayakawa), number=1, by=hayakawa)
    actions.agree(collaboration=row, party=side(row, aomi), number=1, by=miura)
    derive(row, okada, hayakawa, aomi, miura)
    actions.start(collaboration=row, party=side(row, okada), by=okada, why="最初の訪問の日が決まったから")
    follow(row, okada)
    past(row, 78, 62, 60, 20)


def derive(row: Collaboration, okada: User, hayakawa: User, aomi: Company, miura: User) -> None:
    """Five parts, three roles: the second is carried by two, the last by nobody."""
    parts = [add(row, okada, words) for words in (
        "町の人の困りごとを、若手が自分の耳で聞いている", "試作が三度、使う人の手で試されている",
        "若手が自分のことばで説明できる", "若手に、町へ出る時間がある", "訓練の日の安全と場所が決まっている",
    )]  # fmt: skip
    host = keep(row, okada, "町との橋わたし", parts[:2], okada, decides="訪ねる先と日どり、謝礼の茶菓子まで")
    asker = keep(row, okada, "問いかけ役", parts[1:3], hayakawa, decides="毎回のふりかえりの進め方")
    keep(row, okada, "若手の時間をつくる", parts[3:4], aomi, decides="三人の勤務の調整")
    working.answer_role(role=asker, party=side(row, hayakawa), yes=True, by=hayakawa)
    desk = row.roles.get(holder=side(row, aomi))
    working.answer_role(role=desk, party=side(row, aomi), yes=True, by=miura)
    assert host.holder_id is not None
    working.keep_note(
        party=side(row, aomi), by=miura, confidential="育成予算から交通費を出す。来期の配属の参考にはしない。",
        notes="部長には十月に報告。",
    )  # fmt: skip
    working.keep_note(
        party=side(row, okada), by=okada, confidential="", notes="佐々木さん宅は午後がよい。無理をさせないこと。"
    )


def add(row: Collaboration, by: User, words: str) -> Part:
    return working.add_part(collaboration=row, party=side(row, by), words=words, by=by)


def keep(row: Collaboration, by: User, name: str, parts: list[Part], holder: User | Company, *, decides: str) -> Any:
    return working.keep_role(
        collaboration=row,
        party=side(row, by),
        name=name,
        decides=decides,
        parts=parts,
        holder=side(row, holder),
        by=by,
    )


def follow(row: Collaboration, okada: User) -> None:
    """Milestones, one done and one moved; a meeting to come, a document, a decision."""
    what: dict[str, Any] = {"collaboration": row, "party": side(row, okada), "by": okada}
    today = timezone.localdate()
    own: dict[str, Any] = {"party": side(row, okada), "by": okada}
    first = working.add_milestone(**what, words="町を歩いて、十人の話を聞く", due=today - timedelta(days=30))
    second = working.add_milestone(**what, words="ひとつめの試作を持っていく", due=today - timedelta(days=3))
    working.add_milestone(**what, words="訓練の日に使ってもらう", due=today + timedelta(days=70))
    working.reach(milestone=first, done=True, **own)
    working.slip(milestone=second, due=today + timedelta(days=12), why="雨で二度、訪問を見送ったため", **own)
    working.add_link(**what, title="聞きとりの記録（共有フォルダ）", url="https://docs.kanae.example/minato/kikitori")
    working.decide(**what, words="試作は買わず、町の工房で作る", why="作る人の顔が見えるほうが、直しながら進められる")
    evening = datetime.combine(today + timedelta(days=9), datetime.min.time(), timezone.get_current_timezone())
    working.meet(
        **what, company=Company.objects.get(slug="aomi"), title="試作を囲む夜", minutes=90, place="道具店「こよみ」",
        online_url="", starts_at=evening + timedelta(hours=18, minutes=30),
    )  # fmt: skip


def looked_back() -> None:
    """岡田 and 佐伯: a small market, over, with what each gave and got confirmed by the other."""
    okada, saeki = person("okada"), person("saeki")
    words: Words = {
        f"p{okada.pk}": pledge("店先と、道具の手入れの仕方", "畑の人と、季節の市をひらくこと"),
        f"p{saeki.pk}": pledge("朝どりの野菜と、土の話", "町のお客さんに、じかに手渡すこと"),
    }
    today = timezone.localdate()
    row = actions.propose(
        title="畑と道具の、小さな朝市", people=[saeki], companies=[], pledges=words, by=okada,
        since=today - timedelta(days=200), until=today - timedelta(days=40),
    )  # fmt: skip
    mine, theirs = side(row, okada), side(row, saeki)
    actions.sign(collaboration=row, party=theirs, number=1, by=saeki)
    actions.aim(
        collaboration=row, party=theirs, words="雨でも人が来る朝市が、町にひとつある",
        sign="三度つづけてひらき、三度とも野菜が残らない。", by=saeki,
    )  # fmt: skip
    actions.agree(collaboration=row, party=mine, number=1, by=okada)
    parts = [add(row, okada, words) for words in ("場所と机がある", "朝いちばんの野菜がある")]
    keep(row, okada, "店先のあるじ", parts[:1], okada, decides="並べ方と、雨の日の屋根")
    role = keep(row, okada, "畑の当番", parts[1:], saeki, decides="何を何束持っていくか")
    working.answer_role(role=role, party=theirs, yes=True, by=saeki)
    actions.start(collaboration=row, party=mine, by=okada)
    looking_back.begin_closing(collaboration=row, party=theirs, by=saeki, why="三度ひらけたので")
    gave = looking_back.tell_came(
        collaboration=row,
        party=mine,
        other=theirs,
        gave=True,
        kind="place",
        words="店先と、雨の日の大きな屋根",
        by=okada,
    )
    ledger.confirm(entry=gave, by=saeki)
    back = looking_back.tell_came(
        collaboration=row, party=theirs, other=mine, gave=True, kind="knowledge", by=saeki,
        words="土のこと、種のこと。店で話せるようになるまで",
    )  # fmt: skip
    ledger.confirm(entry=back, by=okada)
    actions.finish(collaboration=row, party=mine, by=okada)
    actions.finish(collaboration=row, party=theirs, by=saeki)
    past(row, 205, 198, 190, 60, 41)


def waiting(aomi: Company) -> None:
    """The desk asks 岡田 for paid work; she hasn't answered yet."""
    okada, miura = person("okada"), person("miura")
    today = timezone.localdate()
    received = today + timedelta(days=60)
    words: Words = {
        f"c{aomi.pk}": pledge("二十年ぶんの手引きと、作った人の話", "使う人の目で読みなおした、短い手引き"),
        f"p{okada.pk}": pledge("店で聞いてきた、使う人のことば", "自分が若いころ書いた頁に、もう一度向きあうこと"),
    }
    row = actions.propose(
        title="防災の手引きを、使う人の目で読みなおす", people=[okada], companies=[], desk=aomi, pledges=words, by=miura,
        since=today + timedelta(days=14), until=received, is_paid=True, orderer=f"c{aomi.pk}", doer=f"p{okada.pk}",
        work="手引き四十頁を読み、直すところに印をつけて、使う人への問い十個にまとめる。", fee="税込 88,000円（一式）",
        received_on=received, received_at_place="オンラインで", pay_on=received + timedelta(days=30),
    )  # fmt: skip
    past(row, 6)


def past(row: Collaboration, *days: int) -> None:
    """The steps are said to have been so many days ago, the last of them for all that follows."""
    now = timezone.now()
    Collaboration.objects.filter(pk=row.pk).update(proposed_at=now - timedelta(days=days[0]))
    if row.state in Collaboration.OVER:
        Collaboration.objects.filter(pk=row.pk).update(over_at=now - timedelta(days=days[-1]))
    with pgtrigger.ignore("programs.Decision:decision_append_only"):
        for at, line in enumerate(Decision.objects.filter(collaboration=row).order_by("pk")):
            ago = timedelta(days=days[min(at, len(days) - 1)]) - timedelta(minutes=at)
            Decision.objects.filter(pk=line.pk).update(at=now - ago)
