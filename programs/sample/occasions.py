"""PURE: what the people of the demo network do together. All of it is invented."""

from dataclasses import dataclass

from programs.sample.story import KOKYO


@dataclass(frozen=True)
class EventStory:
    company: str
    host: str
    kind: str
    title: str
    lead: str
    body: str
    days: int
    weekday: int
    start: str
    end: str
    place: str
    address: str = ""
    online_url: str = ""
    fee_note: str = ""
    capacity: int | None = None
    guests_allowed: int = 0
    unit: str = ""
    years: tuple[int | None, int | None] = (None, None)
    hope_company: str = ""
    hope_people: str = ""
    yes: tuple[str, ...] = ()
    more_yes: int = 0
    maybe: int = 0
    # Photos, feedback and the rest were left behind (only of what is past).
    remains: bool = False
    # How many stand in line in front of a full table; and what the host asks, with what some say to it.
    waiting: int = 0
    meal: tuple[str, ...] = ()
    # The day is searched in this month when it is given (the beach wants summer).
    month: int | None = None


EVENTS = [
    EventStory(
        "aomi",
        "miura",
        "reunion",
        "葉山の海辺で、二十年ぶりの「元気だった？」",
        "元上司も、先輩も後輩も、同じ事業部ですれ違っていた人も。肩書きは浜辺に置いて集まりましょう。",
        "公共ソリューション事業部で働いたことのある人の集いです。警備情報グループも、防災情報グループも、保守技術部も。\n\n"
        "- 11時ごろから、三々五々お集まりください\n- 昼は浜の食堂のお弁当をご用意します\n- 雨でもひらきます（屋根があります）\n\n"
        "**長く離れていた方こそ歓迎です。** 近況をうまく話す必要はありません。海を見に来てください。",
        days=45,
        month=7,
        weekday=5,
        start="11:00",
        end="18:30",
        place="海の家 ひだまり",
        address="神奈川県三浦郡葉山町一色",
        fee_note="4,000円（当日払い）",
        capacity=40,
        guests_allowed=2,
        unit=KOKYO,
        hope_company="卒業した仲間のいまを知り、次の世代の学びにつなげたい。",
        hope_people="育ててもらった場所に、いまの自分の形で関わりなおしたい。",
        yes=("miura", "saeki", "hayashi", "hayakawa", "miwa", "tran"),
        more_yes=20,
        maybe=5,
        meal=("魚のお弁当", "野菜のお弁当", "お弁当はいらない"),
    ),
    EventStory(
        "aomi",
        "ogata",
        "study",
        "一冊をゆっくり読む夜 ─ 『会社とわたしの、あたらしい約束』",
        "会社と個人が対等に値うちを高めあう、という本を読みます。読み終えていなくても大丈夫です。",
        "今回は第3章まで。\n\n1. 心に残った一文をひとつ\n2. いまの自分の職場で思いあたること\n3. 試してみたいこと\n\n社外の方の話も聞けたらうれしいです。",
        days=16,
        weekday=3,
        start="19:30",
        end="21:00",
        place="オンライン",
        online_url="https://meet.example/yomukai",
        capacity=12,
        hope_company="社の外の言葉で、自分たちの関係を見なおしたい。",
        hope_people="立場を離れて、考えを確かめあいたい。",
        yes=("ogata", "hayashi", "takahashi"),
        more_yes=8,
        maybe=2,
        waiting=3,
    ),
    EventStory(
        "aomi",
        "ogata",
        "dialogue",
        "違いを生かす ─ 管理職のための対話の会（全2回の1回目）",
        "元社員の緒方さんが聞き手になって、現場のもやもやを言葉にします。",
        "正解を出す会ではありません。ひとりひとりの見え方をならべるところから始めます。",
        days=58,
        weekday=2,
        start="15:00",
        end="17:00",
        place="川崎事業所 2階 会議室",
        capacity=20,
        unit=KOKYO,
        hope_company="多様な人が力を出せる職場を、自分たちの言葉で考えたい。",
        hope_people="手法を大きな現場で試し、率直なふりかえりを受け取りたい。",
        yes=("takahashi",),
        more_yes=6,
    ),
    EventStory(
        "aomi",
        "okada",
        "talk",
        "子育てと商いの、昼のおしゃべり",
        "小さな店をひらいて三年。お昼を食べながら、ゆるく話しましょう。",
        "お子さん連れも歓迎です。途中で抜けても、途中から来ても。",
        days=9,
        weekday=6,
        start="12:00",
        end="13:30",
        place="まちの道具店 こよみ",
        address="神奈川県鎌倉市架空町",
        fee_note="お弁当代 1,000円",
        capacity=8,
        guests_allowed=3,
        hope_company="卒業した人の暮らしのいまを知りたい。",
        hope_people="同じころを過ごした人と、いまの話がしたい。",
        yes=("okada", "saeki"),
        more_yes=2,
    ),
    EventStory(
        "aomi",
        "otsuki",
        "reunion",
        "Web開発事業部、あれから十年の夜",
        "事業を閉じた日から十年。あの頃の仕様書の話でも。",
        "デザイン室も、開発部も、いま体験設計室にいる人も。",
        days=-380,
        weekday=4,
        start="19:00",
        end="21:30",
        place="台場の食堂 なぎさ",
        fee_note="5,500円",
        capacity=50,
        unit="Web開発事業部",
        hope_company="事業を終えたときに言えなかった感謝を伝えたい。",
        hope_people="あの頃の仲間の、その後を知りたい。",
        yes=("otsuki",),
        more_yes=14,
    ),
    EventStory(
        "aomi",
        "miura",
        "reunion",
        "秋の浜で、警備情報グループの再会",
        "二十年ぶりの人も、先月ぶりの人も。",
        "浜を歩いて、お弁当を食べて、夕日を見ました。",
        days=-12,
        weekday=5,
        start="11:00",
        end="16:00",
        place="一色の浜 休み処",
        address="神奈川県三浦郡葉山町一色",
        capacity=40,
        unit=KOKYO,
        hope_company="卒業した仲間の知恵を、若い人が聞ける間柄に。",
        hope_people="もう一度、肩書きなしで話したい。",
        yes=("okada", "saeki", "hayashi", "hayakawa", "miwa", "takahashi", "ogata"),
        more_yes=9,
        remains=True,
    ),
    EventStory(
        "hokushin",
        "kitamura",
        "reunion",
        "第一工場、冬の夜の集い",
        "加工課も設計も、旧第二工場のみなさんも。おでんを囲みましょう。",
        "新しい研削盤も見られます。動きやすい服でどうぞ。",
        days=26,
        weekday=5,
        start="17:00",
        end="20:00",
        place="北辰製作所 食堂",
        address="北海道小樽市架空浜1-7",
        fee_note="2,000円",
        capacity=30,
        unit="製造本部",
        hope_company="技の話を、若い人に聞かせてほしい。",
        hope_people="油のにおいをもう一度。",
        yes=("kitamura",),
        more_yes=9,
    ),
]
