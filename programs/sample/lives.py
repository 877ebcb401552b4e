"""PURE: what the demo's people tell of themselves, and the words that stand for their companies. All of it is invented."""

from typing import Any

# slug, name, a unit, its first people
NEIGHBOURS = [
    ("midori-soft", "緑川ソフトウェア株式会社", "開発部", [("小田 実", "オダ ミノル"), ("柏木 瑞穂", "カシワギ ミズホ")]),
    ("chidori-data", "千鳥データ株式会社", "基盤部", [("関 亮太", "セキ リョウタ"), ("浜口 彩", "ハマグチ アヤ")]),
    ("naginata-net", "なぎなた通信株式会社", "運用部", [("三宅 修", "ミヤケ オサム"), ("宮下 遥", "ミヤシタ ハルカ")]),
    ("tobishima", "飛島情報開発株式会社", "公共部", [("瀬戸 文也", "セト フミヤ"), ("福井 和", "フクイ ノドカ")]),
    ("kurose-seiki", "黒瀬精機株式会社", "製造部", [("辻 正人", "ツジ マサト"), ("森下 麻里", "モリシタ マリ")]),
    ("asagiri-kiki", "朝霧計器株式会社", "設計部", [("原田 純", "ハラダ ジュン"), ("谷口 薫", "タニグチ カオル")]),
    ("minato-shokuhin", "水門食品株式会社", "企画部", [("今井 千夏", "イマイ チナツ"), ("金子 誠", "カネコ マコト")]),
    ("hotaru-denki", "ほたる電機株式会社", "技術部", [("野村 健", "ノムラ ケン"), ("市川 玲", "イチカワ レイ")]),
]  # fmt: skip

_IT = "aomi midori-soft chidori-data naginata-net tobishima"
_MAKERS = "hokushin kurose-seiki asagiri-kiki hotaru-denki shioiri minato-shokuhin"
LABELS = [
    ("大手SIer", "A large systems integrator", _IT),
    ("公共にかかわるIT企業", "An IT company serving the public sector", _IT),
    ("創業四十年をこえるIT企業", "An IT company over forty years old", _IT),
    ("システム開発の会社", "A software company", f"{_IT} hotaru-denki"),
    ("東京のIT企業", "An IT company in Tokyo", _IT),
    ("ものづくりの会社", "A manufacturer", _MAKERS),
    ("精密機械のメーカー", "A precision maker", "hokushin kurose-seiki asagiri-kiki hotaru-denki naginata-net"),
    ("地方に根ざしたメーカー", "A maker rooted in its region", _MAKERS),
    ("社員千人未満の会社", "A company of under a thousand", f"{_IT} {_MAKERS}"),
    ("BtoBの会社", "A business-to-business company", f"{_IT} hokushin kurose-seiki asagiri-kiki"),
    ("暮らしを支える会社", "A company behind daily life", "aomi shioiri minato-shokuhin hotaru-denki naginata-net"),
    ("食にかかわる会社", "A food company", "shioiri minato-shokuhin"),
    ("研究に力を入れる会社", "A research-minded company", "aomi hokushin asagiri-kiki hotaru-denki"),
]

SKILLS: list[tuple[str, str, str]] = [
    ("対話の場づくり", "Facilitation", "ファシリテーション"), ("防災", "Disaster preparedness", "減災"),
    ("プロジェクト管理", "Project management", "PM プロマネ"), ("Python", "Python", "パイソン"),
    ("品質管理", "Quality control", "QC"), ("人材育成", "Developing people", "人財育成 育成"),
    ("コーチング", "Coaching", ""), ("キャリア相談", "Career counselling", "キャリアコンサルティング"),
    ("農業", "Farming", "畑しごと"), ("小さな商い", "Small business", "小商い"), ("英語", "English", ""),
    ("ベトナム語", "Vietnamese", "越語"), ("体験設計", "Experience design", "UX UXデザイン"),
    ("データ分析", "Data analysis", "データサイエンス"), ("読書会", "Reading groups", "輪読"), ("登山", "Hiking", "山歩き"),
]  # fmt: skip

STORIES: list[tuple[str, str, list[tuple[str, int | None, str]]]] = [
    ("okada", "小さな商い、防災、読書会", [
        ("turn", 2003, "配属は警備情報グループ。駅の監視室で、現場の人の話を一日じゅう聞いていました。"),
        ("turn", 2011, "地震のあと、暮らしの道具のことばかり考えるようになり、会社を離れました。"),
        ("learned", None, "わからないことは、現場でいちばん長く働いている人に聞く。いまも店でそうしています。"),
        ("returning", None, "はじめて店を持つ人に、最初の一年の帳簿を見せられます。"),
    ]),
    ("ogata", "対話の場づくり、人材育成、読書会", [
        ("turn", 2006, "育ててもらった恩を返さないまま離れました。十二年、会社の前を通るのを避けていました。"),
        ("turn", 2018, "先に離れていた後輩に誘われ、事業部のみなさんと対話の場をひらきました。"),
        ("returning", None, "次のリーダーになる人たちが、ほかの会社の人と本音で話せる場をつくること。"),
    ]),
    ("hayashi", "プロジェクト管理、体験設計、英語", [
        ("learned", None, "仕様書より先に、使う人の一日を書くこと。"),
        ("seeking", None, "公共のしごとを、利用者の側から見なおしてみたい人。"),
    ]),
    ("saeki", "農業、品質管理", [
        ("turn", 2009, "土のそばで暮らしたくて、三浦半島に移りました。"),
        ("seeking", None, "収穫の秋に、手を貸してくれる人。お礼は野菜です。"),
    ]),
    ("miwa", "防災、人材育成", [("returning", None, "失敗した現場の話なら、いくらでもできます。")]),
    ("takahashi", "防災、データ分析", []),
]  # fmt: skip
# Days from now until which somebody has time.
FREE = [("saeki", 45), ("hayashi", 90), ("ogata", 20), ("hayakawa", 60)]
# What okada looks for again and again: a name, the address, and whether she is told of new people.
SAVED: list[tuple[str, dict[str, Any], bool]] = [
    ("防災にくわしい人", {"skill": "防災"}, True),
    ("店の近くで、いま動ける人", {"place": "JP-14", "free": 1}, False),
]
# Who is shown to other companies' people with a blurred employer.
BLURRED = [("ogata", "大手SIer"), ("hayashi", "公共にかかわるIT企業")]
# Told by oneself; the company hasn't answered yet.
CLAIMS = [
    ("ogata", "hokushin", "研修の講師", "2019-04", "2022-03", "管理職のみなさんの対話の場を、三年つづけました。"),
    ("saeki", "aomi", "", "2002-07", "2002-09", "学生のころ、夏のインターンでお世話になりました。"),
]
