"""PURE: who is in the demo network: companies, units and their history, the cast. All of it is invented."""

from dataclasses import dataclass

DOMAIN = "demo.kanae.example"


@dataclass(frozen=True)
class CompanyStory:
    slug: str
    name: str
    name_en: str
    about: str
    vision: str
    address: str
    units: tuple[str, ...]
    # (earlier, later, kind, on)
    successions: tuple[tuple[str, str, str, str], ...]
    people: int
    members: int
    contact: str = ""


COMPANIES = [
    CompanyStory(
        slug="aomi",
        name="青海システムズ株式会社",
        name_en="Aomi Systems",
        about="駅や役所、工場のしごとを支える仕組みを、四十年つくってきた会社です。卒業した仲間は、およそ二千人になりました。",
        vision="現場の知恵で、社会の当たり前を支える。育った人が、社の内と外で次の人を育てる。",
        address="東京都江東区青海架空町2-4-8",
        units=(
            "公共ソリューション事業部/警備情報グループ",
            "公共ソリューション事業部/防災情報グループ",
            "公共ソリューション事業部/保守技術部/一課",
            "公共ソリューション事業部/保守技術部/二課",
            "公共ソリューション事業部/海外公共部",
            "Web開発事業部/開発部/フロントエンドG",
            "Web開発事業部/開発部/サーバG",
            "Web開発事業部/デザイン室",
            "デジタル推進本部/サービス企画部",
            "デジタル推進本部/体験設計室",
            "産業システム事業部/製造第一部/品質課",
            "産業システム事業部/製造第二部",
            "人事総務本部/人事部/採用課",
            "人事総務本部/人事部/育成課",
            "研究所",
        ),
        successions=(
            (
                "公共ソリューション事業部/警備情報グループ",
                "公共ソリューション事業部/防災情報グループ",
                "renamed",
                "2008-04-01",
            ),
            ("Web開発事業部", "デジタル推進本部", "merged", "2015-10-01"),
            ("Web開発事業部/デザイン室", "デジタル推進本部/体験設計室", "renamed", "2015-10-01"),
        ),
        people=240,
        members=96,
    ),
    CompanyStory(
        slug="hokushin",
        name="北辰製作所株式会社",
        name_en="Hokushin Works",
        about="北の港町で生まれた、精密な軸受けの会社です。職場を離れた人とも、ものづくりの話がしたくて、この場をひらきました。",
        vision="百年まわりつづける軸をつくる。技は、人から人へ。",
        address="北海道小樽市架空浜1-7",
        units=("製造本部/第一工場/加工課", "製造本部/第二工場", "設計部/軸受設計課", "営業部", "人事部"),
        successions=(("製造本部/第二工場", "製造本部/第一工場", "merged", "2019-04-01"),),
        people=70,
        members=28,
    ),
    CompanyStory(
        slug="shioiri",
        name="汐入食品株式会社",
        name_en="Shioiri Foods",
        about="だしと佃煮の、小さな食品会社です。",
        vision="食卓に、季節をひとつ。",
        address="神奈川県横須賀市架空町5-3",
        units=("製造部", "商品企画室", "営業部"),
        successions=(),
        people=24,
        members=9,
    ),
]


@dataclass(frozen=True)
class PostStory:
    unit: str
    since: str
    until: str | None = None
    title: str = ""
    heads: bool = False
    entry: str = "transfer"


@dataclass(frozen=True)
class PersonStory:
    login: str
    name: str
    kana: str
    company: str
    posts: tuple[PostStory, ...]
    now: str = ""
    place: str = ""
    roles: tuple[str, ...] = ()
    desk_title: str = ""
    language: str = "ja"
    seen_by: str = "company"

    @property
    def email(self) -> str:
        return f"{self.login}@{DOMAIN}"


KEIBI, BOSAI = "公共ソリューション事業部/警備情報グループ", "公共ソリューション事業部/防災情報グループ"
HOSHU = "公共ソリューション事業部/保守技術部"
KOKYO = "公共ソリューション事業部"

CAST = [
    PersonStory(
        "okada",
        "岡田 千尋",
        "オカダ チヒロ",
        "aomi",
        (
            PostStory(KEIBI, "2003-04-01", "2008-03-31", entry="new_graduate"),
            PostStory(BOSAI, "2008-04-01", "2011-03-31", "主任"),
        ),
        now="まちの道具店「こよみ」店主",
        place="神奈川",
    ),
    PersonStory(
        "takahashi",
        "髙橋 直",
        "タカハシ ナオ",
        "aomi",
        (
            PostStory(f"{HOSHU}/一課", "2009-10-01", "2018-03-31", entry="mid_career"),
            PostStory(BOSAI, "2018-04-01", None, "係長"),
        ),
        place="東京",
    ),
    PersonStory(
        "miura",
        "三浦 千鶴",
        "ミウラ チヅル",
        "aomi",
        (
            PostStory(KEIBI, "1996-04-01", "2001-03-31", entry="new_graduate"),
            PostStory(KEIBI, "2001-04-01", "2008-03-31", "課長", heads=True),
            PostStory("人事総務本部/人事部", "2008-04-01", None, "担当部長"),
        ),
        place="東京",
        roles=("hr",),
        desk_title="アルムナイ担当",
    ),
    PersonStory(
        "otsuki",
        "大槻 環",
        "オオツキ タマキ",
        "aomi",
        (PostStory("人事総務本部/人事部/育成課", "2005-04-01", None, "課長", heads=True, entry="new_graduate"),),
        place="東京",
        roles=("hr", "company_admin"),
        desk_title="人事部",
    ),
    PersonStory(
        "kitamura",
        "北村 志保",
        "キタムラ シホ",
        "hokushin",
        (PostStory("人事部", "2002-04-01", None, "部長", heads=True, entry="new_graduate"),),
        place="北海道",
        roles=("hr", "company_admin"),
        desk_title="人事部",
    ),
    PersonStory(
        "ogata",
        "緒方 律",
        "オガタ リツ",
        "aomi",
        (
            PostStory(KEIBI, "1999-04-01", "2004-03-31", entry="new_graduate"),
            PostStory(KOKYO, "2004-04-01", "2006-09-30", "主任"),
        ),
        now="対話の場をつくる「浜名みらい」主宰",
        place="静岡",
        seen_by="network",
    ),
    PersonStory(
        "saeki",
        "佐伯 洋",
        "サエキ ヒロシ",
        "aomi",
        (PostStory(KEIBI, "2003-04-01", "2009-06-30", entry="new_graduate"),),
        now="農園はまかぜ",
        place="神奈川",
    ),
    PersonStory(
        "hayashi",
        "林 麻衣子",
        "ハヤシ マイコ",
        "aomi",
        (PostStory(KEIBI, "1998-04-01", "2007-03-31", "主任", entry="new_graduate"),),
        now="プロダクト責任者",
        place="東京",
    ),
    PersonStory(
        "hayakawa",
        "早川 翔",
        "ハヤカワ ショウ",
        "aomi",
        (
            PostStory(KEIBI, "2006-04-01", "2008-03-31", entry="new_graduate"),
            PostStory(BOSAI, "2008-04-01", "2014-03-31"),
        ),
        now="株式会社トライアングル 代表",
        place="東京",
    ),
    PersonStory(
        "miwa",
        "三輪 健司",
        "ミワ ケンジ",
        "aomi",
        (PostStory(KOKYO, "1985-04-01", "2012-03-31", "事業部長", heads=True, entry="new_graduate"),),
        now="地域の防災アドバイザー",
        place="千葉",
    ),
    PersonStory(
        "uchiyama",
        "内山 桃子",
        "ウチヤマ モモコ",
        "shioiri",
        (PostStory("商品企画室", "2010-04-01", None, "室長", heads=True, entry="new_graduate"),),
        place="神奈川",
        roles=("hr",),
        desk_title="アルムナイ担当",
    ),
    PersonStory(
        "tran",
        "チャン マイ",
        "チャン マイ",
        "aomi",
        (PostStory("公共ソリューション事業部/海外公共部", "2012-10-01", None, entry="mid_career"),),
        place="東京",
        language="en",
    ),
]

# People who have asked to join and wait for an answer.
NEWCOMERS = [("shindo", "新堂 美和", "シンドウ ミワ"), ("kurata", "倉田 徹", "クラタ トオル")]
ADMIN = ("admin", "運営 管理", "ウンエイ カンリ")
