"""Where a new program can start from: good words for both sides, for each of its kinds, to be made one's own."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from programs.cohorts.models import Program

Kind = Program.Kind

# What the choice of a kind says, below its name.
ABOUT = {
    Kind.LEADERS: _("いくつかの会社の若い人が、部署と会社をこえて学び、職場で試し、また集まります。"),
    Kind.DIALOGUE: _("卒業した人が進行役になり、ひとつの部署で話す会を重ねます。"),
    Kind.ROLES: _("めざす成果を絵にして合意し、成果から役割をつくります。"),
    Kind.CIRCLE: _("一冊の本やひとつのテーマを、会社をこえて読み、話します。"),
    Kind.RETURN: _("戻ってきた人が、無理なく最初の三か月を過ごせるように伴走します。"),
}

WORDS: dict[str, dict[str, Any]] = {
    Kind.LEADERS: {
        "title": _("会社をこえて学ぶ、次のリーダーの半年"),
        "theme": _("自分の部署の外に出て、自分の問いをもつ"),
        "for_whom": _("これからチームを任される方。年次や役職は問いません。"),
        "outcome": _("半年後、参加した一人ひとりが、自分の職場でひとつのことを変えている。"),
        "companies_bring": _("学ぶための勤務時間、職場での実験の機会、部署をこえる後押し。"),
        "companies_get": _("会社の外の目で自分の仕事を見なおし、周りを巻きこめる人。会社どうしの、顔の見えるつながり。"),
        "people_bring": _("自分の仕事の問いと、率直な経験。進行役は、離れたからこそ見えること。"),
        "people_get": _("ほかの会社の仲間、試して確かめた自信、この先も相談できる相手。"),
        "eligibility": _("参加する会社にいま在籍している方"),
        "selection": _("会社の担当者と進行役が、ご本人のことばを読んで決めます。"),
        "seats_each": 6,
        "weeks": (6, 24),
    },
    Kind.DIALOGUE: {
        "title": _("ちがいを話せる職場へ ―― 部署の対話シリーズ"),
        "theme": _("ふだん口にしないことを、安心して話す"),
        "for_whom": _("この部署で働く方。管理職の方も、ひとりの参加者として。"),
        "outcome": _("部署のみんなで「これからすること」をひとつ決め、三か月後に確かめる。"),
        "companies_bring": _("話すための勤務時間と場所、部署の長の「聞く」という約束。"),
        "companies_get": _("気づかれにくかった困りごとと、部署の中から出た打ち手。"),
        "people_bring": _("自分のことばと、相手の話を最後まで聞く耳。進行役は、ほどよい距離。"),
        "people_get": _("話してもだいじょうぶだという手ごたえと、働きかたのひとつの変化。"),
        "eligibility": _("この部署の方"),
        "selection": _("申し込んだ方はみなさん参加できます。"),
        "seats_each": 16,
        "weeks": (4, 14),
    },
    Kind.ROLES: {
        "title": _("成果から役割をつくる"),
        "theme": _("「だれが何をするか」の前に、「何が叶えばよいか」"),
        "for_whom": _("新しい仕事を任されたチーム、役割がかみあわないと感じているチーム。"),
        "outcome": _("めざす成果を一枚の絵にして全員が合意し、成果につながる役割だけが残っている。"),
        "companies_bring": _("実際のしごとと、役割を変えてよいという了解。"),
        "companies_get": _("成果に結びついた役割分担と、自分たちで見なおす習慣。"),
        "people_bring": _("いまの仕事の正直な姿。進行役は、ほかの現場で見てきたこと。"),
        "people_get": _("自分の役割の意味と、頼り頼られる関係。"),
        "eligibility": _("チームで参加できる方"),
        "selection": _("チームごとに、進行役と話して決めます。"),
        "seats_each": 8,
        "weeks": (4, 10),
    },
    Kind.CIRCLE: {
        "title": _("会社をこえた読書の輪"),
        "theme": _("一冊の本を、ちがう会社の人と読む"),
        "for_whom": _("テーマに関心のある方ならどなたでも。"),
        "outcome": _("読んだことが、参加した人それぞれの仕事の中でひとつ使われている。"),
        "companies_bring": _("集まる場所と、参加しやすい時間。"),
        "companies_get": _("社外の見方にふれた人が持ち帰る、新しい問い。"),
        "people_bring": _("自分の読みかたと、現場の例。"),
        "people_get": _("ひとりでは読まなかった一冊と、また話したい人。"),
        "eligibility": _("参加する会社で働いている方、働いていた方"),
        "selection": _("席があるかぎり、どなたでも参加できます。"),
        "seats_each": 5,
        "weeks": (4, 16),
    },
    Kind.RETURN: {
        "title": _("おかえりなさい ―― 最初の三か月"),
        "theme": _("外で得たものを、無理なくいまの職場に活かす"),
        "for_whom": _("一度離れて、また働きはじめた方と、迎える職場の方。"),
        "outcome": _("三か月後、戻った人も迎えた人も、外での経験がひとつ活きたと言える。"),
        "companies_bring": _("変わったことの説明、迎える相手、急がなくてよい時間。"),
        "companies_get": _("外の経験と、離れていたから見える改善の種。"),
        "people_bring": _("外で身につけたこと、なつかしさと戸惑いの両方。"),
        "people_get": _("いまの会社の地図と、気軽に聞ける相手。"),
        "eligibility": _("この一年のあいだに戻ってきた方"),
        "selection": _("担当者と進行役がお話をうかがって決めます。"),
        "seats_each": 6,
        "weeks": (2, 14),
    },
}  # fmt: skip


def words_of(kind: str) -> dict[str, Any]:
    """The words of this kind in the reader's language; for an unknown kind those of the first."""
    found = WORDS.get(kind, WORDS[Kind.LEADERS])
    return {name: str(words) for name, words in found.items() if name not in ("seats_each", "weeks")} | {
        "seats_each": found["seats_each"],
        "weeks": found["weeks"],
    }
