"""PURE: invented people and companies. The parts are common Japanese words; no combination means anybody real."""

from dataclasses import dataclass
from random import Random

FAMILY = """佐藤 サトウ sato|鈴木 スズキ suzuki|髙橋 タカハシ takahashi|高橋 タカハシ takahashi|田中 タナカ tanaka|伊藤 イトウ ito
渡辺 ワタナベ watanabe|渡邊 ワタナベ watanabe|山本 ヤマモト yamamoto|中村 ナカムラ nakamura|小林 コバヤシ kobayashi
加藤 カトウ kato|吉田 ヨシダ yoshida|山田 ヤマダ yamada|佐々木 ササキ sasaki|山口 ヤマグチ yamaguchi|松本 マツモト matsumoto
井上 イノウエ inoue|木村 キムラ kimura|林 ハヤシ hayashi|斎藤 サイトウ saito|齋藤 サイトウ saito|清水 シミズ shimizu
山崎 ヤマザキ yamazaki|山﨑 ヤマサキ yamasaki|森 モリ mori|池田 イケダ ikeda|橋本 ハシモト hashimoto|阿部 アベ abe
石川 イシカワ ishikawa|前田 マエダ maeda|藤田 フジタ fujita|小川 オガワ ogawa|後藤 ゴトウ goto|岡田 オカダ okada
長谷川 ハセガワ hasegawa|村上 ムラカミ murakami|近藤 コンドウ kondo|石井 イシイ ishii|坂本 サカモト sakamoto|遠藤 エンドウ endo
青木 アオキ aoki|藤井 フジイ fujii|西村 ニシムラ nishimura|福田 フクダ fukuda|太田 オオタ ota|三浦 ミウラ miura|岡本 オカモト okamoto
松田 マツダ matsuda|中川 ナカガワ nakagawa|中野 ナカノ nakano|原田 ハラダ harada|小野 オノ ono|田村 タムラ tamura|竹内 タケウチ takeuchi
金子 カネコ kaneko|和田 ワダ wada|中山 ナカヤマ nakayama|石田 イシダ ishida|上田 ウエダ ueda|森田 モリタ morita|柴田 シバタ shibata
酒井 サカイ sakai|工藤 クドウ kudo|横山 ヨコヤマ yokoyama|宮崎 ミヤザキ miyazaki|宮﨑 ミヤザキ miyazaki|内田 ウチダ uchida
高木 タカギ takagi|安藤 アンドウ ando|谷口 タニグチ taniguchi|大野 オオノ ono|丸山 マルヤマ maruyama|今井 イマイ imai|河野 コウノ kono
藤本 フジモト fujimoto|村田 ムラタ murata|武田 タケダ takeda|上野 ウエノ ueno|杉山 スギヤマ sugiyama|増田 マスダ masuda|平野 ヒラノ hirano
菅原 スガワラ sugawara|久保 クボ kubo|松井 マツイ matsui|千葉 チバ chiba|岩崎 イワサキ iwasaki|桜井 サクライ sakurai|木下 キノシタ kinoshita
野口 ノグチ noguchi|松尾 マツオ matsuo|菊地 キクチ kikuchi|野村 ノムラ nomura|新井 アライ arai|渡部 ワタベ watabe|佐野 サノ sano
杉本 スギモト sugimoto|大西 オオニシ onishi|古川 フルカワ furukawa|浜田 ハマダ hamada|濱田 ハマダ hamada|市川 イチカワ ichikawa
東海林 ショウジ shoji|勅使河原 テシガワラ teshigawara|五十嵐 イガラシ igarashi|大和田 オオワダ owada|菅 カン kan|德永 トクナガ tokunaga"""

GIVEN = """翔 ショウ sho|陽子 ヨウコ yoko|健一 ケンイチ kenichi|真理 マリ mari|直樹 ナオキ naoki|千鶴 チヅル chizuru|大輔 ダイスケ daisuke
由紀 ユキ yuki|俊平 シュンペイ shunpei|明日香 アスカ asuka|洋 ヒロシ hiroshi|麻衣子 マイコ maiko|拓也 タクヤ takuya|恵 メグミ megumi
徹 トオル toru|さくら サクラ sakura|一郎 イチロウ ichiro|純 ジュン jun|光 ヒカル hikaru|涼子 リョウコ ryoko|修 オサム osamu|美咲 ミサキ misaki
和也 カズヤ kazuya|香織 カオリ kaori|誠 マコト makoto|裕子 ユウコ yuko|隆 タカシ takashi|智子 トモコ tomoko|亮 リョウ ryo|彩 アヤ aya
浩二 コウジ koji|久美子 クミコ kumiko|淳 アツシ atsushi|直美 ナオミ naomi|慎吾 シンゴ shingo|理恵 リエ rie|剛 ツヨシ tsuyoshi|葵 アオイ aoi
雄太 ユウタ yuta|千尋 チヒロ chihiro|達也 タツヤ tatsuya|礼子 レイコ reiko|悠 ユウ yu|桃子 モモコ momoko|聡 サトシ satoshi|七海 ナナミ nanami
律 リツ ritsu|志保 シホ shiho|航 ワタル wataru|環 タマキ tamaki|直 ナオ nao|瑞希 ミズキ mizuki|要 カナメ kaname|遥 ハルカ haruka"""

COMPANY = "青葉 白波 若竹 明星 八雲 千歳 常盤 朝凪 夕凪 花菱 山吹 藤波 水門 大樹 光陽 雲雀 玉川 松風 春日野 東雲 潮見 鶴見台 鳴海 霧島台 真砂"
TRADE = "システムズ 製作所 電機 化学 商事 物流 建設 食品 印刷 精機 データ 通信 薬品 紡績 ガラス"
UNIT = (
    "営業 開発 製造 公共ソリューション 産業システム 人事総務 経営企画 研究 品質保証 海外 調達 保守技術 デジタル推進"
)
PLACES = "東京 神奈川 大阪 愛知 福岡 北海道 静岡 京都 兵庫 宮城 広島 長野 新潟 石川 沖縄 シンガポール"


@dataclass(frozen=True)
class Name:
    family: str
    given: str
    family_kana: str
    given_kana: str
    romaji: str


def _parts(table: str) -> list[tuple[str, str, str]]:
    cells = table.replace("\n", "|").split("|")
    return [tuple(cell.split(" ")) for cell in cells]  # type: ignore[misc]


FAMILIES, GIVENS = _parts(FAMILY), _parts(GIVEN)
# Frequent names are frequent: the first of the table comes about forty times as often as the last.
_WEIGHTS = [40 / (1 + index * 0.4) + 1 for index in range(len(FAMILIES))]
_TOTALS = [sum(_WEIGHTS[: index + 1]) for index in range(len(_WEIGHTS))]


def person(random: Random) -> Name:
    family = random.choices(FAMILIES, cum_weights=_TOTALS)[0]
    given = GIVENS[int(random.random() * len(GIVENS))]
    return Name(family[0], given[0], family[1], given[1], f"{given[2]}.{family[2]}")


def company(number: int) -> str:
    """The name of the n-th company; different for the first 375, numbered beyond."""
    words, trades = COMPANY.split(), TRADE.split()
    name = words[number % len(words)] + trades[(number // len(words) + number) % len(trades)]
    again = number // (len(words) * len(trades))
    return f"{name}{again + 1}" if again else name


def units(count: int) -> list[tuple[str, int | None]]:
    """`count` units of one company as (name, index of the parent), three levels deep."""
    words = UNIT.split()
    tops = min(len(words), max(1, count // 12))
    made: list[tuple[str, int | None]] = [(f"{words[n]}本部", None) for n in range(tops)]
    middle = max(0, (count - tops) // 4)
    made += [(f"第{n // tops + 1}{words[n % tops]}部", n % tops) for n in range(middle)]
    for n in range(count - len(made)):
        parent = tops + n % middle if middle else n % tops
        made.append((f"{n // max(1, middle) + 1}課", parent))
    return made[:count]
