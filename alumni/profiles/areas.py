"""PURE: where somebody lives now, as a prefecture or a country, in words of either language."""

from functools import lru_cache

# ISO 3166: a prefecture is JP-13, a country its two letters; ZZ is anywhere else.
PREFECTURES = """
JP-01 北海道 Hokkaido
JP-02 青森県 Aomori
JP-03 岩手県 Iwate
JP-04 宮城県 Miyagi
JP-05 秋田県 Akita
JP-06 山形県 Yamagata
JP-07 福島県 Fukushima
JP-08 茨城県 Ibaraki
JP-09 栃木県 Tochigi
JP-10 群馬県 Gunma
JP-11 埼玉県 Saitama
JP-12 千葉県 Chiba
JP-13 東京都 Tokyo
JP-14 神奈川県 Kanagawa
JP-15 新潟県 Niigata
JP-16 富山県 Toyama
JP-17 石川県 Ishikawa
JP-18 福井県 Fukui
JP-19 山梨県 Yamanashi
JP-20 長野県 Nagano
JP-21 岐阜県 Gifu
JP-22 静岡県 Shizuoka
JP-23 愛知県 Aichi
JP-24 三重県 Mie
JP-25 滋賀県 Shiga
JP-26 京都府 Kyoto
JP-27 大阪府 Osaka
JP-28 兵庫県 Hyogo
JP-29 奈良県 Nara
JP-30 和歌山県 Wakayama
JP-31 鳥取県 Tottori
JP-32 島根県 Shimane
JP-33 岡山県 Okayama
JP-34 広島県 Hiroshima
JP-35 山口県 Yamaguchi
JP-36 徳島県 Tokushima
JP-37 香川県 Kagawa
JP-38 愛媛県 Ehime
JP-39 高知県 Kochi
JP-40 福岡県 Fukuoka
JP-41 佐賀県 Saga
JP-42 長崎県 Nagasaki
JP-43 熊本県 Kumamoto
JP-44 大分県 Oita
JP-45 宮崎県 Miyazaki
JP-46 鹿児島県 Kagoshima
JP-47 沖縄県 Okinawa
"""
COUNTRIES = """
AE アラブ首長国連邦 United Arab Emirates
AF アフガニスタン Afghanistan
AL アルバニア Albania
AM アルメニア Armenia
AO アンゴラ Angola
AR アルゼンチン Argentina
AT オーストリア Austria
AU オーストラリア Australia
AZ アゼルバイジャン Azerbaijan
BA ボスニア・ヘルツェゴビナ Bosnia and Herzegovina
BD バングラデシュ Bangladesh
BE ベルギー Belgium
BG ブルガリア Bulgaria
BH バーレーン Bahrain
BJ ベナン Benin
BN ブルネイ Brunei
BO ボリビア Bolivia
BR ブラジル Brazil
BT ブータン Bhutan
BW ボツワナ Botswana
BY ベラルーシ Belarus
CA カナダ Canada
CD コンゴ民主共和国 DR Congo
CH スイス Switzerland
CI コートジボワール Côte d’Ivoire
CL チリ Chile
CM カメルーン Cameroon
CN 中国 China
CO コロンビア Colombia
CR コスタリカ Costa Rica
CU キューバ Cuba
CY キプロス Cyprus
CZ チェコ Czechia
DE ドイツ Germany
DK デンマーク Denmark
DO ドミニカ共和国 Dominican Republic
DZ アルジェリア Algeria
EC エクアドル Ecuador
EE エストニア Estonia
EG エジプト Egypt
ES スペイン Spain
ET エチオピア Ethiopia
FI フィンランド Finland
FJ フィジー Fiji
FR フランス France
GA ガボン Gabon
GB イギリス United Kingdom
GE ジョージア Georgia
GH ガーナ Ghana
GR ギリシャ Greece
GT グアテマラ Guatemala
HK 香港 Hong Kong
HN ホンジュラス Honduras
HR クロアチア Croatia
HU ハンガリー Hungary
ID インドネシア Indonesia
IE アイルランド Ireland
IL イスラエル Israel
IN インド India
IQ イラク Iraq
IR イラン Iran
IS アイスランド Iceland
IT イタリア Italy
JM ジャマイカ Jamaica
JO ヨルダン Jordan
KE ケニア Kenya
KG キルギス Kyrgyzstan
KH カンボジア Cambodia
KR 韓国 South Korea
KW クウェート Kuwait
KZ カザフスタン Kazakhstan
LA ラオス Laos
LB レバノン Lebanon
LK スリランカ Sri Lanka
LT リトアニア Lithuania
LU ルクセンブルク Luxembourg
LV ラトビア Latvia
MA モロッコ Morocco
MD モルドバ Moldova
ME モンテネグロ Montenegro
MG マダガスカル Madagascar
MK 北マケドニア North Macedonia
MM ミャンマー Myanmar
MN モンゴル Mongolia
MO マカオ Macao
MT マルタ Malta
MU モーリシャス Mauritius
MV モルディブ Maldives
MW マラウイ Malawi
MX メキシコ Mexico
MY マレーシア Malaysia
MZ モザンビーク Mozambique
NA ナミビア Namibia
NG ナイジェリア Nigeria
NI ニカラグア Nicaragua
NL オランダ Netherlands
NO ノルウェー Norway
NP ネパール Nepal
NZ ニュージーランド New Zealand
OM オマーン Oman
PA パナマ Panama
PE ペルー Peru
PG パプアニューギニア Papua New Guinea
PH フィリピン Philippines
PK パキスタン Pakistan
PL ポーランド Poland
PT ポルトガル Portugal
PW パラオ Palau
PY パラグアイ Paraguay
QA カタール Qatar
RO ルーマニア Romania
RS セルビア Serbia
RU ロシア Russia
RW ルワンダ Rwanda
SA サウジアラビア Saudi Arabia
SE スウェーデン Sweden
SG シンガポール Singapore
SI スロベニア Slovenia
SK スロバキア Slovakia
SN セネガル Senegal
SV エルサルバドル El Salvador
SY シリア Syria
TH タイ Thailand
TJ タジキスタン Tajikistan
TL 東ティモール Timor-Leste
TM トルクメニスタン Turkmenistan
TN チュニジア Tunisia
TR トルコ Türkiye
TW 台湾 Taiwan
TZ タンザニア Tanzania
UA ウクライナ Ukraine
UG ウガンダ Uganda
US アメリカ合衆国 United States
UY ウルグアイ Uruguay
UZ ウズベキスタン Uzbekistan
VE ベネズエラ Venezuela
VN ベトナム Vietnam
ZA 南アフリカ South Africa
ZM ザンビア Zambia
ZW ジンバブエ Zimbabwe
ZZ そのほかの国・地域 Elsewhere
"""
JA: dict[str, str] = {}
EN: dict[str, str] = {}
for _line in (PREFECTURES + COUNTRIES).split("\n"):
    if _line:
        _code, JA[_code], EN[_code] = _line.split(" ", 2)


def choices(lang: str = "ja") -> list[tuple[str, str]]:
    """All areas: prefectures from north to south, then countries in the order of the language's own names."""
    names = JA if lang.startswith("ja") else EN
    inland = [code for code in names if code.startswith("JP-")]
    abroad = sorted((code for code in names if code not in inland), key=lambda code: (code == "ZZ", names[code]))
    return [(code, names[code]) for code in (*inland, *abroad)]


def words(area: str, place: str = "", lang: str = "ja") -> str:
    """神奈川県 葉山町; in English "葉山町, Kanagawa"; either half may be missing."""
    if lang.startswith("ja"):
        return " ".join(filter(None, [JA.get(area, ""), place]))
    return ", ".join(filter(None, [place, EN.get(area, "")]))


def short(name: str) -> str:
    """神奈川県 → 神奈川, as people say it; 北海道 keeps its end."""
    return name[:-1] if len(name) > 2 and name[-1] in "都府県" else name


@lru_cache(maxsize=4096)
def askable(text: str) -> frozenset[str]:
    """All words by which a place that is shown as `text` may be asked for: the whole, and its prefecture or country."""
    known = {name for name in (*JA.values(), *EN.values()) if text in (name, short(name)) or _stands_in(name, text)}
    codes = {code for names in (JA, EN) for code, name in names.items() if name in known}
    names = {names[code] for code in codes for names in (JA, EN)}
    return frozenset({text, *names, *map(short, names)} - {""})


def _stands_in(name: str, text: str) -> bool:
    return text.startswith(f"{name} ") or text.endswith(f", {name}")


def area_of(text: str) -> str:
    """The code of a place that somebody wrote as one word: 神奈川, 東京都, Kanagawa; empty when it is none of these."""
    wanted = text.strip().casefold()
    for code in JA:
        if wanted and wanted in (JA[code].casefold(), short(JA[code]).casefold(), EN[code].casefold()):
            return code
    return ""
