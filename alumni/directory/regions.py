"""PURE: the prefecture that a place begins with, in its full name; any other place is its own."""

import unicodedata
from functools import lru_cache

PREFECTURES = [
    "北海道",
    "青森県",
    "岩手県",
    "宮城県",
    "秋田県",
    "山形県",
    "福島県",
    "茨城県",
    "栃木県",
    "群馬県",
    "埼玉県",
    "千葉県",
    "東京都",
    "神奈川県",
    "新潟県",
    "富山県",
    "石川県",
    "福井県",
    "山梨県",
    "長野県",
    "岐阜県",
    "静岡県",
    "愛知県",
    "三重県",
    "滋賀県",
    "京都府",
    "大阪府",
    "兵庫県",
    "奈良県",
    "和歌山県",
    "鳥取県",
    "島根県",
    "岡山県",
    "広島県",
    "山口県",
    "徳島県",
    "香川県",
    "愛媛県",
    "高知県",
    "福岡県",
    "佐賀県",
    "長崎県",
    "熊本県",
    "大分県",
    "宮崎県",
    "鹿児島県",
    "沖縄県",
]
BY_STEM = {name if name == "北海道" else name[:-1]: name for name in PREFECTURES}


@lru_cache(maxsize=20_000)
def region_of(place: str) -> str:
    """東京, 東京都 and 東京都千代田区 are 東京都; ベルリン is ベルリン."""
    plain = unicodedata.normalize("NFKC", place).strip()
    return next((name for stem, name in BY_STEM.items() if plain.startswith(stem)), plain)
