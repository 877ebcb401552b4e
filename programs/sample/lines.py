"""The demo's relations: an introduction after years apart, shared moments, words of gratitude."""

from datetime import UTC, date, datetime

from accounts.users.models import User
from alumni.companies.models import Company, Department
from alumni.connections import actions as connections
from alumni.connections.models import Connection
from alumni.introductions import actions as introductions
from alumni.introductions.models import Introduction
from programs.lines import actions
from programs.sample import story


def remember(aomi: Company) -> None:
    """After the ledger; through the same actions that the pages use, moved back to their year."""
    cast = {one.email.partition("@")[0]: one for one in User.objects.filter(email__in=[p.email for p in story.CAST])}
    ogata, miura, okada, hayakawa = (cast[name] for name in ("ogata", "miura", "okada", "hayakawa"))
    _introduced(ogata, hayakawa, miura)
    for other, by, words, on, of_me, of_them in (
        (aomi, ogata, "アルムナイの集まりで、はじめて話す", date(2019, 11, 23), "語り手", "聞き手"),
        (okada, ogata, "店のワークショップを手伝う", date(2023, 6, 10), "手伝う人", "店主"),
        (miura, okada, "結婚式のスピーチ", date(2010, 5, 3), "花嫁", "スピーチの人"),
    ):
        moment = actions.tell_moment(other=other, on=on, words=words, by=by, of_me=of_me, of_them=of_them)
        actions.agree(moment=moment, by=miura if other == aomi else other)  # type: ignore[arg-type]
    actions.tell_moment(
        other=ogata, on=date(2005, 12, 20), words="徹夜の切り替えを乗りきる", by=okada, of_me="後輩", of_them="先輩"
    )
    _thank(aomi, ogata, okada, miura)


def _introduced(ogata: User, hayakawa: User, miura: User) -> None:
    """In 2018 a junior who had left too brought him back."""
    for asker, other in ((hayakawa, ogata), (hayakawa, miura)):
        made = connections.ask(person=other, by=asker, says="worked")
        connections.confirm(connection=made, by=other, says="worked")
    asked = introductions.ask(
        by=ogata, middle=hayakawa, other=miura, words="ごぶさたしています。むかしの職場が、いまどうしているか知りたくて。",
        told_as="むかしの警備情報グループの人",
    )  # fmt: skip
    introductions.pass_on(
        introduction=asked, words="ずっと気にかけていた先輩です。ぜひ会ってみてください。", by=hayakawa
    )
    introductions.accept(introduction=asked, by=miura, gives_address=False)
    then = datetime(2018, 7, 14, 12, tzinfo=UTC)
    Introduction.objects.filter(pk=asked.pk).update(asked_at=then, passed_at=then, answered_at=then)
    Connection.objects.filter(through=hayakawa).update(asked_at=then, answered_at=then)


def _thank(aomi: Company, ogata: User, okada: User, miura: User) -> None:
    keibi = Department.objects.get(company=aomi, name=story.KEIBI.rpartition("/")[2])
    actions.thank(
        to=miura, by=okada,
        words="はじめてのお客さまの前で声が出なくなったとき、黙って資料をめくってくださったこと、いまも忘れません。\n"
        "店に立つたびに、あの間合いを思い出します。",
    )  # fmt: skip
    actions.thank(
        to=aomi, department=keibi, by=ogata, shared=True, since_year=1999, until_year=2006,
        words="何も返さないまま離れてしまいました。夜の監視室で教わったことが、いまの仕事の背骨になっています。\n"
        "これからは、次の人たちに渡すかたちで返していきます。",
    )  # fmt: skip
    actions.thank(
        to=ogata, by=okada, words="新人のころ、ノートの書きかたを教えてくださって、ありがとうございました。"
    )
